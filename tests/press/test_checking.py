"""Plates and threads that would write outside the site, over the press's own files, or where nobody looks."""

from datetime import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from serai.press import addresses, checking
from serai.press.changes import Change, Put, PutThread
from serai.press.checking import check
from serai.press.errors import PlateError
from serai.press.plates import AnyPlate, Photo, Rendition
from serai.press.threads import Comment, Rating, Thread
from tests.press import casting
from tests.press.sites import Works
from tests.press.talking import comment, whole_threads

SLUGS = [
    "",
    ".",
    "..",
    ".hidden",
    "../../etc/passwd",
    "a/b",
    "a\\b",
    "a\0b",
    "a\nb",
    "a b",
    "a?b",
    "a#b",
    "%2e%2e",
    "<script>",
    'a"b',
    "\ud800",
    "a\u202eb",
    "index.html",
    "plate.json",
    "FEED.XML",
    "story.gz",
    "story.br",
    "x" * 201,
    "ж" * 101,
]
FORMERS = [
    "",
    "old",
    "/",
    "//evil.example/",
    "/../x/",
    "/a/../../x/",
    "/a//b/",
    "/.well-known/x/",
    "/.staging/",
    "/media/x/",
    "/assets/serai.css",
    "/sitemaps/en/",
    "/robots.txt",
    "/en/feed.xml/x/",
    "/a\0/",
    "/" + "a/" * 600,
    "https://evil.example/",
]
FILES = [
    "../../../etc/passwd",
    "/etc/passwd",
    "ab/short.jpg",
    f"ab/{'cd' * 32}.jpg",
    f"ab/ab{'cd' * 31}.svg",
    f"ab/ab{'cd' * 31}.jpg\n",
    f"ab/../ab{'cd' * 31}.jpg",
]
DIGEST = "ab" + "cd" * 31


NAIVE = datetime(2026, 10, 29)  # noqa: DTZ001  a time without a zone is what is refused


def said(*comments: Comment, **fields: Any) -> Thread:
    return Thread(edition="en", key="s1", comments=comments, **fields)


def with_file(file: str) -> AnyPlate:
    photo = Photo(
        width=1,
        height=1,
        alt="a",
        credit="c",
        renditions=(Rendition(format="jpeg", width=1, height=1, size=1, file=file),),
    )
    return casting.story(lead_photo=photo)


def hostile() -> list[AnyPlate]:
    story, section, edition = casting.story(), casting.section(), casting.edition()
    change: Any = msgspec.structs.replace
    return [
        *(casting.story(slug=slug) for slug in SLUGS if slug),
        change(story, slug="", address="/en/2026/10/29//"),
        *(casting.author(slug=slug) for slug in SLUGS if slug),
        *(casting.story(former_addresses=(former,)) for former in FORMERS),
        casting.story(former_addresses=tuple(f"/old/{n}/" for n in range(1001))),
        *(with_file(file) for file in FILES),
        change(story, address="/en/elsewhere/story-1/"),
        change(story, address="/ru/2026/10/29/story-1/"),
        change(story, address="/en/2026/13/01/story-1/"),
        change(story, address="/en/2026/10/29/story-1"),
        change(story, address="/en/2026/10/29/another/"),
        change(section, address="/en/archive/"),
        change(edition, address="/"),
        change(edition, key="ru"),
        *(change(edition, time_zone=zone) for zone in ("", "Mars/Olympus", "../../etc/passwd", "A" * 5000)),
        *(
            change(edition, edition=code, key=code, address=addresses.edition(code))
            for code in ("..", "media", "assets", "sitemaps", "EN", "a/b", "", ".x", "x" * 40)
        ),
        *(change(story, key=key) for key in ("", "..", "a/b", "a\x1fb", "x" * 101)),
        change(story, section="a\x1fb"),
        change(story, authors=("../x",)),
        change(story, published_at=NAIVE),
        change(story, updated_at=NAIVE),
    ]


@pytest.mark.parametrize("plate", hostile(), ids=lambda plate: repr(plate.address)[:60])
def test_a_hostile_plate_is_refused_by_name_and_nothing_is_written(desk: Works, plate: AnyPlate) -> None:
    desk.press().bake([Put(casting.edition()), Put(casting.section())])
    before = sorted(desk.folder.rglob("*")), desk.lying()
    changes: list[Change] = [Put(casting.story(7)), Put(plate)]
    with pytest.raises(PlateError, match="The plate of"):
        desk.press().bake(changes)
    assert (sorted(desk.folder.rglob("*")), desk.lying()) == before


SECRET = "words of a reader"
THREADS = {
    "an edition that is a path": Thread(edition="../x", key="s1"),
    "a story that is a path": Thread(edition="en", key="../x"),
    "a part": Thread(edition="en", key="s1", part=1, parts=(1,)),
    "a count": Thread(edition="en", key="s1", count=1),
    "less than no answers": Thread(edition="en", key="s1", rating=Rating(dislikes=-1)),
    "number 0": said(comment(0)),
    "a number below 0": said(comment(-1)),
    "a number too high": said(comment(10_000_001)),
    "one number twice": said(comment(1), comment(1, key="another")),
    "one key twice": said(comment(1), comment(2, key="c1")),
    "newest first": said(comment(2), comment(1)),
    "a key that is markup": said(comment(1, key='"><script>')),
    "no key": said(comment(1, key="")),
    "a text without end": said(comment(1, text=SECRET * 10_000)),
    "a name without end": said(comment(1, name=SECRET * 10_000)),
    "a time without a zone": said(comment(1, text=SECRET, written_at=NAIVE)),
    "an end without a zone": Thread(edition="en", key="s1", closes_at=NAIVE),
    "a pick that is not there": said(comment(1, text=SECRET), picks=("c2",)),
    "one pick twice": said(comment(1), picks=("c1", "c1")),
    "picks out of order": said(comment(1), comment(2), picks=("c2", "c1")),
}


@pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS)
def test_a_hostile_thread_is_refused_without_a_word_of_it(desk: Works, thread: Thread) -> None:
    desk.press().bake([Put(casting.edition()), Put(casting.section()), Put(casting.story(1))])
    before = desk.lying()
    for put in (
        lambda: desk.press().bake([PutThread(thread)]),
        lambda: desk.press().preview(casting.story(1), thread),
    ):
        with pytest.raises(PlateError, match="The thread of") as refusal:
            put()
        assert SECRET not in str(refusal.value)
    assert desk.lying() == before


def test_a_thread_of_more_comments_than_anybody_reads_is_refused(
    desk: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "COMMENTS_LIMIT", 2)
    desk.press().bake([PutThread(said(comment(1), comment(2)))])
    with pytest.raises(PlateError, match="more than 2 comments"):
        desk.press().bake([PutThread(said(comment(1), comment(2), comment(3)))])


@given(whole_threads())
def test_a_thread_that_the_discussion_may_make_is_good(thread: Thread) -> None:
    checking.check_thread(thread)


@given(st.text(min_size=1, max_size=30))
@example("мост-через-реку")
@example("پل-رودخانه")
def test_a_slug_is_refused_or_is_one_name_in_a_folder(slug: str) -> None:
    try:
        check(casting.story(slug=slug))
    except PlateError:
        return
    assert not set(slug) & set("/\\\0 \n")
    assert not slug.startswith(".")


@pytest.mark.parametrize("slug", ["the-bridge", "мост", "پل-رودخانه", "a.b", "page", "2026"])
def test_slugs_of_all_scripts_are_good(slug: str) -> None:
    check(casting.story(slug=slug))


def test_pictures_that_are_named_by_content_are_good() -> None:
    for ending in ("avif", "webp", "jpg", "jpeg"):
        check(with_file(f"ab/{DIGEST}.{ending}"))
