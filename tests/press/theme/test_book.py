"""Books: valid EPUB in each language and direction, whatever the stories say."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from PIL import Image

from serai.core import canonical
from serai.press import binding
from serai.press.theme.environment import Theme
from serai.press.views import BookView
from tests.press import epubcheck
from tests.press.theme.books import sample_book
from tests.press.theme.samples import LANGUAGES, photo

_OPF = "{http://www.idpf.org/2007/opf}"


def illustrated(theme: Theme, code: str, folder: Path) -> bytes:
    """The sample book with one real picture, which all its stories show."""
    drawn = io.BytesIO()
    Image.new("RGB", (400, 250), (140, 35, 24)).save(drawn, "JPEG")
    digest = canonical.digest(drawn.getvalue())
    file = f"{digest[:2]}/{digest}.jpg"
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(drawn.getvalue())
    small = binding.small(photo(LANGUAGES[code], 0))
    assert small is not None
    shown = msgspec.json.encode(sample_book(code)).replace(small.file.encode(), file.encode())
    book = msgspec.structs.replace(msgspec.json.decode(shown, type=BookView), pictures=(file,))
    return binding.illustrate(theme.render(book), (file,), (folder,))


def test_the_books_of_three_languages_are_valid(theme: Theme, tmp_path: Path) -> None:
    books = {code: illustrated(theme, code, tmp_path) for code in LANGUAGES}
    assert epubcheck.findings(books, tmp_path) == {code: [] for code in LANGUAGES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_document_is_xml_that_says_its_language_and_direction(theme: Theme, code: str) -> None:
    words = LANGUAGES[code]
    with zipfile.ZipFile(io.BytesIO(theme.render(sample_book(code)))) as book:
        documents = {name: ET.fromstring(book.read(name)) for name in book.namelist() if "html" in name}
        package = ET.fromstring(book.read("EPUB/package.opf"))
    said = {(root.get("lang"), root.get("dir")) for root in documents.values()}
    assert said == {(words.language, words.direction)}
    spine = package.find(f"{_OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == words.direction
    assert len(documents) == len(spine) == 7


def test_a_book_has_no_fonts_no_scripts_and_asks_nobody(theme: Theme) -> None:
    with zipfile.ZipFile(io.BytesIO(theme.render(sample_book("en")))) as book:
        assert [name for name in book.namelist() if name.endswith((".woff2", ".js"))] == []
        pages = b"\n".join(book.read(name) for name in book.namelist())
    assert [word for word in (b"<script", b'src="http', b"url(", b"@import") if word in pages] == []


def test_the_same_day_is_bound_to_the_same_bytes(theme: Theme) -> None:
    assert theme.render(sample_book("fa")) == Theme().render(sample_book("fa"))
