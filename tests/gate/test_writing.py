"""What is written is kept as text that harms no page, and is otherwise left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.gate import lengths, writing

# What people write, in the scripts of the newsrooms: kept to the letter.
KEPT = [
    "Ordinary words,\n\nin two paragraphs.",
    "Ё, й, і, ї, ґ, қ, ғ, ң, ұ, ү, һ, ә, ө",
    "Oʻzbekiston, gʻalaba, maʼno",
    "می‌خواهم بنویسم؛ «نقل قول» ۱۲۳",
    "اُردُو میں ایک تبصرہ",
    "مُحَمَّدٌ",
    "हिन्दी में टिप्पणी",
    "ภาษาไทย",
    "Việt Nam",
    "👨‍👩‍👧‍👦 👩🏽‍🚒 🏳️‍🌈 ❤️ 1️⃣",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "<b>&amp; {{ 7*7 }} ${x} %s \\x00 ';--",
    "tab\tbed",
    "שלום \u200fעולם\u200e",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_people_write_is_kept_to_the_letter(text: str) -> None:
    assert writing.plain(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("pay \u202egnp.exe\u202c now", "pay gnp.exe now"),
        ("\u2066iso\u2069\u2067late\u2068", "isolate"),
        ("in\u200bvis\u2060ib\ufeffle\u180e", "invisible"),
        ("tag\U000e0068\U000e0069ged", "tagged"),
        ("Z" + "\u0300\u0301\u0302\u0303" * 30, "Z\u0300\u0301\u0302\u0303\u0300\u0301\u0302\u0303"),
        ("Z" + "\u0300\u200d" * 30, "Z" + "\u0300\u200d" * 4),
        ("no\ufdd0nch\ufffear\U0001fffe", "nonchar"),
        ("  around  ", "around"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_what_nobody_sees_or_what_turns_lines_around_is_left_out(text: str, kept: str) -> None:
    assert writing.plain(text) == kept


@given(st.text())
def test_what_is_kept_is_kept_when_it_comes_again(text: str) -> None:
    """A preview carries the kept text and posts it once more."""
    once = writing.plain(text)
    assert writing.plain(once.replace("\n", "\r\n")) == once
    assert writing.one_line(writing.one_line(text)) == writing.one_line(text)


@given(st.text())
def test_no_control_character_and_no_override_is_kept(text: str) -> None:
    kept = writing.plain(text)
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "\n" not in writing.one_line(text)


@pytest.mark.parametrize("text", ["", " \n", "\u200d", "\u3164", "\u2800", "\u0301", "\xad", "\ufe0f"])
def test_what_nobody_sees_is_nothing(text: str) -> None:
    assert writing.visible(writing.plain(text)) is False


@pytest.mark.parametrize("text", ["a", "я", "ن", "👍", "?", "1", "的", " ."])
def test_what_is_seen_is_something(text: str) -> None:
    assert writing.visible(writing.plain(text)) is True


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("a\nb", 3), ("é", 1), ("👨‍👩‍👧‍👦", 1), ("نِی", 2), ("🇰🇿🇺🇿", 2)]
)
def test_a_length_is_what_a_reader_counts(text: str, length: int) -> None:
    assert lengths.length(text) == length


@given(st.text(), st.integers(min_value=0, max_value=20))
def test_longer_agrees_with_length(text: str, limit: int) -> None:
    assert lengths.longer(text, limit) == (lengths.length(text) > limit)


@pytest.mark.parametrize(
    "contact",
    [
        "dana@example.org",
        "a.b+c@sub.example.co",
        "пример@почта.рф",
        "x@xn--80a1acny.xn--p1ai",
        "o'neil@a-b.example",
    ],
)
def test_an_address_may_be_one(contact: str) -> None:
    assert writing.is_contact(contact) is True


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "dana",
        "@example.org",
        "dana@",
        "dana@localhost",
        "dana@@example.org",
        "dana@example..org",
        "dana@-example.org",
        "dana@example.org\nBcc: all@example.org",
        "dana@example.org, more@example.org",
        "Dana <dana@example.org>",
        "dana @example.org",
        "d" * 65 + "@example.org",
        "д" * 64 + "@" + "п" * 60 + "." + "р" * 30,
        "dana@" + "a." * 200 + "org",
        "dana@[127.0.0.1]",
    ],
)
def test_what_is_no_address_is_none(contact: str) -> None:
    assert writing.is_contact(contact) is False
