"""Carrying: a whole site to an empty folder, and then what one published story changed, beside rsync.

Rule: the real ledger, the real site, both folders on one disk; each carry in a process of its own, so that
its memory is its own, and timed inside it. rsync copies the same site in the same run and finds by itself
what changed: it must look at every file, and promises no order. There are .gz and .br beside each page in
archives of up to `WITH_VARIANTS` stories.

    python -m bench carry --stories 100000 --folder /srv/scratch
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import figures
from bench.figures import Figure, Table
from bench.pressing import child
from bench.watched import Watched, run
from serai.mirrors import targets
from serai.mirrors.carrier import Wish, carry
from serai.mirrors.site import Site
from serai.newsroom.carrying import LedgerManifest

STORIES, PUBLISHED = 10_000, 10
WITH_VARIANTS = 20_000
_ROOT = Path(__file__).parents[1]


def measure(stories: int = STORIES, below: Path | None = None) -> Table | None:
    """Carry an archive of so many stories, then `PUBLISHED` times what one story changed; None without
    rsync. All stands `below` a folder while it is measured."""
    if not shutil.which("rsync"):
        return None
    variants = int(stories <= WITH_VARIANTS)
    if below:
        below.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="serai-bench-", dir=below) as name:
        scratch, folder = Path(name), Path(name) / "newsroom"
        folder.mkdir()
        child("take", folder, stories=stories)
        child("make", folder, stories=stories, variants=variants)
        first, watched = _carried(folder, scratch)
        copied = _rsync(folder / "site", scratch / "copy")
        rounds = []
        for number in range(PUBLISHED):
            one = {"stories": stories, "rounds": 1, "begin": number, "variants": variants}
            published, _ = child("publish", folder, **one)
            carried, _ = _carried(folder, scratch)
            rounds.append((published["rounds"][0], carried, _rsync(folder / "site", scratch / "copy")))
        equal = _equal(folder / "site", scratch / "mirror")
    return _table(stories, first, watched, copied, rounds, equal)


def _table(
    stories: int,
    first: dict[str, Any],
    watched: Watched,
    copied: float,
    rounds: list[tuple[dict[str, Any], dict[str, Any], float]],
    equal: int,
) -> Table:
    took = [carried["seconds"] * 1000 for _, carried, _ in rounds]
    alone = [seconds * 1000 for _, _, seconds in rounds]
    apart = sum(
        (carried["sent"], carried["deleted"]) != (report["written"], report["deleted"])
        for report, carried, _ in rounds
    )
    sent = statistics.median(carried["sent"] for _, carried, _ in rounds)
    middle = statistics.median(took)
    found = [
        Figure(
            "first carry, all compared with the ledger",
            first["sent"] / first["seconds"],
            "files/s",
            f"{first['sent']:,} files, {first['size'] / 1e6:,.0f} MB in {first['seconds']:.1f} s",
        ),
        Figure("rsync -a to an empty folder", first["sent"] / copied, "files/s", f"{copied:.1f} s"),
        Figure("peak memory of the first carry", watched.peak, "MB"),
        Figure(
            "carry after one publish, median", middle, "ms", f"slowest of {PUBLISHED}: {max(took):,.0f} ms"
        ),
        Figure("files sent after one publish, median", sent, "files"),
        Figure("carries that sent other files than the publish touched", apart, f"of {PUBLISHED}"),
        Figure("rsync -a --delete after one publish, median", statistics.median(alone), "ms"),
        Figure("rsync beside the carry", statistics.median(alone) / middle, "×"),
        Figure("files that differ in the end", equal, "files"),
    ]
    beside = "Files with .gz and .br." if stories <= WITH_VARIANTS else "No .gz and .br beside the pages."
    how = (
        "To a folder on the same disk, flushed to it after each step; each file is compared with the "
        f"ledger's SHA-256 before it is sent. rsync neither compares nor flushes. {beside}"
    )
    return Table(f"Carrying a site of {stories:,} stories", how, found)


def _carried(folder: Path, scratch: Path) -> tuple[dict[str, Any], Watched]:
    watched = run([sys.executable, "-m", "bench.carry", str(folder), str(scratch)], folder=_ROOT)
    return json.loads(watched.out.splitlines()[-1]), watched


def _rsync(site: Path, copy: Path) -> float:
    started = time.perf_counter()
    subprocess.run(["rsync", "-a", "--delete", "--", f"{site}/", f"{copy}/"], check=True)
    return time.perf_counter() - started


def _equal(site: Path, mirror: Path) -> int:
    """How many files of the two are not in both with the same bytes; the mirror's own marker is none."""
    only_bytes = ("-rnc", "--delete", "--exclude=.serai-carry.json", "--exclude=.staging", "--out-format=%n")
    command = ["rsync", *only_bytes, "--", f"{site}/", f"{mirror}/"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return sum(not line.endswith("/") for line in told.stdout.splitlines())


def main() -> None:
    """Carry once: from the folder that is named first, into `mirror` of the second."""
    folder, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    named = targets.read(str(scratch / "mirror"))
    means = targets.Means(endpoint="", ssh_config=None, scratch=scratch / "sending")
    started = time.perf_counter()
    carried = carry(
        opening=lambda: targets.open_target(named, site=folder / "site", means=means),
        named=named.name,
        manifest=LedgerManifest(folder / "press.sqlite3"),
        site=Site(folder / "site"),
        state=scratch / "carried" / "state.sqlite3",
        wish=Wish(),
        tell=lambda done, total: None,
        name=lambda verb, path: None,
    )
    seconds = time.perf_counter() - started
    found = {"seconds": seconds, "sent": carried.sent, "size": carried.size, "deleted": carried.deleted}
    sys.stdout.write(json.dumps({**found, "peak": figures.peak_memory()}) + "\n")


if __name__ == "__main__":
    main()
