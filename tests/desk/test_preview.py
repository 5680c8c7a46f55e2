"""The preview is the press's page in a frame of the desk's own, and nobody else's."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from serai.core import clock
from serai.desk import actions, preview
from serai.desk.models import Author, Section, Story
from tests.desk.conftest import signed_in
from tests.desk.forms import story_data

pytestmark = pytest.mark.usefixtures("baked")


def test_a_draft_is_previewed_under_a_strict_policy(editor: User, story: Story) -> None:
    response = signed_in(editor).get(f"/pages/{story.pk}/view_draft/")
    assert response.status_code == 200
    assert "The bridge that was paid for twice" in response.content.decode()
    assert response["Content-Security-Policy"] == f"{preview.POLICY}; form-action http://testserver/gate/"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Serai-State"] == "draft"


def test_what_is_typed_is_previewed_before_it_is_saved(
    editor: User, story: Story, section: Section, author: Author
) -> None:
    client = signed_in(editor)
    address = f"/pages/{story.pk}/edit/preview/"
    data = story_data(section, author, headline="As typed", slug=story.slug)
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    assert "As typed" in client.get(address).content.decode()
    assert Story.objects.get().title == story.title


def test_an_empty_draft_can_be_previewed(editor: User, story: Story) -> None:
    client = signed_in(editor)
    address = f"/pages/add/desk/story/{story.get_parent().pk}/preview/"
    data = story_data(None, headline="Only this", slug="", place="", dateline_at="", body=[])
    assert client.post(address, data).json()["is_available"]
    response = client.get(address)
    assert response.status_code == 200
    assert "Only this" in response.content.decode()


def test_an_embargo_is_told_in_the_preview(editor: User, story: Story) -> None:
    end = clock.this_minute() + timedelta(hours=2)
    actions.revise(story=story, embargo_until=end)
    response = signed_in(editor).get(f"/pages/{story.pk}/view_draft/")
    assert response["X-Serai-State"] == f"embargoed until {end.isoformat()}"


def test_the_theme_and_pictures_of_a_preview_need_a_login(editor: User, db: None) -> None:
    assert Client().get("/favicon.svg").status_code == 302
    assert signed_in(editor).get("/favicon.svg").status_code == 200


def test_an_author_whom_readers_do_not_know_yet_is_in_the_preview(
    editor: User, story: Story, author: Author
) -> None:
    assert author.name in signed_in(editor).get(f"/pages/{story.pk}/view_draft/").content.decode()


def test_before_the_first_bake_the_preview_says_so(editor: User, story: Story) -> None:
    settings.NEWSROOM.ledger.unlink()
    response = signed_in(editor).get(f"/pages/{story.pk}/view_draft/")
    assert response.status_code == 503
    assert "There is no preview yet." in response.content.decode()
    assert response["Content-Security-Policy"] == f"{preview.POLICY}; form-action http://testserver/gate/"


def test_what_is_typed_into_a_previews_form_is_sent_nowhere_and_that_is_said(
    editor: User, story: Story
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    preview_of_it = client.get(f"/pages/{story.pk}/view_draft/").content.decode()
    assert 'action="/gate/comment"' in preview_of_it
    for address, typed in (("/gate/comment", {"text": "<b>Words</b>"}), ("/gate/rate", {})):
        answer = client.post(address, typed)
        assert (answer.status_code, b"Nothing was sent." in answer.content) == (200, True)
        assert b"Words" not in answer.content
    assert client.get("/gate/report?story=/en/&comment=1").status_code == 200
    assert Client().post("/gate/comment", {"text": "x"}).status_code == 302
