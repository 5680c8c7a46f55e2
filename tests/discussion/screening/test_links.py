"""Addresses are counted by kind, also those spelled so as not to be seen; ordinary words are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening.links import Links, links_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://example.org/a?b=c", Links(web=1)),
        ("http://one.example and HTTPS://two.example", Links(web=2)),
        ("hxxp://bad.example", Links(web=1)),
        ("see www.example.org.", Links(web=1)),
        ("зайди на example.com/x", Links(web=1)),
        ("сайт пример.рф", Links(web=1)),
        ("example dot com", Links(spelled=1)),
        ("example (dot) com", Links(spelled=1)),
        ("пример точка рф", Links(spelled=1)),
        ("example[.]com", Links(spelled=1)),
        ("example . com", Links(spelled=1)),
        ("me@example.org", Links(mail=1)),
        ("пишите @some_handle", Links(handle=1)),
        ("t.me/some_channel", Links(handle=1)),
        ("+7 (701) 123-45-67", Links(phone=1)),
        ("87011234567", Links(phone=1)),
        ("Мост закрыли. Когда откроют?", Links()),
        ("В 2026 году, 12.11, 3.5 %, 10 000 000 тенге", Links()),
        ("и т.д. и т.п.", Links()),
        ("This is it. Come in.", Links()),
        ("Не знаю.Но думаю", Links()),
        ("", Links()),
    ],
)
def test_addresses_are_counted_by_kind(text: str, found: Links) -> None:
    assert links_in(text) == found


@pytest.mark.parametrize(
    ("found", "of_note"),
    [
        (Links(), False),
        (Links(web=1), False),
        (Links(web=2), True),
        (Links(spelled=1), True),
        (Links(mail=1), True),
        (Links(handle=1), True),
    ],
)
def test_one_plain_address_is_nothing_to_note(found: Links, of_note: bool) -> None:
    assert found.of_note == of_note


@pytest.mark.parametrize(
    "piece",
    [
        "-",
        "a",
        "a.",
        "www.",
        "https://",
        "a@",
        "@",
        "1-",
        "+",
        "[.]",
        "a . ",
        "a dot ",
        "t.me/",
        "(",
        "\n",
        "com ",
    ],
)
def test_twenty_thousand_characters_of_one_piece_are_read_to_the_end(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert links_in(f"{text} https://one.example").count >= 0


@given(st.text(max_size=500))
def test_any_text_is_counted(text: str) -> None:
    found = links_in(text)
    assert found.count >= 0
    assert bool(found.kinds) == (found.count > 0)
