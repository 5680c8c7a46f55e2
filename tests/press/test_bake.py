"""What a bake makes, touches and leaves alone."""

import json
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from serai.core import html
from serai.press import addresses
from serai.press.bake import BakeReport
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.errors import PlateError
from serai.press.ledger import Ledger, LedgerError
from serai.press.pagination import MOST_TOUCHED
from serai.press.plates import Correction, LinkCard, Paragraph
from serai.press.theme.environment import Theme
from serai.press.threads import Comment, Rating, Thread
from tests.press import casting, talking
from tests.press.plain import STYLE, PlainTheme
from tests.press.sites import Works, differing

FEEDS = ("feed.json", "feed.xml", "rss.xml")
OF_AN_EDITION = ("follow/index.html", "manifest.webmanifest", "offline/index.html")
NEWEST = ("feed.json", "feed.xml", "index.html", "rss.xml")
FRONT_OF_A_LIST = ("feed.json", "feed.xml", "index.html", "plate.json", "rss.xml")
NOTHING = BakeReport(written=(), deleted=(), unchanged=0)


def base(code: str = "en") -> list[Change]:
    return [
        Put(casting.edition(code)),
        Put(casting.section(code)),
        Put(casting.section(code, "world")),
        Put(casting.author(code)),
        Put(casting.topic(code)),
    ]


def pages(paths: tuple[str, ...]) -> list[str]:
    """The report's files without their variants."""
    return [path for path in paths if not path.endswith((".gz", ".br"))]


def shown(desk: Works, path: str) -> str:
    """The words of a page."""
    return html.text((desk.site / path).read_text(encoding="utf-8"))


def fields(desk: Works, address: str) -> dict[str, Any]:
    """A page's view, as the plain theme shows it."""
    lines = (desk.site / addresses.file(address)).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"<p>(\w+): (.*)", line) for line in lines)
    return {line[1]: json.loads(unescape(line[2])) for line in found if line}


def test_an_edition_has_every_page_before_it_has_a_story(desk: Works) -> None:
    report = desk.press().bake(base())
    assert pages(report.written) == [
        "404.html",
        "assets/plain.css",
        "en/404.html",
        "en/about/index.html",
        "en/archive/index.html",
        *(f"en/authors/ada/{file}" for file in FRONT_OF_A_LIST),
        "en/comment-policy/index.html",
        "en/corrections/index.html",
        *sorted(f"en/{file}" for file in (*FRONT_OF_A_LIST, *OF_AN_EDITION)),
        *(f"en/sections/city/{file}" for file in FRONT_OF_A_LIST),
        *(f"en/sections/world/{file}" for file in FRONT_OF_A_LIST),
        "en/stories/index.html",
        *(f"en/topics/water/{file}" for file in FRONT_OF_A_LIST),
        "favicon.svg",
        "index.html",
        "robots.txt",
        *(f"sitemaps/en/{file}.xml" for file in ("fronts", "index-places", "places")),
    ]


def test_a_story_touches_its_page_its_lists_and_nothing_else(desk: Works) -> None:
    desk.press().bake([*base(), *(Put(casting.story(number)) for number in range(10, 16))])
    report = desk.press().bake([Put(casting.story(18, authors=("ada",)))])
    assert pages(report.written) == [
        "en/2026/11/15/en-2026-11-15.epub",
        "en/2026/11/15/story-18/index.html",
        "en/2026/11/15/story-18/ninjs.json",
        "en/2026/11/15/story-18/plate.json",
        "en/2026/11/index.html",
        "en/404.html",
        "en/archive/index.html",
        *(f"en/authors/ada/{file}" for file in NEWEST),
        *(f"en/{file}" for file in NEWEST),
        *(f"en/sections/city/{file}" for file in NEWEST),
        "en/stories/index.html",
        "sitemaps/en/2026-11.xml",
        "sitemaps/en/news.xml",
    ]


def test_a_reader_who_goes_on_to_older_stories_meets_each_once(desk: Works) -> None:
    told = [*base(), *(Put(casting.story(number, day=number // 3)) for number in range(60))]
    desk.press().bake(told)
    desk.press().bake([Withdraw(kind="story", edition="en", key=f"s{number}") for number in (7, 8, 30)])
    older, met, walked = "/en/stories/", [], 0
    while older:
        lines = fields(desk, older)
        met += [teaser["key"] for teaser in lines["teasers"]]
        assert not lines["newer"] or fields(desk, lines["newer"])["older"] == older
        older, walked = lines["older"], walked + 1
    assert sorted(met) == sorted({f"s{number}" for number in range(60)} - {"s7", "s8", "s30"})
    assert fields(desk, "/en/")["older"] == "/en/stories/"
    assert walked > 10


def test_an_old_story_costs_the_pages_that_it_stands_on(desk: Works) -> None:
    told = [*base(), *(Put(casting.story(number)) for number in range(300))]
    desk.press(page_stories=10).bake(told)
    for change in (
        Put(casting.story(999, day=100)),
        Put(casting.story(999, day=101, headline="Moved by a day")),
        Put(casting.story(120, headline="Put right")),
        Withdraw(kind="story", edition="en", key="s999"),
    ):
        report = desk.press(page_stories=10).bake([change])
        paths = pages((*report.written, *report.deleted))
        assert [path for path in paths if path.endswith(FEEDS) or path == "en/index.html"] == []
        lists = [path for path in paths if "/until/" in path or path.endswith("sections/city/index.html")]
        assert len(lists) <= 3 * 2 * MOST_TOUCHED


def test_the_number_of_files_a_story_costs_does_not_grow_with_the_archive(desk: Works) -> None:
    costs = []
    for works, archive in ((desk, 40), (desk.beside("larger"), 400)):
        works.press(page_stories=20).bake([*base(), *(Put(casting.story(n, day=1)) for n in range(archive))])
        costs.append(len(works.press(page_stories=20).bake([Put(casting.story(999, day=1))]).written))
    assert costs[0] == costs[1]


def test_a_bake_of_nothing_and_of_the_same_again_touches_nothing(desk: Works) -> None:
    told = [*base(), Put(casting.story(1))]
    desk.press().bake(told)
    before = desk.lying()
    assert [desk.press().bake([]), desk.press().bake(told), desk.press().bake(told[-1:])] == [NOTHING] * 3
    assert desk.lying() == before


def test_a_changed_slug_leaves_a_redirect_that_gives_way_to_a_new_page(desk: Works) -> None:
    old = casting.story(1)
    moved = casting.story(1, slug="moved", former_addresses=(old.address,))
    desk.press().bake([*base(), Put(old)])
    report = desk.press().bake([Put(moved)])
    path = f"{old.address[1:]}index.html"
    assert "RedirectView" in shown(desk, path)
    assert moved.address in shown(desk, path)
    assert f"{old.address[1:]}plate.json" in report.deleted

    newcomer = casting.story(2, slug="story-1", day=1)
    desk.press().bake([Put(newcomer)])
    assert "StoryView" in shown(desk, path)
    desk.press().bake([Withdraw(kind="story", edition="en", key="s2")])
    assert "RedirectView" in shown(desk, path)
    desk.press().bake([Withdraw(kind="story", edition="en", key="s1")])
    assert not (desk.site / old.address[1:]).exists()


def test_an_address_of_a_site_of_before_leads_on(desk: Works) -> None:
    story = casting.story(
        1, former_addresses=("/news/2014/item.php", "/en/archive/", "/a.html", "/a.html/b/")
    )
    desk.press().bake([*base(), Put(story)])
    assert "RedirectView" in shown(desk, "news/2014/item.php/index.html")
    assert "RedirectView" in shown(desk, "a.html/b/index.html")
    assert "ArchiveView" in shown(desk, "en/archive/index.html")


def test_two_stories_may_change_places(desk: Works) -> None:
    one, two = casting.story(1, slug="a", day=1), casting.story(2, slug="b", day=1)
    desk.press().bake([*base(), Put(one), Put(two)])
    desk.press().bake([Put(casting.story(1, slug="b", day=1)), Put(casting.story(2, slug="a", day=1))])
    written = [(desk.site / f"en/2026/10/29/{slug}/plate.json").read_text() for slug in ("a", "b")]
    assert ['"Story 2"' in written[0], '"Story 1"' in written[1]] == [True, True]


def test_two_plates_that_claim_one_address_are_refused_by_name(desk: Works) -> None:
    desk.press().bake([*base(), Put(casting.story(1, slug="same", day=1))])
    before = desk.lying()
    with pytest.raises(PlateError, match=r"/en/2026/10/29/same/.*'s1'.*'s2'"):
        desk.press().bake([Put(casting.story(3)), Put(casting.story(2, slug="same", day=1))])
    assert desk.lying() == before
    assert pages(desk.press().bake([Put(casting.story(3))]).written)[1] == "en/2026/10/31/story-3/index.html"


def test_a_translation_shows_on_its_siblings_and_on_all_pages_of_their_discussion(desk: Works) -> None:
    twin = casting.story(1, "fa", discussed_at=casting.story(1, "en").address)
    said = PutThread(talking.thread(51, "en"))
    desk.press().bake([*base("en"), *base("fa"), *base("ru"), Put(casting.story(1, "en")), Put(twin), said])
    story = "2026/10/29/story-1"
    shows_it = [f"{code}/{story}/{page}index.html" for code in ("en", "fa") for page in ("", "comments/2/")]
    assert [page for page in shows_it if "/ru/2026/10/29/most/" in shown(desk, page)] == []
    report = desk.press().bake([Put(casting.story(1, "ru", slug="most"))])
    assert [page for page in shows_it if page in report.written] == shows_it
    assert [page for page in shows_it if "/ru/2026/10/29/most/" in shown(desk, page)] == shows_it
    desk.press().bake([Withdraw(kind="story", edition="ru", key="s1")])
    assert [page for page in shows_it if "/ru/2026/10/29/most/" in shown(desk, page)] == []
    cold = desk.press().bake_cold()
    assert (cold.written, cold.deleted) == ((), ())


def test_a_story_shows_anew_where_it_is_named_as_related(desk: Works) -> None:
    desk.press(page_stories=1).bake([*base(), Put(casting.story(1, related=("s2",))), Put(casting.story(2))])
    report = desk.press(page_stories=1).bake([Put(casting.story(2, headline="Quite another"))])
    assert "en/2026/10/29/story-1/index.html" in report.written
    assert "Quite another" in shown(desk, "en/2026/10/29/story-1/index.html")


def test_a_correction_shows_on_the_story_and_on_the_corrections_page(desk: Works) -> None:
    desk.press().bake([*base(), Put(casting.story(1))])
    correction = Correction(at=casting.BEGINNING, text="It was Tuesday", changed="the day")
    report = desk.press().bake([Put(casting.story(1, corrections=(correction,)))])
    assert {"en/corrections/index.html", "en/2026/10/29/story-1/index.html"} < set(report.written)
    assert "It was Tuesday" in shown(desk, "en/corrections/index.html")


def test_words_in_a_thread_touch_lists_only_by_their_number(desk: Works) -> None:
    desk.press().bake([*base(), Put(casting.story(1))])
    said = Thread(edition="en", key="s1", comments=(Comment(key="c", number=1, text="Well said"),))
    first = desk.press().bake([PutThread(said)])
    assert {"en/index.html", "en/2026/10/29/story-1/thread.json"} < set(first.written)
    rated = Thread(edition="en", key="s1", comments=said.comments, rating=Rating(likes=1))
    second = desk.press().bake([PutThread(rated)])
    assert pages(second.written) == [
        f"en/2026/10/29/story-1/{file}" for file in ("index.html", "thread.json")
    ]


def test_a_renamed_author_shows_wherever_the_name_stood(desk: Works) -> None:
    told = [*base(), *(Put(casting.story(n, authors=("ada",) if n == 2 else ())) for n in range(9))]
    desk.press().bake(told)
    report = desk.press().bake([Put(casting.author(name="Ada L."))])
    assert pages(report.written) == [
        "en/2026/10/30/en-2026-10-30.epub",
        "en/2026/10/30/story-2/index.html",
        "en/2026/10/30/story-2/ninjs.json",
        "en/2026/10/until/2026-10-30-78452dca1a/index.html",
        *(f"en/authors/ada/{file}" for file in FRONT_OF_A_LIST),
        *(f"en/{file}" for file in FEEDS),
        *(f"en/sections/city/{file}" for file in FEEDS),
        "en/sections/city/until/2026-10-30-150115c7f4/index.html",
        "en/stories/until/2026-10-31-fa58239b67/index.html",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"theme": PlainTheme("Another look")},
        {"theme": PlainTheme("", {STYLE: b"p { color: red }" * 30})},
        {"site_url": "https://other.example"},
        {"page_stories": 3},
        {"front_stories": 1},
        {"site_name": "Another"},
    ],
)
def test_a_changed_theme_or_setting_makes_the_whole_site_again(
    desk: Works, changed: dict[str, object]
) -> None:
    told = [*base(), *(Put(casting.story(number)) for number in range(7))]
    desk.press().bake(told)
    planned = desk.press(**changed).plan([])
    assert desk.press(**changed).bake([]) == planned
    other = desk.beside("other")
    other.press(**changed).bake(told)
    assert differing(desk, other) == []
    assert desk.press(**changed).bake([]) == NOTHING


def test_pictures_are_public_while_a_plate_names_them(desk: Works) -> None:
    photo, other = casting.photo(desk.pool, 1), casting.photo(desk.pool, 2)
    files = [f"media/{rendition.file}" for rendition in photo.renditions]
    desk.press().bake([*base(), Put(casting.story(1, lead_photo=photo)), Put(casting.author(photo=photo))])
    assert [(desk.site / file).read_bytes() for file in files] == [b"picture 1 as avif", b"picture 1 as jpeg"]
    assert desk.press().bake([Put(casting.story(1, lead_photo=other))]).deleted == ()
    assert desk.press().bake([Put(casting.author())]).deleted == tuple(sorted(files))


def test_a_picture_that_is_not_what_its_name_says_is_refused(desk: Works) -> None:
    desk.press().bake(base())
    photo = casting.photo(desk.pool, 1)
    before = desk.lying()
    file = desk.pool / photo.renditions[0].file
    for spoil in (lambda: file.write_bytes(b"something else"), file.unlink):
        spoil()
        with pytest.raises(PlateError, match="Upload the photo again"):
            desk.press().bake([Put(casting.story(1, lead_photo=photo))])
    assert desk.lying() == before


def test_a_withdrawn_edition_leaves_nothing_and_comes_back_whole(desk: Works) -> None:
    told = [*base("en"), *base("ru"), Put(casting.story(1, "ru", lead_photo=casting.photo(desk.pool)))]
    desk.press().bake(told)
    before = desk.tree()
    desk.press().bake([Withdraw(kind="edition", edition="ru", key="ru")])
    assert [path for path in desk.tree() if path.startswith(("ru", "media", "sitemaps/ru"))] == []
    desk.press().bake([Put(casting.edition("ru"))])
    assert desk.tree() == before


def test_a_cold_bake_mends_what_somebody_has_spoilt(desk: Works) -> None:
    desk.press().bake([*base(), Put(casting.story(1, lead_photo=casting.photo(desk.pool)))])
    before = desk.tree()
    spoilt = ["en/index.html", "en/feed.xml.gz", "index.html.br"]
    for path in spoilt:
        (desk.site / path).write_bytes(b"spoilt")
    gone = next(path for path in before if path.startswith("media/"))
    (desk.site / gone).unlink()
    seen: list[tuple[int, int]] = []
    report = desk.press().bake_cold(lambda done, total: seen.append((done, total)))
    assert report.written == tuple(sorted([*spoilt, gone]))
    assert desk.tree() == before
    total = seen[0][1]
    assert seen[0] == (0, total)
    assert seen[-1] == (total, total)
    assert seen == sorted(seen)


def test_the_preview_is_the_page_that_is_baked_but_for_its_banner(desk: Works) -> None:
    told = [*base("en"), *base("ru"), Put(casting.story(1, "ru")), Put(casting.story(2))]
    desk.press().bake(told)
    draft = casting.story(1, authors=("ada",), topics=("water",), related=("s2",))
    banner = b"preview: true"
    preview = desk.press().preview(draft)
    assert banner in preview
    desk.press().bake([Put(draft)])
    baked = (desk.site / "en/2026/10/29/story-1/index.html").read_bytes()
    assert preview.replace(banner, b"preview: false") == baked
    thread = Thread(edition="en", key="s1", comments=(Comment(key="c", number=1, text="Well said"),))
    assert b"Well said" in desk.press().preview(draft, thread)
    desk.press().bake([PutThread(thread)])
    assert b"Well said" in desk.press().preview(draft)


def test_a_preview_does_not_wait_for_a_bake_and_writes_nothing(desk: Works) -> None:
    desk.press().bake(base())
    baking = Ledger.open(desk.ledger)
    baking.begin()
    baking.set_note("fingerprint", "baking")
    before = desk.lying()
    assert b"Story 1" in desk.press().preview(casting.story(1))
    assert desk.lying() == before
    baking.roll_back()
    baking.close()


def test_a_preview_without_a_ledger_or_an_edition_says_so(desk: Works) -> None:
    with pytest.raises(LedgerError, match="Bake first"):
        desk.press().preview(casting.story(1))
    assert not desk.ledger.exists()
    desk.press().bake(base())
    with pytest.raises(PlateError, match="'ru' is not public"):
        desk.press().preview(casting.story(1, "ru"))


def test_a_ledger_of_another_version_is_not_touched(desk: Works) -> None:
    desk.press().bake(base())
    db = sqlite3.connect(desk.ledger)
    db.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    db.commit()
    db.close()
    with pytest.raises(LedgerError, match="version 99"):
        desk.press().bake([])


def test_what_is_no_ledger_is_not_touched(desk: Works) -> None:
    desk.ledger.write_bytes(b"a picture, or whatever it is" * 100)
    with pytest.raises(LedgerError, match="cannot be opened as a ledger"):
        desk.press().bake(base())
    with pytest.raises(LedgerError, match="not a database"):
        desk.press().preview(casting.story(1))
    assert desk.ledger.read_bytes() == b"a picture, or whatever it is" * 100


def test_a_preview_shows_what_publishing_would_bring_along(desk: Works) -> None:
    desk.press().bake(base())
    draft, newcomer = casting.story(1, authors=("bek",)), casting.author(key="bek", name="Bek B.")
    preview = desk.press().preview(draft, beside=[Put(newcomer)])
    assert b"Bek B." not in desk.press().preview(draft)
    desk.press().bake([Put(draft), Put(newcomer)])
    baked = (desk.site / "en/2026/10/29/story-1/index.html").read_bytes()
    assert preview.replace(b"preview: true", b"preview: false") == baked


def test_without_a_site_address_there_is_no_sitemap(desk: Works) -> None:
    desk.press(site_url="").bake(base())
    assert [path for path in desk.tree() if "sitemap" in path] == []
    assert "Sitemap" not in (desk.site / "robots.txt").read_text(encoding="utf-8")


def test_a_lost_site_is_made_again_from_the_ledger(desk: Works) -> None:
    desk.press().bake([*base(), Put(casting.story(1))])
    before = desk.tree()
    desk.site.rename(desk.folder / "lost")
    desk.press().bake_cold()
    assert desk.tree() == before


def test_the_real_theme_gives_the_same_site_step_by_step_and_at_once(desk: Works) -> None:
    told: list[Change] = [*base("en"), *base("ru"), *base("fa")]
    for number in range(7):
        photo = casting.photo(desk.pool, number) if number % 2 else None
        story = casting.story(number, "en", authors=("ada",), topics=("water",), lead_photo=photo)
        told += [Put(story), Put(casting.story(number, "fa"))]
    told.append(Put(casting.story(3, slug="moved", former_addresses=(casting.story(3).address,))))
    told.append(
        PutThread(Thread(edition="en", key="s2", comments=(Comment(key="c", number=1, text="Well said"),)))
    )
    for change in told:
        desk.press(theme=Theme()).bake([change])
    other = desk.beside("other")
    other.press(theme=Theme()).bake(told)
    assert differing(desk, other) == []
    assert desk.press(theme=Theme()).bake_cold().written == ()


def third_parties(page: Path) -> list[str]:
    """Addresses outside the site that a browser would ask by itself."""
    asked: list[str] = []
    for element in parser.fromstring(page.read_bytes()).iter("*"):
        names = ["src", "srcset", "poster", "data", "action"]
        if element.tag == "link" and element.get("rel") not in {"canonical", "alternate"}:
            names.append("href")
        asked += [value for name in names if (value := element.get(name))]
    return [address for address in asked if not address.startswith("/") or address.startswith("//")]


def test_no_page_asks_anything_of_a_third_party(desk: Works) -> None:
    body = (
        Paragraph(html='<img src="https://evil.example/x.png"><a href="javascript:x()">link</a>'),
        LinkCard(url="https://video.example/1", title="A film"),
    )
    story = casting.story(1, body=body, lead_photo=casting.photo(desk.pool), former_addresses=("/old/",))
    desk.press(theme=Theme()).bake([*base("en"), *base("fa"), Put(story)])
    made = sorted(desk.site.rglob("*.html"))
    assert [address for page in made for address in third_parties(page)] == []
    assert len(made) > 15
    assert [page for page in made if b"javascript:" in page.read_bytes()] == []
