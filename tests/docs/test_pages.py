"""The documentation hangs together: every link leads somewhere, every page can be found, commands work."""

import re
import shlex
from pathlib import Path

import pytest

from tests.newsrooms import on_free_ports

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
# In a block of commands, or between backticks.
_MAKE = re.compile(r"(?:^ {4,}|^```\n|`)make(?: -C \S+)?((?: [a-z0-9]+)+)", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_listed_in_the_index() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = {(DOCS / link).resolve() for link in _LINK.findall(index)}
    pages = {page for page in DOCS.rglob("*.md") if page.name != "index.md" and page.parent.name != "adr"}
    assert sorted(pages - listed) == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_make_knows_every_job_that_a_page_names(page: Path) -> None:
    jobs = set(
        re.findall(r"^([a-z0-9]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = _MAKE.findall(page.read_text(encoding="utf-8"))
    assert {job for words in named for job in words.split()} - jobs == set()


def test_the_tutorial_s_commands_do_what_it_says(tmp_path: Path) -> None:
    """From `serai new` to a running newsroom. Nobody is there to type a password: it comes from a pipe."""
    lines = (DOCS / "tutorial" / "first-newsroom.md").read_text(encoding="utf-8").splitlines()
    new, add, run, press = [shlex.split(line)[1:] for line in lines if line.startswith("    serai ")]
    assert (new[0], add[:2], run, press) == ("new", ["user", "add"], ["run"], ["press", "--dry-run"])
    folder = tmp_path / new[1]
    room = on_free_ports(folder)
    room.serai("new", str(folder), *new[2:])
    room.serai(*add, "--password-stdin", stdin="tea and bread\n")
    assert {path.name for path in folder.iterdir()} == {"serai.toml", "data", "theme", "site"}
    with room.running() as running:
        for code in ("en", "ru"):
            running.page_is_there(f"/{code}/")
        assert f"serai: the site is at {running.site_url}\n" in running.log.read_text()
        assert f"serai: the desk is at {running.desk_url}\n" in running.log.read_text()
    room.serai(*press)
