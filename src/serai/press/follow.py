"""The follow page: how an edition is followed. It lists what there is, and nothing else.

Rule: reads the ledger through the surroundings and nothing else; what it shows of an edition and of its menu
is on every page, so that no story touches it.
"""

from serai.press import activity, addresses
from serai.press.pages import Page
from serai.press.surroundings import Files, Surroundings
from serai.press.views import FollowView, Link


class Follow:
    """An edition's feeds, its account and its books."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._settings = around.settings

    def page(self, page: Page) -> Files:
        """The edition's own feeds first, then each section's, in the menu's order."""
        code, settings = page.edition, self._settings
        ground, address = self._around.on(code), addresses.follow(code)
        edition = Link(text=ground.edition.name, address=addresses.edition(code))
        view = FollowView(
            chrome=self._around.chrome(code, address, same=self._around.everywhere(code, addresses.follow)),
            fronts=(edition, *ground.sections),
            account=activity.account(code, settings.site_url)
            if settings.site_url and settings.fediverse_key
            else "",
            books=addresses.archive(code) if settings.epub else "",
        )
        return {addresses.file(address): view}
