"""What the tests of the moderation screens share: people at the desk, comments that came through a gate.

Rule: comments come in as a gate gives them, through `actions.take_in`; people get permissions, not roles.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from serai.discussion import actions
from serai.discussion.models import Comment, StoryCard
from serai.gate import entries
from serai.gate.protocol import Positioned

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STORY = "a" * 32
GATE = "9" * 32
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7|add:7 }}{% now "Y" %}'
    "\u202e\" autofocus onfocus='alert(3)'"
)


def at_desk(name: str, *permissions: str) -> Client:
    """A browser in which a new user with these permissions has logged in."""
    user = User.objects.create_user(name)
    for label in ("wagtailadmin.access_admin", *permissions):
        app, _dot, codename = label.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(user)
    return client


def moderator(name: str = "moderator") -> Client:
    """Somebody who moderates."""
    return at_desk(name, "discussion.moderate_comment")


def administrator() -> Client:
    """Somebody who moderates and may erase."""
    return at_desk("administrator", "discussion.moderate_comment", "discussion.erase_comment")


def story(headline: str = "The bridge that was paid for twice", *, edition: str = "en") -> StoryCard:
    """A public story, as the runner notes it."""
    told = {
        "headline": headline,
        "address": f"/{edition}/2026/11/23/the-bridge/",
        "section": "c" * 32,
        "section_name": "Courts",
        "published_at": AT,
    }
    return StoryCard.objects.update_or_create(edition=edition, key=STORY, defaults=told)[0]


def come_in(
    texts: Sequence[str],
    *,
    name: str = "Samal",
    marks: tuple[entries.Mark, ...] = (),
    source: str = "",
    reply_to: str = "",
    edition: str = "en",
    start: int = 1,
) -> list[Comment]:
    """Comments as a gate gives them, in their order, a minute apart; their story is public."""
    if not StoryCard.objects.filter(edition=edition, key=STORY).exists():
        story(edition=edition)
    given = []
    for number, text in enumerate(texts, start=start):
        receipt = hashlib.sha256(f"{name}{number}{text}".encode()).hexdigest()
        entry = entries.NewComment(
            id=receipt,
            receipt=receipt,
            at=AT + timedelta(minutes=number),
            source=source,
            marks=marks,
            edition=edition,
            story=STORY,
            name=name,
            text=text,
            reply_to=reply_to,
        )
        given.append(Positioned(position=number, entry=entry))
    actions.take_in(gate=GATE, entries=given)
    receipts = [one.entry.receipt for one in given]
    rows = {row.receipt: row for row in Comment.objects.filter(receipt__in=receipts)}
    return [rows[receipt] for receipt in receipts]


def report(
    comment: Comment, *, reason: entries.ReportReason = "hate", detail: str = "", number: int = 900
) -> None:
    """A reader's flag on a comment."""
    receipt = hashlib.sha256(f"report{comment.pk}{number}".encode()).hexdigest()
    entry = entries.NewReport(
        id=receipt,
        receipt=receipt,
        at=AT,
        edition=comment.edition,
        story=comment.story,
        comment=comment.key,
        reason=reason,
        detail=detail,
    )
    actions.take_in(gate=GATE, entries=[Positioned(position=number, entry=entry)])


def queue(client: Client, which: str, **question: str) -> str:
    """A queue's page."""
    answer = client.get(reverse("discussion:queue", args=[which]), question)
    assert answer.status_code == 200
    return answer.content.decode()


def states() -> list[str]:
    """The states of all comments, in the order in which they came."""
    return list(Comment.objects.order_by("pk").values_list("state", flat=True))
