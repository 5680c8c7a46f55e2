"""A PostgreSQL server of the tests' own, in a temporary folder, on a Unix socket alone.

Rule: it speaks no network, keeps nothing, and does not wait for the disk. Its text is sorted as people sort
it (ICU's order, not that of code points), so that whatever leans on SQLite's order is found out.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import Server
from tests.newsrooms import wait_until

HOMES = "/usr/lib/postgresql"  # Debian's, one folder a version
ACCOUNT = "postgres"  # the server does not run as root
ABSENT = "there is no PostgreSQL here: apt-get install postgresql"
_ORDER = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und")
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def programs() -> Path | None:
    """Where the newest server's programs are; None where there are none."""
    found = sorted(Path(HOMES).glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server() -> Iterator[Server]:
    """An empty server, until the block is left. `programs()` must have found it."""
    where = programs()
    assert where is not None
    account = ACCOUNT if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="serai-pg-"))
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    made: list[str | Path] = [where / "initdb", "-D", data, "-A", "trust", "-U", "serai", "-E", "UTF8", "-N"]
    made += _ORDER
    subprocess.run(made, user=account, check=True, capture_output=True)
    quick = [word for setting in _QUICK for word in ("-c", setting)]
    command: list[str | Path] = [where / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    command += quick
    process = subprocess.Popen(command, user=account, stderr=subprocess.DEVNULL)
    try:
        ready: list[str | Path] = [where / "pg_isready", "-h", folder, "-q"]
        wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL")
        yield Server(folder)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)
