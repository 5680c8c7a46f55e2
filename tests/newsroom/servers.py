"""A PostgreSQL server of a test's own, in a temporary folder, on a Unix socket alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.newsrooms import wait_until

HOMES = "/usr/lib/postgresql"  # Debian's, one folder a version
ACCOUNT = "postgres"  # the server does not run as root


def programs() -> Path | None:
    """Where the newest server's programs are; None where there are none."""
    found = sorted(Path(HOMES).glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The URL of an empty database, until the block is left."""
    where = programs()
    assert where is not None
    account = ACCOUNT if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="serai-pg-"))
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    made: list[str | Path] = [
        where / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "serai",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    subprocess.run(made, user=account, check=True, capture_output=True)
    command: list[str | Path] = [
        where / "postgres",
        "-D",
        data,
        "-k",
        folder,
        "-c",
        "listen_addresses=",
        "-c",
        "fsync=off",
    ]
    server = subprocess.Popen(command, user=account, stderr=subprocess.DEVNULL)
    try:
        ready: list[str | Path] = [where / "pg_isready", "-h", folder, "-q"]
        wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL")
        subprocess.run([where / "createdb", "-h", folder, "-U", "serai", "discussion"], check=True)
        yield f"postgresql://serai@/discussion?host={folder}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)
