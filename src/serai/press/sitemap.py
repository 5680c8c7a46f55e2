"""Sitemaps (sitemaps.org, protocol 0.9; Google's news extension 0.9) and robots.txt: what search engines are
told.

Rule: pure. A file lists some hundred addresses, so that a story rewrites small files only: a month's stories,
or sections, authors and topics, are cut as `pagination` cuts lists. Each edition has an index for each year
and one for its places; indexes carry no times, so that they change only with a new file, and an index may
not name another, so robots.txt names them all. Without a site address there is no sitemap, for it may hold
whole addresses only.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from serai.press import markup, pagination

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class News(NamedTuple):
    """One story in the news sitemap; `published` is seconds since 1970."""

    address: str
    published: int
    headline: str


def shard_path(edition: str, name: str, lot: int) -> str:
    """One file of a month's stories, `name` "2026-11", or of all "places"; 0 is the newest stories'."""
    return f"sitemaps/{edition}/{name}{f'-{pagination.mark(lot)}' if lot else ''}.xml"


def fronts_path(edition: str) -> str:
    """The file that lists an edition's front, its prose and its months."""
    return f"sitemaps/{edition}/fronts.xml"


def news_path(edition: str) -> str:
    """The file that lists an edition's news of two days."""
    return f"sitemaps/{edition}/news.xml"


def index_path(edition: str, name: str) -> str:
    """The index of a year's files, `name` "2026", or of the "places"."""
    return f"sitemaps/{edition}/index-{name}.xml"


def urls(site_url: str, places: Iterable[tuple[str, int]]) -> bytes:
    """A sitemap of addresses, each with the time of its last change, seconds since 1970; 0 is not told."""
    lines = [
        f"<url><loc>{markup.link(site_url, address)}</loc>"
        f"{f'<lastmod>{_moment(time)}</lastmod>' if time else ''}</url>"
        for address, time in places
    ]
    return "\n".join([f'{markup.HEAD}<urlset xmlns="{_SPACE}">', *lines, "</urlset>\n"]).encode()


def news(site_url: str, *, name: str, language: str, stories: Iterable[News]) -> bytes:
    """The news sitemap of the publication `name`; `language` is BCP 47."""
    paper = (
        f"<news:publication><news:name>{markup.text(name)}</news:name>"
        f"<news:language>{markup.text(news_language(language))}</news:language></news:publication>"
    )
    lines = [
        f"<url><loc>{markup.link(site_url, story.address)}</loc><news:news>{paper}"
        f"<news:publication_date>{_moment(story.published)}</news:publication_date>"
        f"<news:title>{markup.text(story.headline)}</news:title></news:news></url>"
        for story in stories
    ]
    head = f'{markup.HEAD}<urlset xmlns="{_SPACE}" xmlns:news="{_NEWS}">'
    return "\n".join([head, *lines, "</urlset>\n"]).encode()


def news_language(tag: str) -> str:
    """A language as the news sitemap wants it: ISO 639, but zh-cn and zh-tw for the two ways to write
    Chinese."""
    first, *rest = tag.lower().split("-")
    if first != "zh":
        return first
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-cn"


def index(site_url: str, paths: Iterable[str]) -> bytes:
    """The list of sitemaps."""
    lines = [f"<sitemap><loc>{markup.link(site_url, f'/{path}')}</loc></sitemap>" for path in paths]
    return "\n".join([f'{markup.HEAD}<sitemapindex xmlns="{_SPACE}">', *lines, "</sitemapindex>\n"]).encode()


def robots(site_url: str, paths: Iterable[str]) -> bytes:
    """Everything may be read; the sitemaps are named."""
    named = [f"Sitemap: {markup.link(site_url, f'/{path}')}\n" for path in paths]
    return "".join(["User-agent: *\nAllow: /\n", *named]).encode()


def _moment(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
