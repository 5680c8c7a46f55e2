"""RSS 2.0 (RSS Advisory Board, 2.0.11), with the modules that programs know: content (the text), Dublin Core
(who wrote it), Media RSS (the picture) and Atom's own links.

Rule: pure, written as text: every word from a plate goes through `markup`. A picture is told twice, as
`enclosure` for the programs that know no other.
"""

from datetime import UTC, datetime
from email.utils import format_datetime

from serai.press import addresses, markup
from serai.press.feeds import prose
from serai.press.feeds.records import Entry, Feed, identifier
from serai.press.plates import StoryPlate

_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    at, site = markup.text, feed.site_url
    own = markup.link(site, feed.own(addresses.rss), feed.query)
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    lines = [
        f'{markup.HEAD}<rss version="2.0" {spaces}>',
        "<channel>",
        f"<title>{at(feed.title)}</title>",
        f"<link>{markup.link(site, feed.address, feed.query)}</link>",
        f"<description>{at(feed.subtitle or feed.edition.description or feed.title)}</description>",
        f"<language>{at(feed.edition.language)}</language>",
        f"<lastBuildDate>{_moment(feed.updated)}</lastBuildDate>",
        f'<atom:link rel="self" type="application/rss+xml" href="{own}"/>',
        *([f'<atom:link rel="hub" href="{at(feed.hub)}"/>'] if feed.hub else []),
        *(_item(entry, site) for entry in feed.entries),
        "</channel>",
        "</rss>\n",
    ]
    return "\n".join(lines).encode()


def _item(entry: Entry, site: str) -> str:
    at, story = markup.text, entry.story
    told = prose.summary(story)
    lines = [
        "<item>",
        f"<title>{at(story.headline)}</title>",
        f"<link>{markup.link(site, story.address)}</link>",
        f'<guid isPermaLink="false">{identifier(story.edition, "story", story.key)}</guid>',
        f"<pubDate>{_moment(story.published_at)}</pubDate>",
        *(f"<dc:creator>{at(name)}</dc:creator>" for name in entry.authors),
        *(f"<category>{at(name)}</category>" for name in entry.subjects),
        *([f"<description>{at(told)}</description>"] if told else []),
        *_picture(story, site),
        *([f"<content:encoded>{at(entry.text)}</content:encoded>"] if entry.text is not None else []),
        "</item>",
    ]
    return "\n".join(lines)


def _picture(story: StoryPlate, site: str) -> list[str]:
    """The photo, with its words; a card, drawn of the headline, would say it twice."""
    photo = story.lead_photo
    file = prose.picture(photo) if photo else None
    if not photo or not file:
        return []
    at, kind = markup.text, _TYPES[file.format]
    source = markup.link(site, addresses.media(file.file))
    size = f'width="{file.width}" height="{file.height}"'
    return [
        f'<enclosure url="{source}" length="{file.size}" type="{kind}"/>',
        f'<media:content url="{source}" medium="image" type="{kind}" fileSize="{file.size}" {size}>',
        *([f"<media:description>{at(photo.caption)}</media:description>"] if photo.caption else []),
        *([f"<media:credit>{at(photo.credit)}</media:credit>"] if photo.credit else []),
        "</media:content>",
    ]


def _moment(time: datetime) -> str:
    """A time as RSS spells it (RFC 822, with four digits for the year)."""
    return format_datetime(time.astimezone(UTC), usegmt=True)
