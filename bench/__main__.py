"""`python -m bench`: run the benchmarks, print what they found, and write the performance page.

Rule: a benchmark's sections on the page are its own: what is measured again stands in their place, and the
others stay as they are. With no name all run and the docs' page is written; with names only those run, and
nothing is written unless `--write` says where. A new benchmark is a line in `BENCHES`.

    python -m bench                                                  everything, into the docs
    python -m bench scale --stories 1000 --stories 10000             printed
    python -m bench hugo --stories 100000 --write docs/reference/performance.md
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench import (
    approval,
    baking,
    carry,
    desk,
    desk_scale,
    figures,
    gate,
    hugo,
    incremental,
    looks,
    moderation,
    scale,
    screening,
    screens,
    search,
    serving,
    threads,
    two_scripts,
)
from bench.figures import Table

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"


@dataclass(frozen=True)
class Asked:
    """What the command line asks of the benchmarks that take it."""

    stories: tuple[int, ...] = ()  # archive sizes; () leaves them to the benchmark
    folder: Path | None = None  # where archives are kept between runs; None: nowhere

    def sizes(self, *usual: int) -> tuple[int, ...]:
        """The sizes asked for, else the usual ones."""
        return self.stories or usual


# In the page's order: name, what it measures (None: this machine cannot), the Debian packages it needs.
BENCHES: dict[str, tuple[Callable[[Asked], Iterable[Table | None]], str]] = {
    "desk": (lambda asked: [desk.measure()], ""),
    "desk_scale": (lambda asked: map(desk_scale.measure, asked.sizes(desk_scale.STORIES)), ""),
    "baking": (lambda asked: map(baking.measure, asked.sizes(1_000, 10_000)), ""),
    "incremental": (lambda asked: map(incremental.measure, asked.sizes(incremental.STORIES)), ""),
    "scale": (lambda asked: [scale.measure(asked.sizes(*scale.SIZES), asked.folder)], ""),
    "looks": (lambda asked: map(looks.measure, asked.sizes(looks.STORIES)), ""),
    "hugo": (lambda asked: map(hugo.measure, asked.sizes(hugo.STORIES)), "hugo"),
    "carry": (
        lambda asked: (carry.measure(size, asked.folder) for size in asked.sizes(carry.STORIES)),
        "rsync",
    ),
    "search": (lambda asked: map(search.measure, asked.sizes(*search.SIZES)), ""),
    "two_scripts": (lambda asked: [two_scripts.measure()], ""),
    "threads": (lambda asked: [threads.measure()], ""),
    "approval": (lambda asked: [approval.measure()], ""),
    "moderation": (lambda asked: [moderation.measure()], ""),
    "screens": (lambda asked: [screens.measure()], ""),
    "screening": (lambda asked: [screening.measure()], ""),
    "serving": (lambda asked: [serving.measure()], "nginx-light wrk"),
    "gate": (lambda asked: [gate.measure()], "wrk"),
}


def main() -> int:
    """Run what was asked for; 0, or 1 where a benchmark could not run."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "only", nargs="*", choices=[[], *BENCHES], metavar="NAME", help=f"run these: {', '.join(BENCHES)}"
    )
    parser.add_argument("--stories", type=int, action="append", help="size of the archive; may be repeated")
    parser.add_argument("--folder", type=Path, help="keep archives there, and use those that it keeps")
    parser.add_argument("--write", type=Path, help="the page to write; default, when all run: the docs'")
    options = parser.parse_args()
    asked = Asked(stories=tuple(options.stories or ()), folder=options.folder)
    page = options.write or (None if options.only else PAGE)
    sys.stdout.write(f"Machine: {figures.machine()}\n")
    whole = True
    for name in options.only or BENCHES:
        measure, needs = BENCHES[name]
        found = [_said(table) for table in measure(asked) if table]
        if page and found:
            figures.replace(page, name, found, order=tuple(BENCHES))
            sys.stdout.write(f"written: {name} in {page.name}\n")
        if not found:
            sys.stdout.write(f"{name} needs programs that are missing: apt-get install {needs}\n")
            whole = False
    return 0 if whole else 1


def _said(table: Table) -> Table:
    figures.say(table)
    return table


if __name__ == "__main__":
    sys.exit(main())
