"""Figures: what a benchmark found, as lines on the terminal and as a table in the docs.

Rule: a figure is never told without its unit, and a page of figures never without its machine.
"""

import os
import platform
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


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


def page(tables: Sequence[Table]) -> str:
    """All figures as the Markdown of docs/reference/performance.md."""
    lines = [
        "# Performance",
        "",
        "Measured by `make bench`, which writes this page anew. Machines differ, and a shared one differs",
        "from itself: read a figure beside another of the same run.",
        "",
        f"Machine: {machine()}. Day: {datetime.now(UTC):%Y-%m-%d}.",
    ]
    for table in tables:
        lines += ["", f"## {table.title}", "", table.how, "", "| what | figure | beside |", "|---|---|---|"]
        lines += [
            f"| {figure.what} | {figure.spelled()} {figure.unit} | {figure.beside} |"
            for figure in table.figures
        ]
    return "\n".join(lines) + "\n"


def write(tables: Sequence[Table], path: Path) -> None:
    """Put the page at `path`."""
    path.write_text(page(tables), encoding="utf-8")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()
