"""`python -m bench`: run the benchmarks, print what they found, and write the performance page.

Rule: with no name all run and the page is written; with a name only that one runs, and nothing is written
unless `--write` says where.
"""

import argparse
import sys
from pathlib import Path

from bench import approval, baking, desk, figures, gate, moderation, screening, screens, serving, threads
from bench.figures import Table

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
SIZES = (1_000, 10_000)


def main() -> int:
    """Run what was asked for; 0, or 1 where a benchmark could not run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "only",
        nargs="?",
        choices=(
            "approval",
            "baking",
            "desk",
            "gate",
            "moderation",
            "screening",
            "screens",
            "serving",
            "threads",
        ),
        help="run this one alone",
    )
    parser.add_argument(
        "--stories", type=int, action="append", help=f"archive sizes to bake; default {SIZES}"
    )
    parser.add_argument("--write", type=Path, help="write the page here; default, when all run: the docs")
    asked = parser.parse_args()
    sys.stdout.write(f"Machine: {figures.machine()}\n")
    tables, whole = _run(asked.only, tuple(asked.stories or SIZES))
    page = asked.write or (PAGE if whole and not asked.only else None)
    if page:
        figures.write(tables, page)
        sys.stdout.write(f"\nwritten: {page.name}\n")
    return 0 if whole else 1


def _run(only: str | None, sizes: tuple[int, ...]) -> tuple[list[Table], bool]:
    tables: list[Table] = []
    whole = True
    if only in {None, "desk"}:
        tables.append(_said(desk.measure()))
    if only in {None, "baking"}:
        tables += [_said(baking.measure(size)) for size in sizes]
    if only in {None, "threads"}:
        tables.append(_said(threads.measure()))
    if only in {None, "approval"}:
        tables.append(_said(approval.measure()))
    if only in {None, "moderation"}:
        tables.append(_said(moderation.measure()))
    if only in {None, "screens"}:
        tables.append(_said(screens.measure()))
    if only in {None, "screening"}:
        tables.append(_said(screening.measure()))
    for name, measure, needs in (
        ("serving", serving.measure, "nginx-light wrk"),
        ("gate", gate.measure, "wrk"),
    ):
        if only in {None, name}:
            measured = measure()
            if measured:
                tables.append(_said(measured))
            else:
                sys.stdout.write(f"{name} needs programs that are missing: apt-get install {needs}\n")
                whole = False
    return tables, whole


def _said(table: Table) -> Table:
    figures.say(table)
    return table


if __name__ == "__main__":
    sys.exit(main())
