"""Activities of one site: which ActivityStreams documents stand beside which page.

Rule: reads the ledger through the surroundings and nothing else. A story's note is made with its page, a part
of an edition's outbox with the page of the list of all stories that holds the same stories: what touches the
one touches the other, and no list is cut twice. Nothing where followers are not wanted.
"""

from serai.press import activity, addresses
from serai.press.entries import Run
from serai.press.pages import OWN_LIST, ListName, Page
from serai.press.surroundings import Files, Surroundings


class Activities:
    """What followers' servers are told."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._site_url = around.settings.site_url
        self._key = around.settings.fediverse_key if around.settings.site_url else ""

    def beside(self, page: Page) -> Files:
        """The documents that stand beside a page; most have none."""
        if not self._key:
            return {}
        if page.kind == "story":
            return self._note(page)
        if page.kind == "list" and ListName(page.of, page.key) == OWN_LIST:
            return self._outbox(page)
        return {}

    def accounts(self, page: Page) -> Files:
        """An edition's account, its followers, and the answer to whoever looks for it."""
        if not self._key:
            return {}
        code, site_url = page.edition, self._site_url
        edition = self._around.on(code).edition
        icon = self._around.settings.portrait
        return {
            addresses.file(activity.actor_address(code)): activity.actor(
                edition, site_url=site_url, key=self._key, icon=icon
            ),
            addresses.file(activity.followers_address(code)): activity.followers(code, site_url),
            addresses.file(activity.finger_address(code)): activity.webfinger(edition, site_url),
        }

    def site(self, _page: Page) -> Files:
        """What the site says of itself as a server among servers."""
        if not self._key:
            return {}
        editions = len(self._ledger.editions())
        return {
            f"{activity.FOLDER}/host-meta.xml": activity.host_meta(self._site_url),
            f"{activity.FOLDER}/nodeinfo.json": activity.nodeinfo_links(self._site_url),
            f"{activity.FOLDER}/nodeinfo-2.1.json": activity.nodeinfo(editions),
        }

    def _note(self, page: Page) -> Files:
        story = self._ledger.story(page.edition, page.key)
        if not story:
            return {}
        found = (self._ledger.topic(page.edition, key) for key in dict.fromkeys(story.topics))
        topics = [topic for topic in found if topic]
        edition = self._around.on(page.edition).edition
        note = activity.note(story, edition, topics, site_url=self._site_url)
        path = addresses.file(activity.note_address(page.edition, page.key))
        return {path: activity.spelled(note)}

    def _outbox(self, page: Page) -> Files:
        code = page.edition
        stretch = self._ledger.entries.stretch(Run(code, *OWN_LIST, "list"), page.number)
        if not stretch:
            return {}
        stories = [(key, time) for time, key, _ in stretch.rows]
        older = stretch.older[2] if stretch.older else 0
        if page.number:
            data = activity.outbox_part(code, page.number, stories, site_url=self._site_url, older=older)
        else:
            total = self._ledger.entries.count(code, OWN_LIST)
            data = activity.outbox(code, stories, site_url=self._site_url, total=total, older=older)
        return {addresses.file(activity.outbox_address(code, page.number)): data}
