"""Whatever editors do, in whatever order: the site is the one that a cold bake makes of the same plates."""

import html
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.press import books, days, entries, lists, plan, plates, showing, sitemaps, survey
from serai.press import others as other_pages
from serai.press import stories as story_pages
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.errors import PlateError
from serai.press.plates import Banner, Correction, Figure, FrontPlate, FrontRow, Paragraph, Photo, Translation
from serai.press.threads import Thread
from tests.press import casting
from tests.press.sites import Works, differing, works
from tests.press.talking import whole_threads

POOL = Path(tempfile.mkdtemp(prefix="serai-pool-"))
PHOTOS: tuple[Photo, ...] = tuple(casting.photo(POOL, number) for number in range(3))
CARDS = tuple(casting.card(POOL, number) for number in range(2))
CODES = ("en", "ru", "fa")
FORMERS = (
    "/old/1.html",
    "/en/2026/10/28/a0/",
    "/en/2026/10/29/b1",
    "/en/archive/",
    "/ru/2026/11/01/c2/index.html",
    "/en/2026/10/28/a0/comments/2/",
)

codes = st.sampled_from(CODES)
words = st.sampled_from(("One", "Two", "Три"))
slugs = st.sampled_from(("a", "b", "c"))
formers = st.lists(st.sampled_from(FORMERS), max_size=2, unique=True).map(tuple)
photos = st.none() | st.sampled_from(PHOTOS)
translations = st.none() | st.builds(
    Translation, edition=codes, made_from=st.just(casting.BEGINNING), behind=st.integers(0, 2)
)


@st.composite
def stories(draw: st.DrawFn) -> Put:
    day = draw(st.integers(0, 6))
    time = casting.BEGINNING + timedelta(days=day)
    figure = draw(photos)
    corrected = draw(st.lists(words, max_size=2))
    return Put(
        casting.story(
            draw(st.integers(0, 11)),
            draw(codes),
            slug=draw(slugs) + str(draw(st.integers(0, 2))),
            day=day,
            headline=draw(words),
            section=draw(st.sampled_from(("city", "world", "none"))),
            authors=draw(st.lists(st.sampled_from(("ada", "bek", "nobody")), max_size=2).map(tuple)),
            topics=draw(st.lists(st.sampled_from(("water", "roads")), max_size=2).map(tuple)),
            related=draw(st.lists(st.sampled_from(("s0", "s1", "s2", "s3")), max_size=2).map(tuple)),
            lead_photo=draw(photos),
            body=(Paragraph(html=draw(words)), *([Figure(photo=figure)] if figure else [])),
            corrections=tuple(Correction(at=time, text=text) for text in corrected),
            updated_at=time + timedelta(hours=draw(st.integers(0, 3))),
            former_addresses=draw(formers),
            comments=draw(st.sampled_from(("open", "closed"))),
            discussed_at=draw(st.sampled_from(("", "", "/en/2026/11/01/a0/", "/ru/2026/11/01/a0/"))),
            translation=draw(translations),
            card=draw(st.none() | st.sampled_from(CARDS)),
        )
    )


@st.composite
def others(draw: st.DrawFn) -> Put:
    code, slug, name, former = draw(codes), draw(slugs), draw(words), draw(formers)
    kind = draw(st.sampled_from(("section", "author", "topic", "edition")))
    if kind == "edition":
        position = draw(st.integers(0, 2))
        return Put(casting.edition(code, name=name, tagline=draw(words), position=position))
    if kind == "section":
        key = draw(st.sampled_from(("city", "world")))
        text, place = draw(words), draw(st.integers(0, 1))
        return Put(
            casting.section(
                code,
                key,
                f"{key}-{slug}",
                name=name,
                description=text,
                position=place,
                former_addresses=former,
            )
        )
    if kind == "author":
        key = draw(st.sampled_from(("ada", "bek")))
        photo = draw(photos)
        return Put(
            casting.author(
                code, key, f"{key}-{slug}", name=name, role=draw(words), photo=photo, former_addresses=former
            )
        )
    key = draw(st.sampled_from(("water", "roads")))
    return Put(
        casting.topic(code, key, f"{key}-{slug}", name=name, description=draw(words), former_addresses=former)
    )


@st.composite
def fronts(draw: st.DrawFn) -> Put:
    keys = st.sampled_from(tuple(f"s{number}" for number in range(13)))  # the last there never is
    some = st.lists(keys, max_size=3).map(tuple)
    row = st.builds(FrontRow, section=st.sampled_from(("city", "world", "none")), stories=some)
    banner = st.builds(
        Banner,
        text=words,
        kind=st.sampled_from(("breaking", "notice")),
        story=st.just("") | keys,
        link=st.sampled_from(("", "/en/about/", "https://elsewhere.example/a?b=c")),
        until=st.just(casting.BEGINNING + timedelta(days=9)),
    )
    return Put(
        casting.front(
            draw(codes),
            lead=draw(st.just("") | keys),
            second=draw(some),
            pinned=draw(some),
            rows=draw(st.lists(row, max_size=3).map(tuple)),
            banner=draw(st.none() | banner),
        )
    )


@st.composite
def threads(draw: st.DrawFn) -> PutThread:
    return PutThread(draw(whole_threads(draw(codes), f"s{draw(st.integers(0, 7))}")))


@st.composite
def withdrawals(draw: st.DrawFn) -> Withdraw:
    code = draw(codes)
    kind, keys = draw(
        st.sampled_from(
            (
                ("story", tuple(f"s{n}" for n in range(12))),
                ("section", ("city", "world")),
                ("author", ("ada", "bek")),
                ("topic", ("water", "roads")),
                ("edition", (code,)),
                ("front", ("front",)),
            )
        )
    )
    return Withdraw(kind=kind, edition=code, key=draw(st.sampled_from(keys)))  # type: ignore[arg-type]


changes = st.one_of(stories(), stories(), stories(), others(), fronts(), withdrawals(), threads())
batches = st.lists(st.lists(changes, min_size=1, max_size=6), min_size=1, max_size=7)


class Told:
    """What the press has been told, and would have to be told again after a loss."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], Change] = {}

    def tell(self, batch: list[Change]) -> None:
        for change in batch:
            if isinstance(change, Put):
                self.known[plates.kind(change.plate), change.plate.edition, change.plate.key] = change
            elif isinstance(change, Withdraw):
                self.known.pop((change.kind, change.edition, change.key), None)
            else:
                self.known["thread", change.thread.edition, change.thread.key] = change


def beginning() -> list[Change]:
    told: list[Change] = []
    for code in CODES[:2]:
        told += [Put(casting.edition(code)), Put(casting.section(code)), Put(casting.author(code))]
    return told


def bake_and_watch(desk: Works, batch: list[Change]) -> bool:
    """Bake, and hold the report against the plan and the disk; False where the press refused."""
    before = desk.lying()
    try:
        planned = desk.press().plan(batch)
    except PlateError:
        planned = None
    assert desk.lying() == before
    try:
        report = desk.press().bake(batch)
    except PlateError:
        assert planned is None
        assert desk.lying() == before
        return False
    after = desk.lying()
    written = tuple(sorted(path for path in after if before.get(path) != after[path]))
    deleted = tuple(sorted(before.keys() - after.keys()))
    assert (report, report.written, report.deleted) == (planned, written, deleted)
    assert [path for path in written if path in before and before[path].data == after[path].data] == []
    return True


def fronts_ahead(desk: Works, told: Told, batch: list[Change]) -> dict[str, bytes]:
    """The fronts as they are previewed with a batch that is not baked yet."""
    after = Told()
    after.known |= told.known
    after.tell(batch)
    found = {}
    for code in CODES if told.known else ():
        put = after.known.get(("front", code, "front"))
        plate = put.plate if isinstance(put, Put) and isinstance(put.plate, FrontPlate) else None
        with suppress(PlateError):  # the edition is not there
            found[f"{code}/index.html"] = desk.press().preview_front(code, plate, batch)
    return found


@contextmanager
def small_limits() -> Iterator[None]:
    """So small that a few stories reach each of them."""
    with ExitStack() as stack:
        for name, limit, rooms in (
            ("SHARD_STORIES", 3, (entries,)),
            ("FEED_STORIES", 3, (lists, showing)),
            ("NEWS_STORIES", 2, (sitemaps, showing)),
            ("ROW_STORIES", 1, (lists, showing)),
            ("LOST_STORIES", 1, (other_pages, showing)),
            ("FEED_COMMENTS", 3, (story_pages,)),
            ("CORRECTION_LINES", 2, (other_pages,)),
            ("BULK_ABOVE", 4, (plan,)),
            ("BOOK_DAYS", 2, (books, days, survey)),
            ("BOOK_STORIES", 2, (books,)),
            ("PICTURE_BYTES", 20, (books,)),
        ):
            for room in rooms:
                stack.enter_context(patch.object(room, name, limit))
        yield


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches)
def test_any_sequence_of_changes_gives_the_site_of_a_cold_bake(batches: list[list[Change]]) -> None:
    with small_limits(), works() as desk:
        desk.pool, desk.settings = POOL, {"fediverse_key": "a public key"}
        told = Told()
        for batch in [beginning(), *batches]:
            ahead = fronts_ahead(desk, told, batch)
            if bake_and_watch(desk, batch):
                told.tell(batch)
                if ahead and not any(isinstance(change, PutThread) for change in batch):
                    fronts = {f"{code}/index.html" for code in CODES}
                    assert ahead == {path: data for path, data in desk.tree().items() if path in fronts}
        cold = desk.beside("cold")
        cold.press().bake(list(told.known.values()))
        assert differing(desk, cold) == []

        before = desk.lying()
        assert desk.press().bake([]) == desk.press().plan([])
        report = desk.press().bake_cold()
        assert (report.written, report.deleted, desk.lying()) == ((), (), before)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(whole_threads(), min_size=1, max_size=6))
def test_any_sequence_of_threads_gives_the_discussion_of_the_last(said: list[Thread]) -> None:
    """One story's discussion through comments, removals, picks, answers and closings, one bake each."""
    story = Put(casting.story(1, comments="open"))
    with works() as desk:
        desk.press().bake([*beginning(), story])
        for one in said:
            bake_and_watch(desk, [PutThread(one)])
            teaser = f'"comment_count":{len(one.comments)},'
            assert teaser in html.unescape((desk.site / "en/index.html").read_text(encoding="utf-8"))
        cold = desk.beside("cold")
        cold.press().bake([*beginning(), PutThread(said[-1]), story])
        assert differing(desk, cold) == []
