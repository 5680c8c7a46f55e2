"""What is public no more leaves the index's files, too; and nothing waits while that is done."""

import resource
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.core import clock
from serai.press.changes import Put, Withdraw
from serai.press.plates import Paragraph
from serai.search import generations, walking, writing
from serai.search.errors import SearchIndexError
from serai.search.generations import CHANGED_FOR, WITHDRAWN_FOR, Mark
from serai.search.walked import Walked
from tests.press import casting
from tests.press.sites import Works, works
from tests.search.corpora import Asking
from tests.search.processes import in_a_process

LATER = timedelta(seconds=WITHDRAWN_FOR)
MUCH_LATER = timedelta(seconds=CHANGED_FOR)


@pytest.fixture
def site() -> Iterator[Works]:
    with works() as made:
        made.press().bake([Put(casting.edition()), Put(casting.section()), _story(1, "The bridge zanzibar")])
        yield made


def _story(number: int, words: str, **fields: Any) -> Put:
    return Put(casting.story(number, headline=words, body=(Paragraph(html=words),), **fields))


def _follows(site: Works, after: timedelta = timedelta(), limit: int = writing.STEP) -> int:
    """Index all that was baked, so long after now; in how many steps."""
    steps = 1
    while writing.step(site.folder / "search", site.ledger, limit, lambda: _at(after)).more:
        steps += 1
    return steps


def _walks(site: Works, after: timedelta = timedelta()) -> int:
    return walking.follow(site.folder / "search", site.site, now=lambda: _at(after))


def _at(after: timedelta) -> datetime:
    return clock.now() + after


def _kept(site: Works, word: str) -> int:
    """In how many documents of the index's files a word is, also in those that are found no more."""
    folder = site.folder / "search"
    index = generations.opened(folder, generations.named(folder, "current"))
    return int(index.searcher().doc_freq("exact", word))


@pytest.mark.parametrize("follows", [_follows, _walks])
def test_a_withdrawn_story_s_words_leave_the_files_within_a_day(site: Works, follows: Any) -> None:
    site.press().bake([_story(2, "The river")])
    follows(site)
    site.press().bake([Withdraw("story", "en", "s1")])
    follows(site)
    assert (Asking(site.folder / "search").slugs("zanzibar"), _kept(site, "zanzibar")) == ([], 1)

    follows(site, LATER)
    assert (_kept(site, "zanzibar"), Asking(site.folder / "search").slugs("river")) == (0, ["story-2"])
    assert len(list((site.folder / "search").glob("g*"))) == 1


@pytest.mark.parametrize("follows", [_follows, _walks])
def test_a_changed_story_s_earlier_words_leave_the_files_within_a_week(site: Works, follows: Any) -> None:
    site.press().bake([_story(2, "The river")])
    follows(site)
    site.press().bake([_story(1, "The bridge")])
    follows(site)

    follows(site, LATER)
    assert _kept(site, "zanzibar") == 1
    follows(site, MUCH_LATER)
    assert (_kept(site, "zanzibar"), Asking(site.folder / "search").slugs("bridge")) == (0, ["story-1"])


def test_an_index_in_which_nothing_went_is_not_made_anew() -> None:
    assert generations.due(Mark(begun=0.0), 100 * CHANGED_FOR) is False


def test_what_is_published_during_a_renewal_is_found_at_once(site: Works) -> None:
    site.press().bake([_story(number, "The river") for number in range(2, 8)])
    _follows(site)
    site.press().bake([Withdraw("story", "en", "s1")])
    _follows(site)
    folder = site.folder / "search"
    writing.step(folder, site.ledger, 1, lambda: _at(LATER))
    assert generations.named(folder, "renewal")

    site.press().bake([_story(9, "The ferry")])
    writing.step(folder, site.ledger, 1, lambda: _at(LATER))
    assert Asking(folder).slugs("ferry") == ["story-9"]
    assert generations.named(folder, "renewal")

    _follows(site, LATER, 1)
    assert (Asking(folder).slugs("ferry"), _kept(site, "zanzibar")) == (["story-9"], 0)
    assert generations.named(folder, "renewal") == ""


def test_an_index_of_another_serai_is_made_anew_and_asked_meanwhile(
    site: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site.folder / "search"
    _version(monkeypatch, 1)
    _follows(site)
    _version(monkeypatch, 2)
    site.press().bake([_story(number, "The river") for number in range(2, 5)])

    writing.step(folder, site.ledger, 2)
    assert Asking(folder).slugs("zanzibar") == ["story-1"]
    _follows(site)
    assert len(Asking(folder).slugs("river")) == 3


def test_a_half_made_index_of_another_serai_is_not_gone_on_with(
    site: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site.folder / "search"
    _version(monkeypatch, 1)
    site.press().bake([_story(number, "The river") for number in range(2, 5)])
    writing.step(folder, site.ledger, 3)
    half = generations.named(folder, "making")
    site.press().bake([Withdraw("story", "en", "s1")])
    _version(monkeypatch, 2)
    _follows(site)

    assert half != generations.named(folder, "current")
    assert (Asking(folder).slugs("zanzibar"), _kept(site, "zanzibar")) == ([], 0)


def _version(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(writing, "VERSION", number)
    monkeypatch.setattr(writing, "Mark", lambda **more: Mark(**{"version": number, **more}))


@pytest.mark.parametrize("bytes_", [0, 200])
def test_a_full_disk_loses_nothing_and_the_old_index_is_asked(
    site: Works, bytes_: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site.folder / "search"
    _follows(site)
    site.press().bake([_story(2, "The river")])

    def on_a_full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        monkeypatch.setattr(writing, "put", _with_room_for(bytes_, writing.put))
        with pytest.raises(SearchIndexError):
            _follows(site)

    assert in_a_process(on_a_full_disk) == 0
    assert Asking(folder).slugs("zanzibar") == ["story-1"]
    _follows(site)
    assert Asking(folder).slugs("river") == ["story-2"]
    assert len(list(folder.glob("g*"))) == 1


def _with_room_for(bytes_: int, inner: Any) -> Any:
    """The same, where no file may be longer."""

    def called(*given: Any) -> None:
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, most))
        try:
            inner(*given)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return called


def test_walking_goes_on_where_it_was_killed(site: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    site.press().bake([_story(number, "The river") for number in range(2, 8)])
    monkeypatch.setattr(walking, "STEP", 3)
    with monkeypatch.context() as killed:
        killed.setattr(Walked, "drop", _second(Walked.drop))
        with pytest.raises(KeyboardInterrupt):
            _walks(site)

    assert _walks(site) == 8 - 3  # a section, seven stories; the first commit's are not done again
    assert len(Asking(site.folder / "search").slugs("river")) == 6


def _second(inner: Any) -> Any:
    calls = iter((False, True))

    def called(*given: Any) -> Any:
        if next(calls):
            raise KeyboardInterrupt
        return inner(*given)

    return called


def test_walking_reads_only_files_that_look_otherwise(site: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    _walks(site)
    read: list[Path] = []
    inner = walking._read

    def reading(file: Path) -> bytes | None:
        read.append(file)
        return inner(file)

    monkeypatch.setattr(walking, "_read", reading)
    assert (_walks(site), read) == (0, [])

    story = next(site.site.glob("en/2*/*/*/story-1/plate.json"))
    story.write_bytes(story.read_bytes())
    assert (_walks(site), read) == (0, [story])
    assert (_walks(site), read) == (0, [story])


def test_walking_makes_an_index_anew_whose_memory_is_damaged(site: Works) -> None:
    _walks(site)
    folder = site.folder / "search"
    next(folder.glob("g*/walked.sqlite3")).write_bytes(b"x" * 8192)
    with pytest.raises(SearchIndexError):
        _walks(site)
    assert Asking(folder).slugs("zanzibar") == ["story-1"]

    _walks(site)
    assert Asking(folder).slugs("zanzibar") == ["story-1"]
    assert len(list(folder.glob("g*"))) == 1
