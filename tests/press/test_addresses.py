"""Each page has one address, no two pages share one, and each address is a file inside the site."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from serai.press import addresses, pagination

codes = st.sampled_from(["en", "ru", "fa", "uz-Latn", "zh-hant"])
slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,4}", fullmatch=True)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PAGES: dict[str, st.SearchStrategy[Any]] = {
    "edition": st.tuples(codes),
    "story": st.tuples(codes, days, slugs),
    "section": st.tuples(codes, slugs),
    "author": st.tuples(codes, slugs),
    "topic": st.tuples(codes, slugs),
    "month": st.tuples(codes, st.integers(1900, 2200), st.integers(1, 12)),
    "archive": st.tuples(codes),
    "about": st.tuples(codes),
    "comment_policy": st.tuples(codes),
    "corrections": st.tuples(codes),
    "stories": st.tuples(codes),
}
pages = st.sampled_from(sorted(PAGES)).flatmap(lambda kind: st.tuples(st.just(kind), PAGES[kind]))


def address(page: tuple[str, tuple[Any, ...]]) -> str:
    kind, arguments = page
    return str(getattr(addresses, kind)(*arguments))


def test_how_they_read() -> None:
    day = date(2026, 1, 3)

    assert [
        addresses.edition("en"),
        addresses.story("en", day, "the-bridge"),
        addresses.section("en", "city"),
        addresses.author("en", "ada"),
        addresses.topic("en", "water"),
        addresses.month("en", 2026, 1),
        addresses.archive("en"),
        addresses.about("en"),
        addresses.comment_policy("en"),
        addresses.corrections("en"),
        addresses.feed("/en/sections/city/"),
        addresses.stories("en"),
        addresses.until("/en/stories/", date(2026, 1, 3), "0123456789"),
        addresses.plate("/en/2026/01/03/the-bridge/"),
        addresses.thread("/en/2026/01/03/the-bridge/"),
        addresses.media("ab/cd.avif"),
    ] == [
        "/en/",
        "/en/2026/01/03/the-bridge/",
        "/en/sections/city/",
        "/en/authors/ada/",
        "/en/topics/water/",
        "/en/2026/01/",
        "/en/archive/",
        "/en/about/",
        "/en/comment-policy/",
        "/en/corrections/",
        "/en/sections/city/feed.xml",
        "/en/stories/",
        "/en/stories/until/2026-01-03-0123456789/",
        "/en/2026/01/03/the-bridge/plate.json",
        "/en/2026/01/03/the-bridge/thread.json",
        "/media/ab/cd.avif",
    ]


@given(pages)
def test_an_address_is_a_folder_whose_index_answers(page: tuple[str, tuple[Any, ...]]) -> None:
    where = address(page)

    assert where.startswith("/")
    assert where.endswith("/")
    assert "//" not in where
    assert addresses.file(where) == where[1:] + "index.html"


@given(st.lists(pages, unique=True, max_size=30))
def test_no_two_pages_share_an_address(found: list[tuple[str, tuple[Any, ...]]]) -> None:
    assert len({address(page) for page in found}) == len(found)


@given(pages, days, st.integers(1, (1 << 63) - 1))
def test_no_page_takes_the_place_of_anothers_list_feed_or_plate(
    page: tuple[str, tuple[Any, ...]], day: date, lot: int
) -> None:
    front = address(page)
    beside = [
        addresses.until(front, day, pagination.mark(lot)),
        addresses.feed(front),
        addresses.plate(front),
        addresses.thread(front),
    ]

    assert len({front, *beside}) == 5
    assert [
        PurePosixPath(addresses.file(place)).parts[: len(PurePosixPath(front).parts) - 1] for place in beside
    ] == [PurePosixPath(front).parts[1:]] * 4


@given(codes, days, slugs, slugs)
def test_a_storys_address_does_not_hold_its_section(code: str, day: date, slug: str, section: str) -> None:
    parts = PurePosixPath(addresses.story(code, day, slug)).parts

    assert parts == ("/", code, f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}", slug)


@given(codes, days, slugs)
def test_a_story_stands_inside_its_months_folder(code: str, day: date, slug: str) -> None:
    assert addresses.story(code, day, slug).startswith(addresses.month(code, day.year, day.month))
