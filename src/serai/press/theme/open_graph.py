"""Open Graph: what a page says of itself to networks that show links, and to X, which reads the same.

Rule: pure. The protocol (ogp.me) asks for a picture on every page. For a story stands its lead photo or,
where it has none, the card that casting drew; for all else stands the theme's large icon.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from babel.core import get_global

from serai.press import addresses
from serai.press.plates import Rendition, StoryPlate
from serai.press.theme import pictures
from serai.press.theme.spelling import locale_of
from serai.press.views import ListView, StoryView, Switch, View

ICON = "icon-512.png"  # of the theme's assets
_ICON_SIZE = 512  # pixels, both ways


class Picture(NamedTuple):
    """A picture's address, its size in pixels, and what it shows."""

    address: str
    width: int
    height: int
    alt: str


class Shared(NamedTuple):
    """What kind of thing a page is, and the picture that stands for it; `large` where it is a story's own."""

    kind: Literal["article", "profile", "website"]
    picture: Picture
    large: bool


def shared(view: View, *, icon: str) -> Shared:
    """What a page of an edition is to a network; `icon` is the address of `ICON`."""
    story = view.story if isinstance(view, StoryView) else None
    own = picture_of(story) if story else None
    about = isinstance(view, ListView) and view.author is not None
    return Shared(
        kind="article" if story else "profile" if about else "website",
        picture=own or Picture(icon, _ICON_SIZE, _ICON_SIZE, ""),
        large=own is not None,
    )


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


def other_locales(language: str, ways: Iterable[Switch]) -> tuple[str, ...]:
    """The other locales of a page, each once: two scripts of one language are one."""
    names = (locale(way.language) for way in ways if way.same and not way.current)
    return tuple(dict.fromkeys(name for name in names if name != locale(language)))
