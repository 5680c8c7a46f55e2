"""Sharing: what a story says of itself to networks that show links (Open Graph, and the cards that X reads).

Rule: pure. One picture stands for a story: its lead photo or, where it has none, the card that casting drew.
"""

from typing import NamedTuple

from babel.core import get_global

from serai.press import addresses
from serai.press.plates import Rendition, StoryPlate
from serai.press.theme import pictures
from serai.press.theme.spelling import locale_of


class Picture(NamedTuple):
    """A picture's address, its size in pixels, and what it shows."""

    address: str
    width: int
    height: int
    alt: str


def picture_of(story: StoryPlate) -> Picture | None:
    """The widest JPEG of the lead photo, or the card; None where there is neither."""
    if story.lead_photo:
        file = pictures.widest_jpeg(story.lead_photo)
        return _picture(file, story.lead_photo.alt) if file else None
    return _picture(story.card, story.headline) if story.card else None


def _picture(file: Rendition, alt: str) -> Picture:
    return Picture(addresses.media(file.file), file.width, file.height, alt)


def locale(language: str) -> str:
    """A language (BCP 47) as Open Graph writes it, with the country where most speak it.

    >>> locale("kk"), locale("uz-Cyrl"), locale("pt-BR")
    ('kk_KZ', 'uz_UZ', 'pt_BR')
    """
    known = locale_of(language)
    likely = get_global("likely_subtags")
    name = "_".join(part for part in (known.language, known.script) if part)
    country = known.territory or likely.get(name, likely.get(known.language, "")).rpartition("_")[2]
    return f"{known.language}_{country}" if country else known.language
