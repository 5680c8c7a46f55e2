"""WebSub: a hub hears of each feed that a bake has changed, once the bake is in place.

Rule: no Django, and nothing of a bake waits for it. What was told is noted in `data/told/hub.json`: after a
crash or a hub's bad day it is told again, which does no harm. The first time nothing is told, for nobody can
have subscribed before. A hub's words are never kept or shown.
"""

import http.client
import logging
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from serai.core import canonical, exchanges, files
from serai.newsroom import hubs
from serai.newsroom.carrying import LedgerManifest
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import HubError

SILENCE = 10.0  # seconds that a hub may say nothing
PATIENCE = 30.0  # seconds until it must have answered
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}

log = logging.getLogger(__name__)


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """The last bake that the hub has heard of, whose ledger it is in, and which hub."""

    hub: str
    ledger: str
    bake: int


def tell(newsroom: Newsroom) -> int:
    """Tell the hub of what has changed since it was last told; how many feeds. HubError where the hub cannot
    be told now: then nothing is noted."""
    hub, site_url = newsroom.text("websub_hub"), newsroom.text("site_url")
    note = newsroom.data / "told" / "hub.json"
    before = _noted(note)
    with LedgerManifest(newsroom.ledger).snapshot() as ledger:
        now = Heard(hub=hub, ledger=ledger.ledger, bake=ledger.bake)
        known = before is not None and (before.hub, before.ledger) == (now.hub, now.ledger)
        since = before.bake if before and known else now.bake
        paths = hubs.feeds_among(file.path for file in ledger.changed(since)) if since < now.bake else []
    for path in paths:
        _post(hub, hubs.notice(site_url, path))
    if now != before:
        files.write(note, canonical.encode(now))
    return len(paths)


def _noted(note: Path) -> Heard | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=Heard)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _post(hub: str, body: bytes) -> None:
    parts = urlsplit(hub)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = exchanges.connect(hub, silence=SILENCE)
        status = exchanges.exchange(
            connection, "POST", target, headers=_FORM, body=body, seconds=PATIENCE
        ).status
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise HubError(
            f"The WebSub hub at {parts.hostname} did not answer ({type(error).__name__}). It is told again "
            "later; see that the setting websub_hub is right."
        ) from error
    if status == 429 or status >= 500:
        raise HubError(f"The WebSub hub at {parts.hostname} answered {status}. It is told again later.")
    if status >= 300:
        log.warning("the hub at %s does not take a feed of ours: it answered %d", parts.hostname, status)
