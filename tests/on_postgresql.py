"""The tests that touch a database, once more: on PostgreSQL.

Rule: the same tests, none left out for what it finds; only where the databases are is another. What does not
touch one is not run again. `python -m tests.on_postgresql [what pytest takes]`, beside the first run.
"""

import os
import subprocess
import sys

from tests.newsroom.servers import ABSENT, programs, server

TOUCHING = "django_db or databases"
NOTHING_TOUCHES = 5  # pytest's code where, of what was asked for, nothing was to be run


def main(words: list[str]) -> int:
    """pytest's exit code; 0 where there is no PostgreSQL, and 1 in CI, where there must be."""
    if programs() is None:
        sys.stderr.write(f"not tested on PostgreSQL: {ABSENT}\n")
        return int(bool(os.environ.get("CI")))
    with server() as running:
        rooms = {f"SERAI_{room.upper()}_DATABASE": running.make(room) for room in ("desk", "discussion")}
        command = [sys.executable, "-m", "pytest", "-m", TOUCHING, *words]
        code = subprocess.run(command, env={**os.environ, **rooms}, check=False).returncode
    return 0 if code == NOTHING_TOUCHES else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
