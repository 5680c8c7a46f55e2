"""The gate as a newsroom has set it up.

Rule: no Django: the gate's process is small and runs alone on a cheap server too, where there is a
serai.toml, the baked site, and `data/gate_public`, and no private key.
"""

import socket
from datetime import timedelta

from serai.gate.options import Options
from serai.newsroom.config import Newsroom
from serai.newsroom.keys import read_public


def options(newsroom: Newsroom, readers: socket.socket | None = None) -> Options:
    """What the gate of `newsroom` runs with, behind its Caddy; `readers`: where it hears what was opened.
    KeysError where it does not know the keys."""
    public = read_public(newsroom)
    return Options(
        site=newsroom.site,
        inbox=newsroom.inbox,
        site_url=newsroom.text("site_url"),
        verify_key=public.verify_key,
        seal_key=public.seal_key,
        theme=newsroom.theme,  # which may be made later
        search=newsroom.search if newsroom.flag("search") else None,
        contacts=public.contacts,
        fediverse=newsroom.flag("fediverse"),
        proxied=True,
        edit_window=timedelta(minutes=newsroom.number("edit_minutes")),
        erase_after=timedelta(days=newsroom.number("erase_days")),
        forget_after=timedelta(days=newsroom.number("receipt_days")),
        hourly=newsroom.number("gate_hourly"),
        flood=newsroom.number("gate_flood"),
        readers=readers,
        readers_least=newsroom.number("readership_least"),
    )
