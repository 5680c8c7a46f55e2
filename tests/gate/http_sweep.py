"""`python -m tests.gate.http_sweep`: kill a gate under Granian at every write of a post to its inbox.

Rule: as `kill_sweep`, through real HTTP: a reader's device gets a token, sends a comment, and another. What
the gate answered with a receipt must be in the inbox exactly once; what it did not answer may be.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from serai.gate import entries
from tests.gate import inboxes
from tests.gate.gates import STORY, Site
from tests.gate.kill_sweep import ROOT, Tally, count, hit, numbered, strace

POSTS = 2
CALLS = ("pwrite64", "fdatasync")  # a gate that runs does no others to its inbox
PATIENCE = 30.0  # seconds until a gate must listen


def sweep(what: str, *, how: str, stride: int = 1, first: int = 1) -> Tally:
    """Start a gate, post twice, and hit the `first`, `first + stride`... call of each kind with `how` (as
    strace spells it), until the gate outlives its posts."""
    tally = Tally(what)
    for call, number in numbered(stride, first, CALLS):
        with tempfile.TemporaryDirectory(prefix="serai-sweep-") as name:
            folder = Path(name)
            site = Site(folder / "site")
            site.has_edition()
            site.has_story()
            inbox = folder / "inbox.sqlite3"
            inboxes.wait(inboxes.opened(inbox).close())
            told = _posted(folder, inbox, f"{call}:{how}:when={number.now}")
            number.reached = hit(folder / "strace")
            tally.stopped += number.reached
            count(tally, inbox, POSTS, told)
    return tally


def _posted(folder: Path, inbox: Path, how: str) -> list[str]:
    """What the gate answered to each post, before it was hit or after it lived on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [*strace(folder / "strace", how, inbox), sys.executable, "-m", "granian", "--interface", "asgi"]
    command += [
        "--workers",
        "1",
        "--no-ws",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    gate = subprocess.Popen(
        [*command, "tests.gate.swept_gate:app"],
        cwd=ROOT,
        env={**os.environ, "SERAI_SWEEP": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if not _listening(port, gate):
            return []  # hit while it tidied up, before it took anything
        return [line for _ in range(POSTS) if (line := _post(port))]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(gate.pid, signal.SIGKILL)
        gate.wait()


def _listening(port: int, gate: "subprocess.Popen[bytes]") -> bool:
    """Wait until it does; False where it died before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and gate.poll() is None:
        try:
            if _asked(port, "GET", "/healthz")[0] == 200:
                return True
        except OSError:
            time.sleep(0.05)
    if gate.poll() is None:
        raise RuntimeError(f"The gate did not listen within {PATIENCE} s")
    return False


def _post(port: int) -> str:
    """ "acknowledged ID", "refused ID", or "" where no answer came."""
    try:
        _, said = _asked(port, "GET", "/gate/token")
        given = json.loads(said)
        fields = {"story": STORY, "name": "Dana", "text": "I cross it daily. " * 50, "act": "send"}
        body = urlencode({**fields, "key": given["key"], "token": given["token"]})
        status, _ = _asked(port, "POST", "/gate/comment", body)
    except (OSError, http.client.HTTPException):
        return ""
    verb = {200: "acknowledged", 503: "refused"}[status]
    return f"{verb} {entries.receipt_of(given['key'])}"


def _asked(port: int, method: str, address: str, body: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, address, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def main() -> int:
    """Killed and failed at each write; 1 where anything acknowledged was lost or doubled."""
    tallies = [
        sweep("a gate killed while it takes comments", how="signal=KILL"),
        sweep("a gate whose disk is full at one write", how="error=ENOSPC"),
    ]
    for tally in tallies:
        sys.stdout.write(tally.line() + "\n")
    return int(any(tally.lost or tally.doubled for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
