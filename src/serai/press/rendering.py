"""Rendering: from a page's name to its files' bytes.

Rule: a function of the ledger's state, the settings and the theme; nothing is written and no digest
compared. So pages may be rendered anywhere that the three are at hand.
"""

from typing import NamedTuple, Protocol

from serai.press.building import Building
from serai.press.pages import Page
from serai.press.surroundings import Files
from serai.press.views import AnyView, BookView


class AnyTheme(Protocol):
    """What the press asks of a theme."""

    @property
    def style(self) -> str:
        """The style sheet's address."""

    @property
    def icon(self) -> str:
        """The icon's address."""

    def render(self, view: AnyView) -> bytes:
        """The page that shows a view."""

    def assets(self) -> dict[str, bytes]:
        """Every file that pages ask for, by its address."""

    def fingerprint(self) -> str:
        """Changes when every page may have changed."""

    def templates(self) -> dict[str, str]:
        """Each template's digest, by its name."""

    def look(self, view: AnyView) -> str:
        """The name of what a view is shown with."""

    def look_digest(self, name: str) -> str:
        """Changes when a template does that this look comes from."""


class Rendered(NamedTuple):
    """One file of a page; `look` names what of the theme it was made with, "" for bytes from plates alone.
    `pictures` of a book are left to whoever has them at hand."""

    path: str
    data: bytes
    look: str = ""
    pictures: tuple[str, ...] = ()  # of the pool, that are still to be put into it


def render(building: Building, theme: AnyTheme, page: Page) -> list[Rendered]:
    """The files of a page; none where the page does not exist."""
    return show(theme, building.build(page))


def show(theme: AnyTheme, files: Files) -> list[Rendered]:
    """Views shown by the theme, bytes as they are."""
    return [
        Rendered(path, content)
        if isinstance(content, bytes)
        else Rendered(path, theme.render(content), theme.look(content), _pictures(content))
        for path, content in files.items()
    ]


def _pictures(view: AnyView) -> tuple[str, ...]:
    return view.pictures if isinstance(view, BookView) else ()
