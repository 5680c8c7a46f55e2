"""The site's words: none is missing in Russian or Persian, and each language counts as it should."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from markupsafe import Markup

from serai.press.theme import words
from serai.press.theme.errors import ThemeError
from serai.press.theme.words import Speech, translations

THEME = Path(words.__file__).parent
KEYWORDS = ("_", "gettext", "ngettext", "pgettext")


def said_by_templates() -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Every message the templates say: its place, and its words or both its forms."""
    for template in sorted((THEME / "templates").rglob("*html")):
        with template.open("rb") as opened:
            for _line, keyword, message, _comments in babel_extract(opened, KEYWORDS, [], {}):
                parts = [part for part in (message if isinstance(message, tuple) else (message,)) if part]
                if keyword == "ngettext":
                    yield None, (parts[0], parts[1])
                elif keyword == "pgettext":
                    yield parts[0], parts[1]
                else:
                    yield None, parts[0]


def catalogue(language: str) -> Catalog:
    with (THEME / "locale" / language / "theme.po").open("rb") as opened:
        return read_po(opened, locale=language)


def forms(translated: object) -> list[str]:
    """All plural forms of a translation, or the one it has."""
    return [
        str(form or "") for form in (translated if isinstance(translated, tuple | list) else [translated])
    ]


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_every_word_of_the_templates_is_translated_and_none_is_uncertain(language: str) -> None:
    known = catalogue(language)
    missing = []
    for place, message in said_by_templates():
        found = known.get(message[0] if isinstance(message, tuple) else message, context=place)
        whole = found is not None and (isinstance(message, str) or found.id == message)
        if found is None or not whole or found.fuzzy or not all(forms(found.string)):
            missing.append(message)
    assert missing == []


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_a_catalogue_holds_no_word_that_nobody_says_and_keeps_every_value(language: str) -> None:
    said = {(place, message) for place, message in said_by_templates()}
    known = catalogue(language)
    assert [message.id for message in known if message.id and (message.context, message.id) not in said] == []
    assert [
        (message.id, [str(error) for error in message.check(known)]) for message in known if message.id
    ] == [(message.id, []) for message in known if message.id]


def test_russian_counts_comments_as_russians_do() -> None:
    speech = Speech(translations("ru", [THEME]))
    counted = {
        n: str(speech.count("%(n)s comment", "%(n)s comments", n, n=n)) for n in (0, 1, 2, 5, 11, 21, 22, 112)
    }
    assert counted == {
        0: "0 комментариев",
        1: "1 комментарий",
        2: "2 комментария",
        5: "5 комментариев",
        11: "11 комментариев",
        21: "21 комментарий",
        22: "22 комментария",
        112: "112 комментариев",
    }


def test_a_narrow_tag_finds_the_wide_catalogue_and_an_unknown_one_stays_english() -> None:
    assert translations("ru-KZ", [THEME]).gettext("Archive") == "Архив"
    assert translations("uz-Latn", [THEME]).gettext("Archive") == "Archive"


def test_a_newsroom_word_is_asked_before_serais_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "locale" / "ru").mkdir(parents=True)
    (tmp_path / "locale" / "ru" / "theme.po").write_text(
        'msgid "Archive"\nmsgstr "Подшивка"\n', encoding="utf-8"
    )
    own = translations("ru", [tmp_path, THEME])
    assert (own.gettext("Archive"), own.gettext("Corrections")) == ("Подшивка", "Исправления")


def test_a_broken_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "locale" / "ru").mkdir(parents=True)
    (tmp_path / "locale" / "ru" / "theme.po").write_text("These are not words.\n")
    with pytest.raises(ThemeError, match=r"locale/ru/theme\.po cannot be read"):
        translations("ru", [tmp_path, THEME])


def test_a_value_in_a_message_is_escaped() -> None:
    speech = Speech(translations("en", [THEME]))
    assert speech.say("to %(name)s", name="<b>") == Markup("to &lt;b&gt;")
