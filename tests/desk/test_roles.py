"""Who may do what: writers write, editors publish, moderators touch no story, strangers see nothing."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from serai.desk import actions, roles
from serai.desk.models import Author, Edition, Section, Story
from tests.desk.conftest import signed_in, somebody
from tests.desk.forms import edit_url, story_data

ROLES = [roles.WRITERS, roles.EDITORS, roles.MODERATORS, roles.ADMINISTRATORS]
Visit = Callable[[Story], str]

SCREENS: dict[str, tuple[Visit, set[str]]] = {
    "dashboard": (lambda story: "/", set(ROLES)),
    "stories": (lambda story: "/stories/", {"Writers", "Editors", "Administrators"}),
    "form": (edit_url, {"Writers", "Editors", "Administrators"}),
    "draft": (lambda story: f"/pages/{story.pk}/view_draft/", {"Writers", "Editors", "Administrators"}),
    "history": (lambda story: f"/pages/{story.pk}/history/", {"Writers", "Editors", "Administrators"}),
    "compare": (
        lambda story: f"/pages/{story.pk}/revisions/compare/earliest...latest/",
        {"Writers", "Editors", "Administrators"},
    ),
    "unpublish": (lambda story: f"/pages/{story.pk}/unpublish/", {"Editors", "Administrators"}),
    "copy": (lambda story: f"/pages/{story.pk}/copy/", {"Writers", "Editors", "Administrators"}),
    "photos": (lambda story: "/images/", {"Writers", "Editors", "Administrators"}),
    "authors": (lambda story: "/snippets/desk/author/", {"Writers", "Editors", "Administrators"}),
    "new author": (lambda story: "/snippets/desk/author/add/", {"Editors", "Administrators"}),
    "new topic": (lambda story: "/snippets/desk/topic/add/", {"Writers", "Editors", "Administrators"}),
    "documents": (lambda story: "/documents/multiple/add/", set()),
    "people": (lambda story: "/users/", {"Administrators"}),
    "groups": (lambda story: "/groups/", {"Administrators"}),
    "workflows": (lambda story: "/workflows/list/", {"Administrators"}),
}


@pytest.fixture
def live(roles: None, baked: None, story: Story) -> Story:
    live = actions.publish(story=story)
    return actions.revise(story=live, deck="A secret plan")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_opens_for_those_it_is_for(live: Story, screen: str, role: str) -> None:
    address, allowed = SCREENS[screen]
    status = signed_in(somebody(role)).get(address(live)).status_code
    assert (status == 200) == (role in allowed), status


@pytest.mark.parametrize("screen", SCREENS)
def test_a_stranger_is_sent_to_the_login(live: Story, screen: str) -> None:
    response = Client().get(SCREENS[screen][0](live))
    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


@pytest.mark.parametrize("screen", ["form", "draft", "history", "compare"])
def test_a_moderator_learns_nothing_of_a_draft(live: Story, screen: str) -> None:
    response = signed_in(somebody(roles.MODERATORS)).get(SCREENS[screen][0](live), follow=True)
    assert "A secret plan" not in response.content.decode()


def test_the_moderators_dashboard_names_no_story(live: Story, moderator: User) -> None:
    actions.revise(story=live, headline="SECRET headline")
    assert "SECRET headline" not in signed_in(moderator).get("/").content.decode()
    assert live.title not in signed_in(moderator).get("/").content.decode()


def test_a_writer_cannot_publish_by_any_button(
    writer: User, edition: Edition, section: Section, author: Author, story: Story
) -> None:
    client = signed_in(writer)
    client.post(f"/pages/add/desk/story/{edition.pk}/", story_data(section, author, button="publish"))
    client.post(edit_url(story), story_data(section, author, slug=story.slug, button="publish"))
    client.post(f"/bulk/wagtailcore/page/publish/?id={story.pk}&next=/", {"include_descendants": ""})
    assert Story.objects.count() == 2
    assert not Story.objects.filter(live=True).exists()


def test_a_writer_cannot_change_who_signs_or_what_a_section_is_called(
    writer: User, section: Section, author: Author
) -> None:
    client = signed_in(writer)
    for sign in (section, author):
        address = f"/snippets/desk/{sign._meta.model_name}/edit/{sign.pk}/"
        client.post(address, {"name": "Changed", "slug": "changed"})
        sign.refresh_from_db()
        assert sign.name != "Changed"


def test_a_writer_submits_and_an_editor_approves(
    writer: User, editor: User, story: Story, section: Section, author: Author
) -> None:
    data = story_data(section, author, headline="Submitted", slug=story.slug, button="submit")
    assert signed_in(writer).post(edit_url(story), data).status_code == 302
    state = Story.objects.get().current_workflow_state
    assert state.workflow.name == roles.WORKFLOW
    assert "Submitted" in signed_in(editor).get("/").content.decode()
    task = state.current_task_state
    address = f"/pages/workflow/action/{story.pk}/approve/{task.pk}/"
    assert signed_in(writer).post(address, {"comment": ""}).status_code != 200
    assert not Story.objects.get().live
    signed_in(editor).post(address, {"comment": "Good."})
    live = Story.objects.get()
    assert (live.live, live.title) == (True, "Submitted")


def test_what_is_not_ready_cannot_be_submitted(writer: User, story: Story, author: Author) -> None:
    data = story_data(None, author, slug=story.slug, button="submit")
    response = signed_in(writer).post(edit_url(story), data)
    assert set(response.context["form"].errors) == {"section"}


def test_approving_what_has_ceased_to_be_ready_is_told(
    writer: User, editor: User, story: Story, section: Section, author: Author
) -> None:
    data = story_data(section, author, slug=story.slug, button="submit")
    signed_in(writer).post(edit_url(story), data)
    state = Story.objects.get().current_workflow_state
    revision = state.current_task_state.revision
    revision.content["place"] = ""
    revision.save()
    address = f"/pages/workflow/action/{story.pk}/approve/{state.current_task_state.pk}/"
    response = signed_in(editor).post(address, {"comment": ""}, follow=True)
    assert "Say where the story was reported from." in response.content.decode()
    assert not Story.objects.get().live


def test_setting_up_again_takes_back_what_was_granted_by_hand(roles: None) -> None:
    group = Group.objects.get(name="Writers")
    before = set(group.permissions.values_list("codename", flat=True))
    group.permissions.add(*Group.objects.get(name="Administrators").permissions.all())
    actions.set_up_roles()
    assert set(group.permissions.values_list("codename", flat=True)) == before


def test_other_rooms_may_grant_their_own(roles: None) -> None:
    actions.set_up_roles(also={"Moderators": ["discussion.moderate_comment"]})
    names = Group.objects.get(name="Moderators").permissions.values_list("codename", flat=True)
    assert set(names) == {"access_admin", "moderate_comment"}


def test_a_new_edition_is_open_to_the_roles(roles: None, writer: User) -> None:
    home = actions.create_edition(code="ru", name="Курьер", language_name="Русский")
    assert home.permissions_for_user(writer).can_add_subpage()
    assert not home.permissions_for_user(writer).can_publish()
