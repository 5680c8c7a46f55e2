"""The theme's fonts hold every letter of the eight languages, and the style sheet says so.

The letters are CLDR's main exemplar sets (common/main/*.xml, `exemplarCharacters`), written here; Uzbek's
two apostrophes are added in the forms that readers' keyboards give.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from serai.press.theme import words
from tests.press.theme.fonts import characters

ASSETS = Path(words.__file__).parent / "assets"
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LETTERS = {
    "en": LATIN,
    "ru": RUSSIAN,
    "kk": RUSSIAN + "әғқңөұүһі",
    "ky": RUSSIAN + "ңөү",
    "uz": LATIN + "ʻʼ‘’",
    "uz-Cyrl": RUSSIAN + "ўқғҳ",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی" + "ًٌٍّٔ",  # the marks: in CLDR's main set too
}
MARKS = "0123456789.,:;!?()[]-–—…'\"«»“”„‘’‹›%№ "
PERSIAN_MARKS = "۰۱۲۳۴۵۶۷۸۹٪٬٫،؛؟\u200c"
FACE = re.compile(r"@font-face \{([^}]*)\}")


def faces() -> Iterator[tuple[str, str, Path, set[int]]]:
    """Each font of the style sheet: its family, its weight, its file, the characters it is asked for."""
    for body in FACE.findall((ASSETS / "css" / "10-fonts.css").read_text(encoding="utf-8")):
        told = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        told = {name.strip(): value.strip() for name, value in told.items()}
        if "unicode-range" not in told:
            continue
        asked: set[int] = set()
        for part in told["unicode-range"].replace("U+", "").split(","):
            first, _, last = part.strip().partition("-")
            asked.update(range(int(first, 16), int(last or first, 16) + 1))
        file = ASSETS / told["src"].removeprefix('url("').removesuffix('")')
        yield told["font-family"].strip('"'), told["font-weight"], file, asked


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("weight", ["400", "700"])
def test_a_font_that_is_asked_for_a_letter_holds_it(language: str, weight: str) -> None:
    family = "Vazirmatn" if language == "fa" else "Serai Serif"
    shown = [
        (file, asked)
        for name, heavy, file, asked in faces()
        if (name == family and weight in heavy.split()) or (name, heavy) == (family, "400 700")
    ]
    small = LETTERS[language]
    needed = small + PERSIAN_MARKS if language == "fa" else small + small.upper() + MARKS
    missing = [
        letter
        for letter in sorted(set(needed))
        if not any(
            ord(letter) in asked and ord(letter) in characters(file.read_bytes()) for file, asked in shown
        )
    ]
    assert missing == []


def test_no_font_that_a_page_can_do_without_is_fetched_for_a_character_that_it_lacks() -> None:
    always = ("-latin.woff2", "vazirmatn-arabic.woff2")  # every page has them, whatever they are asked for
    lacking = {
        f"{file.name}, {weight}": [chr(code) for code in sorted(asked - characters(file.read_bytes()))]
        for _family, weight, file, asked in faces()
        if not file.name.endswith(always)
    }
    assert lacking == {font: [] for font in lacking}
