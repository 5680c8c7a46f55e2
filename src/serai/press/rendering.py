"""Rendering: from a page's name to its files' bytes.

Rule: a function of the ledger's state, the settings and the theme; nothing is written and no digest
compared. So pages may be rendered anywhere that the three are at hand.
"""

from typing import NamedTuple, Protocol

from serai.press.building import Building
from serai.press.pages import Page
from serai.press.surroundings import Files
from serai.press.views import AnyView


class Look(Protocol):
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
        """Changes when any page may have changed."""


class Rendered(NamedTuple):
    """One file of a page."""

    path: str
    data: bytes


def render(building: Building, theme: Look, page: Page) -> list[Rendered]:
    """The files of a page; none where the page does not exist."""
    return show(theme, building.build(page))


def show(theme: Look, files: Files) -> list[Rendered]:
    """Views shown by the theme, bytes as they are."""
    return [
        Rendered(path, content if isinstance(content, bytes) else theme.render(content))
        for path, content in files.items()
    ]
