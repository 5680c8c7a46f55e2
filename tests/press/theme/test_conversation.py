"""Conversations lose no comment, whatever answers whatever, and stay in their thread's order."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from serai.press.theme.conversation import Remark, arrange
from serai.press.threads import Comment
from serai.press.views import Placed


def comments(*pairs: tuple[str, str]) -> tuple[Comment, ...]:
    return tuple(
        Comment(key=key, number=place + 1, text=key, reply_to=to) for place, (key, to) in enumerate(pairs)
    )


def shape(remarks: list[Remark]) -> list[object]:
    """The remarks as keys: `a`, `b>a` where it says that it answers a, a list of the replies after it."""
    shown: list[object] = []
    for remark in remarks:
        to = f">{remark.to.address.rpartition('-')[2]}" if remark.to else ""
        shown.append(remark.comment.key + to)
        if remark.replies:
            shown.append(shape(remark.replies))
    return shown


LADDER = comments(
    ("a", ""), ("b", "a"), ("c", "b"), ("x", ""), ("d", "c"), ("e", "d"), ("f", "b"), ("g", "d")
)


def test_replies_are_set_in_to_the_depth_and_deeper_ones_say_whom_they_answer() -> None:
    assert shape(arrange(LADDER, 3, {})) == ["a", ["b", ["c", ["d", "e>d", "g>d"], "f"]], "x"]
    assert shape(arrange(LADDER, 2, {})) == ["a", ["b", ["c", "d>c", "e>d", "f", "g>d"]], "x"]
    assert shape(arrange(LADDER, 1, {})) == ["a", ["b", "c>b", "d>c", "e>d", "f>b", "g>d"], "x"]
    assert shape(arrange(LADDER, 0, {})) == ["a", "b>a", "c>b", "x", "d>c", "e>d", "f>b", "g>d"]


def test_a_reply_to_another_part_stands_alone_and_leads_there() -> None:
    there = Placed(comment=comments(("z", ""))[0], address="/en/x/comments/1/#comment-z")
    assert shape(arrange(comments(("a", "z"), ("b", "a")), 3, {"z": there})) == ["a>z", ["b"]]


def test_a_reply_to_nothing_or_in_a_ring_stands_alone() -> None:
    ring = comments(("a", "gone"), ("b", "b"), ("c", "d"), ("d", "c"), ("e", "d"))
    assert shape(arrange(ring, 3, {})) == ["a", "b", "c", "d", ["e"]]


def test_a_thread_of_one_long_row_of_replies_is_arranged_whole() -> None:
    row = comments(*((str(place), str(place - 1)) for place in range(20_000)))
    (first,) = arrange(row, 3, {})
    assert sum(1 for _ in walked([first])) == 20_000


def walked(remarks: list[Remark]) -> Iterator[Remark]:
    for remark in remarks:
        yield remark
        yield from walked(remark.replies)


_KEYS = st.sampled_from("abcdefgh")


@given(st.dictionaries(_KEYS, st.one_of(st.just(""), _KEYS, st.just("gone"))), st.integers(0, 4))
def test_every_comment_stands_once_and_every_row_keeps_the_order(answers: dict[str, str], depth: int) -> None:
    top = arrange(comments(*answers.items()), depth, {})
    shown = list(walked(top))
    assert sorted(remark.comment.key for remark in shown) == sorted(answers)
    for row in [top, *(remark.replies for remark in shown)]:
        assert [b for a, b in pairwise(row) if b.comment.number <= a.comment.number] == []
