"""Casting lets out what is public, field by field, and nothing else; same content, same bytes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.desk import actions, cast, ordering
from serai.desk.errors import NotReadyError
from serai.desk.models import Author, Edition, Photo, Section, Story, Topic
from serai.press import plates
from tests.desk.conftest import DATELINE, picture


def full(edition: Edition, section: Section, authors: list[Author], photo: Photo, **fields: object) -> Story:
    """A story that has one of everything."""
    story = actions.create_story(
        edition=edition,
        headline="  The bridge\tthat was paid for twice ",
        deck="Two ministries, one river.",
        section=section,
        authors=authors,
        place="Almaty",
        dateline_at=DATELINE,
        lead_photo=photo,
        lead_caption="Dusk.",
        topics=[Topic.objects.first() or actions.create_topic(edition=edition, name="Water")],
        body=[
            ("paragraph", "<p>One <b>bold</b>.</p><p>Two.</p>"),
            ("subhead", "Then"),
            ("photo", {"photo": photo, "caption": "", "credit": "Other"}),
            ("quote", {"text": "<p>We signed.</p>", "speaker": "Marat D.", "role": "engineer"}),
            ("pull_quote", {"text": "Twice", "speaker": ""}),
            ("list", {"ordered": True, "items": ["a", "<i>b</i>"]}),
            ("link_card", {"url": "https://example.org/x", "title": "Film", "text": "", "source": "Example"}),
        ],
        **fields,  # type: ignore[arg-type]
    )
    return actions.publish(story=story)


def test_a_story_is_cast_whole(edition: Edition, section: Section, author: Author, photo: Photo) -> None:
    story = full(edition, section, [author], photo)
    plate = cast.cast_story(story)
    lead, inside = plate.lead_photo, plate.body[3]
    assert isinstance(inside, plates.Figure)
    assert lead is not None
    assert (lead.alt, lead.credit, lead.caption) == ("A bridge", "A. S. / Test Courier", "Dusk.")
    assert (inside.photo.credit, inside.photo.caption) == ("Other", "The bridge.")
    assert (lead.width, lead.height) == (90, 60)
    assert "jpeg" in {rendition.format for rendition in lead.renditions}
    assert plate.headline == "The bridge that was paid for twice"
    assert (plate.section, plate.authors, plate.place) == (section.key, (author.key,), "Almaty")
    assert (plate.published_at, plate.updated_at) == (DATELINE, DATELINE)
    assert plate.body[:3] == (
        plates.Paragraph(html="One <b>bold</b>."),
        plates.Paragraph(html="Two."),
        plates.Subhead(text="Then"),
    )
    assert plate.body[4:] == (
        plates.Quote(html="We signed.", speaker="Marat D.", role="engineer"),
        plates.PullQuote(text="Twice"),
        plates.ListBlock(items=("a", "<i>b</i>"), ordered=True),
        plates.LinkCard(url="https://example.org/x", title="Film", source="Example"),
    )


def test_the_same_content_gives_the_same_bytes(
    edition: Edition, section: Section, author: Author, photo: Photo
) -> None:
    story = full(edition, section, [author], photo)
    before = plates.to_bytes(cast.cast_story(story))
    actions.publish(story=story)
    assert (
        plates.to_bytes(cast.cast_story(Story.objects.get(), now=clock.now() + timedelta(days=400))) == before
    )


def test_a_draft_is_cast_as_it_would_be_published(
    edition: Edition, section: Section, author: Author, photo: Photo
) -> None:
    story = full(edition, section, [author], photo)
    actions.revise(
        story=story, headline="New words", slug="new-words", revised_at=DATELINE + timedelta(hours=2)
    )
    previewed = cast.cast_draft(Story.objects.get().get_latest_revision_as_object())
    published = cast.cast_story(actions.publish(story=story))
    assert plates.to_bytes(previewed) == plates.to_bytes(published)
    assert published.updated_at == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_a_draft_with_nothing_in_it_is_cast_for_preview(edition: Edition) -> None:
    story = actions.create_story(
        edition=edition, headline="Only this", body=[("missing_photo", {"description": "x"})]
    )
    plate = cast.cast_draft(story)
    assert (plate.section, plate.place, plate.body) == ("", "", ())
    assert plates.from_bytes(plates.to_bytes(plate)) == plate


def test_what_is_not_ready_is_never_cast(story: Story) -> None:
    live = actions.publish(story=story)
    Story.objects.filter(pk=live.pk).update(place="")
    with pytest.raises(NotReadyError, match="reported from"):
        cast.cast_story(Story.objects.get())


SECRETS = {
    "title of the photo": "bridge-SECRET-source.jpg",
    "creator": "SECRET-creator",
    "tag": "SECRET-tag",
    "draft headline": "SECRET-draft headline",
    "draft paragraph": "SECRET-draft paragraph",
    "editor": "SECRET-editor",
    "search description": "SECRET-search",
    "author of a draft": "SECRET-author",
}


def test_no_private_word_is_on_any_plate(edition: Edition, section: Section, author: Author) -> None:
    editor = User.objects.create_user("SECRET-editor", first_name="SECRET-editor")
    photo = actions.create_photo(
        data=picture(), name="bridge-SECRET-source.jpg", alt="A bridge", credit="A. S.", user=editor
    )
    photo.creator = "SECRET-creator"
    photo.tags.add("SECRET-tag")
    photo.save()
    story = full(edition, section, [author], photo, user=editor)
    Story.objects.update(search_description="SECRET-search", seo_title="SECRET-search")
    hidden = actions.create_author(edition=edition, name="SECRET-author")
    actions.create_story(edition=edition, headline="SECRET-draft headline", authors=[hidden], user=editor)
    actions.revise(
        story=story,
        headline="SECRET-draft headline",
        body=[("paragraph", "<p>SECRET-draft paragraph</p>")],
        user=editor,
    )
    live = Story.objects.get(pk=story.pk)
    home = Edition.objects.get()
    made: tuple[plates.AnyPlate, ...] = (
        cast.cast_story(live),
        cast.cast_author(author, home),
        cast.cast_section(section, home),
        cast.cast_edition(home),
        *(cast.cast_topic(topic, home) for topic in live.topics.all()),
    )
    for plate in made:
        words = plates.to_bytes(plate).decode()
        assert [name for name, secret in SECRETS.items() if secret.lower() in words.lower()] == []


HOSTILE = [
    ("<p>a<script>alert(1)</script>b</p>", "ab"),
    ('<p><img src=x onerror="alert(1)">c</p>', "c"),
    ('<p><a href="javascript:alert(1)">d</a></p>', '<a rel="noopener noreferrer">d</a>'),
    ('<p><a href="data:text/html,x">e</a></p>', '<a rel="noopener noreferrer">e</a>'),
    ('<p style="position:fixed" onclick="x()">f</p>', "f"),
    ('<p><embed embedtype="image" id="1" alt="x" format="left"/>g</p>', "g"),
    ('<p><a linktype="document" id="1">h</a></p>', "h"),
    ('<p><a linktype="page" id="999999">i</a></p>', "i"),
    ('<p><iframe src="https://evil.example/"></iframe>k</p>', "k"),
    ("<p>l\x00\x08m</p>", "lm"),
    ("<p>n<!-- note to self: source is Marat -->o</p>", "no"),
]


@pytest.mark.parametrize(("markup", "expected"), HOSTILE)
def test_hostile_rich_text_comes_out_as_words(story: Story, markup: str, expected: str) -> None:
    actions.revise(story=story, body=[("paragraph", markup)])
    plate = cast.cast_story(actions.publish(story=story))
    assert plate.body == (plates.Paragraph(html=expected),)


def test_a_link_to_a_draft_or_an_embargoed_story_is_words(story: Story) -> None:
    draft = actions.create_story(edition=story.edition, headline="Secret")
    actions.revise(story=story, body=[("paragraph", f'<p><a linktype="page" id="{draft.pk}">soon</a></p>')])
    plate = cast.cast_story(actions.publish(story=story))
    assert plate.body == (plates.Paragraph(html="soon"),)


def test_a_related_draft_is_not_named(story: Story) -> None:
    draft = actions.create_story(edition=story.edition, headline="Secret")
    other = actions.create_story(
        edition=story.edition,
        headline="Public",
        section=story.section,
        place="Almaty",
        dateline_at=DATELINE,
        related=[draft, actions.publish(story=story)],
    )
    assert cast.cast_story(actions.publish(story=other)).related == (story.key,)


def test_an_author_of_drafts_alone_is_not_public(story: Story, author: Author) -> None:
    order = ordering.place(kind="author", edition="en", key=author.key, reason="edit")
    assert [type(change).__name__ for change in cast.changes_for(order)] == ["Withdraw"]
    actions.publish(story=story)
    assert [type(change).__name__ for change in cast.changes_for(order)] == ["Put"]


def test_the_number_of_queries_does_not_grow_with_the_byline(
    edition: Edition, section: Section, photo: Photo
) -> None:
    counts = []
    for number in (1, 3):
        authors = [actions.create_author(edition=edition, name=f"Author {number}-{i}") for i in range(number)]
        story = Story.objects.get(pk=full(edition, section, authors, photo).pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            cast.cast_story(story)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("code", "tag"), [("en", "en"), ("uz-cyrl", "uz-Cyrl"), ("pt-br", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN")]
)
def test_language_codes_are_spelled_as_bcp_47(code: str, tag: str) -> None:
    assert cast.language_tag(code) == tag
