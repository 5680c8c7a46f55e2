"""Pressing: a press at work on an archive, in a process of its own, so that its memory is its own.

Rule: each verb does one thing in a folder and prints what it found as one line of JSON, the last; progress
goes before it, to standard error. The verbs: `take` puts an archive into the ledger, `make` makes every page
of it, `change` changes one old story, `publish` publishes new ones, `nothing` bakes without a change.

    python -m bench.pressing take /tmp/archive --stories 10000
    python -m bench.pressing make /tmp/archive --processes 2
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from bench import archive, figures
from bench.watched import Watched, run
from serai.press.bake import Press, Settings
from serai.press.changes import Change, Put
from serai.press.theme.environment import Theme

_CHUNK = 2_000  # changes taken at once
_ROOT = Path(__file__).parents[1]
_TELL = 5.0  # seconds between two lines of progress


def child(verb: str, folder: Path, **options: Any) -> tuple[dict[str, Any], Watched]:
    """Run a verb in a process of its own: what it found, and how it went."""
    words = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    watched = run([sys.executable, "-m", "bench.pressing", verb, str(folder), *words], folder=_ROOT)
    return json.loads(watched.out.splitlines()[-1]), watched


def open_press(folder: Path, *, variants: bool = True, processes: int = 1) -> Press:
    """A press in a folder."""
    return Press(
        ledger=folder / "press.sqlite3",
        site=folder / "site",
        renditions=folder / "renditions",
        theme=Theme(),
        settings=Settings("The Measured Courier", "https://example.org", variants=variants),
        processes=processes,
    )


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.pressing", description=__doc__)
    parser.add_argument("verb", choices=list(_VERBS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=0, help="stories of the archive")
    parser.add_argument("--variants", type=int, default=0, help="1: gzip and Brotli beside each page")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1, help="stories to publish")
    parser.add_argument("--begin", type=int, default=0, help="how many were published before")
    asked = parser.parse_args()
    press = open_press(asked.folder, variants=bool(asked.variants), processes=asked.processes)
    found = _VERBS[asked.verb](press, asked)
    sys.stdout.write(json.dumps(found) + "\n")


def _take(press: Press, asked: argparse.Namespace) -> dict[str, Any]:
    changes: Iterator[Change] = chain(archive.stories(asked.stories), archive.threads(asked.stories))
    started = time.perf_counter()
    press.take(list(archive.things()))
    taken, said = 0, time.monotonic()
    while chunk := list(islice(changes, _CHUNK)):
        press.take(chunk)
        taken += len(chunk)
        if time.monotonic() - said > _TELL:
            said = time.monotonic()
            _tell(f"{taken:,} stories and threads taken, {taken / (time.perf_counter() - started):,.0f}/s")
    return {"seconds": time.perf_counter() - started, "peak": figures.peak_memory()}


def _make(press: Press, _asked: argparse.Namespace) -> dict[str, Any]:
    said = started = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said > _TELL and done:
            said = time.monotonic()
            rate = done / (said - started)
            _tell(f"{done:,} of {total:,} pages, {rate:,.0f}/s, {(total - done) / rate:,.0f} s left")

    report = press.bake_cold(progress)
    return {"seconds": time.monotonic() - started, "files": report.files_written}


def _change(press: Press, asked: argparse.Namespace) -> dict[str, Any]:
    return _timed(press, changed(asked.stories))


def changed(stories: int) -> Put:
    """A story from the archive's middle, with a new headline."""
    number = stories // 2
    plate = archive.story(number, archive.time_of(number, stories))
    return Put(msgspec.structs.replace(plate, headline=f"{plate.headline}, and what came of it"))


def _publish(press: Press, asked: argparse.Namespace) -> dict[str, Any]:
    numbers = range(asked.begin, asked.begin + asked.rounds)
    rounds = [_timed(press, archive.newest(number, asked.stories)) for number in numbers]
    return {"rounds": rounds}


def _nothing(press: Press, _asked: argparse.Namespace) -> dict[str, Any]:
    return _timed(press)


def _timed(press: Press, *changes: Put) -> dict[str, Any]:
    started, worked = time.perf_counter(), time.process_time()
    report = press.bake(changes)
    return {
        "seconds": time.perf_counter() - started,
        "worked": time.process_time() - worked,
        "written": report.files_written,
        "deleted": report.files_deleted,
        "unchanged": report.unchanged,
    }


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


_VERBS = {"take": _take, "make": _make, "change": _change, "publish": _publish, "nothing": _nothing}


if __name__ == "__main__":
    main()
