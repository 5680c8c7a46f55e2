"""The page of figures: each benchmark's sections are its own."""

import re
from pathlib import Path

from bench import figures
from bench.figures import Figure, Table

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "performance.md"
ORDER = ("baking", "serving")


def _table(title: str, value: float = 1.0) -> Table:
    return Table(title, "How it was measured.", [Figure("what", value, "ms", "beside")])


def _titles(page: str) -> list[str]:
    return re.findall("^## (.*)$", page, re.MULTILINE)


def test_sections_stand_in_the_benchmarks_order_whichever_was_measured_first(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    figures.replace(page, "serving", [_table("Serving")], ORDER)
    figures.replace(page, "baking", [_table("Baking 1"), _table("Baking 2")], ORDER)
    assert _titles(page.read_text()) == ["Baking 1", "Baking 2", "Serving"]


def test_only_the_measured_benchmarks_sections_are_replaced() -> None:
    page = figures.replaced("", "baking", [_table("Baking 1"), _table("Baking 2")], ORDER)
    page = figures.replaced(page, "serving", [_table("Serving", 22.0)], ORDER)
    page = figures.replaced(page, "baking", [_table("Baking 3")], ORDER)
    assert _titles(page) == ["Baking 3", "Serving"]
    assert "| what | 22 ms | beside |" in page


def test_writing_the_same_again_changes_nothing() -> None:
    page = figures.replaced("", "baking", [_table("Baking")], ORDER)
    page = figures.replaced(page, "serving", [_table("Serving")], ORDER)
    assert figures.replaced(page, "baking", [_table("Baking")], ORDER) == page


def test_a_section_of_no_benchmark_stays_behind_the_others() -> None:
    page = figures.replaced("# Old\n\n## By hand\n\nWords.\n", "baking", [_table("Baking")], ORDER)
    assert _titles(page) == ["Baking", "By hand"]


def test_a_figure_has_as_many_digits_as_it_deserves() -> None:
    spelled = [Figure("", value, "").spelled() for value in (0.01234, 1.5, 99.96, 123_456.7)]
    assert spelled == ["0.0123", "1.5", "100", "123,457"]


def test_every_section_in_the_docs_is_marked_with_a_benchmark_that_there_is() -> None:
    from bench.__main__ import BENCHES

    page = DOCS.read_text(encoding="utf-8")
    owners = re.findall(r"^<!-- python -m bench (\w+) -->$", page, re.MULTILINE)
    assert len(owners) == len(_titles(page))
    assert set(owners) <= set(BENCHES)
