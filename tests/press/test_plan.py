"""What a change touches does not grow with the archive: pages, and the ledger's own steps, are counted."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.press.building import Building
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.ledger import Ledger
from serai.press.pages import Page
from serai.press.plan import take_all
from serai.press.plates import Correction, StoryPlate
from serai.press.surroundings import Settings
from tests.press import casting
from tests.press.sites import works
from tests.press.talking import thread

SMALL, LARGE = 250, 2500  # stories, in the same three years
DAYS = 1000
SIZES = Settings("", "https://bridge.example", 4, 6, "/style.css", "/icon.svg")
TOPICS = tuple(f"t{number}" for number in range(200))


def story(number: int, archive: int, **fields: Any) -> StoryPlate:
    """Story `number` of an archive of so many; every one is Ada's and the city's."""
    time = casting.BEGINNING + timedelta(days=DAYS) * number / archive
    plain: dict[str, Any] = {
        "published_at": time.replace(microsecond=0),
        "updated_at": time.replace(microsecond=0),
        "authors": ("ada",) if number % 50 else ("ada", "bek"),
        "topics": ("water",),
    }
    return casting.story(number, day=(time - casting.BEGINNING).days, **{**plain, **fields})


def opened(folder: Path, archive: int) -> Ledger:
    """A ledger with an archive in it, and nothing baked."""
    ledger = Ledger.open(folder / f"{archive}.sqlite3")
    changes: list[Change] = [
        Put(casting.edition()),
        Put(casting.section()),
        Put(casting.section(key="world")),
    ]
    changes += [Put(casting.author()), Put(casting.author(key="bek")), Put(casting.topic())]
    changes += [Put(casting.topic(key=key)) for key in TOPICS]
    changes += [Put(story(number, archive)) for number in range(archive)]
    ledger.begin()
    take_all(ledger, changes, SIZES.page_stories, front_stories=SIZES.front_stories)
    ledger.commit()
    return ledger


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Ledger]]:
    """A small archive and one ten times as large."""
    folder = tmp_path_factory.mktemp("ledgers")
    made = {archive: opened(folder, archive) for archive in (SMALL, LARGE)}
    yield made
    for ledger in made.values():
        ledger.close()


@contextmanager
def counted(ledger: Ledger) -> Iterator[list[int]]:
    """How many steps SQLite's machine takes meanwhile: each row that is looked at costs some."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    ledger.db.set_progress_handler(step, 1)
    try:
        yield steps
    finally:
        ledger.db.set_progress_handler(None, 1)


def cost(ledger: Ledger, *changes: Change) -> tuple[set[Page], int]:
    """The pages that changes touch, and the steps it takes to know and to read them; nothing is kept."""
    ledger.begin()
    try:
        with counted(ledger) as steps:
            touched = take_all(ledger, changes, SIZES.page_stories, front_stories=SIZES.front_stories)
            pages = set(touched.pages())
            building = Building(ledger, SIZES)
            for page in pages:
                if page.kind != "media":
                    building.build(page)
        assert touched.editions == set()
        return pages, steps[0]
    finally:
        ledger.roll_back()


def one_by_one(archive: int) -> dict[str, list[Change]]:
    """Changes of one story each, all over the archive."""
    places = [archive * part // 8 for part in range(1, 8)]
    corrected = (Correction(at=casting.BEGINNING, text="It was Tuesday"),)
    hour = timedelta(hours=1)
    return {
        "new": [Put(story(archive + number, archive)) for number in range(1, 8)],
        "old": [
            Put(casting.story(archive * 10 + place, day=DAYS * place // archive, authors=("ada",)))
            for place in places
        ],
        "corrected": [Put(story(place, archive, corrections=corrected)) for place in places],
        "dated anew": [
            Put(story(place, archive, published_at=story(place, archive).published_at + hour))
            for place in places
        ],
        "filed anew": [Put(story(place, archive, section="world", topics=("t1",))) for place in places],
        "withdrawn": [Withdraw(kind="story", edition="en", key=f"s{place}") for place in places],
        "talked about": [PutThread(thread(3, key=f"s{place}")) for place in places],
    }


@pytest.mark.parametrize("what", list(one_by_one(SMALL)))
def test_one_change_among_ten_times_as_many_stories_costs_the_same(
    ledgers: dict[int, Ledger], what: str
) -> None:
    pages, steps = Counter[int](), Counter[int]()
    for archive, ledger in ledgers.items():
        for change in one_by_one(archive)[what]:
            touched, took = cost(ledger, change)
            pages[archive] += len(touched)
            steps[archive] += took
    assert pages[LARGE] <= 1.25 * pages[SMALL]
    assert steps[LARGE] <= 1.25 * steps[SMALL]


def test_a_story_by_the_author_of_everything_touches_few_lists(ledgers: dict[int, Ledger]) -> None:
    pages, _ = cost(ledgers[LARGE], Put(story(LARGE + 1, LARGE)))
    kinds = Counter(page.kind for page in pages)
    assert (kinds["story"], kinds["feed"], kinds["front"], kinds["shard"]) == (1, 4, 1, 1)
    assert kinds["list"] <= 5 * 3


def test_a_story_of_two_hundred_topics_costs_its_topics_and_not_the_archive(
    ledgers: dict[int, Ledger],
) -> None:
    costs = [
        cost(ledger, Put(story(archive // 2, archive, topics=TOPICS))) for archive, ledger in ledgers.items()
    ]
    assert [len([page for page in pages if page.of == "topic"]) for pages, _ in costs] == [401, 401]
    assert costs[1][1] <= 1.25 * costs[0][1]


def test_a_renamed_author_touches_what_shows_the_name_and_nothing_else(ledgers: dict[int, Ledger]) -> None:
    pages, _ = cost(ledgers[LARGE], Put(casting.author(key="bek", name="Bek B.")))
    signed = {f"s{number}" for number in range(0, LARGE, 50)}
    assert {page.key for page in pages if page.kind == "story"} == signed
    older = [page for page in pages if page.kind == "list" and page.of == "edition"]
    assert 0 < len(older) <= len(signed)
    others = {(page.kind, page.of, page.key) for page in pages if page.kind in {"feed", "front", "lost"}}
    assert others == {("feed", "author", "bek")}


def test_a_changed_role_touches_no_list_but_the_authors_own(ledgers: dict[int, Ledger]) -> None:
    pages, _ = cost(ledgers[LARGE], Put(casting.author(key="bek", role="Reporter")))
    assert [page for page in pages if page.kind == "list"] == [Page("en", "list", "author", "bek")]


def test_the_index_built_again_is_the_one_that_was_kept_in_step(ledgers: dict[int, Ledger]) -> None:
    ledger = ledgers[SMALL]
    ledger.begin()
    changes = [change for some in one_by_one(SMALL).values() for change in some]
    changes.append(Put(casting.story(4, day=3, related=("s1", "s2"), former_addresses=("/a/", "/b.html"))))
    take_all(ledger, changes, SIZES.page_stories, front_stories=SIZES.front_stories)
    kept = rows(ledger)
    ledger.index_again()
    again = rows(ledger)
    ledger.roll_back()
    assert again == kept
    assert len(kept["ends"]) > SMALL // 20


def test_an_archive_taken_in_parts_is_cut_as_one_taken_at_once() -> None:
    sizes = {"page_stories": 20, "front_stories": 4}
    plates = [Put(casting.edition()), *(Put(story(number, 200)) for number in range(200))]
    kept = []
    for parts in (1, 4):
        with works() as desk:
            for part in range(parts):
                desk.press(**sizes).take(plates[part::parts])
            desk.press(**sizes).bake([])
            ledger = Ledger.open(desk.ledger)
            kept.append(rows(ledger))
            ledger.close()
    assert len(kept[0]["ends"]) > 10
    assert sorted(row[1:] for row in kept[0].pop("plates")) == sorted(
        row[1:] for row in kept[1].pop("plates")
    )
    assert kept[0] == kept[1]


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """All that the ledger keeps of plates."""
    tables = ("plates", "entries", "ends", "related", "corrections", "formers", "media")
    found = {table: sorted(ledger.db.execute(f"SELECT * FROM {table}")) for table in tables}
    return {**found, "counts": sorted(ledger.db.execute("SELECT * FROM counts WHERE stories > 0"))}
