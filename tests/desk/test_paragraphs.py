"""What has become of an original: paragraphs changed, new, gone, moved; and never more than that."""

from hypothesis import given
from hypothesis import strategies as st

from serai.desk import paragraphs, slots
from serai.desk.paragraphs import Content, Followed, Paragraph, behind, compare


def text(unit: str, words: str) -> Paragraph:
    return Paragraph(unit, "paragraph", (("text", words),))


def followed(*many: Paragraph) -> list[Followed]:
    return [Followed(one) for one in many]


A, B, C = text("a", "One."), text("b", "Two."), text("c", "Three.")


def whats(old: list[Followed], *now: Paragraph) -> list[str]:
    return [step.what for step in compare(old, now)]


def test_nothing_changed_is_nothing_to_do() -> None:
    assert whats(followed(A, B), A, B) == ["same", "same"]


def test_a_changed_added_and_lost_paragraph_are_told_apart() -> None:
    old = followed(A, B, C)
    assert whats(old, A, text("b", "Two, really."), C) == ["same", "changed", "same"]
    assert whats(old, A, text("x", "New."), B, C) == ["same", "added", "same", "same"]
    assert whats(old, A, C) == ["same", "removed", "same"]


def test_a_moved_block_is_no_change() -> None:
    assert whats(followed(A, B, C), C, A, B) == ["same", "same", "same"]


def test_a_block_is_the_same_one_where_others_have_moved_behind_it() -> None:
    assert whats(followed(A, B, C), text("b", "Two, really."), C, A) == ["changed", "same", "same"]
    first, second = text("b", "Two."), text("b", "Four.")
    now = (text("b", "Two, really."), text("b", "Four, really."), C, A)
    assert whats(followed(A, first, second, C), *now) == ["changed", "changed", "same", "same"]


def test_a_paragraph_put_into_the_middle_of_a_block_is_one_more() -> None:
    first, second = text("a", "One."), text("a", "Two.")
    assert whats(followed(first, second), first, text("a", "Between."), second) == ["same", "added", "same"]


def test_a_body_made_anew_with_other_blocks_is_compared_by_its_words() -> None:
    old = followed(A, B, C)
    now = (text("x", "One."), text("y", "Two, really."), text("z", "Three."))
    assert whats(old, *now) == ["same", "changed", "same"]


def test_what_is_not_translated_yet_counts_until_it_is() -> None:
    old = [Followed(A, "todo"), Followed(B)]
    assert behind(compare(old, [A, B])) == 1


def test_what_is_not_wanted_counts_again_when_it_changes() -> None:
    old = [Followed(A, "skip"), Followed(B)]
    assert behind(compare(old, [A, B])) == 0
    assert behind(compare(old, [text("a", "Other."), B])) == 1


def test_what_the_translation_has_kept_is_never_asked_for_again() -> None:
    assert behind(compare([Followed(A, "own"), Followed(B)], [B])) == 0


def test_every_kind_of_block_is_read() -> None:
    content = Content(
        headline="H",
        deck="D",
        place="P",
        lead_photo=7,
        lead_caption="Lead.",
        body=[
            {"type": "paragraph", "value": "<p>One <b>b</b>.</p><p>Two.</p>", "id": "1"},
            {"type": "subhead", "value": "Sub", "id": "2"},
            {"type": "photo", "value": {"photo": 3, "caption": "Cap", "credit": "", "alt": ""}, "id": "3"},
            {"type": "quote", "value": {"text": "<p>Said.</p>", "speaker": "S", "role": ""}, "id": "4"},
            {
                "type": "list",
                "value": {"items": [{"type": "item", "value": "<p>I</p>", "id": "5a"}]},
                "id": "5",
            },
            {"type": "link_card", "value": {"url": "https://e.example/", "title": "T"}, "id": "6"},
            {"type": "paragraph", "value": "", "id": "7"},
        ],
    )
    found = [(one.unit, one.kind, one.fields[0][1], one.photo) for one in paragraphs.paragraphs(content)]
    assert found == [
        ("headline", "headline", "H", 0),
        ("deck", "deck", "D", 0),
        ("place", "place", "P", 0),
        ("lead", "lead", "Lead.", 7),
        ("1", "paragraph", "One <b>b</b>.", 0),
        ("1", "paragraph", "Two.", 0),
        ("2", "subhead", "Sub", 0),
        ("3", "photo", "Cap", 3),
        ("4", "quote", "Said.", 0),
        ("5a", "item", "I", 0),
        ("6", "link_card", "T", 0),
    ]


words = st.sampled_from(["One.", "Two.", "Three.", "Four.", ""])
versions = st.lists(st.builds(text, st.sampled_from(["a", "b", "c", "d"]), words), max_size=7)


@given(versions, versions)
def test_every_paragraph_of_both_versions_is_told_once(old: list[Paragraph], new: list[Paragraph]) -> None:
    follows = followed(*old)
    steps = compare(follows, new)
    assert sorted(id(step.old) for step in steps if step.old) == sorted(map(id, follows))
    assert [step.new for step in steps if step.new is not None] == new
    assert behind(compare(followed(*new), new)) == 0


@given(st.lists(st.text(alphabet="ab <>&", min_size=1).map(lambda one: one.strip() or "x"), max_size=4))
def test_what_is_put_into_a_slot_is_read_from_it(many: list[str]) -> None:
    safe = [one.replace("<", "").replace(">", "").strip() or "x" for one in many]
    markup = "".join(f"<p>{one}</p>" for one in safe)
    assert slots.split(markup) == safe
    for place in range(len(safe) + 1):
        assert slots.split(slots.insert(markup, place, "NEW")) == [*safe[:place], "NEW", *safe[place:]]
    for place in range(len(safe)):
        assert slots.split(slots.put(markup, place, "NEW")) == [*safe[:place], "NEW", *safe[place + 1 :]]
        assert slots.split(slots.take_out(markup, place)) == [*safe[:place], *safe[place + 1 :]]
