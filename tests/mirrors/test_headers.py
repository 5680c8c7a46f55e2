"""Headers: no file of the site is left to be guessed at, and what is named by content is kept."""

from pathlib import Path

import pytest

from serai.mirrors import headers
from serai.newsroom import public
from tests.mirrors.outlet import into_folder


def test_every_file_of_a_site_has_a_type(folder: Path) -> None:
    outlet = into_folder(folder)
    outlet.opens()
    names = [path for path in outlet.works.tree() if not path.endswith((".br", ".gz"))]

    unknown = [path for path in names if headers.of(path)["Content-Type"] == "application/octet-stream"]
    assert unknown == []


@pytest.mark.parametrize(
    ("path", "kind", "kept"),
    [
        ("en/index.html", "text/html; charset=utf-8", headers.FRESH),
        ("en/feed.xml", "application/atom+xml; charset=utf-8", headers.FRESH),
        ("en/rss.xml", "application/rss+xml; charset=utf-8", headers.FRESH),
        ("en/feed.json", "application/feed+json; charset=utf-8", headers.FRESH),
        ("fediverse/en/actor.json", "application/activity+json", headers.FRESH),
        ("fediverse/en/webfinger.json", "application/jrd+json", headers.FRESH),
        ("fediverse/nodeinfo-2.1.json", "application/json", headers.FRESH),
        ("media/aa/aa.avif", "image/avif", headers.FOREVER),
        ("assets/font.woff2", "font/woff2", headers.FOREVER),
        ("favicon.svg", "image/svg+xml", headers.FRESH),
        ("en/media/x.php", "application/octet-stream", headers.FRESH),
    ],
)
def test_what_a_file_is_and_how_long_it_is_kept(path: str, kind: str, kept: str) -> None:
    assert headers.of(path) == {"Content-Type": kind, "Cache-Control": kept}


def test_the_newsroom_s_own_server_says_the_same() -> None:
    assert (headers.FOREVER, headers.FRESH) == (public.FOREVER, public.FRESH)
