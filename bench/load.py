"""The load: prepared requests sent by wrk over as many connections as are asked for, each request once.

Rule: wrk (C) sends what was spelled beforehand, so that the load costs little beside what is measured. What
was taken is counted by the caller, in the database.
"""

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 3
_SCRIPT = Path(__file__).with_name("wrk_posts.lua")
_FACTORS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Round:
    """What one round found: comments a second, and in how many ms half and 99 % of the answers came."""

    rate: float
    p50: float
    p99: float


def post(
    wrk: str,
    port: int,
    requests: Sequence[bytes],
    *,
    clients: int,
    folder: Path,
    count: Callable[[], int],
    refused: int = 0,
) -> Round:
    """Send for `SECONDS`; `count` tells how many comments the database holds. RuntimeError where the
    requests ran out, or more than `refused` of them were."""
    file = folder / "requests"
    file.write_bytes(b"\x1e".join(requests))
    before = count()
    command = [
        wrk,
        "-t1",
        f"-c{clients}",
        f"-d{SECONDS}s",
        "--latency",
        "--timeout",
        "30s",
        "-s",
        str(_SCRIPT),
    ]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"],
        capture_output=True,
        text=True,
        check=True,
        env={"SERAI_REQUESTS": str(file)},
    )
    taken = count() - before
    file.unlink()
    seconds = re.search(r"requests in ([\d.]+)s", done.stdout)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if seconds is None or taken >= len(requests) or (failed and int(failed[1]) > refused):
        raise RuntimeError(f"{taken} of {len(requests)} requests were taken; wrk says:\n{done.stdout}")
    return Round(taken / float(seconds[1]), _late(done.stdout, "50%"), _late(done.stdout, "99%"))


def _late(said: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", said)
    if not found:
        raise RuntimeError(f"wrk told no times:\n{said}")
    return float(found[1]) * _FACTORS[found[2]]
