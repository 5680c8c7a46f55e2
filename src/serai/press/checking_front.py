"""Checking a front: what an arrangement may name, how much of it, and where its banner may lead.

Rule: pure, as `checking`, which calls this. The limits stand far above what a desk offers; they keep a
front's reads bounded whoever wrote the plate.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from serai.press import addresses
from serai.press.arranging import KIND
from serai.press.errors import PlateError
from serai.press.plates import Banner, FrontPlate

SECOND_LIMIT: Final = 6  # second stories
PINNED_LIMIT: Final = 24
ROWS_LIMIT: Final = 200
ROW_LIMIT: Final = 12  # stories named in one row
BANNER_LIMIT: Final = 280  # characters: the desk's 140, in whichever script
LINK_LIMIT: Final = 500  # characters

_LINK = re.compile(r"(/(?![/\\])|https?://[^/\s])[^\x00-\x20\x7f-\x9f\"'<>\\`{}|^\u2028\u2029]*")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def check_front(who: str, plate: FrontPlate, is_key: Callable[[str], bool]) -> None:
    """PlateError where the plate is not the one of its edition, or names too much or what cannot be."""
    if plate.key != KIND or plate.address != addresses.front_plate(plate.edition) or plate.former_addresses:
        raise PlateError(
            f"{who} must have the key {KIND!r}, stand at {addresses.front_plate(plate.edition)!r} and have "
            "left no address. Cast it again."
        )
    for what, some, limit in (
        ("second stories", plate.second, SECOND_LIMIT),
        ("pinned stories", plate.pinned, PINNED_LIMIT),
        ("rows", plate.rows, ROWS_LIMIT),
        *(("stories in a row", row.stories, ROW_LIMIT) for row in plate.rows),
    ):
        if len(some) > limit:
            raise PlateError(f"{who} names {len(some)} {what}; {limit} are the most. Leave the others out.")
    stories = (*plate.second, *plate.pinned, *(key for row in plate.rows for key in row.stories))
    for key in (*stories, *(row.section for row in plate.rows), *filter(None, (plate.lead,))):
        if not is_key(key):
            raise PlateError(f"{who} names {key[:100]!r}, which cannot be a key. Cast it again.")
    if plate.banner:
        _check_banner(who, plate.banner, is_key)


def is_link(link: str) -> bool:
    """Whether a banner may lead there: a path of the site, or an address of the web."""
    return len(link) <= LINK_LIMIT and bool(_LINK.fullmatch(link))


def is_line(words: str) -> bool:
    """Whether these words may be a banner's: to be seen, short, one line, nothing that turns it round."""
    return len(words) <= BANNER_LIMIT and any(map(_is_seen, words)) and not _UNSEEN.search(words)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS"


def _check_banner(who: str, banner: Banner, is_key: Callable[[str], bool]) -> None:
    if not is_line(banner.text):
        raise PlateError(
            f"{who} has a banner that is not one line of 1 to {BANNER_LIMIT} characters. Write it anew."
        )
    if banner.story and not is_key(banner.story):
        raise PlateError(
            f"{who} has a banner about {banner.story[:100]!r}, which cannot be a key. Cast it again."
        )
    if banner.link and not is_link(banner.link):
        raise PlateError(
            f"{who} has a banner that leads to {banner.link[:100]!r}. Write a path of the site, or an "
            "address that begins with https://."
        )
    if banner.until.tzinfo is None:
        raise PlateError(f"{who} has a time without a zone. Cast it again; plates keep times in UTC.")
