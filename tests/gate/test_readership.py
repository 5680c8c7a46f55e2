"""What the public server tells of opened stories becomes numbers, and only those that tell of nobody."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.gate.readership import LINE_LIMIT, Opened, Tally, opened

STORY = "/en/2026/11/23/bridge/"
BROWSER = "Mozilla/5.0 (Linux; Android 6.0; rv:115.0) Gecko/115.0 Firefox/115.0"
DAY = date(2026, 11, 23)


def line(**said: object) -> bytes:
    return json.dumps({"status": 200, "path": STORY, "agent": BROWSER, **said}).encode()


def test_a_story_that_somebody_opened_is_counted() -> None:
    assert opened(line()) == STORY
    assert opened(line(status=304, purpose="")) == STORY
    assert opened(b"<190>Nov 23 12:00:00 serai: " + line()) == STORY
    assert opened(line(size=12, logger="http.log.access")) == STORY


@pytest.mark.parametrize("spelled", ["/en/2026/11/23/%62ridge/", "/%65n/2026/11/23/%62%72idge/"])
def test_however_an_address_is_spelled_it_is_one_story(spelled: str) -> None:
    assert opened(line(path=spelled)) == STORY


def test_a_story_whose_address_is_not_ascii_is_counted_too() -> None:
    assert opened(line(path="/kk/2026/11/23/%D0%BA%D3%A9%D0%BF%D1%96%D1%80/")) == "/kk/2026/11/23/көпір/"


@pytest.mark.parametrize(
    "said",
    [
        {"status": 404},
        {"status": 206},
        {"status": 301},
        {"path": "/en/"},
        {"path": "/en/2026/11/23/bridge"},
        {"path": "/en/2026/11/23/bridge/plate.json"},
        {"path": "/en/2026/11/23/bridge/comments/2/"},
        {"path": "/en/2026/11/23/" + "a" * 256 + "/"},
        {"agent": ""},
        {"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"agent": "curl/8.0"},
        {"agent": "python-httpx/0.28"},
        {"agent": "Feedly/1.0"},
        {"purpose": "prefetch;prerender"},
    ],
)
def test_what_nobody_read_is_not(said: dict[str, object]) -> None:
    assert opened(line(**said)) == ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"status": "200", "path": "/"}',
        b'{"status": 200, "path": 1}',
        b"[" * 4000,
        b'{"other": ' + b"[" * 4000,
        line(agent=BROWSER + " " * LINE_LIMIT),
    ],
)
def test_what_is_no_line_is_dropped(data: bytes) -> None:
    assert opened(data) == ""


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    assert opened(data) == ""


def test_a_number_leaves_only_when_it_has_come_to_the_least() -> None:
    tally = Tally(least=3)
    for _ in range(2):
        tally.add(STORY, DAY)
    assert tally.take(DAY) == []
    tally.add(STORY, DAY)
    assert tally.take(DAY) == [Opened(STORY, DAY, 3)]
    tally.add(STORY, DAY)
    assert tally.take(DAY) == []  # what comes after is as few as before


def test_what_has_not_come_to_it_dies_with_the_day() -> None:
    tally = Tally(least=3)
    for _ in range(2):
        tally.add(STORY, DAY)
    assert tally.take(DAY + timedelta(days=1)) == []
    tally.add(STORY, DAY)
    assert tally.take(DAY) == []


def test_the_last_openings_before_midnight_are_of_their_day() -> None:
    tally = Tally(least=2)
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        tally.add(STORY, day)
    assert tally.take(DAY + timedelta(days=1)) == [Opened(STORY, DAY, 2)]


def test_a_flood_of_addresses_fills_no_memory() -> None:
    tally = Tally(least=1, most=3)
    for number in range(10):
        tally.add(f"/en/2026/11/23/{number}/", DAY)
    assert len(tally.take(DAY)) == 3


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.booleans()), max_size=80),
    st.integers(1, 5),
)
def test_no_number_below_the_least_and_none_too_many(
    openings: list[tuple[str, int, bool]], least: int
) -> None:
    tally, told, made = Tally(least=least), Counter[tuple[str, date]](), Counter[tuple[str, date]]()
    for address, after, hand_over in sorted(openings, key=lambda one: one[1]):
        day = DAY + timedelta(days=after)
        tally.add(address, day)
        made[address, day] += 1
        for one in tally.take(day) if hand_over else ():
            assert one.times >= least
            told[one.address, one.day] += one.times
    assert all(told[name] <= made[name] for name in told)
    assert all(made[name] - told[name] < least for name in told if name[1] == DAY + timedelta(days=5))
