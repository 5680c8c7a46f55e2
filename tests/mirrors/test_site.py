"""The site as it is carried from: only what the ledger vouches for, and nothing from outside it."""

import gzip
from pathlib import Path

import brotli
import pytest

from serai.core import canonical
from serai.mirrors.errors import NotInStepError
from serai.mirrors.manifest import File
from serai.mirrors.site import Site, is_plain

DATA = b"<p>The bridge opened.</p>" * 40


@pytest.fixture
def site(folder: Path) -> Site:
    (folder / "site/en").mkdir(parents=True)
    page = folder / "site/en/index.html"
    page.write_bytes(DATA)
    Path(f"{page}.gz").write_bytes(gzip.compress(DATA))
    Path(f"{page}.br").write_bytes(brotli.compress(DATA))
    return Site(folder / "site")


def _front(*variants: str) -> File:
    return File("en/index.html", canonical.digest(DATA), 4, variants)


def test_variants_come_before_their_file(site: Site) -> None:
    found = site.read(_front(".br", ".gz"), variants=True)

    assert [one.path for one in found] == ["en/index.html.br", "en/index.html.gz", "en/index.html"]
    assert found[-1].data == DATA
    assert site.read(_front(".br", ".gz"), variants=False) == found[-1:]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("index.html", DATA + b"<script>"),
        ("index.html", b""),
        ("index.html.gz", gzip.compress(b"another page")),
        ("index.html.gz", gzip.compress(DATA + b"and more")),
        ("index.html.gz", gzip.compress(DATA)[:-20]),
        ("index.html.gz", b""),
        ("index.html.gz", gzip.compress(bytes(10_000_000))),
        ("index.html.br", brotli.compress(b"another page")),
        ("index.html.br", b"\xff\xff\xff"),
    ],
)
def test_what_is_not_what_the_ledger_says_is_refused(site: Site, name: str, data: bytes) -> None:
    (site.folder / "en" / name).write_bytes(data)

    with pytest.raises(NotInStepError) as refused:
        site.read(_front(".br", ".gz"), variants=True)
    assert refused.value.path == "en/index.html"


def test_what_is_not_there_is_refused(site: Site) -> None:
    (site.folder / "en/index.html.br").unlink()

    with pytest.raises(NotInStepError):
        site.read(_front(".br"), variants=True)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../data/secret_key",
        "en/../../data",
        "en//index.html",
        "./x",
        "a\0b",
        ".git/x",
        "en/.x",
    ],
)
def test_a_path_that_leaves_the_site_is_not_read(site: Site, path: str) -> None:
    assert not is_plain(path)
    with pytest.raises(NotInStepError):
        site.read(File(path, canonical.digest(DATA), 4, ()), variants=True)
