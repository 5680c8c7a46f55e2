"""Checking: what a plate or a thread may name, before anything is written for it.

Rule: pure. An address, key or picture name becomes a path below the site's folder, so each is held to a
pattern that cannot leave it, cannot hide, and cannot stand where the press itself writes. A refusal is a
PlateError that names the plate.
"""

import re
from datetime import datetime
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from serai.press import addresses, checking_front, plates
from serai.press.errors import PlateError
from serai.press.pages import media_of
from serai.press.plates import (
    AnyPlate,
    AuthorPlate,
    EditionPlate,
    FrontPlate,
    SectionPlate,
    StoryPlate,
    TopicPlate,
)
from serai.press.threads import Comment, Thread

SEGMENT_LIMIT = 200  # bytes of one name in an address
ADDRESS_LIMIT = 900  # bytes of a whole address
FORMER_LIMIT = 1000  # former addresses of one plate
COMMENTS_LIMIT = 100_000  # of one thread
NUMBER_LIMIT = 10_000_000  # of one comment
TEXT_LIMIT = 100_000  # code points of a comment, or of a name

_AGAIN = "Cast the thread again."

Standing: TypeAlias = StoryPlate | SectionPlate | AuthorPlate | TopicPlate | EditionPlate  # at a page

_CODE = re.compile(r"[a-z][a-z0-9-]{0,31}")
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_DATE = re.compile(r"/[0-9]{4}/(0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])/")
_MEDIA = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}\.(avif|webp|jpg|jpeg|png)")
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0/\\?#%<>\"'`{}|^:*\u2028\u2029\ud800-\udfff\ufeff\u200e\u200f\u202a-\u202e]"
)
_ROOTS = frozenset({"media", "assets", "sitemaps", "fediverse"})
_FILES = frozenset(
    {
        "index.html",
        "404.html",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "ninjs.json",
        "plate.json",
        "front.json",
        "thread.json",
        "robots.txt",
        "worker.js",
        "manifest.webmanifest",
        "sitemap.xml",
        "favicon.svg",
        "favicon.ico",
    }
)


def check(plate: AnyPlate) -> None:
    """PlateError where the plate names what it may not; nothing is read or written."""
    who = f"The plate of {plates.kind(plate)} {plate.key!r} in edition {plate.edition!r}"
    if not _CODE.fullmatch(plate.edition) or plate.edition in _ROOTS:
        raise PlateError(f"{who} has an edition code that cannot be a folder. Use letters a-z and hyphens.")
    if not _KEY.fullmatch(plate.key):
        raise PlateError(
            f"{who} has a key that is not 1 to 100 letters, digits, '_', '.', '-'. Cast it again."
        )
    if isinstance(plate, FrontPlate):
        checking_front.check_front(who, plate, lambda key: bool(_KEY.fullmatch(key)))
        return
    _check_address(who, plate)
    _check_former(who, plate.former_addresses)
    for file in sorted(media_of(plate)):
        if not _MEDIA.fullmatch(file):
            raise PlateError(f"{who} names the picture {file!r}, which is no name by content. Cast it again.")
    if isinstance(plate, StoryPlate):
        _check_story(who, plate)


def check_thread(thread: Thread) -> None:
    """PlateError where a whole thread could not belong to a plate, is a part of one, or its comments do not
    stand in order, each with a key and a number of its own. The error holds no word of a comment."""
    who = f"The thread of story {thread.key!r} in edition {thread.edition!r}"
    if not _CODE.fullmatch(thread.edition) or not _KEY.fullmatch(thread.key):
        raise PlateError(f"{who} names what cannot be a story. {_AGAIN}")
    if thread.part or thread.parts or thread.count:
        raise PlateError(f"{who} is a part of one. Put the whole thread.")
    if min(thread.rating.likes, thread.rating.dislikes) < 0:
        raise PlateError(f"{who} has less than no answers. {_AGAIN}")
    if len(thread.comments) > COMMENTS_LIMIT:
        raise PlateError(f"{who} has more than {COMMENTS_LIMIT} comments. Close the discussion.")
    _check_comments(who, thread.comments)
    times = (thread.closes_at, *(comment.written_at for comment in thread.comments))
    if any(time is not None and time.tzinfo is None for time in times):
        raise PlateError(f"{who} has a time without a zone. {_AGAIN}")
    order = {comment.key: comment.number for comment in thread.comments}
    picked = [order.get(key, 0) for key in thread.picks]
    if not _ascends(picked):
        raise PlateError(f"{who} has picks that are not comments of it, in order. {_AGAIN}")


def _check_comments(who: str, comments: tuple[Comment, ...]) -> None:
    for comment in comments:
        if not _KEY.fullmatch(comment.key):
            raise PlateError(f"{who} has a comment with a key that cannot be one. {_AGAIN}")
        if comment.number > NUMBER_LIMIT:
            raise PlateError(f"{who} has a comment of a number above {NUMBER_LIMIT}. {_AGAIN}")
        if max(len(comment.text), len(comment.name), len(comment.reply_to)) > TEXT_LIMIT:
            raise PlateError(f"{who} has comment {comment.key!r} of more than {TEXT_LIMIT} letters. {_AGAIN}")
    if not _ascends([comment.number for comment in comments]):
        raise PlateError(f"{who} has comments whose numbers do not ascend from 1. {_AGAIN}")
    if len({comment.key for comment in comments}) < len(comments):
        raise PlateError(f"{who} has two comments of one key. {_AGAIN}")


def _ascends(numbers: list[int]) -> bool:
    """Each is above the one before it, the first above 0."""
    return all(below < above for below, above in pairwise((0, *numbers)))


def _check_address(who: str, plate: Standing) -> None:
    address = plate.address
    if isinstance(plate, EditionPlate):
        wanted = addresses.edition(plate.edition)
        if plate.key != plate.edition:
            raise PlateError(f"{who} must have its code as its key. Cast it again.")
        _check_zone(who, plate.time_zone)
    else:
        _check_segment(who, plate.slug)
        wanted = _wanted(plate)
    if address != wanted:
        raise PlateError(
            f"{who} stands at {address!r}, but such a plate belongs at {wanted!r}. Cast it again."
        )


def _check_zone(who: str, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PlateError(
            f"{who} has the time zone {zone[:100]!r}, which there is not. "
            "Give the edition an IANA name, like Asia/Almaty."
        ) from error


def _wanted(plate: Standing) -> str:
    if isinstance(plate, EditionPlate):
        return addresses.edition(plate.edition)
    if isinstance(plate, StoryPlate):
        date = _DATE.match(plate.address.removeprefix(f"/{plate.edition}"))
        return f"/{plate.edition}{date[0] if date else '/YYYY/MM/DD/'}{plate.slug}/"
    if isinstance(plate, SectionPlate):
        return addresses.section(plate.edition, plate.slug)
    if isinstance(plate, AuthorPlate):
        return addresses.author(plate.edition, plate.slug)
    return addresses.topic(plate.edition, plate.slug)


def _check_former(who: str, formers: tuple[str, ...]) -> None:
    if len(formers) > FORMER_LIMIT:
        raise PlateError(f"{who} has more than {FORMER_LIMIT} former addresses. Leave the oldest out.")
    for former in formers:
        if not former.startswith("/") or len(former.encode(errors="replace")) > ADDRESS_LIMIT:
            raise PlateError(
                f"{who} has a former address that cannot be one: {former[:100]!r}. Leave it out."
            )
        segments = former.removesuffix("index.html").removeprefix("/").removesuffix("/").split("/")
        if segments == [""] or segments[0] in _ROOTS:
            raise PlateError(f"{who} has a former address that is the site's own: {former!r}. Leave it out.")
        for segment in segments:
            _check_segment(who, segment)


def _check_segment(who: str, segment: str) -> None:
    """One name in an address: not empty, not hidden, not too long, nothing that a path or address splits
    at, and not a name that the press gives to its own files."""
    try:
        size = len(segment.encode())
    except UnicodeEncodeError as error:
        raise PlateError(f"{who} has an address that is not text. Cast it again.") from error
    if not 0 < size <= SEGMENT_LIMIT or segment.startswith(".") or _FORBIDDEN.search(segment):
        raise PlateError(
            f"{who} has {segment[:100]!r} in an address: a name there may not be empty, hidden, longer than "
            f"{SEGMENT_LIMIT} bytes, or hold blanks and signs. Change the slug."
        )
    if segment.lower() in _FILES or segment.endswith((".gz", ".br", ".epub")):
        raise PlateError(f"{who} has {segment!r} in an address, a name kept for the press. Change the slug.")


def _check_story(who: str, plate: StoryPlate) -> None:
    times: tuple[datetime, ...] = (plate.published_at, plate.updated_at, *(c.at for c in plate.corrections))
    if any(time.tzinfo is None for time in times):
        raise PlateError(f"{who} has a time without a zone. Cast it again; plates keep times in UTC.")
    for key in (plate.section, *plate.authors, *plate.topics, *plate.related):
        if key and not _KEY.fullmatch(key):
            raise PlateError(f"{who} names {key!r}, which cannot be a key. Cast it again.")
