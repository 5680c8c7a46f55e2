"""The table of moves: what a comment may become, and what it may never become again."""

from itertools import product

import pytest

from serai.discussion.rules.states import (
    ASKED,
    DECISIONS,
    MOVES,
    PUBLIC,
    STATES,
    WAITING,
    allowed,
    shown,
    undoable,
)


def test_every_state_stands_in_the_table() -> None:
    assert set(MOVES) == set(STATES)
    assert set().union(*MOVES.values()) <= set(STATES)


def test_the_public_sees_approved_comments_alone() -> None:
    assert list(PUBLIC) == ["approved"]


@pytest.mark.parametrize(("before", "after"), list(product(["withdrawn", "removed"], STATES)))
def test_nobody_brings_back_what_the_reader_took_back_or_what_was_erased(before: str, after: str) -> None:
    assert allowed(before, after) is ((before, after) == ("withdrawn", "removed"))  # type: ignore[arg-type]


@pytest.mark.parametrize("state", STATES)
def test_no_move_leads_where_it_started(state: str) -> None:
    assert not allowed(state, state)  # type: ignore[arg-type]


def test_what_a_moderator_did_is_undoable_and_what_a_reader_did_is_not() -> None:
    verbs = {*STATES, "edit", "erase", "pick", "unpick", "note", "reports", "undo"}
    assert {verb for verb in verbs if not undoable(verb)} == {"withdrawn", "edit", "erase"}


def test_a_writer_is_shown_one_waiting_state() -> None:
    assert [shown(state) for state in STATES] == [
        "pending",
        "pending",
        "approved",
        "rejected",
        "withdrawn",
        "removed",
    ]


def test_what_waits_is_neither_public_nor_decided() -> None:
    assert not WAITING & (PUBLIC | DECISIONS)
    assert WAITING | DECISIONS == ASKED
