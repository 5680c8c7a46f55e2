"""Peeking: what came into the newsroom's own inbox is seen, and nothing of the inbox is in the way."""

from pathlib import Path

from serai.newsroom.peek import Peek
from tests.gate import inboxes


def test_an_inbox_that_is_not_there_yet_has_given_nothing(tmp_path: Path) -> None:
    peek = Peek(tmp_path / "inbox.sqlite3")
    assert peek.last() == 0
    inbox = inboxes.opened(tmp_path / "inbox.sqlite3")
    assert peek.last() == 0
    for number, name in enumerate(("a", "b"), start=1):
        inboxes.append(inbox, inboxes.comment(name, "Words."), b"sealed")
        assert peek.last() == number
    inboxes.wait(inbox.close())
    assert peek.last() == 2
    peek.close()


def test_what_is_no_inbox_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "inbox.sqlite3").write_bytes(b"no database" * 100)
    assert Peek(tmp_path / "inbox.sqlite3").last() == 0
