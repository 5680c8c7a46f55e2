"""The moderation screen: moderators decide in bulk, nobody writes a reader's words."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from serai.discussion import actions
from serai.discussion.actions import Incoming
from serai.discussion.models import Comment, Move

LIST = "/snippets/discussion/comment/"


@pytest.fixture
def comments(db: None) -> list[Comment]:
    texts = ["<script>alert(1)</script>", "Буран", "باد"]
    return actions.import_comments(
        edition="en", story="a" * 32, source="test", comments=[Incoming(text=text) for text in texts]
    )


def logged_in(client: Client, *permissions: str) -> Client:
    user = User.objects.create_user("moderator")
    group = Group.objects.create(name="Those who may")
    for label in ("wagtailadmin.access_admin", *permissions):
        app, _dot, codename = label.partition(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    user.groups.add(group)
    client.force_login(user)
    return client


def decide(client: Client, verb: str, comments: list[Comment], **fields: str) -> int:
    chosen = "&".join(f"id={comment.pk}" for comment in comments)
    return client.post(f"/bulk/discussion/comment/{verb}/?next={LIST}&{chosen}", fields).status_code


def test_a_moderator_sees_the_comments_and_no_markup_runs(client: Client, comments: list[Comment]) -> None:
    page = logged_in(client, "discussion.moderate_comment").get(LIST).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_moderator_rejects_in_bulk_with_a_reason(client: Client, comments: list[Comment]) -> None:
    moderator = logged_in(client, "discussion.moderate_comment")
    assert decide(moderator, "reject", comments[:2], reason="Off the story.") == 302
    assert [row.state for row in Comment.objects.order_by("position")] == [
        "rejected",
        "rejected",
        "approved",
    ]
    assert list(Move.objects.values_list("by", "reason")) == [("moderator", "Off the story.")] * 2


def test_a_moderator_approves_and_holds(client: Client, comments: list[Comment]) -> None:
    moderator = logged_in(client, "discussion.moderate_comment")
    assert decide(moderator, "hold", comments) == 302
    assert decide(moderator, "approve", comments[:1]) == 302
    assert [row.state for row in Comment.objects.order_by("position")] == ["approved", "held", "held"]


def test_the_question_names_what_cannot_be_moved(client: Client, comments: list[Comment]) -> None:
    Comment.objects.filter(pk=comments[0].pk).update(state="withdrawn")
    moderator = logged_in(client, "discussion.moderate_comment")
    page = moderator.get(
        f"/bulk/discussion/comment/approve/?next={LIST}&id={comments[0].pk}"
    ).content.decode()
    assert "their state does not allow it" in page


def test_who_may_not_moderate_sees_and_moves_nothing(client: Client, comments: list[Comment]) -> None:
    writer = logged_in(client)
    assert writer.get(LIST).status_code == 302
    decide(writer, "reject", comments, reason="")
    assert {row.state for row in Comment.objects.all()} == {"approved"}


@pytest.mark.parametrize("act", ["add/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_a_readers_words(client: Client, comments: list[Comment], act: str) -> None:
    moderator = logged_in(client, "discussion.moderate_comment")
    before = list(Comment.objects.values_list("text", "name"))
    moderator.post(LIST + act.format(pk=comments[0].pk), {"text": "Mine now."})
    assert list(Comment.objects.values_list("text", "name")) == before
