"""The gate: comments accepted and on the disk per second, beside Isso and beside SQLite alone.

Rule: the real application under Granian, started as `serai run` starts it but over TCP; posts with tokens and
proofs made beforehand, each another comment from another address. What is counted are the rows in each
program's database, not its answers. Gate and Isso are asked in turn; servers and load share the cores.
"""

import base64
import hashlib
import json
import secrets
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from bench import archive, baking, isso
from bench.figures import Figure, Table
from bench.gate_app import PROOFS_KEY, TOKENS_KEY
from bench.isso import Isso
from bench.load import SECONDS, Round, post
from bench.serving import free_port, running
from serai.gate import hardening
from serai.gate.proof import Proofs
from serai.gate.tokens import Tokens, new_key
from serai.press.changes import Put
from serai.press.plates import StoryPlate

ROUNDS = 3
CLIENTS = (16, 256)
PREPARED, ISSO_PREPARED = 45_000, 5_000  # posts for one round
ISSO_REFUSED = 50  # a few, when its database is locked for too long: not counted as taken
ALONE = {1: 5_000, 50: 50_000}  # comments put into SQLite without HTTP, by how many are in one commit
TEXT = "Спасибо за статью: наконец кто-то написал об этом подробно. " * 4
PUZZLE = 20  # the largest number: what solving costs is the reader's, what weighing costs is the same


def measure() -> Table | None:
    """The gate and Isso with 16 and 256 clients; None where wrk is not installed."""
    wrk = shutil.which("wrk")
    if not wrk:
        return None
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        folder = Path(name)
        alone = {together: _alone(folder, together) for together in ALONE}
        with _gate(folder) as gate, isso.server(folder) as other:
            started = gate.memory()
            theirs = None if isinstance(other, str) else other
            figures = [
                figure
                for clients in CLIENTS
                for figure in _compared(clients, *_rounds(wrk, folder, gate, theirs, clients), alone)
            ]
            memory = gate.memory()
    figures += [
        Figure("SQLite alone, one commit each", alone[1], "comments/s", "synchronous=FULL, no HTTP"),
        Figure("SQLite alone, 50 in one commit", alone[50], "comments/s", "synchronous=FULL, no HTTP"),
        Figure(
            "memory of the gate after the load",
            memory,
            "MB",
            f"{started:.0f} MB before; resident, both processes",
        ),
    ]
    how = (
        f"Comments of {len(TEXT)} letters with token and proof, through HTTP, on the disk before the answer; "
        f"counted in the database. Median of {ROUNDS} rounds of {SECONDS} s, in turn with Isso 0.14.0 (two "
        f"gunicorn workers, guard off).{f' Isso is left out: {other}.' if isinstance(other, str) else ''}"
    )
    return Table("Taking comments", how, figures)


# --- the two, in turn -----------------------------------------------------------------------------------


def _rounds(
    wrk: str, folder: Path, gate: "Gate", other: Isso | None, clients: int
) -> tuple[list[Round], list[Round]]:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        prepared = gate.requests(PREPARED)
        ours.append(post(wrk, gate.port, prepared, clients=clients, folder=folder, count=gate.count))
        if other:
            texts = other.requests([f"{TEXT} {secrets.token_hex(8)}" for _ in range(ISSO_PREPARED)])
            theirs.append(
                post(
                    wrk,
                    other.port,
                    texts,
                    clients=clients,
                    folder=folder,
                    count=other.count,
                    refused=ISSO_REFUSED,
                )
            )
    return ours, theirs


def _compared(
    clients: int, ours: list[Round], theirs: list[Round], alone: dict[int, float]
) -> Iterator[Figure]:
    rate = statistics.median(one.rate for one in ours)
    beside = f"{rate / alone[1]:.2f} × SQLite's one commit each"
    if theirs:
        their_rate = statistics.median(one.rate for one in theirs)
        beside = f"{rate / their_rate:.1f} × Isso; {beside}"
    yield Figure(f"the gate, {clients} clients", rate, "comments/s", beside)
    yield from _late(f"the gate, {clients} clients", ours)
    if theirs:
        yield Figure(f"Isso, {clients} clients", their_rate, "comments/s")
        yield from _late(f"Isso, {clients} clients", theirs)


def _late(what: str, rounds: list[Round]) -> Iterator[Figure]:
    yield Figure(f"{what}, half of the answers within", statistics.median(one.p50 for one in rounds), "ms")
    yield Figure(f"{what}, 99 % within", statistics.median(one.p99 for one in rounds), "ms")


# --- the gate -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gate:
    """A running gate."""

    port: int
    inbox: Path
    story: str
    process: "subprocess.Popen[bytes]"

    def count(self) -> int:
        """How many entries its inbox holds."""
        with closing(sqlite3.connect(self.inbox)) as file:
            [found] = file.execute("SELECT count(*) FROM entries").fetchone()
        return int(found)

    def memory(self) -> float:
        """What both its processes hold, in MB."""
        pid = str(self.process.pid)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return sum(_resident(one) for one in (pid, *children))

    def requests(self, number: int) -> list[bytes]:
        """So many posts, each with a token and a solved proof of its own."""
        tokens, proofs, now = (
            Tokens(life=3600, key=TOKENS_KEY),
            Proofs(cost=PUZZLE, key=PROOFS_KEY),
            time.time(),
        )
        return [self._request(tokens, proofs, now, n) for n in range(number)]

    def _request(self, tokens: Tokens, proofs: Proofs, now: float, number: int) -> bytes:
        key = new_key()
        fields = {
            "story": self.story,
            "name": "Reader",
            "text": f"{TEXT} {key}",
            "act": "send",
            "key": key,
            "token": tokens.give(purpose="script", story="", key=key, now=now),
            "proof": _solved(proofs, now),
        }
        body = urlencode(fields).encode()
        head = (
            "POST /gate/comment HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"X-Forwarded-For: 203.0.{number >> 8 & 255}.{number & 255}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@contextmanager
def _gate(folder: Path) -> Iterator[Gate]:
    press = baking.open_press(folder)
    baking.fill(press, 3)
    [put] = archive.stories(1)
    if not isinstance(put.plate, StoryPlate):
        raise TypeError(put.plate)
    story = msgspec.structs.replace(put.plate, comments="open")
    press.bake([Put(story)])
    port, inbox = free_port(), folder / "inbox" / "inbox.sqlite3"
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--workers",
        "1",
        "--log-level",
        "warning",
    ]
    command += [*hardening.SERVER, "--host", "127.0.0.1", "--port", str(port), "bench.gate_app:app"]
    environment = {"SERAI_BENCH_SITE": str(folder / "site"), "SERAI_BENCH_INBOX": str(inbox)}
    with running(command, port, environment) as process:
        yield Gate(port, inbox, story.address, process)


def _solved(proofs: Proofs, now: float) -> str:
    asked = proofs.challenge(now)
    number = next(
        n
        for n in range(asked.maxnumber + 1)
        if hashlib.sha256(f"{asked.salt}{n}".encode()).hexdigest() == asked.challenge
    )
    solved = {
        "algorithm": asked.algorithm,
        "challenge": asked.challenge,
        "number": number,
        "salt": asked.salt,
        "signature": asked.signature,
    }
    return base64.b64encode(json.dumps(solved).encode()).decode()


def _resident(process: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


# --- SQLite alone ---------------------------------------------------------------------------------------


def _alone(folder: Path, together: int) -> float:
    """Comments a second into a table with one unique column, `together` in each commit."""
    rows = [(secrets.token_bytes(32), f"{TEXT} {n}".encode()) for n in range(ALONE[together])]
    with closing(sqlite3.connect(folder / f"alone{together}.sqlite3", isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = FULL")
        file.execute("CREATE TABLE comments (position INTEGER PRIMARY KEY, id BLOB UNIQUE, comment BLOB)")
        started = time.perf_counter()
        for first in range(0, len(rows), together):
            file.execute("BEGIN IMMEDIATE")
            file.executemany(
                "INSERT INTO comments (id, comment) VALUES (?, ?)", rows[first : first + together]
            )
            file.execute("COMMIT")
        return len(rows) / (time.perf_counter() - started)
