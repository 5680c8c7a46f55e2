"""The site's own words: gettext catalogues, from the `.po` files as they are written.

Rule: English is the language of the message ids and needs no catalogue. A language is looked for with
all its subtags first, then without the last, and so on; a word that no catalogue has stays English. A
newsroom's own catalogue, of the same name in its theme folder, is asked before Serai's.

    locale/ru/theme.po    for "ru", "ru-KZ" and so on

In a template a word's values are named, `_("to %(name)s", name=comment.name)`, and escaped; a catalogue's
words are the newsroom's own and may hold markup.
"""

import gettext
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from markupsafe import Markup

from serai.press.theme.errors import ThemeError

FILE = "theme.po"


class Speech:
    """What templates call to speak: `_`, `ngettext` and `pgettext` of one language."""

    def __init__(self, words: gettext.NullTranslations) -> None:
        """Speak these words."""
        self._words = words
        self._said: dict[str, Markup] = {}  # as large as the catalogue: message ids come from templates

    def say(self, message: str, **values: object) -> Markup:
        """A message, with its values."""
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = Markup(self._words.gettext(message))  # noqa: S704 - the theme's own
        return said % values if values else said

    def count(self, one: str, many: str, count: int, **values: object) -> Markup:
        """A message in the plural form of `count`; the number as it is written is a value of its own."""
        said = Markup(self._words.ngettext(one, many, count))  # noqa: S704 - the theme's own
        return said % values if values else said

    def say_in(self, place: str, message: str, **values: object) -> Markup:
        """A message whose words depend on where they stand."""
        said = Markup(self._words.pgettext(place, message))  # noqa: S704 - the theme's own
        return said % values if values else said


def catalogue_files(language: str, folders: Sequence[Path]) -> list[Path]:
    """The `.po` files that speak `language` (BCP 47), the nearest first; `folders` hold `locale/`s."""
    files = (folder / "locale" / tag / FILE for folder in folders for tag in _from_narrow_to_wide(language))
    return [file for file in files if file.is_file()]


def translations(language: str, folders: Sequence[Path]) -> gettext.NullTranslations:
    """The words of `language`, made in memory; ThemeError where a catalogue cannot be read."""
    words: gettext.NullTranslations = gettext.NullTranslations()
    for file in reversed(catalogue_files(language, folders)):
        nearer = _read(file)
        nearer.add_fallback(words)
        words = nearer
    return words


def _from_narrow_to_wide(language: str) -> Iterator[str]:
    tags = [_cased(place, tag) for place, tag in enumerate(language.replace("_", "-").split("-"))]
    for count in range(len(tags), 0, -1):
        yield "-".join(tags[:count])


def _cased(place: int, tag: str) -> str:
    """A subtag as folders spell it: uz, Cyrl, UZ (RFC 5646, 2.1.1)."""
    if not place:
        return tag.lower()
    return tag.title() if len(tag) == 4 else tag.upper() if len(tag) == 2 else tag


def _read(file: Path) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    try:
        with file.open("rb") as opened:
            write_mo(compiled, read_po(opened, abort_invalid=True))
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)
    except (PoFileError, LookupError, ValueError, SyntaxError) as error:
        raise ThemeError(
            f"The words in {file} cannot be read: {error}. Correct the file; msgfmt --check names the line."
        ) from error
