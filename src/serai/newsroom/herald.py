"""The herald: hears who wants to follow an edition, and tells followers of each story, and of what becomes
of the account, as soon as it is baked.

Rule: one process, only where the setting `fediverse` is on; may be killed at any instruction. It is on the
private side: it asks other servers, and none can ask it. The ledger's and the desk's commits are seen
within a tenth of a second. `python -m serai.newsroom.herald` runs it for the newsroom that `SERAI_NEWSROOM`
names.
"""

import logging
import sys
import threading
from pathlib import Path

from django.db import Error, connections

from serai.core import canonical, clock
from serai.core.errors import SeraiError
from serai.newsroom.actor_key import actor_key
from serai.newsroom.carrying import LedgerManifest
from serai.newsroom.config import Newsroom
from serai.newsroom.wake import Watch, wait, watch_desk
from serai.newsroom.working import work
from serai.wire.following.accounts import Own
from serai.wire.following.reaching import Reach

LOOK_EVERY = 30.0  # seconds: for letters whose time has come
AFTER_TROUBLE = 5.0  # seconds until a disk or a database that failed is tried again

log = logging.getLogger(__name__)


def run(newsroom: Newsroom, stop: threading.Event) -> None:
    """Work until `stop` is set. Django is set up before this is called."""
    while not newsroom.ledger.is_file() and not stop.wait(1.0):
        continue  # the first bake makes it
    if stop.is_set():
        return
    own = own_of(newsroom)
    watches = (Watch(newsroom.ledger), watch_desk(newsroom))
    log.info("ready")
    while not stop.is_set():
        try:
            busy = turn(newsroom, own)
        except (SeraiError, Error, OSError):
            log.exception("something failed; trying again in %s s", AFTER_TROUBLE)
            connections.close_all()
            stop.wait(AFTER_TROUBLE)
            continue
        if not busy:
            wait(watches, LOOK_EVERY, stop)


def own_of(newsroom: Newsroom, reach: Reach | None = None) -> Own:
    """What the newsroom needs to write as its editions. KeysError where their key cannot be read."""
    return Own(newsroom.text("site_url"), actor_key(newsroom), reach or Reach())


def turn(newsroom: Newsroom, own: Own) -> bool:
    """Tell, send and hear what is due, news before strangers' wishes; whether anything was done."""
    from serai.wire.following import hearing, posting  # noqa: PLC0415 (tables, once Django is up)

    told = tell(newsroom)
    sent = posting.post_due(own)
    return bool(told + sent + hearing.hear_due(own))


def tell(newsroom: Newsroom) -> int:
    """Put on its way what the bakes since the last time have changed; how many activities."""
    from serai.wire.following import telling  # noqa: PLC0415 (as above)

    with LedgerManifest(newsroom.ledger).snapshot() as ledger:
        # At another address the accounts are others, and nobody was told of anything.
        name = canonical.digest(f"{ledger.ledger} {newsroom.text('site_url')}".encode())
        since = telling.heard(name)
        if since is None:
            telling.begin(name, ledger.bake)
            return 0
        if since == ledger.bake:
            return 0
        baked = telling.Baked(
            ledger=name,
            bake=ledger.bake,
            changed=[file.path for file in ledger.changed(since) if telling.concerns(file.path)],
            gone=[file.path for file in ledger.gone(since) if telling.concerns(file.path)],
        )
    return telling.tell(
        baked,
        read=lambda path: _read(newsroom.site / path),
        site_url=newsroom.text("site_url"),
        now=clock.now(),
    )


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None  # a newer bake took it away, and says so


if __name__ == "__main__":
    sys.exit(work("herald", run))
