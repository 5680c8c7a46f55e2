"""Threads as the ledger keeps them: whole in, parts out, and no part written that is what it was."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from serai.press import discussions, slices, threads
from serai.press.discussions import Discussions
from serai.press.ledger import Ledger
from serai.press.slices import Slice
from serai.press.threads import Thread
from tests.press.sites import Works, works
from tests.press.talking import comment, thread, whole_threads


@pytest.fixture
def kept(desk: Works) -> Iterator[Discussions]:
    """The discussions of an empty ledger."""
    ledger = Ledger.open(desk.ledger)
    yield ledger.discussions
    ledger.close()


@given(whole_threads(), whole_threads())
def test_the_thread_put_last_is_the_thread_that_is_kept(first: Thread, last: Thread) -> None:
    with works() as desk:
        ledger = Ledger.open(desk.ledger)
        for said in (first, last):
            ledger.discussions.put(said)
        numbers = ledger.discussions.parts("en", "s1")
        kept = [part for number in numbers if (part := ledger.discussions.slice("en", "s1", number))]
        newest = ledger.discussions.newest("en", "s1", 3)
        count = ledger.discussions.count("en", "s1")
        unchanged = ledger.discussions.put(last)
        ledger.close()
    assert kept == list(slices.slices_of(last))
    assert threads.whole(one.part for one in kept) == last
    assert (newest, count, unchanged) == (last.comments[::-1][:3], len(last.comments), [])


def test_what_was_never_put_is_nothing(kept: Discussions) -> None:
    found = (kept.slice("en", "s1", 1), kept.parts("en", "s1"), kept.count("en", "s1"))
    assert found == (None, [], 0)
    assert (kept.newest("en", "s1", 20), list(kept.every_part("en"))) == ((), [])
    assert slices.nothing_said("en", "s1").part.parts == (1,)


def test_it_tells_which_parts_came_went_or_changed(kept: Discussions) -> None:
    told = [
        kept.put(thread(120)),
        kept.put(thread(121)),
        kept.put(thread(121, but=range(51, 101))),
        kept.put(thread(0)),
        kept.put(thread(0, open=False)),
    ]
    assert told == [[1, 2, 3], [1, 3], [1, 2, 3], [1, 3], [1]]


def test_every_part_of_an_edition_is_named_once_in_order(
    kept: Discussions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discussions, "_CHUNK", 2)
    for said in (thread(120, key="b"), thread(0, key="a"), thread(51, key="c"), thread(60, code="ru")):
        kept.put(said)
    assert list(kept.every_part("en")) == [("a", 1), ("b", 1), ("b", 2), ("b", 3), ("c", 1), ("c", 2)]


def test_a_slice_holds_whom_its_comments_answer_elsewhere_and_nobody_twice() -> None:
    said = (comment(1), comment(2, reply_to="c1"), *(comment(n, reply_to="c1") for n in (51, 52)))
    lost = comment(53, reply_to="nobody")
    first, second = slices.slices_of(Thread(edition="en", key="s1", comments=(*said, lost)))
    assert (first.beside.answered, second.beside.answered) == ((), (comment(1),))
    assert slices.from_bytes(*slices.to_bytes(second)) == Slice(second.part, second.beside)
