"""What an editor types is found, and never understood as a question to the database."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.desk import words

HEADLINES = (
    "Мост закрыли после паводка",
    "О чём молчат у мостов",
    "The bridge that was paid for twice",
    "پس از فروکش کردن آب",
    "Rate: 4.5 % (again)",
)


def found(typed: str, *, typing: bool = False) -> list[str]:
    """The headlines that SQLite finds for what was typed."""
    question = words.match(typed, typing=typing)
    if not question:
        return []
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE headlines USING fts5(words)")
    connection.executemany("INSERT INTO headlines VALUES (?)", [(headline,) for headline in HEADLINES])
    rows = connection.execute(
        "SELECT words FROM headlines WHERE headlines MATCH ? ORDER BY rowid", (question,)
    )
    headlines = [row[0] for row in rows]
    connection.close()
    return headlines


@pytest.mark.parametrize("typed", ["мост", "МОСТЫ", "моста", "мостами", "мостах"])
def test_a_russian_word_is_found_in_all_its_forms(typed: str) -> None:
    assert found(typed) == list(HEADLINES[:2])


def test_a_russian_word_does_not_find_another_that_begins_like_it() -> None:
    assert found("мостик") == []


def test_all_words_must_be_there() -> None:
    assert found("bridge twice") == [HEADLINES[2]]
    assert found("bridge thrice") == []


def test_the_last_word_may_still_be_being_typed() -> None:
    assert found("bri", typing=True) == [HEADLINES[2]]
    assert found("bri") == []
    assert found("bri twice", typing=True) == []


def test_persian_is_found_as_it_is_written() -> None:
    assert found("فروکش آب") == [HEADLINES[3]]


def test_signs_inside_a_word_do_not_hide_it() -> None:
    assert found("4.5") == [HEADLINES[4]]


@pytest.mark.parametrize("typed", ["", " ", "\0", '"', "%", "* ) ( :", "—"])
def test_nothing_to_be_found_asks_nothing(typed: str) -> None:
    assert words.match(typed, typing=True) == ""


@given(st.text(max_size=200), st.booleans())
def test_whatever_is_typed_is_a_question_that_sqlite_understands(typed: str, typing: bool) -> None:
    found(typed, typing=typing)


@given(
    st.sampled_from(
        ['bridge" OR words:"a', "NOT bridge", "bridge AND", "NEAR(bridge twice)", "words : x", "^a*"]
    )
)
def test_sqlites_own_language_is_words_like_others(typed: str) -> None:
    assert found(f"{typed} nowhere") == []


def test_a_long_text_asks_for_a_few_words_of_it() -> None:
    question = words.match("слово " * 5_000, typing=True)
    assert question.count(" AND ") == words.MANY - 1
    assert words.match("a" * 10_000, typing=False) == f'("{"a" * words.LONGEST}")'
