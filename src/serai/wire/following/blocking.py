"""Blocking: a server from which nobody follows an edition.

Rule: keyword-only, one transaction each. Who is blocked is not told, and whoever is below the host is blocked
with it. Nothing of what was sent there before can be taken back by it.
"""

from django.db import transaction
from django.db.models import Q

from serai.wire.errors import HostError
from serai.wire.following.servers import host_of
from serai.wire.models import BlockedServer, Delivery, Follower, Inbox, Sending


@transaction.atomic
def block(*, host: str) -> int:
    """Take a server's followers away and refuse its wishes from now on; how many followers went. HostError
    where `host` is no server's name."""
    name = _name(host)
    BlockedServer.objects.get_or_create(host=name)
    gone = Follower.objects.filter(_of(name))
    addresses = {address for row in gone.values_list("inbox", "shared_inbox").iterator() for address in row}
    count = gone.delete()[0]
    for address in addresses:
        Delivery.objects.filter(inbox=address).delete()
    Sending.objects.filter(delivery=None).delete()
    Inbox.objects.filter(_of(name)).delete()
    return count


def unblock(*, host: str) -> None:
    """Let a server's accounts follow again, if they wish to."""
    BlockedServer.objects.filter(host=host).delete()


def _name(host: str) -> str:
    """A server's name, also out of a page's or an account's address."""
    name = host_of(f"https://{host.strip().lower().removeprefix('https://').rpartition('@')[2]}")
    if "." not in name:
        raise HostError("That is no server's name. Write it as in an account's address: news.example.")
    return name


def _of(host: str) -> Q:
    return Q(host=host) | Q(host__endswith=f".{host}")
