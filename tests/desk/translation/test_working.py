"""What is typed beside an original, laid into a translation: pure, without a desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.desk import blocks, paragraphs
from serai.desk.errors import TypedError
from serai.desk.models import Story
from serai.desk.paragraphs import Content, Followed
from serai.desk.translation import marks, sheet, typing_in, working
from serai.desk.translation.working import Answer


def content(*blocks: tuple[str, object]) -> Content:
    body = [{"type": kind, "value": value, "id": f"b{place}"} for place, (kind, value) in enumerate(blocks)]
    return Content(headline="H", body=body)


def rows(source: Content, target: Content, *, todo: bool = True) -> list[sheet.Row]:
    then = paragraphs.paragraphs(source)
    follows = [Followed(one, "todo" if todo else "", one.digest) for one in then]
    return sheet.rows(follows, then, paragraphs.paragraphs(target))


LIST = {"ordered": True, "items": [{"type": "item", "value": "<p>One</p>", "id": "i1"}]}
QUOTE = {"text": "<p>Said.</p><p>And more.</p>", "speaker": "Aigul", "role": ""}
PHOTO = {"photo": 7, "caption": "A well.", "credit": "", "alt": ""}
CARD = {"url": "https://example.org/", "title": "T", "text": "", "source": ""}
BLOCKS = content(
    ("paragraph", "<p>One.</p><p>Two.</p>"),
    ("subhead", "Sub"),
    ("list", LIST),
    ("quote", QUOTE),
    ("photo", PHOTO),
    ("pull_quote", {"text": "Large", "speaker": ""}),
    ("link_card", CARD),
)


def test_every_kind_of_paragraph_takes_its_words_and_keeps_what_is_none() -> None:
    answers = {}
    for row in rows(BLOCKS, BLOCKS):
        names = paragraphs.FIELDS[row.kind]
        answers[row.name] = Answer(
            typed={names[0]: f"x{row.kind}"}, was={names[0]: working.shown_digest("")}, done=row.seen
        )
    worked = working.work(rows(BLOCKS, BLOCKS), BLOCKS, answers)
    assert (worked.refused, worked.kept) == ({}, [])
    assert worked.content.headline == "xheadline"
    assert [block["value"] for block in worked.content.body] == [
        "<p>xparagraph</p><p>xparagraph</p>",
        "xsubhead",
        {"ordered": True, "items": [{"type": "item", "value": "<p>xitem</p>", "id": "i1"}]},
        {**QUOTE, "text": "<p>xquote</p>"},
        {**PHOTO, "caption": "xphoto"},
        {"text": "xpull_quote", "speaker": ""},
        {**CARD, "title": "xlink_card"},
    ]
    assert paragraphs.behind(paragraphs.compare(worked.follows, paragraphs.paragraphs(BLOCKS))) == 0


def test_what_is_new_in_the_original_is_put_in_at_its_place_whatever_it_is() -> None:
    none = content()
    source = paragraphs.paragraphs(BLOCKS)
    new = sheet.rows([Followed(paragraphs.paragraphs(none)[0])], source, paragraphs.paragraphs(none))
    answers = {}
    for row in new:
        if row.what == "added" and row.now:
            words = {name: said for name, said in row.now.fields if said}
            shown = {
                name: (typing_in.shown(row.kind, name, said) or ("", {}))[0] for name, said in words.items()
            }
            answers[row.name] = Answer(typed=shown, was={name: working.shown_digest("") for name in shown})
    worked = working.work(new, none, answers)
    assert [block["type"] for block in worked.content.body] == [block["type"] for block in BLOCKS.body]
    assert [one.digest for one in paragraphs.paragraphs(worked.content)] == [one.digest for one in source]
    assert paragraphs.behind(paragraphs.compare(worked.follows, source)) == 0


def test_an_emptied_paragraph_of_what_is_gone_goes() -> None:
    then = content(("paragraph", "<p>One.</p><p>Two.</p>"))
    follows = [Followed(one, "", one.digest) for one in paragraphs.paragraphs(then)]
    source = content(("paragraph", "<p>One.</p>"))
    found = sheet.rows(follows, paragraphs.paragraphs(source), paragraphs.paragraphs(then))
    gone = next(row for row in found if row.what == "removed")
    answer = Answer(typed={"text": ""}, was={"text": working.shown_digest("Two.")}, done=gone.seen)
    worked = working.work(found, then, {gone.name: answer})
    assert worked.content.body == [{"type": "paragraph", "value": "<p>One.</p>", "id": "b0"}]
    assert paragraphs.behind(paragraphs.compare(worked.follows, paragraphs.paragraphs(source))) == 0


def test_another_photo_is_followed_where_nobody_has_chosen_one_of_their_own() -> None:
    then = content(("photo", PHOTO))
    follows = [Followed(one, "", one.digest) for one in paragraphs.paragraphs(then)]
    now = content(("photo", {**PHOTO, "photo": 8}))
    for theirs, expected in ((7, 8), (9, 9)):
        target = content(("photo", {**PHOTO, "photo": theirs}))
        found = sheet.rows(follows, paragraphs.paragraphs(now), paragraphs.paragraphs(target))
        changed = next(row for row in found if row.what == "changed")
        worked = working.work(found, target, {changed.name: Answer(done=changed.seen)})
        assert worked.content.body[0]["value"]["photo"] == expected


def test_what_may_be_typed_is_as_long_as_what_a_storys_form_takes() -> None:
    fields = {("headline", "text"): "title", ("deck", "text"): "deck", ("place", "text"): "place"}
    fields |= {("lead", "caption"): "lead_caption", ("lead", "alt"): "lead_alt"}
    limits = {key: Story._meta.get_field(name).max_length for key, name in fields.items()}
    for kind, block in blocks.BodyBlock().child_blocks.items():
        for name, one in getattr(block, "child_blocks", {"text": block}).items():
            longest = getattr(getattr(one, "field", None), "max_length", None)
            if longest and name in paragraphs.FIELDS.get(kind, ()):
                limits[kind, name] = longest
    assert limits == dict(typing_in.LIMITS)


@pytest.mark.parametrize(
    "words",
    [
        "a <b>b</b> &amp; c",
        "see &amp;lt; and &amp;copy=1",
        'x <a id="3" linktype="page">y</a> z',
        "<i>AT&amp;T</i>",
    ],
)
def test_what_is_shown_comes_back_as_it_was(words: str) -> None:
    shown = typing_in.shown("paragraph", "text", words)
    assert shown is not None
    assert "linktype" not in shown[0]
    assert typing_in.kept("paragraph", "text", shown[0], shown[1]) == words


@given(st.text(alphabet="<>&\"'/ab =\x00\n", max_size=40))
def test_whatever_is_typed_is_kept_as_bare_tags_or_refused(typed: str) -> None:
    try:
        kept = typing_in.kept("paragraph", "text", typed, {})
    except TypedError:
        return
    assert "=" not in "".join(part.partition(">")[0] for part in kept.split("<")[1:])


@given(
    st.lists(st.sampled_from(["one", "two", "three", "."]), max_size=9).map(" ".join), st.text(max_size=20)
)
def test_marks_hold_both_versions_to_the_letter(old: str, new: str) -> None:
    found = marks.marks(old, new)
    assert "".join(mark.words for mark in found if mark.what != "new") == old
    assert "".join(mark.words for mark in found if mark.what != "old") == new


def test_a_paragraph_that_was_written_anew_is_one_change_and_not_one_for_each_blank() -> None:
    old, new = (" ".join(f"{word}{number}" for number in range(700)) for word in ("old", "new"))
    assert marks.marks(old, new) == [marks.Mark("old", old), marks.Mark("new", new)]
