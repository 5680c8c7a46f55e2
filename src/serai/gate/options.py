"""The gate's options: what a newsroom decides about its public door.

Rule: pure record, frozen. The newsroom's settings table fills it (`serai.newsroom`); nothing here reads a
file or the environment. No field is a secret.
"""

import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Options:
    """What one gate runs with. `verify_key` and `seal_key` are 32 bytes in base64."""

    site: Path  # the baked site, read only
    inbox: Path  # the inbox's SQLite file
    site_url: str  # "https://example.org": the origin whose forms are taken
    verify_key: str  # the newsroom's Ed25519 key: who may collect
    seal_key: str  # the newsroom's X25519 key: for whom contacts are sealed
    theme: Path | None = None  # the newsroom's own theme
    search: Path | None = None  # the folder of the search index; None: the site has no search
    contacts: bool = False  # whether the form asks for a contact (the newsroom can send mail)
    fediverse: bool = False  # whether editions are accounts that can be followed
    proxied: bool = False  # the client's address is the last of X-Forwarded-For
    edit_window: timedelta = timedelta(minutes=15)
    token_life: timedelta = timedelta(hours=12)
    erase_after: timedelta = timedelta(days=2)  # entries, once acknowledged
    forget_after: timedelta = timedelta(days=90)  # receipts, after their last change
    hourly: int = 20  # entries an hour from one source; what is over is held
    flood: int = 600  # requests that write, a minute, from one source; what is over is refused
    body_time: timedelta = timedelta(seconds=20)  # how long a request's body may take
    readers: socket.socket | None = None  # where the public server says what was opened; None: not counted
    readers_least: int = 10  # openings of one story on one day, below which nothing is told
    readers_every: timedelta = timedelta(minutes=1)  # how often what is due is told
    proof_cost: int = 50_000  # the largest number of ALTCHA's puzzle
