"""Feeds: the newest stories of a front as Atom (RFC 4287), in full.

Rule: pure. Identifiers are made from an edition and a key alone and are UUIDs (RFC 4122, version 5), so
that an outlet whose name on the net is blocked takes its feed to another without its readers' programs
showing every story as new. Times come from plates.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from serai.core import html
from serai.press import addresses, markup
from serai.press.plates import (
    Block,
    EditionPlate,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    Photo,
    PullQuote,
    Quote,
    StoryPlate,
    Subhead,
)
from serai.press.views import Link

_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "serai")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was updated


class Entry(NamedTuple):
    """One story in a feed."""

    story: StoryPlate
    authors: tuple[str, ...]
    section: Link | None


class Feed(NamedTuple):
    """One feed: `of` and `key` name the front it belongs to; entries come newest first."""

    edition: EditionPlate
    of: str
    key: str
    title: str
    subtitle: str
    address: str  # the front's
    site_url: str
    icon: str
    entries: tuple[Entry, ...]


def identifier(edition: str, kind: str, key: str) -> str:
    """The lasting name of a feed or of an entry, whatever its address becomes."""
    return uuid.uuid5(_SPACE, f"{edition}/{kind}/{key}").urn


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


def atom(feed: Feed) -> bytes:
    """The feed's bytes."""
    frame = Frame(
        edition=feed.edition,
        identifier=identifier(feed.edition.key, feed.of, feed.key),
        title=feed.title,
        subtitle=feed.subtitle,
        updated=max((entry.story.updated_at for entry in feed.entries), default=_NEVER),
        own=addresses.feed(feed.address),
        address=feed.address,
        site_url=feed.site_url,
        icon=feed.icon,
    )
    return framed(frame, (_entry(entry, feed.site_url) for entry in feed.entries))


def framed(frame: Frame, entries: Iterable[str]) -> bytes:
    """A feed's bytes, of entries that are spelled already."""
    at, site = markup.text, frame.site_url
    lines = [
        f'{markup.HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{at(frame.edition.language)}">',
        f"<id>{frame.identifier}</id>",
        f"<title>{at(frame.title)}</title>",
        *([f"<subtitle>{at(frame.subtitle)}</subtitle>"] if frame.subtitle else []),
        f"<updated>{moment(frame.updated)}</updated>",
        f"<author><name>{at(frame.edition.name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{markup.link(site, frame.own)}"/>',
        f'<link rel="alternate" type="text/html" href="{markup.link(site, frame.address)}"/>',
        *([f"<icon>{markup.link(site, frame.icon)}</icon>"] if frame.icon else []),
        *entries,
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(entry: Entry, site: str) -> str:
    at, story = markup.text, entry.story
    lines = [
        "<entry>",
        f"<id>{identifier(story.edition, 'story', story.key)}</id>",
        f"<title>{at(story.headline)}</title>",
        f'<link rel="alternate" type="text/html" href="{markup.link(site, story.address)}"/>',
        f"<published>{moment(story.published_at)}</published>",
        f"<updated>{moment(story.updated_at)}</updated>",
        *(f"<author><name>{at(name)}</name></author>" for name in entry.authors),
        *([f'<category term="{at(entry.section.text)}"/>'] if entry.section else []),
        *([f"<summary>{at(story.deck)}</summary>"] if story.deck else []),
        f'<content type="html">{at(content(story, site))}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def content(story: StoryPlate, site: str) -> str:
    """A story's photo, body and corrections as plain markup with whole addresses."""
    parts = [_figure(story.lead_photo, site)] if story.lead_photo else []
    parts += [_block(block, site) for block in story.body]
    parts += [f"<p><em>{html.escape(correction.text)}</em></p>" for correction in story.corrections]
    return "\n".join(parts)


def _block(block: Block, site: str) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_whole(html.inline(block.html), site)}</p>"
    if isinstance(block, Subhead):
        return f"<h2>{html.escape(block.text)}</h2>"
    if isinstance(block, Quote):
        speaker = ", ".join(html.escape(part) for part in (block.speaker, block.role) if part)
        return f"<blockquote><p>{_whole(html.inline(block.html), site)}</p><p>{speaker}</p></blockquote>"
    if isinstance(block, PullQuote):
        return f"<blockquote><p>{html.escape(block.text)}</p></blockquote>"
    if isinstance(block, Figure):
        return _figure(block.photo, site)
    if isinstance(block, ListBlock):
        items = "".join(f"<li>{_whole(html.inline(item), site)}</li>" for item in block.items)
        return f"<ol>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"
    return _card(block)


def _card(card: LinkCard) -> str:
    words = html.escape(card.title)
    source = f" ({html.escape(card.source)})" if card.source else ""
    quoted = card.url.replace("&", "&amp;").replace('"', "&quot;")
    link = html.inline(f'<a href="{quoted}">{words}</a>')
    return f"<p>{link}{source}</p>"


def _figure(photo: Photo, site: str) -> str:
    """The widest JPEG of at most 1,280 pixels, which every reader's program shows."""
    shown = [r for r in photo.renditions if r.format == "jpeg" and r.width <= 1280] or list(photo.renditions)
    image = ""
    if shown:
        file = shown[-1]
        source = markup.link(site, addresses.media(file.file))
        alt = markup.text(photo.alt)
        image = f'<img src="{source}" width="{file.width}" height="{file.height}" alt="{alt}"/>'
    words = " ".join(html.escape(part) for part in (photo.caption, photo.credit) if part)
    return f"<figure>{image}<figcaption>{words}</figcaption></figure>"


def _whole(inline: str, site: str) -> str:
    """Sanitised markup with links from the site's root made whole."""
    if not site or 'href="/' not in inline:
        return inline
    return inline.replace('href="/', f'href="{markup.text(site)}/')


def moment(time: datetime) -> str:
    """A time as Atom spells it (RFC 3339), in UTC."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
