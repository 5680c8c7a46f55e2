"""From bytes to text: the encodings that sites of the region used, found without being told."""

import pytest

from serai.wire.saved.reading import kind_of, read_text

RUSSIAN = "Мост через реку Талас закрыли на ремонт в третий раз за два года, сообщил корреспондент.\n" * 3
PERSIAN = "گروهی از دختران یک روستا در دره انبار گندم را به کتابخانه تبديل کرده اند.\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        ("Ноль\n" + RUSSIAN.upper(), "utf-8"),
        (PERSIAN.replace("ی", "ي").replace("ک", "ك"), "cp1256"),
        ("The café’s façade — “rebuilt” — cost £3.\n" * 3, "cp1252"),
    ],
)
def test_the_encoding_is_found_by_its_letters(text: str, encoding: str) -> None:
    assert read_text(text.encode(encoding), name="x", limit_bytes=10_000) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    assert read_text(RUSSIAN.encode(encoding), name="x", limit_bytes=10_000)[0] == RUSSIAN


def test_a_declared_encoding_is_believed_where_it_reads_well() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'
    assert read_text(page.encode("cp1251"), name="x", limit_bytes=10_000) == (page, "windows-1251")


def test_a_lying_declaration_is_not_believed() -> None:
    page = f'<meta charset="koi8-r"><p>{RUSSIAN}</p>'
    assert read_text(page.encode("cp1251"), name="x", limit_bytes=10_000) == (page, "cp1251")


def test_a_few_damaged_letters_do_not_change_the_encoding() -> None:
    damaged = RUSSIAN.encode()[:-2] + b"\xd0\n"
    text, encoding = read_text(damaged, name="x", limit_bytes=10_000)
    assert (encoding, text.count("\ufffd")) == ("utf-8", 1)


def test_line_ends_of_every_system_are_one() -> None:
    assert read_text(b"a\r\nb\rc\nd", name="x", limit_bytes=100)[0] == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>x", "html"),
        ("\n\n<HTML lang=en>", "html"),
        ("<div><p>x</p></div>", "html"),
        ("A story that quotes <b>markup</b> and a <p> once.", "text"),
        ("5 < 6 and 7 > 6", "text"),
    ],
)
def test_tags_tell_html_from_text_whatever_the_name(text: str, kind: str) -> None:
    assert kind_of(text, "page.txt") == kind
