"""Wishes: who follows an edition and who no more, once it is proved who wrote.

Rule: a wish is granted, and its granting is on its way, in one transaction; it is taken back by its own
account alone. A server has no more followers than a bound, so that nobody fills the desk's disk, or makes
each story be sent a thousand times, by inventing accounts.
"""

from typing import Final, Literal, TypeAlias

from django.db import transaction

from serai.core import canonical
from serai.press import activity
from serai.wire.errors import LetterError
from serai.wire.following import servers
from serai.wire.following.accounts import Account, Own
from serai.wire.following.acts import Block, Delete, Follow, Undo
from serai.wire.models import BlockedServer, Delivery, Follower, Sending

# Followers that one server may have (`servers.server_of`): those that share an inbox cost a row each, those
# that do not cost a letter for each story.
FOLLOWERS: Final = 100_000
INBOXES: Final = 1_000

Heard: TypeAlias = Literal["followed", "left", "nothing"]


def is_blocked(actor: str) -> bool:
    """Whether nobody of this account's server may follow."""
    return BlockedServer.objects.filter(host__in=servers.above(servers.host_of(actor))).exists()


@transaction.atomic
def follow(edition: str, act: Follow, writer: Account, own: Own) -> Heard:
    """Grant a wish. LetterError where it is to another account, or its server has too many followers."""
    if act.object != own.actor(edition):
        raise LetterError("It is to another account than the one it came to. It was left out.")
    host = servers.host_of(writer.actor)
    server = servers.server_of(host)
    _refuse_crowd(edition, writer, server)
    Follower.objects.update_or_create(
        edition=edition,
        actor=writer.actor,
        defaults={
            "inbox": writer.inbox,
            "shared_inbox": writer.shared_inbox,
            "host": host,
            "server": server,
            "follow": act.id,
        },
    )
    granted = activity.accepted(
        own.actor(edition),
        {**({"id": act.id} if act.id else {}), "type": "Follow", "actor": act.actor, "object": act.object},
        name=canonical.digest(f"{act.actor}\n{act.id}".encode())[:16],
    )
    sending = Sending.objects.create(edition=edition, body=activity.spelled(granted).decode())
    Delivery.objects.create(sending=sending, inbox=writer.inbox, server=server)
    return "followed"


def _refuse_crowd(edition: str, writer: Account, server: str) -> None:
    """LetterError where its server has as many followers as one may have."""
    there = Follower.objects.filter(server=server)
    if there.filter(edition=edition, actor=writer.actor).exists():
        return
    crowded = there.count() >= FOLLOWERS
    if not there.filter(shared_inbox=writer.shared_inbox).exists():
        crowded = crowded or there.values("shared_inbox").distinct().count() >= INBOXES
    if crowded:
        raise LetterError("Its server has as many followers as one server may have. It was left out.")


def leave(edition: str, act: Undo | Block, own: Own) -> Heard:
    """An account takes its own wish back, or blocks the edition. LetterError where it is another's wish, or
    another that is blocked."""
    rows = Follower.objects.filter(edition=edition, actor=act.actor)
    if isinstance(act, Block):
        if act.object != own.actor(edition):
            raise LetterError("It blocks another account than the one it came to. It was left out.")
    elif isinstance(act.object, str):
        rows = rows.filter(follow=act.object).exclude(follow="")
    elif act.object.actor != act.actor or act.object.object != own.actor(edition):
        raise LetterError("It takes back what somebody else wished. It was left out.")
    gone, _each = rows.delete()
    return "left" if gone else "nothing"


def forget(act: Delete) -> Heard:
    """An account is gone: it follows nothing any more."""
    Follower.objects.filter(actor=act.actor).delete()
    return "left"
