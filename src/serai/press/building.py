"""Building: from a page's name to what is on it.

Rule: reads the ledger and nothing else; the same ledger and settings give the same views. `Building.build`
is the one answer to "what is on this page": its files, each a view for the theme or finished bytes, or
nothing at all where the page does not exist.
"""

from collections.abc import Callable

from serai.press.activities import Activities
from serai.press.books import Books
from serai.press.follow import Follow
from serai.press.ledger import Ledger
from serai.press.lists import Lists
from serai.press.offline import Offline
from serai.press.others import Others
from serai.press.pages import Page
from serai.press.plates import StoryPlate
from serai.press.sitemaps import Sitemaps
from serai.press.stories import Stories
from serai.press.surroundings import Files, Settings, Surroundings
from serai.press.threads import Thread
from serai.press.views import FrontView, StoryView


class Building:
    """Builds pages from one state of the ledger; make another when the state changes."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        """Nothing is read yet."""
        self._around = Surroundings(ledger, settings)
        self._stories = Stories(self._around)
        self._others = others = Others(self._around)
        lists, sitemaps = Lists(self._around), Sitemaps(self._around)
        self._activities = Activities(self._around)
        self._makers: dict[str, Callable[[Page], Files]] = {
            "story": self._stories.page,
            "comments": self._stories.comments_page,
            "comments_feed": self._stories.comments_feed,
            "list": lists.list_page,
            "front": lists.front_page,
            "feed": lists.feed,
            "archive": others.archive_page,
            "corrections": others.corrections_page,
            "about": others.prose_page,
            "comment_policy": others.prose_page,
            "follow": Follow(self._around).page,
            "lost": others.lost_page,
            "shard": sitemaps.shard,
            "fronts": sitemaps.fronts,
            "news": sitemaps.news,
            "sitemap": sitemaps.index,
            "robots": sitemaps.robots,
            "account": self._activities.accounts,
            "fediverse": self._activities.site,
            "book": Books(self._around).book_page,
            "offline": Offline(self._around).offline_page,
            "root": others.root_page,
            "root_lost": others.root_lost_page,
        }

    def build(self, page: Page) -> Files:
        """The files of a page, but for pictures, assets and redirects."""
        if page.edition and not self._around.ground(page.edition):
            return {}
        return self._makers[page.kind](page) | self._activities.beside(page)

    def front(self, code: str) -> FrontView | None:
        """What an edition's front shows; None where the edition is not there."""
        files = self.build(Page(code, "front"))
        return next((view for view in files.values() if isinstance(view, FrontView)), None)

    def redirect(self, path: str) -> Files:
        """What stands at an address that a plate has left."""
        return self._others.redirect(path)

    def preview(self, story: StoryPlate, thread: Thread | None) -> StoryView | None:
        """A story's page with the preview's banner, and with this whole thread or, without one, the one that
        is public; None where its edition is not there."""
        return self._stories.preview(story, thread)
