"""Today's press: the one with the theme as its files are now, while the newsroom runs.

Rule: no Django. A theme that cannot be used, or whose pages cannot be made, leaves the last press that could:
the site stays as it was, publishing goes on, and the log names the file. That is so from the start on, with
the copy of the last theme that served. The theme is tried again when one of its files changes. What a changed
theme asks for is baked before the new press is used for anything else.
"""

import logging

from serai.core.errors import SeraiError
from serai.newsroom import last_theme
from serai.newsroom.config import Newsroom
from serai.newsroom.pressroom import Opened, alone, opened, opened_with_last_theme
from serai.press.bake import BakeReport, Press
from serai.press.errors import DiskError
from serai.press.theme.errors import ThemeError
from serai.press.weights import Weight

HEAVY = 100  # pages; a bake of more is told in the log before it begins

log = logging.getLogger(__name__)


class Today:
    """One newsroom's press, day after day. For one thread."""

    def __init__(self, newsroom: Newsroom) -> None:
        """Open the press; ThemeError where the theme cannot be used, and none is kept that could."""
        self._newsroom = newsroom
        self._refused: Opened | None = None
        self._told = ""
        try:
            self._now = opened(newsroom)
        except ThemeError as error:
            self._fall_back(error)

    @property
    def press(self) -> Press:
        """The press to bake with now."""
        return self._now.press

    def begin(self) -> BakeReport:
        """Bake what a crash left, and what a theme or setting asks for that has changed meanwhile."""
        try:
            report = self._bake(self._now)
        except ThemeError as error:
            self._refused = self._now
            self._fall_back(error)
            report = self._bake(self._now)
        self._keep()
        return report

    def look(self) -> Press:
        """The press to bake with now, after a look at the theme's files."""
        try:
            found = opened(self._newsroom)
        except SeraiError as error:
            self._refuse(error)
            return self.press
        if found is self._now or found is self._refused:
            return self.press
        try:
            report = self._bake(found)
        except DiskError:
            raise  # the disk, not the theme: the caller waits and tries all again
        except SeraiError as error:
            self._refused = found
            self._refuse(error)
            return self.press
        log.info("the theme or a setting changed; %d files were out of date", report.files_written)
        self._now, self._refused, self._told = found, None, ""
        self._keep()
        return self.press

    def _fall_back(self, error: ThemeError) -> None:
        """Go on with the theme that served last; the error again where there is none."""
        last = opened_with_last_theme(self._newsroom)
        if last is None:
            raise error
        self._refuse(error)
        self._now = last

    def _keep(self) -> None:
        try:
            last_theme.keep(self._newsroom, self._now.theme, self._now.mark)
        except OSError as error:  # pages are made all the same
            log.warning("The theme could not be kept for a start without it: %s", error.strerror)

    def _bake(self, one: Opened) -> BakeReport:
        with alone(self._newsroom):
            return one.press.bake((), tell_if_heavy)

    def _refuse(self, error: SeraiError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            log.error("%s Baking goes on with the theme as it was.", error)


def tell_if_heavy(weight: Weight) -> None:
    """Say in the log what a bake goes through, where it is not done in a moment."""
    if weight.total > HEAVY:
        log.info("baking %s", weight.told())
