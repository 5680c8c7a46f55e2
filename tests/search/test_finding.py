"""What stands where among the results, and what a name chooses."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from serai.press.plates import AnyPlate, Paragraph
from serai.search import generations, questions, walking, writing
from serai.search.finding import Finder
from serai.search.questions import Question
from tests.press import casting
from tests.search.corpora import Asking, indexed, lay


def _story(number: int, words: str, text: str = "", **more: Any) -> AnyPlate:
    return casting.story(number, headline=words, body=(Paragraph(html=text or words),), **more)


def test_what_has_the_words_stands_above_what_has_nearly_the_words_however_old(tmp_path: Path) -> None:
    old = _story(
        1, "About many things", "The harbour is named once in a long text about other things.", day=-9000
    )
    near = [_story(number, "Harbor and harbor", day=number) for number in range(2, 14)]
    asking = indexed(tmp_path, casting.edition(), casting.section(), old, *near)
    found = asking.found("harbour")

    assert (found.how, found.exact, found.total) == ("all", 1, 13)
    assert asking.slugs("harbour")[0] == "story-1"
    assert len(set(found.paths)) == 13


def test_pages_of_results_follow_each_other_without_a_gap_across_the_exact_ones(tmp_path: Path) -> None:
    some = [_story(1, "The harbour"), _story(2, "Harbour days"), *(_story(n, "Harbor") for n in range(3, 20))]
    asking = indexed(tmp_path, casting.edition(), casting.section(), *some)
    question = _asked("harbour")
    pages = [asking.finder.find(question, take=3, skip=skip).paths for skip in range(0, 21, 3)]

    assert [path for page in pages for path in page] == list(asking.finder.find(question, take=30).paths)
    assert len({path for page in pages for path in page}) == 19


def _asked(text: str) -> Question:
    return questions.read(text, edition="en", language="en")


def test_one_slip_stands_above_two_and_a_headline_above_a_text(tmp_path: Path) -> None:
    some = [
        _story(1, "On other things", "governmant", day=3),
        _story(2, "Govermant", day=2),
        _story(3, "Governmant", day=1),
    ]
    asking = indexed(tmp_path, casting.edition(), casting.section(), *some)

    assert asking.slugs("government") == ["story-3", "story-1", "story-2"]


def test_a_headline_stands_above_a_text_and_the_newer_above_the_older(tmp_path: Path) -> None:
    some = [
        _story(1, "Ferry", day=1),
        _story(2, "Ferry", day=900),
        _story(3, "On other things", "the ferry", day=900),
    ]
    asking = indexed(tmp_path, casting.edition(), casting.section(), *some)

    assert asking.slugs("ferry") == ["story-2", "story-1", "story-3"]


def test_a_first_name_chooses_all_who_have_it_in_however_many_editions(tmp_path: Path) -> None:
    people = [
        casting.author(code, f"ada{number}", name=f"Ada {chr(65 + number)}son")
        for number in range(15)
        for code in ("en", "ru", "fa")
    ]
    some = [_story(number, "Ferry", authors=(f"ada{number}",)) for number in range(15)]
    editions = [casting.edition(code) for code in ("en", "ru", "fa")]
    asking = indexed(tmp_path, *editions, casting.section(), *people, *some)

    assert len(asking.slugs("ferry", author="ada")) == 15
    assert len(asking.slugs("ada")) == 15


def test_a_topic_chooses_and_is_found_by_its_name(tmp_path: Path) -> None:
    water = casting.topic(name="Drinking water")
    some = [_story(1, "Ferry", topics=("water",)), _story(2, "Ferry too")]
    asking = indexed(tmp_path, casting.edition(), casting.section(), water, *some)

    assert asking.slugs("ferry", topic="waters") == ["story-1"]
    assert asking.slugs("", topic="drinking water") == ["story-1"]
    assert asking.slugs("ferry", topic="fire") == []


def test_the_plates_of_those_who_signed_are_named_in_one_edition(tmp_path: Path) -> None:
    people = [casting.author(code, key) for code in ("en", "ru") for key in ("ada", "bek", "cyr")]
    asking = indexed(tmp_path, casting.edition(), casting.edition("ru"), *people)

    assert sorted(asking.finder.named("author", "ru", ["ada", "bek", "nobody"])) == [
        "ru/authors/ada/plate.json",
        "ru/authors/bek/plate.json",
    ]
    assert asking.finder.named("author", "ru", []) == ()


def test_an_index_that_is_cleared_away_while_it_is_opened_is_asked_in_its_newer_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "site", casting.edition(), casting.section(), _story(1, "Ferry"))
    walking.follow(tmp_path / "search", tmp_path / "site")
    newest = generations.named(tmp_path / "search", "current")
    answers = iter(["gdeadbeef", newest])
    with monkeypatch.context() as late:
        late.setattr(generations, "named", lambda _folder, _role: next(answers, newest))
        assert Asking(tmp_path / "search").slugs("ferry") == ["story-1"]


def test_readers_are_answered_while_the_index_is_made_anew_again_and_again(tmp_path: Path) -> None:
    lay(tmp_path / "site", casting.edition(), casting.section(), *(_story(n, "Ferry") for n in range(5)))
    folder = tmp_path / "search"
    walking.follow(folder, tmp_path / "site")
    done = threading.Event()
    looks = count()
    finder = Finder(folder, lambda: next(looks) * 10.0)  # who asks looks at the disk each time

    def ask() -> set[int]:
        totals = {finder.find(_asked("ferry"), take=3).total}
        while not done.is_set():
            totals.add(finder.find(_asked("ferry"), take=3).total)
        return totals

    with ThreadPoolExecutor(2) as readers:
        asked = [readers.submit(ask) for _ in range(2)]
        for _ in range(4):
            writing.anew(folder)
            walking.follow(folder, tmp_path / "site")
        done.set()
        assert [one.result() for one in asked] == [{5}, {5}]


def test_a_reader_who_keeps_asking_sees_each_commit(tmp_path: Path) -> None:
    lay(tmp_path / "site", casting.edition(), casting.section())
    walking.follow(tmp_path / "search", tmp_path / "site")
    now = [0.0]
    finder = Finder(tmp_path / "search", lambda: now[0])
    counts = []
    for number in range(4):
        lay(tmp_path / "site", _story(number, "Ferry"))
        walking.follow(tmp_path / "search", tmp_path / "site")
        now[0] += 10
        counts.append(finder.find(_asked("ferry"), take=9).total)

    assert counts == [1, 2, 3, 4]
