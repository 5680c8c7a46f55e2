"""The site's words: none is missing in any of the seven catalogues, and each language counts as it should.

Every room's templates are the theme's; code that speaks calls `say`, `count` or `say_in` of `Speech`, or `_`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from markupsafe import Markup

from serai.core.uzbek import to_cyrillic
from serai.press.theme import words
from serai.press.theme.errors import ThemeError
from serai.press.theme.words import Speech, translations

THEME = Path(words.__file__).parent
KEYWORDS = ("_", "gettext", "ngettext", "pgettext")
SERAI = THEME.parents[1]
ROOMS = ("press", "gate", "search", "newsroom")  # whose words readers see
LANGUAGES = ("ru", "kk", "ky", "uz", "uz-Cyrl", "tg", "fa")


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


def said_by_code() -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Every message that code says as a constant, in the files that know of `Speech`."""
    sources = [path.read_text(encoding="utf-8") for room in ROOMS for path in (SERAI / room).rglob("*.py")]
    for source in (source for source in sources if "speech" in source.lower()):
        for call in ast.walk(ast.parse(source)):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            parts = [part.value for part in call.args if isinstance(part, ast.Constant)]
            match name, [part for part in parts if isinstance(part, str)]:
                case "say" | "_", [words]:
                    yield None, words
                case "count" | "ngettext", [one, many]:
                    yield None, (one, many)
                case "say_in" | "pgettext", [place, words]:
                    yield place, words


@cache
def said() -> set[tuple[str | None, str | tuple[str, str]]]:
    return set(said_by_templates()) | set(said_by_code())


def catalogue(language: str) -> Catalog:
    with (THEME / "locale" / language / "theme.po").open("rb") as opened:
        return read_po(opened, locale=language.replace("-", "_"))


def forms(translated: object) -> list[str]:
    """All plural forms of a translation, or the one it has."""
    return [
        str(form or "") for form in (translated if isinstance(translated, tuple | list) else [translated])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_site_is_translated_and_none_is_uncertain(language: str) -> None:
    known = catalogue(language)
    missing = []
    for place, message in sorted(said(), key=str):
        found = known.get(message[0] if isinstance(message, tuple) else message, context=place)
        whole = found is not None and (isinstance(message, str) or found.id == message)
        if found is None or not whole or found.fuzzy or not all(forms(found.string)):
            missing.append(message)
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_no_word_that_nobody_says_and_keeps_every_value(language: str) -> None:
    spoken = said()
    known = catalogue(language)
    assert [
        message.id for message in known if message.id and (message.context, message.id) not in spoken
    ] == []
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_plural_forms_that_cldr_knows_of_its_language(language: str) -> None:
    """Whole numbers alone: CLDR's `other` of Russian is for fractions. CLDR knows no rule for Tajik."""
    rule = Locale.parse(language.replace("-", "_")).plural_form
    known = translations(language, [THEME])
    forms = {n: known.ngettext("Correction", "Corrections", n) for n in range(1, 200)}
    if language == "tg":
        assert {form: [n for n in forms if forms[n] == form][:2] for form in forms.values()} == {
            "Ислоҳ": [1],
            "Ислоҳҳо": [2, 3],
        }
        return
    said_by_rule: dict[str, set[str]] = {}
    for n, form in forms.items():
        said_by_rule.setdefault(rule(n), set()).add(form)
    assert {kind: len(spoken) for kind, spoken in said_by_rule.items()} == dict.fromkeys(said_by_rule, 1)


def test_uzbek_in_cyrillic_is_uzbek_in_latin_turned() -> None:
    kept = re.compile(r"(%\(\w+\)s|\(JSON\)|\(EPUB\)|Mastodon)")
    latin, cyrillic = catalogue("uz"), catalogue("uz-Cyrl")
    turned = {
        (message.context, message.id): [
            "".join(part if kept.fullmatch(part) else to_cyrillic(part) for part in kept.split(form))
            for form in forms(message.string)
        ]
        for message in latin
        if message.id
    }
    assert {(m.context, m.id): forms(m.string) for m in cyrillic if m.id} == turned


def test_a_narrow_tag_finds_the_wide_catalogue_and_an_unknown_one_stays_english() -> None:
    assert translations("ru-KZ", [THEME]).gettext("Archive") == "Архив"
    assert translations("uz-Latn-UZ", [THEME]).gettext("Archive") == "Arxiv"
    for tag in ("uz-Cyrl-UZ", "uz-cyrl", "uz_Cyrl"):
        assert translations(tag, [THEME]).gettext("Author") == "Муаллиф"
    assert translations("zu", [THEME]).gettext("Archive") == "Archive"


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
