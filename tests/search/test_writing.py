"""The index follows the site: the baked is found, the withdrawn is not, and nothing is lost to a kill."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.core import clock
from serai.press.changes import Change, Put, Withdraw
from serai.press.ledger import Ledger
from serai.press.plates import Paragraph
from serai.search import changes, generations, walking, writing
from serai.search.errors import SearchBusyError, SearchIndexError, SearchNotReadyError
from tests.press import casting
from tests.press.sites import Works, works
from tests.search.corpora import Asking

WORDS = ("bridge", "river", "bread", "ada", "bek")


@pytest.fixture
def site() -> Iterator[Works]:
    with works() as made:
        made.press().bake(
            [Put(casting.edition()), Put(casting.section()), Put(casting.author(name="Ada Lovelace"))]
        )
        yield made


def follows(works: Works, limit: int = writing.STEP, now: writing.Now = clock.now) -> int:
    """Index all that was baked; in how many steps."""
    steps = 1
    while writing.step(works.folder / "search", works.ledger, limit, now).more:
        steps += 1
    return steps


def asking(works: Works) -> Asking:
    return Asking(works.folder / "search")


def _story(number: int, words: str, **fields: Any) -> Put:
    return Put(casting.story(number, headline=words, body=(Paragraph(html=words),), **fields))


def test_what_is_baked_is_found_and_what_is_changed_is_found_as_it_is_now(site: Works) -> None:
    site.press().bake([_story(1, "The bridge"), _story(2, "The bread")])
    follows(site)
    reader = asking(site)
    assert reader.slugs("bridge") == ["story-1"]

    site.press().bake([_story(1, "The ferry")])
    follows(site)
    assert (reader.slugs("bridge"), reader.slugs("ferry"), reader.slugs("bread")) == (
        [],
        ["story-1"],
        ["story-2"],
    )


def test_what_is_withdrawn_is_found_no_more_nor_where_it_stood_before(site: Works) -> None:
    site.press().bake([_story(1, "The bridge"), _story(2, "The bridge too", slug="old")])
    follows(site)
    site.press().bake([Withdraw("story", "en", "s1"), _story(2, "The bridge too", slug="new")])
    follows(site)

    assert asking(site).slugs("bridge") == ["new"]


def test_an_edition_that_is_withdrawn_is_found_no_more(site: Works) -> None:
    site.press().bake([_story(1, "The bridge")])
    follows(site)
    site.press().bake([Withdraw("edition", "en", "en")])
    follows(site)

    assert asking(site).slugs("bridge") == []


def test_an_author_who_is_renamed_is_found_by_the_new_name_at_the_cost_of_one_plate(site: Works) -> None:
    site.press().bake([_story(number, "The bridge", authors=("ada",)) for number in range(5)])
    follows(site)
    assert len(asking(site).slugs("Lovelace")) == 5

    site.press().bake([Put(casting.author(name="Ada King"))])
    step = writing.step(site.folder / "search", site.ledger)
    reader = asking(site)
    assert (step.taken, len(reader.slugs("king")), reader.slugs("Lovelace")) == (1, 5, [])
    assert len(reader.slugs("bridge", author="ada king")) == 5


def test_each_step_is_bounded_and_a_half_made_index_is_not_asked(site: Works) -> None:
    site.press().bake([_story(number, "The bridge") for number in range(7)])
    first = writing.step(site.folder / "search", site.ledger, 3)
    assert (first.taken, first.more) == (3, True)
    with pytest.raises(SearchNotReadyError):
        asking(site).found("bridge")

    follows(site, 3)
    assert asking(site).found("bridge").total == 7


def test_what_nothing_was_baked_since_costs_no_commit(site: Works) -> None:
    follows(site)
    current = site.folder / "search" / generations.named(site.folder / "search", "current") / "meta.json"
    before = current.stat().st_mtime_ns
    follows(site)

    assert current.stat().st_mtime_ns == before


def test_a_ledger_made_anew_makes_the_index_anew(site: Works) -> None:
    site.press().bake([_story(1, "The bridge")])
    follows(site)
    other = site.beside("other")
    other.press().bake([Put(casting.edition()), _story(9, "The bread")])
    while writing.step(site.folder / "search", other.ledger).more:
        pass

    reader = asking(site)
    assert (reader.slugs("bridge"), reader.slugs("bread")) == ([], ["story-9"])


@pytest.mark.parametrize("damage", ["meta.json", "*.store", "*.term", "*"])
def test_a_damaged_index_is_found_and_made_anew(site: Works, damage: str) -> None:
    site.press().bake([_story(1, "The bridge")])
    follows(site)
    folder = site.folder / "search"
    for file in (folder / generations.named(folder, "current")).glob(damage):
        file.write_bytes(b"x")
    site.press().bake([_story(2, "The bridge again")])
    for _ in range(3):  # one step may be what finds it
        try:
            follows(site)
        except SearchIndexError:
            continue

    assert sorted(asking(site).slugs("bridge")) == ["story-1", "story-2"]
    assert len(list(folder.glob("g*"))) == 1


def test_two_do_not_write_at_once(site: Works) -> None:
    with writing.alone(site.folder / "search"), pytest.raises(SearchBusyError):
        writing.step(site.folder / "search", site.ledger)


def _killed(work: Callable[[], object], at: int) -> bool:
    """Do it in a process that is killed when the index is touched the `at`th time; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = at

        def count() -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        for module, name in (
            (generations, "name_it"),
            (generations, "opened"),
            (writing, "put"),
            (changes, "after"),
        ):
            inner = getattr(module, name)

            def watched(*given: object, inner: Callable[..., object] = inner, **more: object) -> object:
                count()
                done = inner(*given, **more)
                count()
                return done

            setattr(module, name, watched)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_kill_between_a_bake_and_its_indexing_loses_nothing(site: Works) -> None:
    site.press().bake([_story(1, "The bridge")])
    at = 0
    while True:
        at += 1
        if not _killed(lambda: follows(site), at):
            break
        site.press().bake([_story(at + 1, f"The bridge {at}"), Withdraw("story", "en", f"s{at}")])
        if at % 2:
            follows(site)
            assert asking(site).slugs("bridge") == [f"story-{at + 1}"]
    assert at > 4
    follows(site)
    assert asking(site).slugs("bridge") == [f"story-{at}"]


numbers = st.integers(0, 4)
puts = st.builds(
    lambda number, words, day, author: _story(
        number, " ".join(words), day=day, authors=(author,), slug=f"s{number}"
    ),
    numbers,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.integers(0, 2),
    st.sampled_from(("ada", "bek")),
)
names = st.builds(lambda name: Put(casting.author(name=name)), st.sampled_from(("Ada", "Bek", "River Bread")))
withdrawals = st.builds(lambda number: Withdraw("story", "en", f"s{number}"), numbers)


def _days_later(days: int) -> datetime:
    return clock.now() + timedelta(days=days)


def _answers(folder: Path) -> dict[str, list[str]]:
    reader = Asking(folder)
    return {word: sorted(reader.found(word).paths) for word in WORDS}


@given(bakes=st.lists(st.lists(puts | names | withdrawals, min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_baked_the_index_answers_as_one_made_anew(bakes: list[list[Change]]) -> None:
    with ExitStack() as stack:
        made = stack.enter_context(works())
        anew = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        press = made.press(variants=False)
        press.bake([Put(casting.edition()), Put(casting.section()), Put(casting.author())])
        for number, bake in enumerate(bakes):
            press.bake(bake)
            if number % 2:
                now = partial(_days_later, number * 4)  # what is due to be renewed is
                follows(made, 2, now)
                walking.follow(anew / "walked", made.site, now=now)
        follows(made, 2)
        while writing.step(anew / "ledger", made.ledger).more:
            pass
        walking.follow(anew / "site", made.site)
        walking.follow(anew / "walked", made.site)

        answers = _answers(made.folder / "search")
        assert answers == _answers(anew / "ledger")
        assert answers == _answers(anew / "site")
        assert answers == _answers(anew / "walked")


def test_walking_takes_what_came_changed_or_went_and_nothing_else(site: Works) -> None:
    site.press().bake([_story(1, "The bridge"), _story(2, "The bread")])
    folder = site.folder / "walked"
    assert walking.follow(folder, site.site) == 4
    assert walking.follow(folder, site.site) == 0

    site.press().bake([Withdraw("story", "en", "s1"), _story(2, "The bread again"), _story(3, "The bridge")])
    assert walking.follow(folder, site.site) == 3
    assert Asking(folder).slugs("bridge") == ["story-3"]


def test_what_changed_is_asked_through_an_index(site: Works) -> None:
    ledger = Ledger.open_reading(site.ledger)
    plan = ledger.db.execute(f"EXPLAIN QUERY PLAN {changes._AFTER}", (1, "a", 10)).fetchall()
    ledger.close()

    assert [row[3] for row in plan if "SCAN" in row[3] or "TEMP B-TREE" in row[3]] == []
