"""Rich text as paragraphs: each can be replaced, put in and taken out, and the others stay to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.desk import slots

PIECES = (
    "<p>One</p>",
    "<p class='a'>Two</p>",
    "<ul><li>a</li><li>b</li></ul>",
    "<hr/>",
    "loose",
    "<p></p>",
    " \n",
)
markups = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("markup", "slot", "left"),
    [
        ("<p>a</p><p>b</p>", 0, "<p>b</p>"),
        ("loose<p>b</p>", 0, "<p>b</p>"),
        ("<p>a</p>loose<p>b</p>", 1, "<p>a</p><p>b</p>"),
        ("<p>a</p>loose", 1, "<p>a</p>"),
        ("<ul><li>a</li><li>b</li></ul>", 1, "<ul><li>a</li></ul>"),
        ("<h2>a<p>b</p></h2>", 0, "<h2><p>b</p></h2>"),
    ],
)
def test_only_what_holds_the_slot_alone_goes_with_it(markup: str, slot: int, left: str) -> None:
    assert slots.take_out(markup, slot) == left


@pytest.mark.parametrize(
    ("markup", "slot", "more"),
    [
        ("<p>a</p>", 0, "<p>new</p><p>a</p>"),
        ("<p>a</p>loose<p>b</p>", 1, "<p>a</p><p>new</p>loose<p>b</p>"),
        ("<ul><li>a</li></ul>", 0, "<ul><li>new</li><li>a</li></ul>"),
        ("", 0, "<p>new</p>"),
        ("<p>a</p>", 7, "<p>a</p><p>new</p>"),
    ],
)
def test_a_paragraph_more_stands_beside_the_others(markup: str, slot: int, more: str) -> None:
    assert slots.insert(markup, slot, "new") == more


@given(markups, st.data())
def test_what_is_put_in_is_the_one_at_its_slot_and_comes_out_again(markup: str, data: st.DataObject) -> None:
    before = slots.split(markup)
    slot = data.draw(st.integers(0, len(before)))
    more = slots.insert(markup, slot, "new") if before or not markup.strip() else markup
    if more is not markup:
        assert slots.split(more) == [*before[:slot], "new", *before[slot:]]
    if before and slot < len(before):
        assert slots.split(slots.put(markup, slot, "other")) == [*before[:slot], "other", *before[slot + 1 :]]
        assert slots.split(slots.take_out(markup, slot)) == [*before[:slot], *before[slot + 1 :]]
