"""The other pages: an edition's archive, corrections, prose and "not found"; the site's root and redirects.

Rule: reads the ledger through the surroundings and nothing else.
"""

from serai.press import addresses, plates
from serai.press.books import book_links
from serai.press.lists import month_of_archive
from serai.press.pages import CORRECTION_LINES, LOST_STORIES, OWN_LIST, Page
from serai.press.surroundings import Files, Surroundings, switches
from serai.press.views import (
    ArchiveView,
    CorrectionLine,
    CorrectionsView,
    Link,
    NotFoundView,
    ProseView,
    RedirectView,
    RootView,
)


class Others:
    """Pages that are neither stories nor lists."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._settings = around.settings

    def archive_page(self, page: Page) -> Files:
        """The list of months."""
        address = addresses.archive(page.edition)
        months = tuple(
            month_of_archive(page.edition, key, count)
            for key, count in self._ledger.entries.months(page.edition)
        )
        chrome = self._around.chrome(
            page.edition, address, same=self._around.everywhere(page.edition, addresses.archive)
        )
        books = book_links(self._around, page.edition)
        return {addresses.file(address): ArchiveView(chrome=chrome, months=months, books=books)}

    def corrections_page(self, page: Page) -> Files:
        """The newest corrections."""
        lines = []
        for key, place in self._ledger.corrections(page.edition, CORRECTION_LINES):
            story = self._ledger.story(page.edition, key)
            if story:
                made = story.corrections[place]
                link = Link(text=story.headline, address=story.address)
                lines.append(CorrectionLine(story=link, at=made.at, text=made.text, changed=made.changed))
        address = addresses.corrections(page.edition)
        chrome = self._around.chrome(
            page.edition, address, same=self._around.everywhere(page.edition, addresses.corrections)
        )
        return {addresses.file(address): CorrectionsView(chrome=chrome, lines=tuple(lines))}

    def prose_page(self, page: Page) -> Files:
        """About, or the comment policy."""
        edition = self._around.on(page.edition).edition
        place = addresses.about if page.kind == "about" else addresses.comment_policy
        chrome = self._around.chrome(
            page.edition, place(page.edition), same=self._around.everywhere(page.edition, place)
        )
        if page.kind == "about":
            view = ProseView(chrome=chrome, of="about", text=edition.about)
        else:
            view = ProseView(chrome=chrome, of="comment_policy", text=edition.comment_policy)
        return {addresses.file(place(page.edition)): view}

    def lost_page(self, page: Page) -> Files:
        """An edition's page for an address that leads nowhere, with its newest stories."""
        address = f"{addresses.edition(page.edition)}404.html"
        chrome = self._around.chrome(page.edition, address, index=False)
        newest = self._ledger.entries.newest(page.edition, OWN_LIST, LOST_STORIES)
        view = NotFoundView(chrome=chrome, teasers=self._around.tease_all(page.edition, newest))
        return {addresses.file(address): view}

    def root_page(self, page: Page) -> Files:
        """The choice of editions."""
        editions = self._ledger.editions()
        if not editions:
            return {}
        view = RootView(
            site_name=self._settings.site_name,
            site_url=self._settings.site_url,
            switches=switches(editions, "", {edition.key: edition.address for edition in editions}),
            taglines=tuple(edition.tagline for edition in editions),
            style=self._settings.style,
            icon=self._settings.icon,
        )
        return {"index.html": view}

    def root_lost_page(self, page: Page) -> Files:
        """In the first edition's language, and without stories, so that it never changes with the news."""
        editions = self._ledger.editions()
        if not editions:
            return {}
        chrome = self._around.chrome(editions[0].key, "/404.html", index=False)
        return {"404.html": NotFoundView(chrome=chrome, teasers=())}

    def redirect(self, path: str) -> Files:
        """What stands at an address that a plate has left."""
        for name in self._ledger.leavers(path):
            ground = self._around.ground(name.edition)
            plate = self._ledger.plate(*name)
            if ground and plate:
                view = RedirectView(
                    edition=ground.edition,
                    site_url=self._settings.site_url,
                    target=plate.address,
                    headline=plates.title(plate),
                    style=self._settings.style,
                    icon=self._settings.icon,
                )
                return {addresses.file(path): view}
        return {}
