"""Sitemaps of one site: which files there are, and what stands in each.

Rule: reads the ledger through the surroundings and nothing else, and of plates only what stands before their
bytes. "News" are the stories of the 48 hours before an edition's newest: the press reads no clock.
"""

from serai.press import addresses, sitemap
from serai.press.entries import Run
from serai.press.lists import month_of_archive
from serai.press.pages import NEWS_STORIES, OWN_LIST, PLACES, ListName, Page
from serai.press.surroundings import Files, Surroundings

NEWS_SECONDS = 48 * 60 * 60


class Sitemaps:
    """What search engines are told."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around
        self._ledger = around.ledger
        self._entries = around.ledger.entries
        self._site_url = around.settings.site_url

    def shard(self, page: Page) -> Files:
        """Some of a month's stories, newest first, or of an edition's places."""
        run = Run(page.edition, page.of, page.key, "shard")
        stretch = self._entries.stretch(run, page.number) if self._site_url else None
        if not stretch or not stretch.rows:
            return {}
        places = []
        for _, story, _ in stretch.rows:
            kind, key = story.split("/", 1) if page.of == PLACES.of else ("story", story)
            told = self._ledger.sitemap_entry(page.edition, kind, key)
            if told:
                places.append((told.address, told.updated))
        path = sitemap.shard_path(page.edition, page.key or page.of, page.number)
        return {path: sitemap.urls(self._site_url, places)}

    def fronts(self, page: Page) -> Files:
        """An edition's front, its list of all stories, its prose and its months."""
        if not self._site_url:
            return {}
        code = page.edition
        found = [addresses.edition(code), addresses.stories(code)]
        found += [addresses.about(code), addresses.comment_policy(code)]
        found += [addresses.archive(code), addresses.corrections(code), addresses.follow(code)]
        found += [month_of_archive(code, key, 0).address for key, _ in self._entries.months(code)]
        return {sitemap.fronts_path(code): sitemap.urls(self._site_url, [(place, 0) for place in found])}

    def news(self, page: Page) -> Files:
        """The newest stories, at most `NEWS_STORIES`, of the two days before the very newest."""
        keys = self._entries.newest(page.edition, OWN_LIST, NEWS_STORIES) if self._site_url else []
        found = [told for key in keys if (told := self._ledger.sitemap_entry(page.edition, "story", key))]
        if not found:
            return {}
        edition = self._around.on(page.edition).edition
        stories = [
            sitemap.News(told.address, told.time, told.title)
            for told in found
            if told.time >= found[0].time - NEWS_SECONDS
        ]
        data = sitemap.news(self._site_url, name=edition.name, language=edition.language, stories=stories)
        return {sitemap.news_path(page.edition): data}

    def index(self, page: Page) -> Files:
        """The files of a year's months, or of an edition's places."""
        if not self._site_url:
            return {}
        code, paths = page.edition, []
        if page.of == PLACES.of:
            paths = [sitemap.fronts_path(code)]
            if self._entries.count(code, PLACES):
                paths += self._shards(code, PLACES)
        else:
            for month, _ in self._entries.months(code):
                if month.startswith(f"{page.key}-"):
                    paths += self._shards(code, ListName("month", month))
        if not paths:
            return {}
        return {sitemap.index_path(code, page.key or page.of): sitemap.index(self._site_url, paths)}

    def _shards(self, code: str, name: ListName) -> list[str]:
        run = Run(code, *name, "shard")
        return [sitemap.shard_path(code, name.key or name.of, lot) for lot in self._entries.lots(run)]

    def robots(self, page: Page) -> Files:
        """robots.txt, which names each edition's indexes and its news."""
        paths = []
        for edition in self._ledger.editions() if self._site_url else ():
            months = self._entries.months(edition.key)
            if months:
                paths.append(sitemap.news_path(edition.key))
            names = [PLACES.of, *dict.fromkeys(month[:4] for month, _ in months)]
            paths += [sitemap.index_path(edition.key, name) for name in names]
        return {"robots.txt": sitemap.robots(self._site_url, paths)}
