"""docs/reference/gate.md says every notice with its status, every problem, reason and mark."""

import re
from pathlib import Path
from typing import get_args

from serai.gate.entries import Mark, ReportReason
from serai.gate.lodge import STATUSES
from serai.gate.views import Notice, Problem

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "gate.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| ([\d, ]+) \|", re.MULTILINE)


def test_every_notice_is_told_with_its_status() -> None:
    rows = ((re.findall(r"`(\w+)`", names), status) for names, status in _ROW.findall(PAGE))
    told = {name: int(status.split(",")[0]) for names, status in rows for name in names}
    assert told == STATUSES
    assert set(STATUSES) == set(get_args(Notice))


def test_every_problem_reason_and_mark_is_named() -> None:
    names = [*get_args(Problem), *get_args(ReportReason), *get_args(Mark)]
    assert [name for name in names if f"`{name}`" not in PAGE] == []
