"""The theme as its files are now.

Rule: the newsroom's theme folder is looked at no oftener than each `FRESH` seconds, and read again when a
file of it has changed, as the press does: so the gate's pages look as the site does. A theme that cannot be
used leaves the last one that could; a template of the newsroom's own that fails leaves Serai's, because a
reader's words must not be lost to it.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from serai.gate.views import TEMPLATES, AnyGateView
from serai.press.theme.environment import Theme
from serai.press.theme.errors import ThemeError

FRESH = 5.0  # seconds

logger = logging.getLogger("serai.gate")


class CurrentTheme:
    """The theme over the folder `override`, which may come and go. `clock`: seconds that never go back."""

    def __init__(self, override: Path | None, clock: Callable[[], float]) -> None:
        """Read the theme; ThemeError where it cannot be used."""
        self._override = override
        self._clock = clock
        self._looked_at = clock()
        self._seen = tuple(_files(override))
        self._theme = Theme(override) if self._seen else Theme()
        self._own: Theme | None = None

    def now(self) -> Theme:
        """The theme that can be used now."""
        now = self._clock()
        if self._override is None or now - self._looked_at < FRESH:
            return self._theme
        self._looked_at = now
        seen = tuple(_files(self._override))
        if seen != self._seen:
            self._seen = seen
            try:
                self._theme = Theme(self._override) if seen else Theme()
            except ThemeError as error:
                logger.error("%s The gate's pages stay as they were.", error)
        return self._theme

    def show(self, view: AnyGateView) -> bytes:
        """The page that shows `view`."""
        try:
            return _show(self.now(), view)
        except ThemeError as error:
            # What the template was given may stand in the error's words, and a reader's words are among it.
            cause = type(error.__cause__).__name__
            logger.error("%s in the theme's folder fails: %s.", TEMPLATES[type(view)], cause)
        self._own = self._own or Theme()
        return _show(self._own, view)


def _show(theme: Theme, view: AnyGateView) -> bytes:
    edition = view.chrome.edition
    return theme.show(TEMPLATES[type(view)], view, language=edition.language, time_zone=edition.time_zone)


def _files(folder: Path | None) -> Iterator[tuple[str, int, int]]:
    """Each file of the folder, as the disk tells of it."""
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        try:
            if path.is_file():
                found = path.stat()
                yield str(path), found.st_size, found.st_mtime_ns
        except OSError:
            continue  # it went away while we looked
