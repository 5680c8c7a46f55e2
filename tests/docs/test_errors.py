"""docs/reference/errors.md lists every refusal of Serai's, and none that does not exist."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import serai
from serai.core import errors
from serai.core.errors import SeraiError

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "errors.md"
ENTRANCES = {"__main__", "asgi", "wsgi"}  # these act when they are imported, and define nothing


def modules() -> Iterator[str]:
    """The name of every module that may define an error."""
    for module in pkgutil.walk_packages(serai.__path__, "serai."):
        parts = module.name.split(".")
        if parts[-1] not in ENTRANCES and "migrations" not in parts:
            yield module.name


def below(kind: type[SeraiError]) -> Iterator[type[SeraiError]]:
    """An error's class and all that derive from it, of Serai's own."""
    yield kind
    for derived in kind.__subclasses__():
        if derived.__module__.startswith("serai."):
            yield from below(derived)


def listed() -> list[str]:
    """The names in the first columns of the page's tables."""
    return re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(autouse=True, scope="module")
def _all_of_serai() -> None:
    """A class is known once its module is imported."""
    for name in modules():
        importlib.import_module(name)


def test_every_error_is_listed_once_and_every_listed_error_exists() -> None:
    assert sorted(listed()) == sorted({kind.__name__ for kind in below(SeraiError)})


def test_every_row_says_what_happened_and_what_to_do() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]

    assert [
        row for row in rows if len([cell for cell in row.strip("|").split("|") if cell.strip()]) != 3
    ] == []


def test_no_error_of_ours_stands_outside_the_tree() -> None:
    """A class named …Error derives from another that is: ours, or one from a library that is wrapped."""
    outside = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith("Error")
        and node.name != "SeraiError"
        and not {getattr(base, "id", "") for base in node.bases} & set(listed())
    ]

    assert outside == []


def test_the_tree_in_the_core_draws_every_branch_and_where_it_stands() -> None:
    drawn = re.findall(r"[├└]── (\w+) +([\w.]+):", errors.__doc__ or "")

    assert sorted(drawn) == sorted(
        (kind.__name__, kind.__module__.removeprefix("serai.")) for kind in SeraiError.__subclasses__()
    )


def test_every_error_says_what_it_is() -> None:
    assert [kind.__name__ for kind in below(SeraiError) if not kind.__doc__] == []
