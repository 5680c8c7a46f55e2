"""Publishing from the desk's form: what is lacking is refused at the field, a draft is never asked."""

import pytest
from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk.errors import NotReadyError
from serai.desk.models import Author, Edition, Order, Section, Story
from tests.desk.conftest import signed_in
from tests.desk.forms import edit_url, story_data

ADD = "/pages/add/desk/story/{}/"


def errors(response: object) -> dict[str, list[str]]:
    form = response.context["form"]  # type: ignore[attr-defined]
    return {name: list(lines) for name, lines in form.errors.items()}


def test_an_editor_publishes_from_the_form(
    editor: User, edition: Edition, section: Section, author: Author
) -> None:
    data = story_data(section, author, button="publish")
    response = signed_in(editor).post(ADD.format(edition.pk), data)
    assert response.status_code == 302, errors(response)
    story = Story.objects.get()
    assert story.live
    assert story.address == "/en/2026/11/23/a-story/"
    assert Order.objects.filter(kind="story", reason="publish").count() == 1


def test_a_draft_may_lack_everything_but_its_headline(editor: User, edition: Edition) -> None:
    data = story_data(None, slug="", place="", dateline_at="", body=[], headline="Only this")
    Order.objects.all().delete()
    response = signed_in(editor).post(ADD.format(edition.pk), data)
    assert response.status_code == 302, errors(response)
    assert not Story.objects.get().live
    assert not Order.objects.exists()


def test_publishing_without_section_and_dateline_is_refused_at_the_fields(
    editor: User, edition: Edition
) -> None:
    data = story_data(None, place="", dateline_at="", button="publish")
    response = signed_in(editor).post(ADD.format(edition.pk), data)
    assert set(errors(response)) == {"section", "place", "dateline_at"}
    assert not Story.objects.exists()


def test_the_verb_refuses_what_the_form_would(story: Story) -> None:
    actions.revise(story=story, place=" ", dateline_at=None)
    with pytest.raises(NotReadyError) as caught:
        actions.publish(story=story)
    assert set(caught.value.problems) == {"place", "dateline_at"}
    assert not Story.objects.get().live


def test_every_screen_of_a_story_answers(editor: User, story: Story) -> None:
    client = signed_in(editor)
    for address in (
        "/",
        "/stories/",
        f"/pages/{story.get_parent().pk}/",
        edit_url(story),
        "/snippets/desk/author/",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
