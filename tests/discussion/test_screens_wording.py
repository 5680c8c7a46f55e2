"""Reasons in a moderator's words, and the pieces of a text: nothing is lost, nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening import reasons
from serai.discussion.screens.wording import pieces, reason_in_words

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
CODES = st.sampled_from([*reasons.ORDER, "unheard of", ""])
DETAILS = st.fixed_dictionaries(
    {"code": CODES},
    optional=dict.fromkeys(("words", "count", "size", "of", "found", "score", "fragments"), JSON),
)


@given(DETAILS)
def test_whatever_a_reason_holds_is_put_into_words(reason: dict[str, object]) -> None:
    assert isinstance(reason_in_words(reason), str)


@given(text=st.text(max_size=300), found=st.lists(DETAILS, max_size=5))
def test_the_pieces_of_a_text_are_the_text(text: str, found: list[dict[str, object]]) -> None:
    assert "".join(piece.text for piece in pieces(text, found)) == text


@given(text=st.text(min_size=1, max_size=60), start=st.integers(0, 59), length=st.integers(1, 20))
def test_what_weighed_is_marked(text: str, start: int, length: int) -> None:
    fragment = text[start : start + length].strip()
    if fragment:
        marked = [piece.text for piece in pieces(text, [reasons.learner(0.9, [fragment])]) if piece.marked]
        assert fragment in marked


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (reasons.word(["casino"]), "word: “casino”"),
        (reasons.word(["casino", "loan*"]), "words: “casino”, “loan*”"),
        (reasons.links(1, ["web"]), "1 link"),
        (reasons.copy("c", 35), "near-copy of 34 other comments"),
        (reasons.copy("c", 2), "near-copy of 1 other comment"),
        (reasons.burst("story"), "more comments than usual under this story"),
        (reasons.burst("site"), "more comments than usual on the whole site"),
        (reasons.script("cyrillic", "arabic"), "written in another script than the story’s: Arabic"),
        (reasons.learner(0.876, ["x"]), "the learner thinks it will be rejected: 88 %"),
        ({"code": "no_proof"}, "no proof of work (a browser without scripts)"),
        ({"code": "muted"}, "its source is muted"),
        ({"code": "closed"}, "it came as comments closed"),
        ({"code": "of tomorrow"}, "of tomorrow"),
    ],
)
def test_each_reason_has_its_words(reason: dict[str, object], words: str) -> None:
    assert reason_in_words(reason) == words


def test_a_cluster_that_grew_is_told_at_its_size_of_now() -> None:
    assert reason_in_words(reasons.copy("c", 3), copies=10_000) == "near-copy of 9999 other comments"


def test_a_word_of_the_list_is_marked_in_any_case_and_with_any_ending() -> None:
    marked = [
        piece.text for piece in pieces("Casinos and a CASINO", [reasons.word(["casino*"])]) if piece.marked
    ]
    assert marked == ["Casino", "CASINO"]
