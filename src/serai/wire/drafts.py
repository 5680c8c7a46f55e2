"""From a saved page's record to the desk's own shapes.

Rule: pure. Says which block each part becomes and what time is meant; touches no row.
"""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from serai.core import html
from serai.press import plates
from serai.wire.saved.records import Block, Picture

Photos = Mapping[str, Any]  # a picture's address on the page → the desk's photo


def body(blocks: tuple[Block, ...], photos: Photos, lead: Picture | None) -> list[tuple[str, Any]]:
    """The story's body as (block's name, value) pairs; a missing lead picture stands first."""
    pairs = [_block(block, photos) for block in blocks]
    if lead is not None and lead.source not in photos:
        pairs.insert(0, _missing(lead))
    return pairs


def moment(iso: str, zone: ZoneInfo) -> datetime | None:
    """The moment that a page's time means: its own offset, or else the edition's; a bare date is noon."""
    if not iso:
        return None
    at = datetime.fromisoformat(iso)
    if "T" not in iso:
        at = datetime.combine(at.date(), time(12))
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _block(block: Block, photos: Photos) -> tuple[str, Any]:
    match block:
        case plates.Paragraph():
            return "paragraph", f"<p>{block.html}</p>"
        case plates.Subhead():
            return "subhead", block.text
        case plates.Quote():
            return "quote", {"text": f"<p>{block.html}</p>", "speaker": block.speaker, "role": block.role}
        case plates.ListBlock():
            items = [f"<p>{item}</p>" for item in block.items]
            return "list", {"ordered": block.ordered, "items": items}
        case plates.LinkCard():
            return "link_card", {
                "url": block.url,
                "title": block.title,
                "text": block.text,
                "source": block.source,
            }
        case plates.PullQuote():
            return "pull_quote", {"text": block.text, "speaker": block.speaker}
        case Picture():
            if block.source in photos:
                photo = photos[block.source]
                return "photo", {"photo": photo, "caption": block.caption, "credit": block.credit}
            return _missing(block)
    raise TypeError(f"no block of the desk takes {type(block).__name__}: {html.escape(str(block))[:80]}")


def _missing(picture: Picture) -> tuple[str, Any]:
    return "missing_photo", {
        "description": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
    }
