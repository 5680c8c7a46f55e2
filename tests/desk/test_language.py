"""The desk speaks English and Russian, all of it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.template import templatize

import serai.desk
from serai.desk.models import Edition
from tests.desk.conftest import signed_in

ROOM = Path(serai.desk.__file__).parent
KEYWORDS = ("_", "_now", "gettext", "gettext_lazy", "ngettext")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def strings() -> Iterator[str]:
    """Every string of the desk that is marked for translation."""
    for file in sorted([*ROOM.rglob("*.py"), *ROOM.rglob("*.html")]):
        source = file.read_text(encoding="utf-8")
        code = source if file.suffix == ".py" else templatize(source, origin=str(file))
        code = "\n".join(line.lstrip() for line in code.split("\n"))  # a template's indents are not Python's
        for _line, _keyword, words, _comments in extract_python(
            io.BytesIO(code.encode()), dict.fromkeys(KEYWORDS), [], {}
        ):
            yield from [word for word in ([words] if isinstance(words, str) else words) if word]


def catalogue() -> dict[str, str]:
    file = ROOM / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    with file.open("rb") as po:
        messages = list(read_po(po, locale="ru"))
    texts: dict[str, str] = {}
    for message in messages:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        texts |= {str(name): "" if "" in words else str(words[-1]) for name in ids}
    return texts


def counted() -> set[str]:
    """The strings that have plural forms."""
    with (ROOM / "locale" / "ru" / "LC_MESSAGES" / "django.po").open("rb") as po:
        return {name for message in read_po(po, locale="ru") if message.pluralizable for name in message.id}


def test_every_string_is_in_russian() -> None:
    russian = catalogue()
    assert sorted({words for words in strings() if not russian.get(words)}) == []


def test_no_translation_is_left_of_what_is_gone() -> None:
    assert sorted(set(catalogue()) - set(strings()) - {""}) == []


def test_placeholders_are_the_same() -> None:
    wrong = [
        words
        for words, russian in catalogue().items()
        if words
        and "One change" not in words  # its singular needs no number in English
        and set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(russian))
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    written = catalogue()
    with translation.override("ru"):
        plain = [words for words in written if words and words not in counted()]
        assert [words for words in plain if gettext(words) != written[words]] == []


@pytest.mark.parametrize(("address", "words"), [("/", "Редакция сегодня"), ("/stories/", "Материалы")])
def test_the_screens_are_in_russian(editor: User, edition: Edition, address: str, words: str) -> None:
    client: Client = signed_in(editor)
    page = client.get(address, headers={"accept-language": "ru"}).content.decode()
    assert words in page
