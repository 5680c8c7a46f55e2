"""Editing a template bakes again what was made with it, and nothing else, and ends where a cold bake ends."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.press import bake, docket
from serai.press.bake import Press, Weight
from serai.press.changes import Change, Put, Withdraw
from serai.press.theme.environment import Theme
from serai.press.theme.errors import ThemeError
from tests.press import casting
from tests.press.sites import Works, differing, works

WORLD = ("en/2026/10/29/story-1/", "en/2026/10/31/story-3/")
BANNER = '{% extends "story.html" %}{% block preview %}<p>From the world</p>{% endblock %}'


def archive() -> list[Change]:
    """Two editions with two sections each; stories 1 and 3 of the first are in its section World."""
    told: list[Change] = []
    for code in ("en", "ru"):
        told += [Put(casting.edition(code)), Put(casting.section(code)), Put(casting.section(code, "world"))]
        former = ("/old/1.html",) if code == "en" else ()
        told += [
            Put(casting.story(number, code, section="world" if number % 2 else "city", former_addresses=old))
            for number, old in ((1, former), (2, ()), (3, ()))
            if code == "en" or number != 3
        ]
    return told


def save(desk: Works, name: str, source: str | None) -> None:
    """Write a template of the newsroom's own, or remove it."""
    file = desk.folder / "theme" / "templates" / name
    if source is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")


def press(desk: Works) -> Press:
    """A press with the theme as its files are now, as after a restart."""
    return desk.press(theme=Theme(override=desk.folder / "theme"))


def written(desk: Works) -> set[str]:
    """The pages that a bake writes now, which are those that it has said it would go through."""
    said: list[Weight] = []
    report = press(desk).bake((), said.append)
    pages = {path.removesuffix("index.html") for path in report.written if path.endswith("index.html")}
    assert said[0].total == len(pages)
    return pages


def test_a_template_of_one_section_touches_that_sections_pages_only(desk: Works) -> None:
    press(desk).bake(archive())
    assert press(desk).bake(()).written == ()
    before = desk.lying()
    save(desk, "sections/world/story.html", BANNER)
    weight = press(desk).weigh(())
    assert weight.told() == "3 pages (stories 3): 1 template changed, of 1 section"
    assert desk.lying() == before
    report = press(desk).bake(())
    pages = {*WORLD, "ru/2026/10/29/story-1/"}
    assert set(report.written) == {f"{page}index.html{end}" for page in pages for end in ("", ".br", ".gz")}
    assert b"From the world" in (desk.site / WORLD[0] / "index.html").read_bytes()
    save(desk, "sections/world/story.html", BANNER.replace("From", "Of"))
    assert written(desk) == pages
    save(desk, "sections/world/story.html", None)
    assert written(desk) == pages
    assert {name: lying.data for name, lying in before.items()} == desk.tree()


@pytest.mark.parametrize(
    ("name", "source", "pages"),
    [
        ("root.html", "{{ view.site_name }}", {""}),
        ("redirect.html", "{{ view.target }}", {"old/1.html/"}),
        ("sections/world/list.html", "World", {f"{c}/sections/world/" for c in ("en", "ru")}),
        ("sections/world/archive.html", "not a template of sections", set()),
        ("sections/nowhere/story.html", "no such section", set()),
        ("gate/comment.html", "the gate's", set()),
        ("notes.txt", "no template at all", set()),
        ("archive.html", '{% extends "serai/archive.html" %}', set()),
    ],
)
def test_a_template_touches_what_it_shows(desk: Works, name: str, source: str, pages: set[str]) -> None:
    press(desk).bake(archive())
    save(desk, name, source)
    if name == "archive.html":  # two pages are gone through, and come out as they were
        assert (press(desk).weigh(()).total, press(desk).bake(()).written) == (2, ())
    else:
        assert written(desk) == pages
    assert press(desk).weigh(()) == Weight()


def test_parts_count_however_deep_and_also_what_is_not_there_yet(desk: Works) -> None:
    save(desk, "parts/words.html", "{% macro words() %}Old words{% endmacro %}")
    save(desk, "parts/note.html", '{% import "parts/words.html" as w %}{{ w.words() }}')
    below = '{% include "parts/note.html" %}{% include "parts/more.html" ignore missing %}'
    save(desk, "sections/world/story.html", BANNER.replace("From the world", below))
    press(desk).bake(archive())
    pages = {*WORLD, "ru/2026/10/29/story-1/"}
    save(desk, "parts/words.html", "{% macro words() %}New words{% endmacro %}")
    assert written(desk) == pages
    save(desk, "parts/more.html", "and more")
    assert written(desk) == pages


def test_a_name_that_only_an_expression_knows_may_be_any_template(desk: Works) -> None:
    save(
        desk, "sections/world/story.html", BANNER.replace("From the world", "{% include view.chrome.title %}")
    )
    for number in (1, 3):
        save(desk, f"Story {number}", f"Dynamic {number}")
    press(desk).bake(archive())
    save(desk, "Story 3", "Other")
    assert press(desk).weigh(()).pages == {"story": 3}
    assert press(desk).bake(()).written == (
        f"{WORLD[1]}index.html",
        *(f"{WORLD[1]}index.html{e}" for e in (".br", ".gz")),
    )


def test_a_template_and_a_story_change_in_one_bake(desk: Works) -> None:
    press(desk).bake(archive())
    save(desk, "sections/world/story.html", BANNER)
    news: list[Change] = [Put(casting.story(5, section="world")), Withdraw("story", "en", "s3")]
    weight = press(desk).weigh(news)
    assert weight.pages["story"] >= 4
    report = press(desk).bake(news)
    assert f"{WORLD[0]}index.html" in report.written
    assert f"{WORLD[1]}index.html" in report.deleted
    assert cold(desk, [*archive(), *news]) == []


def test_a_story_that_moves_to_a_section_takes_that_sections_look(desk: Works) -> None:
    save(desk, "sections/world/story.html", BANNER)
    press(desk).bake(archive())
    press(desk).bake([Put(casting.story(2, section="world"))])
    assert b"From the world" in (desk.site / "en/2026/10/30/story-2/index.html").read_bytes()
    save(desk, "sections/world/story.html", BANNER.replace("From", "Of"))
    assert written(desk) == {*WORLD, "en/2026/10/30/story-2/", "ru/2026/10/29/story-1/"}


def test_a_template_that_fails_leaves_site_and_ledger_as_they_were(desk: Works) -> None:
    press(desk).bake(archive())
    before = desk.lying()
    save(
        desk,
        "sections/world/story.html",
        '{% extends "story.html" %}{% block main %}{{ view.x }}{% endblock %}',
    )
    with pytest.raises(ThemeError, match=r"sections/world/story\.html cannot show this page.*x"):
        press(desk).bake([Put(casting.story(9))])
    assert desk.lying() == before
    save(desk, "sections/world/story.html", None)
    assert press(desk).bake(()).written == ()


def test_many_hands_make_what_a_template_touches_and_the_next_bake_has_nothing_to_do(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bake, "INLINE_PLATES", 0)
    monkeypatch.setattr(docket, "JOB_PAGES", 2)
    press(desk).bake(archive())
    save(desk, "sections/world/story.html", BANNER)
    save(desk, "redirect.html", "{{ view.target }}")
    assert written(desk) == {*WORLD, "ru/2026/10/29/story-1/", "old/1.html/"}
    save(desk, "sections/world/story.html", BANNER.replace("From", "Of"))
    told: list[Change] = [Put(casting.edition(name="Another name")), Put(casting.story(4))]
    press(desk).bake(told)
    assert press(desk).weigh(()) == Weight()
    assert cold(desk, [*archive(), *told]) == []


NAMES = st.sampled_from(
    ("story.html", "list.html", "parts/own.html", "base.html", "sections/world/story.html",
     "sections/world/list.html", "sections/city/story.html")
)  # fmt: skip
SOURCES = {
    "plain": "<p>{{ view.chrome.title }}</p>",
    "own": '{% include "parts/own.html" ignore missing %}',
    "either": '{% include ["parts/own.html", "parts/talk_feed.html"] ignore missing %}',
    "serai": BANNER.replace("story.html", "serai/story.html").replace(
        "From the world", '{% include "parts/own.html" ignore missing %}'
    ),
    "common": '{% extends "list.html" %}',
}
edits = st.tuples(NAMES, st.none() | st.sampled_from(sorted(SOURCES)))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_whatever_templates_come_and_go_the_site_is_the_one_of_a_cold_bake(
    batches: list[list[tuple[str, str | None]]],
) -> None:
    with works() as desk:
        press(desk).bake(archive())
        for number, batch in enumerate(batches):
            for name, kind in batch:
                save(desk, name, None if kind is None else SOURCES[allowed(name, kind)])
            try:
                press(desk).bake([Put(casting.story(number + 10, section="world"))])
            except ThemeError:
                shutil.rmtree(desk.folder / "theme")
                press(desk).bake([Put(casting.story(number + 10, section="world"))])
        told = [Put(casting.story(number + 10, section="world")) for number in range(len(batches))]
        assert cold(desk, [*archive(), *told]) == []


def allowed(name: str, kind: str) -> str:
    """A part shows what every view has, and no template extends itself or asks for itself."""
    if name in {"parts/own.html", "base.html"} or (kind == "common" and not name.endswith("world/list.html")):
        return "plain"
    return "own" if kind == "serai" and not name.endswith("story.html") else kind


def cold(desk: Works, told: list[Change]) -> list[str]:
    """The files that a cold bake of the same with the same theme makes otherwise."""
    other = desk.beside("cold")
    if Path(other.folder).exists():
        shutil.rmtree(other.folder)
    other.press(theme=Theme(override=desk.folder / "theme")).bake(told)
    return differing(desk, other)
