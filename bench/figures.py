"""Figures: what a benchmark found, as lines on the terminal and as a table in the docs.

Rule: a figure is never told without its unit, and a table in the docs never without its machine. Each
table there is marked with its benchmark's name, so that it can be written anew without the others.
"""

import os
import platform
import re
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_HEAD = """# Performance

Written by `python -m bench`, which measures, and puts what it found in the place of what it found before:
`make bench` does so for everything, `python -m bench NAME --write docs/reference/performance.md` for one
benchmark. Machines differ, and a shared one differs from itself: read a figure beside another of the same
table.
"""
_MARK = "<!-- python -m bench {} -->"
_OWNER = re.compile(r"^<!-- python -m bench (\w+) -->$", re.MULTILINE)


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, how much of what unit, and what it is to be read beside."""

    what: str
    value: float
    unit: str
    beside: str = ""

    def spelled(self) -> str:
        """The value with as many digits as it deserves."""
        if self.value >= 100:
            return f"{self.value:,.0f}"
        return f"{self.value:.3g}"


@dataclass(frozen=True)
class Table:
    """One benchmark's figures, and how they were come by."""

    title: str
    how: str
    figures: Sequence[Figure]


def machine() -> str:
    """The machine in one line: processor, cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}"
    )


def peak_memory() -> float:
    """The most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(table: Table) -> None:
    """Print one benchmark's figures, a line each."""
    sys.stdout.write(f"\n{table.title}\n  {table.how}\n")
    width = max(len(figure.what) for figure in table.figures)
    for figure in table.figures:
        sys.stdout.write(f"  {figure.what:<{width}}  {figure.spelled():>9} {figure.unit}  {figure.beside}\n")
    sys.stdout.flush()


def section(name: str, table: Table) -> str:
    """One table as a section of docs/reference/performance.md, marked as the benchmark `name`'s own."""
    lines = [
        f"## {table.title}",
        "",
        _MARK.format(name),
        table.how,
        "",
        "| what | figure | beside |",
        "|---|---|---|",
        *(
            f"| {figure.what} | {figure.spelled()} {figure.unit} | {figure.beside} |"
            for figure in table.figures
        ),
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine()}.",
    ]
    return "\n".join(lines) + "\n"


def replaced(page: str, name: str, tables: Sequence[Table], order: Sequence[str] = ()) -> str:
    """The page with these tables in the place of those that the benchmark `name` had on it. Sections stand by
    benchmark, in this order; what no benchmark of it made stays behind them."""
    _, *parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    kept = [part.rstrip("\n") + "\n" for part in parts if _owner(part) != name]
    kept += [section(name, table) for table in tables]
    places = {owner: place for place, owner in enumerate(order)}
    kept.sort(key=lambda part: places.get(_owner(part), len(places)))
    return "\n".join([_HEAD, *kept])


def replace(path: Path, name: str, tables: Sequence[Table], order: Sequence[str] = ()) -> None:
    """Do it to the file, which is made where there is none."""
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(replaced(page, name, tables, order), encoding="utf-8")


def _owner(part: str) -> str:
    found = _OWNER.search(part)
    return found[1] if found else ""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
