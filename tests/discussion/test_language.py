"""The moderation screens and the rescued pages speak English and Russian, all of it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.template import templatize

import serai.discussion
import serai.wire

ROOMS = [Path(serai.discussion.__file__).parent, Path(serai.wire.__file__).parent]
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "ngettext"))


def strings(room: Path) -> Iterator[str]:
    """Every string of a room that is marked for translation."""
    for file in sorted([*room.rglob("*.py"), *room.rglob("*.html")]):
        source = file.read_text(encoding="utf-8")
        code = source if file.suffix == ".py" else templatize(source, origin=str(file))
        code = "\n".join(line.lstrip() for line in code.split("\n"))  # a template's indents are not Python's
        for _line, _keyword, words, _comments in extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {}):
            yield from [word for word in ([words] if isinstance(words, str) else words) if word]


def catalogue(room: Path) -> set[str]:
    """What the Russian catalogue has words for."""
    with (room / "locale" / "ru" / "LC_MESSAGES" / "django.po").open("rb") as po:
        messages = list(read_po(po, locale="ru"))
    found: set[str] = set()
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        found |= {str(name) for name in ids if name and "" not in words}
    return found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_russian_has_every_string_and_none_that_is_gone(room: Path) -> None:
    assert catalogue(room) == set(strings(room))


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with translation.override("ru"):
        assert gettext("Why it waits") == "Почему он ждёт"
