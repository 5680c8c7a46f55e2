"""State: what is remembered of a target is never more than what is so."""

import sqlite3
from pathlib import Path

import pytest

from serai.mirrors.carrying import Mark, UnderWay
from serai.mirrors.errors import CarryStateError
from serai.mirrors.manifest import File, Gone
from serai.mirrors.state import Lying, State


def _file(path: str, digest: str = "a", rank: int = 2) -> File:
    return File(path, digest, rank, ())


@pytest.fixture
def state(folder: Path) -> State:
    """A carry under way with three files, of which the target has one."""
    found = State.open(folder / "carried" / "state.sqlite3")
    found.begin("ledger", 5, everything=False)
    found.add([_file("b"), _file("a"), _file("c", rank=4)])
    found.answer(["a", "b", "c"], [Lying("a", 3, "tag")])
    return found


def _paths(state: State) -> list[str]:
    return [due.file.path for due in state.next(10)]


def test_new_files_are_due_before_those_that_replace(state: State) -> None:
    first = state.next(10)
    assert [due.file.path for due in first] == ["b", "c"]
    state.did(first)
    (last,) = state.next(10)
    assert (last.file.path, last.there) == ("a", Lying("a", 3, "tag"))
    state.did([last])
    assert (_paths(state), state.left()) == ([], 0)


def test_what_a_newer_bake_changed_is_due_again(state: State) -> None:
    state.did(state.next(10))
    state.add([_file("b", "newer")])
    state.read_up_to(6)

    assert state.under_way == UnderWay("ledger", 6)
    assert [(due.file.path, due.there is not None) for due in state.next(10)] == [("a", True), ("b", True)]


def test_what_was_done_of_an_older_state_does_not_count_for_the_newer(state: State) -> None:
    older = state.next(10)
    state.add([_file("b", "newer")])
    state.did(older)
    state.answer(["b"], [])

    assert [due.file.digest for due in state.next(10) if due.file.path == "b"] == ["newer"]


def test_a_file_that_comes_back_does_not_go(state: State) -> None:
    state.remove([Gone("a", (".gz",)), Gone("d", ())])
    assert "a" not in _paths(state)
    state.add([_file("a")])

    assert [gone.path for gone in state.next_going(10)] == ["d"]


def test_the_target_is_complete_only_when_the_carry_has_ended(state: State, folder: Path) -> None:
    assert (state.done, state.under_way) == (Mark("", 0), UnderWay("ledger", 5))
    state.end()
    state.close()
    again = State.open(folder / "carried" / "state.sqlite3")

    assert (again.done, again.under_way) == (Mark("ledger", 5), None)
    again.begin("ledger", 7, everything=True)
    assert again.done == Mark("ledger", 0)


def test_a_copy_for_a_dry_run_changes_nothing(state: State, folder: Path) -> None:
    copy = State.open(folder / "carried" / "state.sqlite3", kept=False)
    assert copy.left() == 3
    copy.end()

    assert (copy.left(), state.left()) == (0, 3)


@pytest.mark.parametrize("data", [b"no database at all" * 100, b""])
def test_what_is_no_state_is_told_and_what_is_empty_is_begun(folder: Path, data: bytes) -> None:
    file = folder / "state.sqlite3"
    file.write_bytes(data)
    if not data:
        assert State.open(file).done == Mark("", 0)
        return
    with pytest.raises(CarryStateError, match="Move it away"):
        State.open(file)


def test_a_state_of_another_version_is_told(folder: Path) -> None:
    file = folder / "state.sqlite3"
    State.open(file).close()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    db.close()

    with pytest.raises(CarryStateError, match="version 99"):
        State.open(file)
