"""The parts of a running newsroom: which processes there are, and how each is started.

Rule: pure but for looking for Caddy's program. What keeps the parts alive is `serai.newsroom.supervisor`.

- `public`: Caddy, which serves the baked site and hands the rest to the gate;
- `gate`: the Gate, on a Unix socket in the data folder;
- `desk`: the desk, which no reader needs;
- `runner`: turns orders into bakes;
- `collector`: brings what readers wrote from the gates into the discussion.

A gate alone, on a server of its own, is the first two.
"""

import json
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from serai.core import files
from serai.gate import hardening
from serai.newsroom import caddy
from serai.newsroom.config import Newsroom, words
from serai.newsroom.errors import MissingProgramError

GATE_SOCKET = "gate.sock"  # in the data folder, where all parts are started: a Unix socket's path is short
CADDY_FILE = "caddy.json"
DESK_THREADS = 4
STATIC_SECONDS = 3600


@dataclass(frozen=True, kw_only=True)
class Part:
    """One process: its name, its command line, what it finds in its environment besides, and the file
    (in the data folder) that a killed one leaves in the way of the next."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    leaves: str = ""


def parts(newsroom: Newsroom) -> tuple[Part, ...]:
    """The processes of `newsroom`, in the order in which they are started."""
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (
        *gate_parts(newsroom),
        Part(name="desk", command=_desk(newsroom), environment=room),
        Part(name="runner", command=(sys.executable, "-m", "serai.newsroom.runner"), environment=room),
        Part(name="collector", command=(sys.executable, "-m", "serai.newsroom.collector"), environment=room),
    )


def gate_parts(newsroom: Newsroom) -> tuple[Part, ...]:
    """The processes of a gate alone: site and gate, and nothing that is private."""
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (
        Part(name="gate", command=_gate(), environment=room, leaves=GATE_SOCKET),
        Part(name="public", command=_public(newsroom), environment=_caddy_environment(newsroom)),
    )


def write_public_configuration(newsroom: Newsroom) -> None:
    """Write what Caddy reads when it starts."""
    configuration = caddy.configuration(
        site=str(newsroom.site),
        listen=newsroom.text("public_address"),
        gate=f"unix:{GATE_SOCKET}",
        trusted=words(newsroom.text("trusted_proxies")),
    )
    files.write_if_changed(newsroom.data / CADDY_FILE, json.dumps(configuration, indent=1).encode())


def caddy_program() -> str:
    """Where Caddy is: beside this Python (from Serai's own requirements), else on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "caddy"
    found = str(beside) if beside.is_file() else shutil.which("caddy")
    if not found:
        raise MissingProgramError(
            "Caddy, which serves the site, is not installed. Install Serai's requirements again: make setup"
        )
    return found


def _public(newsroom: Newsroom) -> tuple[str, ...]:
    return (caddy_program(), "run", "--config", str(newsroom.data / CADDY_FILE))


def _caddy_environment(newsroom: Newsroom) -> dict[str, str]:
    home = str(newsroom.data / "caddy")
    # Go clears up less often, for some 30 MB more: answers come faster under load.
    return {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "GOGC": "400", "GOMEMLIMIT": "400MiB"}


def _gate() -> tuple[str, ...]:
    where = ("--uds", GATE_SOCKET, "--uds-permissions", "0600")
    return (*_granian("asgi"), *hardening.SERVER, *where, "serai.newsroom.asgi:gate")


def _desk(newsroom: Newsroom) -> tuple[str, ...]:
    host, port = newsroom.address("desk_address")
    return (
        *_granian("wsgi"),
        *("--host", host, "--port", str(port), "--blocking-threads", str(DESK_THREADS)),
        *("--static-path-route", "/static", "--static-path-mount", str(newsroom.static)),
        *("--static-path-expires", str(STATIC_SECONDS), "--no-ws", "--http", "1"),
        "serai.newsroom.wsgi:application",
    )


def _granian(interface: str) -> tuple[str, ...]:
    quiet = ("--no-access-log", "--log-level", "warning")
    once = ("--workers", "1", "--workers-kill-timeout", "3")
    return (sys.executable, "-m", "granian", "--interface", interface, *quiet, *once)
