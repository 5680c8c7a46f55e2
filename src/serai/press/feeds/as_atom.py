"""Atom (RFC 4287).

Rule: pure, written as text: every word from a plate goes through `markup`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from serai.press import addresses, markup
from serai.press.feeds import prose
from serai.press.feeds.records import Entry, Feed, identifier, moment
from serai.press.plates import EditionPlate


class Frame(NamedTuple):
    """What stands around the entries of any feed; `own` is the feed's address, `address` its page's."""

    edition: EditionPlate
    identifier: str
    title: str
    subtitle: str
    updated: datetime
    own: str
    address: str
    site_url: str
    icon: str
    hub: str = ""
    query: str = ""  # as in `Feed`


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    frame = Frame(
        edition=feed.edition,
        identifier=feed.identifier,
        title=feed.title,
        subtitle=feed.subtitle,
        updated=feed.updated,
        own=feed.own(addresses.feed),
        address=feed.address,
        site_url=feed.site_url,
        icon=feed.icon,
        hub=feed.hub,
        query=feed.query,
    )
    return framed(frame, (_entry(entry, feed.site_url) for entry in feed.entries))


def framed(frame: Frame, entries: Iterable[str]) -> bytes:
    """A feed's bytes, of entries that are spelled already."""
    at, site = markup.text, frame.site_url
    own, page = (markup.link(site, place, frame.query) for place in (frame.own, frame.address))
    lines = [
        f'{markup.HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{at(frame.edition.language)}">',
        f"<id>{frame.identifier}</id>",
        f"<title>{at(frame.title)}</title>",
        *([f"<subtitle>{at(frame.subtitle)}</subtitle>"] if frame.subtitle else []),
        f"<updated>{moment(frame.updated)}</updated>",
        f"<author><name>{at(frame.edition.name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{own}"/>',
        f'<link rel="alternate" type="text/html" href="{page}"/>',
        *([f'<link rel="hub" href="{at(frame.hub)}"/>'] if frame.hub else []),
        *([f"<icon>{markup.link(site, frame.icon)}</icon>"] if frame.icon else []),
        *entries,
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(entry: Entry, site: str) -> str:
    at, story = markup.text, entry.story
    told = prose.summary(story) if entry.text is None else story.deck
    lines = [
        "<entry>",
        f"<id>{identifier(story.edition, 'story', story.key)}</id>",
        f"<title>{at(story.headline)}</title>",
        f'<link rel="alternate" type="text/html" href="{markup.link(site, story.address)}"/>',
        f"<published>{moment(story.published_at)}</published>",
        f"<updated>{moment(story.updated_at)}</updated>",
        *(f"<author><name>{at(name)}</name></author>" for name in entry.authors),
        *(f'<category term="{at(name)}"/>' for name in entry.subjects),
        *([f"<summary>{at(told)}</summary>"] if told else []),
        *([f'<content type="html">{at(entry.text)}</content>'] if entry.text is not None else []),
        "</entry>",
    ]
    return "\n".join(lines)
