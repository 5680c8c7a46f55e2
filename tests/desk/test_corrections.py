"""Corrections only ever grow: what readers have seen can neither be changed nor removed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from serai.desk import actions, cast
from serai.desk.errors import NotReadyError
from serai.desk.models import Author, Order, Section, Story, StoryCorrection
from tests.desk.conftest import DATELINE, signed_in
from tests.desk.forms import edit_url, story_data

TEXT = "The contract was signed in 2025, not 2024."


@pytest.fixture
def corrected(story: Story) -> Story:
    actions.publish(story=story)
    return actions.correct(
        story=story, text=TEXT, changed="second paragraph", at=DATELINE + timedelta(hours=2)
    )


def row(story: Story, **changes: object) -> dict[str, object]:
    line = story.corrections.get()
    row = {"id": line.pk, "at": "2026-11-23 11:30", "text": line.text, "changed": line.changed, "ORDER": 1}
    return row | changes


def test_a_correction_is_public_at_once_and_moves_the_updated_time(story: Story, corrected: Story) -> None:
    plate = cast.cast_story(corrected)
    assert [(line.text, line.changed) for line in plate.corrections] == [(TEXT, "second paragraph")]
    assert plate.updated_at == DATELINE + timedelta(hours=2)
    assert Order.objects.last().reason == "edit"  # type: ignore[union-attr]


def test_a_draft_that_is_being_written_is_neither_published_nor_lost(story: Story) -> None:
    actions.publish(story=story)
    actions.revise(story=story, deck="Half a thought")
    live = actions.correct(story=story, text=TEXT)
    assert live.deck == "Two ministries, one river."
    draft = live.get_latest_revision_as_object()
    assert (draft.deck, [line.text for line in draft.corrections.all()]) == ("Half a thought", [TEXT])


@pytest.mark.parametrize(
    "change",
    [{"text": "Nothing was wrong."}, {"changed": "a comma"}, {"at": "2026-11-23 12:00"}, {"DELETE": "on"}],
)
@pytest.mark.parametrize("button", ["", "publish"])
def test_changing_or_removing_one_is_refused_at_the_form(
    editor: User,
    corrected: Story,
    section: Section,
    author: Author,
    change: dict[str, str],
    button: str,
) -> None:
    data = story_data(
        section,
        author,
        slug=corrected.slug,
        corrections=[row(corrected, **change)],
        corrections_initial=1,
        button=button,
    )
    response = signed_in(editor).post(edit_url(corrected), data)
    assert response.status_code == 200
    lines = response.context["form"].formsets["corrections"].non_form_errors()
    assert lines == [
        f"Readers have seen this correction, so it stays as it is: “{TEXT}” Write another below it."
    ]
    assert cast.cast_story(Story.objects.get()).corrections[0].text == TEXT


def test_another_may_be_added(editor: User, corrected: Story, section: Section, author: Author) -> None:
    more = {"id": "", "at": "2026-11-23 12:00", "text": "And the sum was 2.4 bn.", "changed": ""}
    data = story_data(
        section,
        author,
        slug=corrected.slug,
        corrections=[row(corrected), more],
        corrections_initial=1,
        button="publish",
    )
    response = signed_in(editor).post(edit_url(corrected), data)
    assert response.status_code == 302
    texts = [line.text for line in cast.cast_story(Story.objects.get()).corrections]
    assert texts == [TEXT, "And the sum was 2.4 bn."]


def test_an_older_version_without_it_cannot_be_published_again(story: Story, corrected: Story) -> None:
    first = story.revisions.order_by("id").first()
    with pytest.raises(Exception, match="stays as it is"):
        first.publish()
    assert cast.cast_story(Story.objects.get()).corrections[0].text == TEXT


def test_taking_the_story_down_does_not_unsay_it(corrected: Story) -> None:
    actions.unpublish(story=corrected)
    draft = Story.objects.get()
    draft.corrections.clear()
    draft.save_revision(clean=False)
    with pytest.raises(NotReadyError, match="stays as it is"):
        actions.publish(story=draft)


def test_a_correction_that_readers_never_saw_may_be_dropped(
    editor: User, story: Story, section: Section, author: Author
) -> None:
    story.corrections.add(StoryCorrection(at=DATELINE, text="A slip"))
    story.save()
    story.save_revision(clean=False)
    slip = StoryCorrection.objects.get()
    gone = {"id": slip.pk, "at": "2026-11-23 09:30", "text": "A slip", "changed": "", "DELETE": "on"}
    data = story_data(section, author, slug=story.slug, corrections=[gone], corrections_initial=1)
    assert signed_in(editor).post(edit_url(story), data).status_code == 302
