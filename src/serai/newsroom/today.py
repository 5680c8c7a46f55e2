"""Today's press: the one with the theme as its files are now, while the newsroom runs.

Rule: no Django. A theme that cannot be used, or whose pages cannot be made, leaves the last press that could:
the site stays as it was, publishing goes on, and the log names the file. The theme is tried again when one of
its files changes. What a changed theme asks for is baked before the new press is used for anything else.
"""

import logging

from serai.core.errors import SeraiError
from serai.newsroom.config import Newsroom
from serai.newsroom.pressroom import alone, open_press
from serai.press.bake import BakeReport, Press
from serai.press.weights import Weight

HEAVY = 100  # pages; a bake of more is told in the log before it begins

log = logging.getLogger(__name__)


class Today:
    """One newsroom's press, day after day. For one thread."""

    def __init__(self, newsroom: Newsroom) -> None:
        """Open the press; ThemeError where the theme cannot be used."""
        self._newsroom = newsroom
        self._refused: Press | None = None
        self._told = ""
        self.press = open_press(newsroom)

    def begin(self) -> BakeReport:
        """Bake what a crash left, and what a theme or setting asks for that has changed meanwhile."""
        return self._bake(self.press)

    def look(self) -> Press:
        """The press to bake with now."""
        try:
            found = open_press(self._newsroom)
        except SeraiError as error:
            self._refuse(error)
            return self.press
        if found is self.press or found is self._refused:
            return self.press
        try:
            report = self._bake(found)
        except SeraiError as error:
            self._refused = found
            self._refuse(error)
            return self.press
        log.info("the theme or a setting changed; %d files were out of date", report.files_written)
        self.press, self._refused, self._told = found, None, ""
        return found

    def _bake(self, press: Press) -> BakeReport:
        with alone(self._newsroom):
            return press.bake((), tell_if_heavy)

    def _refuse(self, error: SeraiError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            log.error("%s Baking goes on with the theme as it was.", error)


def tell_if_heavy(weight: Weight) -> None:
    """Say in the log what a bake goes through, where it is not done in a moment."""
    if weight.total > HEAVY:
        log.info("baking %s", weight.told())
