"""The desk's screens: other rooms beside a story's form, one language's choices, the outlet's name."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from serai.desk import actions
from serai.desk.admin import PANELS_HOOK
from serai.desk.models import Author, Edition, Order, Section, Story
from tests.desk.conftest import signed_in
from tests.desk.forms import edit_url, story_data


class Receipt(BaseSidePanel):  # type: ignore[misc]
    class SidePanelToggle(BaseSidePanel.SidePanelToggle):  # type: ignore[misc]
        aria_label = "Receipt"
        icon_name = "doc-full"

    name = "receipt"
    title = "Receipt"
    template_name = "desk/panels/standing.html"
    order = 350

    def get_context_data(self, parent_context: Any) -> Any:
        return super().get_context_data(parent_context) | {"line": f"Rescued as “{self.object.title}”"}


def test_another_room_may_stand_beside_a_story(editor: User, story: Story) -> None:
    def beside(page: Story, request: object) -> list[BaseSidePanel]:
        return [Receipt(page, request)]

    with hooks.register_temporarily(PANELS_HOOK, beside):
        page = signed_in(editor).get(edit_url(story)).content.decode()
    assert "Rescued as “The bridge that was paid for twice”" in page
    assert 'data-side-panel="receipt"' in page


def test_the_form_offers_one_languages_sections_authors_and_topics(editor: User, edition: Edition) -> None:
    other = actions.create_edition(code="ru", name="Курьер", language_name="Русский")
    for home, words in ((edition, "English"), (other, "Russian")):
        actions.create_section(edition=home, name=f"{words} section")
        actions.create_author(edition=home, name=f"{words} author")
        actions.create_topic(edition=home, name=f"{words} topic")
    page = signed_in(editor).get(f"/pages/add/desk/story/{other.pk}/").content.decode()
    for kind in ("section", "author", "topic"):
        assert f"Russian {kind}" in page
        assert f"English {kind}" not in page


def test_another_languages_author_is_refused(editor: User, edition: Edition, section: Section) -> None:
    other = actions.create_edition(code="ru", name="Курьер", language_name="Русский")
    stranger = actions.create_author(edition=other, name="Чужой")
    data = story_data(section, stranger, button="publish")
    response = signed_in(editor).post(f"/pages/add/desk/story/{edition.pk}/", data)
    assert response.status_code == 200
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    "headline", ["Мост, за который заплатили дважды", "پلی که دو بار پولش را دادند", "Bridge"]
)
def test_a_slug_is_made_from_a_headline_in_any_script(editor: User, edition: Edition, headline: str) -> None:
    data = story_data(None, headline=headline, slug="")
    signed_in(editor).post(f"/pages/add/desk/story/{edition.pk}/", data)
    slug = Story.objects.get().slug
    assert slug.isascii()
    assert slug.replace("-", "").isalnum()


def test_the_outlets_name_is_on_the_login_and_nothing_else_of_it(db: None) -> None:
    page = Client().get("/login/").content.decode()
    assert "Test Courier" in page
    assert "Wagtail" not in page.split("<body")[1].split("<script")[0]


def test_the_dashboard_says_what_waits_and_what_the_press_has(editor: User, story: Story) -> None:
    Order.objects.all().delete()
    client = signed_in(editor)
    assert "The press has everything." in client.get("/").content.decode()
    actions.publish(story=story)
    assert "One change waits for the press." in client.get("/").content.decode()


def test_an_administrator_opens_an_edition_in_another_language(
    administrator: User, writer: User, edition: Edition
) -> None:
    client = signed_in(administrator)
    assert client.post("/locales/new/", {"language_code": "ru"}).status_code == 302
    root = edition.get_parent().pk
    data = nested_form_data(
        {
            "title": "Курьер",
            "slug": "ru",
            "tagline": "",
            "description": "",
            "language_name": "Русский",
            "direction": "ltr",
            "time_zone": "Asia/Almaty",
            "position": "1",
            "about": rich_text("<p>О нас</p>"),
            "comment_policy": rich_text(""),
            "comment_limit": "1500",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    response = client.post(f"/pages/add/desk/edition/{root}/?locale=ru", {**data, "locale": "ru"})
    assert response.status_code == 302, response.context["form"].errors
    home = Edition.objects.get(slug="ru")
    assert (home.live, home.locale.language_code) == (True, "ru")
    assert home.permissions_for_user(writer).can_add_subpage()
    assert Order.objects.filter(kind="edition", edition="ru").exists()


def test_an_editions_code_is_checked_and_stays(edition: Edition) -> None:
    edition.slug = "other"
    with pytest.raises(Exception, match="cannot be changed"):
        edition.full_clean()
    with pytest.raises(Exception, match="small letters"):
        actions.create_edition(code="Not a code", language="ru", name="x", language_name="x")
    with pytest.raises(Exception, match="an edition already"):
        actions.create_edition(code="en-kz", language="en", name="x", language_name="x")


@pytest.mark.parametrize("state", ["", "public", "embargoed", "scheduled", "draft"])
def test_the_list_can_be_narrowed_to_a_state(editor: User, story: Story, author: Author, state: str) -> None:
    response = signed_in(editor).get(f"/stories/?state={state}")
    assert response.status_code == 200
    assert (story.title in response.content.decode()) == (state in {"", "draft"})


def test_compare_shows_what_changed(editor: User, story: Story) -> None:
    actions.publish(story=story)
    actions.revise(story=story, deck="Three ministries, one river.")
    page = signed_in(editor).get(f"/pages/{story.pk}/revisions/compare/live...latest/").content.decode()
    assert '<span class="deletion">Two</span>' in page
    assert '<span class="addition">Three</span>' in page


def test_the_page_that_greets_developers_is_gone(edition: Edition) -> None:
    assert list(edition.get_siblings().values_list("slug", flat=True)) == ["en"]


def test_the_dashboard_says_what_could_not_be_baked(editor: User, story: Story) -> None:
    Order.objects.update(report={"error": "The original is gone.", "attempts": 1})
    assert "The original is gone." in signed_in(editor).get("/").content.decode()


def test_the_lists_queries_do_not_grow_with_the_stories(editor: User, story: Story, section: Section) -> None:
    client = signed_in(editor)
    actions.publish(story=story)
    counts = []
    for number in (1, 3):
        while Story.objects.count() < number:
            more = actions.create_story(
                edition=story.edition,
                headline=f"Story {Story.objects.count()}",
                section=section,
                place="Almaty",
                dateline_at=story.dateline_at,
            )
            actions.publish(story=more)
        client.get("/stories/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/stories/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
