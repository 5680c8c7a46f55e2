"""Conversations lose no comment, whatever answers whatever."""

from hypothesis import given
from hypothesis import strategies as st

from serai.press.theme.conversation import conversations
from serai.press.threads import Comment, Thread


def thread(*pairs: tuple[str, str]) -> Thread:
    return Thread(
        edition="en", key="k", comments=tuple(Comment(key=key, text=key, reply_to=to) for key, to in pairs)
    )


def shape(made: Thread) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (talk.comment.key, [(reply.comment.key, reply.to.key if reply.to else "") for reply in talk.replies])
        for talk in conversations(made)
    ]


def test_replies_stand_under_the_first_comment_and_name_whom_they_answer() -> None:
    assert shape(thread(("a", ""), ("b", "a"), ("c", ""), ("d", "b"), ("e", "c"))) == [
        ("a", [("b", ""), ("d", "b")]),
        ("c", [("e", "")]),
    ]


def test_a_reply_to_nothing_or_in_a_ring_stands_alone() -> None:
    assert shape(thread(("a", "gone"), ("b", "b"), ("c", "d"), ("d", "c"))) == [
        ("a", []),
        ("b", []),
        ("c", []),
        ("d", []),
    ]


_KEYS = st.sampled_from("abcdefgh")


@given(st.dictionaries(_KEYS, st.one_of(st.just(""), _KEYS, st.just("gone"))))
def test_every_comment_stands_once(answers: dict[str, str]) -> None:
    shown = [
        key for first, replies in shape(thread(*answers.items())) for key in (first, *(r[0] for r in replies))
    ]
    assert sorted(shown) == sorted(answers)
