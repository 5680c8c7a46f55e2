"""Isso, to measure beside: made from PyPI in an environment of its own, kept in the user's cache.

Rule: Isso 0.14.0 in its best set-up: two gunicorn workers, guard and moderation off. Where it cannot be
installed the benchmark goes on without it and says why.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.serving import free_port, running

PACKAGES = ("isso==0.14.0", "gunicorn")
_CONFIGURATION = """
[general]
dbpath = {folder}/comments.db
host = http://127.0.0.1
log-file =
[moderation]
enabled = false
[guard]
enabled = false
[server]
listen = http://127.0.0.1:{port}/
"""


@dataclass(frozen=True)
class Isso:
    """A running Isso."""

    port: int
    database: Path

    def count(self) -> int:
        """How many comments it holds."""
        with closing(sqlite3.connect(self.database)) as file:
            [found] = file.execute("SELECT count(*) FROM comments").fetchone()
        return int(found)

    def requests(self, texts: Sequence[str]) -> list[bytes]:
        """One post for each text."""
        return [self._request(text) for text in texts]

    def _request(self, text: str) -> bytes:
        body = json.dumps(
            {"author": "Reader", "email": None, "website": None, "title": "Story", "text": text}
        )
        head = (
            "POST /new?uri=/story/ HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode()


@contextmanager
def server(folder: Path) -> Iterator[Isso | str]:
    """Isso over a new database in `folder`; or why it cannot run."""
    programs = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "serai-bench" / "isso"
    if why := _installed(programs):
        yield why
        return
    port, settings = free_port(), folder / "isso.cfg"
    settings.write_text(_CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    command = [str(programs / "bin/gunicorn"), "-w", "2", "-b", f"127.0.0.1:{port}", "isso.run"]
    with running(command, port, {"ISSO_SETTINGS": str(settings)}):
        yield Isso(port, folder / "comments.db")


def _installed(programs: Path) -> str:
    """Install where it is not yet; "" or why that cannot be done."""
    if (programs / "bin/gunicorn").exists():
        return ""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    python = str(programs / "bin/python")
    try:
        for command in (
            [uv, "venv", "--quiet", "--python", sys.executable, str(programs)],
            [uv, "pip", "install", "--quiet", "--python", python, *PACKAGES],
        ):
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    except FileNotFoundError:
        return "uv is not installed"
    except subprocess.SubprocessError as error:
        shutil.rmtree(programs, ignore_errors=True)
        return f"it could not be installed ({type(error).__name__})"
    return ""
