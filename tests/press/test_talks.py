"""One discussion for two scripts: both stories' pages show it, in their own frames, and one publishes it."""

import html
import json
import re
from typing import Any

import pytest

from serai.press import plates, threads
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.ledger import Ledger
from serai.press.plates import StoryPlate, Summary
from tests.press import casting
from tests.press.sites import Works, differing
from tests.press.talking import thread

HOME = casting.story(1, "en", comments="open")
TWIN = casting.story(1, "ru", discussed_at=HOME.address)
PAPER: list[Change] = [
    *(Put(casting.edition(code)) for code in ("en", "ru")),
    *(Put(casting.section(code)) for code in ("en", "ru")),
]


def talk(desk: Works, address: str) -> dict[str, Any]:
    """What a page's view says of its discussion."""
    page = (desk.site / address[1:] / "index.html").read_text(encoding="utf-8")
    line = re.search(r"<p>talk: (.*?)</p>", page, re.DOTALL)
    assert line
    found: dict[str, Any] = json.loads(html.unescape(line[1]))
    return found


def pages_written(written: tuple[str, ...]) -> list[str]:
    return [path for path in written if not path.endswith((".br", ".gz"))]


@pytest.fixture
def both(desk: Works) -> Works:
    desk.press().bake([*PAPER, Put(HOME), Put(TWIN)])
    return desk


def test_the_thread_stands_on_both_pages_and_is_published_once(both: Works) -> None:
    both.press().bake([PutThread(thread(2))])
    home, twin = talk(both, HOME.address), talk(both, TWIN.address)
    assert (home["thread"], home["open"], home["shared"]) == (twin["thread"], True, False)
    assert (twin["open"], twin["shared"]) == (True, True)
    assert (home["story"], twin["story"]) == (HOME.address, TWIN.address)
    assert (home["feed"], twin["feed"]) == (f"{HOME.address}comments/feed.xml",) * 2
    published = [path for path in both.tree() if path.endswith(("thread.json", "comments/feed.xml"))]
    assert published == [f"{HOME.address[1:]}comments/feed.xml", f"{HOME.address[1:]}thread.json"]


def test_a_comment_more_touches_both_pages_and_what_counts_them_and_nothing_else(both: Works) -> None:
    both.press().bake([PutThread(thread(1))])
    alike = both.press().bake([PutThread(thread(1, open=False))])
    more = both.press().bake([PutThread(thread(2, open=False))])
    home, twin = HOME.address[1:], TWIN.address[1:]
    assert pages_written(alike.written) == [f"{home}index.html", f"{home}thread.json", f"{twin}index.html"]
    lists = [path for path in pages_written(more.written) if not path.startswith((home, twin))]
    beyond = [path for path in pages_written(more.written) if path not in lists]
    assert beyond == [
        f"{home}comments/feed.xml",
        f"{home}index.html",
        f"{home}thread.json",
        f"{twin}index.html",
    ]
    assert [path.replace("en/", "ru/", 1) for path in lists if path.startswith("en/")] == [
        path for path in lists if path.startswith("ru/")
    ]
    assert not [path for path in lists if path.endswith(("feed.xml", "plate.json", ".json"))]


def test_further_parts_stand_in_both_frames_and_lead_within_them(both: Works) -> None:
    both.press().bake([PutThread(thread(51))])
    further = talk(both, f"{TWIN.address}comments/2/")
    assert [part["address"] for part in further["parts"]] == [TWIN.address, f"{TWIN.address}comments/2/"]
    both.press().bake([PutThread(thread(50))])
    assert [path for path in both.tree() if "/comments/2/" in path] == []
    both.press().bake([PutThread(thread(51))])
    report = both.press().bake_cold()
    assert (report.written, report.deleted) == ((), ())


def test_whether_readers_may_write_is_for_the_home_to_say(both: Works) -> None:
    open_ = [talk(both, TWIN.address)["open"]]
    steps: tuple[list[Change], ...] = (
        [Put(casting.story(1, "en", comments="closed"))],
        [Put(HOME)],
        [Withdraw(kind="story", edition="en", key=HOME.key)],
        [Put(HOME), Withdraw(kind="edition", edition="en", key="en")],
        [Put(casting.edition("en"))],
        [PutThread(thread(0, open=False))],
    )
    for changes in steps:
        both.press().bake(changes)
        open_.append(talk(both, TWIN.address)["open"])
        report = both.press().bake_cold()
        assert (report.written, report.deleted) == ((), ())
    assert open_ == [True, False, True, False, False, True, False]


def test_nobody_writes_where_a_twin_names_a_twin(both: Works) -> None:
    both.press().bake([Put(casting.story(1, "en", comments="open", discussed_at=TWIN.address))])
    assert [talk(both, story.address)["open"] for story in (HOME, TWIN)] == [False, False]


def test_a_story_that_gets_a_discussion_of_its_own_leaves_the_other(both: Works) -> None:
    both.press().bake([PutThread(thread(60)), PutThread(thread(1, "ru"))])
    both.press().bake([Put(casting.story(1, "ru", comments="open"))])
    assert (talk(both, TWIN.address)["thread"]["count"], talk(both, TWIN.address)["shared"]) == (1, False)
    assert [path for path in both.tree() if path.startswith(f"{TWIN.address[1:]}comments/2/")] == []
    cold = both.beside("cold")
    own = casting.story(1, "ru", comments="open")
    cold.press().bake([*PAPER, Put(HOME), Put(own), PutThread(thread(60)), PutThread(thread(1, "ru"))])
    assert differing(both, cold) == []


@pytest.mark.parametrize(
    ("discussed_at", "home"),
    [
        ("", "ru"),
        ("/en/2026/11/01/a1/", "en"),
        ("/uz-cyrl/2026/11/01/a1/", "uz-cyrl"),
        ("/", "ru"),
        ("/en", "ru"),
        ("//evil.example/", "ru"),
        ("https://evil.example/en/", "ru"),
        ('/e"n/', "ru"),
        ("/EN/x/", "ru"),
        ("/ru/2026/11/01/a1/", "ru"),
    ],
)
def test_the_ledger_and_the_plate_agree_whose_thread_is_shown(
    desk: Works, discussed_at: str, home: str
) -> None:
    hostile = f'"discussed_at":"/en/ {discussed_at}'
    story: StoryPlate = casting.story(1, "ru", discussed_at=discussed_at, headline=hostile)
    summary: Summary = plates.summary_from_bytes(plates.to_bytes(story))
    assert (threads.home_of(story), threads.home_of(summary)) == (home, home)
    desk.press().bake([*PAPER, Put(story), PutThread(thread(51)), PutThread(thread(51, "uz-cyrl"))])
    ledger = Ledger.open_reading(desk.ledger)
    shown = {code: ledger.discussions.shown_in(code, "s1") for code in ("en", "ru", "uz-cyrl")}
    further = list(ledger.discussions.further_parts_shown("ru"))
    ledger.close()
    assert shown == {"en": [], "ru": [], "uz-cyrl": []} | ({home: ["ru"]} if home != "ru" else {})
    assert further == ([("s1", 2)] if home != "ru" else [])
