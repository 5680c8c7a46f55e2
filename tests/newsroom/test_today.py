"""Whoever edits a theme while the newsroom runs sees the change without a restart, and breaks nothing."""

import errno
from pathlib import Path

import pytest

from serai.newsroom import today
from serai.newsroom.config import Newsroom
from serai.newsroom.pressroom import open_press
from serai.newsroom.table import TABLE
from serai.newsroom.today import Today
from serai.press.bake import Press
from serai.press.changes import Put
from serai.press.errors import DiskError
from serai.press.theme.errors import ThemeError
from tests.press import casting

ABOUT = "en/about/index.html"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with one edition baked, whose theme has a template of its own."""
    made = Newsroom(folder=tmp_path, values={row.name: row.default for row in TABLE})
    made.data.mkdir()
    save(made, "prose.html", "{{ view.text | blocks }} one")
    open_press(made).bake([Put(casting.edition())])
    return made


def save(room: Newsroom, name: str, source: str) -> None:
    file = room.theme / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")


def about(room: Newsroom) -> str:
    return (room.site / ABOUT).read_text(encoding="utf-8")


def test_a_saved_template_is_baked_and_nothing_else_is(room: Newsroom) -> None:
    running = Today(room)
    assert running.begin().written == ()
    before = running.press
    assert running.look() is before
    times = {file: file.stat().st_mtime_ns for file in room.site.rglob("*") if file.is_file()}
    save(room, "prose.html", "{{ view.text | blocks }} two, longer")
    assert running.look() is not before
    changed = {
        str(file.relative_to(room.site)) for file, time in times.items() if file.stat().st_mtime_ns != time
    }
    assert changed == {"en/about/index.html", "en/comment-policy/index.html"}
    assert about(room) == "<p>Who we are.</p> two, longer"


@pytest.mark.parametrize(
    "broken",
    [
        "{% if %}",
        "{{ view.weather }}",
        "{{ 1 // 0 }}",
        "{% include 'prose.html' %}",
        "{% extends 'no.html' %}",
    ],
)
def test_a_broken_template_leaves_site_and_press_until_it_is_repaired(
    room: Newsroom, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    running = Today(room)
    running.begin()
    before = running.press
    save(room, "prose.html", broken)
    assert [running.look() for _ in range(3)] == [before] * 3
    assert about(room) == "<p>Who we are.</p> one"
    assert [("prose.html" in said.message, said.levelname) for said in caplog.records] == [(True, "ERROR")]
    changed = casting.edition(about="<p>Still publishing.</p>")
    running.press.bake([Put(changed)])
    assert about(room) == "<p>Still publishing.</p> one"
    save(room, "prose.html", "{{ view.text | blocks }} repaired")
    assert running.look() is not before
    assert about(room) == "<p>Still publishing.</p> repaired"


def test_a_broken_template_that_is_put_back_leaves_nothing_to_bake(room: Newsroom) -> None:
    running = Today(room)
    save(room, "prose.html", "{{ view.weather }}")
    running.look()
    save(room, "prose.html", "{{ view.text | blocks }} one")
    assert running.look().bake(()).written == ()


def test_a_template_that_is_not_text_is_told_by_its_name(room: Newsroom) -> None:
    (room.theme / "templates" / "prose.html").write_bytes(b"caf\xe9")
    with pytest.raises(ThemeError, match=r"prose\.html is not text in UTF-8"):
        Today(room)


def test_what_takes_long_is_told_in_the_log_before_it_begins(
    room: Newsroom, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "HEAVY", 5)
    caplog.set_level("INFO")
    open_press(room).bake([Put(casting.section(key=f"s{number}")) for number in range(5)])
    running = Today(room)
    save(room, "root.html", "root")
    running.look()
    save(room, "list.html", "list")
    running.look()
    assert [said.message for said in caplog.records] == [
        "the theme or a setting changed; 1 files were out of date",
        "baking 6 pages (lists 6): 1 template changed",
        "the theme or a setting changed; 6 files were out of date",
    ]


@pytest.mark.parametrize("broken", ["{% if %}", "{{ view.weather }}"])
def test_a_start_with_a_broken_template_goes_on_with_the_last_theme_that_served(
    room: Newsroom, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    Today(room).begin()
    save(room, "prose.html", broken)
    running = Today(room)
    assert running.begin().written == ()
    assert [("prose.html" in said.message, said.levelname) for said in caplog.records] == [(True, "ERROR")]
    before = running.press
    assert [running.look() for _ in range(3)] == [before] * 3
    assert len(caplog.records) == 1
    running.press.bake([Put(casting.edition(about="<p>Still publishing.</p>"))])
    assert about(room) == "<p>Still publishing.</p> one"
    save(room, "prose.html", "{{ view.text | blocks }} repaired")
    assert running.look() is not before
    assert about(room) == "<p>Still publishing.</p> repaired"
    save(room, "prose.html", broken)
    Today(room).begin()
    assert about(room) == "<p>Still publishing.</p> repaired"


def test_a_full_disk_is_no_fault_of_a_changed_theme(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    running = Today(room)
    running.begin()
    save(room, "prose.html", "{{ view.text | blocks }} two, longer")

    def full(*_: object) -> None:
        raise DiskError(errno.ENOSPC, "There is no room left.")

    with monkeypatch.context() as patch:
        patch.setattr(Press, "bake", full)
        with pytest.raises(DiskError):
            running.look()
    running.look()
    assert about(room) == "<p>Who we are.</p> two, longer"
