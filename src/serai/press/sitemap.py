"""Sitemaps (sitemaps.org, protocol 0.9) and robots.txt: what search engines are told.

Rule: pure. Stories are listed by month, 250 to a file, so that a new story rewrites one small file;
the index carries no times, so that it changes only with a new file. Without a site address there is no
sitemap, for it may hold whole addresses only.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from serai.press import markup

URL_LIMIT = 50_000  # what one file may hold by the protocol
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def shard_path(edition: str, month: str, number: int) -> str:
    """The file that lists a month's stories, `SHARD_STORIES` in each, 1 first."""
    return f"sitemaps/{edition}/{month}-{number}.xml"


def places_path(edition: str) -> str:
    """The file that lists all of an edition that is not a story."""
    return f"sitemaps/{edition}/places.xml"


def urls(site_url: str, places: Iterable[tuple[str, datetime | None]]) -> bytes:
    """A sitemap of addresses, each with the time of its last change where that is known."""
    lines = [
        f"<url><loc>{markup.link(site_url, address)}</loc>{_changed(time)}</url>" for address, time in places
    ]
    return "\n".join([f'{markup.HEAD}<urlset xmlns="{_SPACE}">', *lines, "</urlset>\n"]).encode()


def index(site_url: str, paths: Iterable[str]) -> bytes:
    """The list of sitemaps."""
    lines = [f"<sitemap><loc>{markup.link(site_url, f'/{path}')}</loc></sitemap>" for path in paths]
    return "\n".join([f'{markup.HEAD}<sitemapindex xmlns="{_SPACE}">', *lines, "</sitemapindex>\n"]).encode()


def robots(site_url: str, *, some: bool) -> bytes:
    """Everything may be read; the sitemap is named where there is one."""
    named = f"Sitemap: {markup.link(site_url, '/sitemap.xml')}\n" if site_url and some else ""
    return f"User-agent: *\nAllow: /\n{named}".encode()


def _changed(time: datetime | None) -> str:
    return f"<lastmod>{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if time else ""
