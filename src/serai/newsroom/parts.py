"""The parts of a running newsroom: which processes there are, and how each is started.

Rule: pure but for looking for the public server's program. What keeps the parts alive is
`serai.newsroom.supervisor`.

- `public`: Caddy or nginx, which serves the baked site and hands the rest to the gate;
- `gate`: the Gate, on a Unix socket in the data folder;
- `desk`: the desk, which no reader needs;
- `runner`: turns orders into bakes;
- `collector`: brings what readers wrote from the gates into the discussion;
- `carrier`: carries the site to its copies elsewhere, where there are any;
- `herald`: hears who follows an edition and sends followers what is new, where editions can be followed.

A gate alone, on a server of its own, is the first two, and

- `indexer`: keeps the search index in step with the copy of the site, where readers can search.
"""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from serai.gate import hardening
from serai.newsroom import serving
from serai.newsroom.config import Newsroom
from serai.newsroom.serving import GATE_SOCKET

DESK_THREADS = 4
STATIC_SECONDS = 3600


@dataclass(frozen=True, kw_only=True)
class Part:
    """One process: its name, its command line, what it finds in its environment besides, the Unix socket
    (in the data folder) that the supervisor holds for it, whether it is told what readers open, and the
    signal that it gets when the supervisor is gone."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    listens: str = ""
    counts: bool = False
    parting: int = signal.SIGKILL


def parts(newsroom: Newsroom) -> tuple[Part, ...]:
    """The processes of `newsroom`, in the order in which they are started."""
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (
        *gate_parts(newsroom),
        Part(name="desk", command=_desk(newsroom), environment=room),
        Part(name="runner", command=(sys.executable, "-m", "serai.newsroom.runner"), environment=room),
        Part(name="collector", command=(sys.executable, "-m", "serai.newsroom.collector"), environment=room),
        *_carrier(newsroom),
        *_herald(newsroom),
    )


def _carrier(newsroom: Newsroom) -> tuple[Part, ...]:
    """What carries the site to its copies, and tells the hub, where there are any."""
    if not (newsroom.text("carry_targets") or newsroom.text("websub_hub")):
        return ()
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (Part(name="carrier", command=(sys.executable, "-m", "serai.newsroom.carrier"), environment=room),)


def _herald(newsroom: Newsroom) -> tuple[Part, ...]:
    """What followers are written to by, where there may be any."""
    if not newsroom.flag("fediverse"):
        return ()
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (Part(name="herald", command=(sys.executable, "-m", "serai.newsroom.herald"), environment=room),)


def gate_parts(newsroom: Newsroom) -> tuple[Part, ...]:
    """What readers meet: site and gate, and nothing that is private."""
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    return (
        Part(name="gate", command=_gate(), environment=room, listens=GATE_SOCKET, counts=True),
        Part(
            name="public",
            command=serving.command(newsroom),
            environment=serving.environment(newsroom),
            parting=serving.parting(newsroom),
        ),
    )


def lone_gate_parts(newsroom: Newsroom) -> tuple[Part, ...]:
    """The processes of a gate on a server of its own, where no runner indexes."""
    if not newsroom.flag("search"):
        return gate_parts(newsroom)
    room = {"SERAI_NEWSROOM": str(newsroom.folder)}
    command = (sys.executable, "-m", "serai.newsroom.indexer")
    return (*gate_parts(newsroom), Part(name="indexer", command=command, environment=room))


def _gate() -> tuple[str, ...]:
    program = "serai.newsroom.gate_process"
    return (*_granian("asgi", program), *hardening.SERVER, "serai.newsroom.asgi:gate")


def _desk(newsroom: Newsroom) -> tuple[str, ...]:
    host, port = newsroom.address("desk_address")
    return (
        *_granian("wsgi"),
        *("--host", host, "--port", str(port), "--blocking-threads", str(DESK_THREADS)),
        *("--static-path-route", "/static", "--static-path-mount", str(newsroom.static)),
        *("--static-path-expires", str(STATIC_SECONDS), "--no-ws", "--http", "1"),
        "serai.newsroom.wsgi:application",
    )


def _granian(interface: str, program: str = "granian") -> tuple[str, ...]:
    quiet = ("--no-access-log", "--log-level", "warning")
    once = ("--workers", "1", "--workers-kill-timeout", "3")
    return (sys.executable, "-m", program, "--interface", interface, *quiet, *once)
