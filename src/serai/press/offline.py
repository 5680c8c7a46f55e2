"""Offline: an edition's page about reading offline, and what its web app says of itself.

Rule: reads the ledger through the surroundings and nothing else. Both are there unless the newsroom wants no
reading offline, and neither changes with the news. What is kept on a reader's device, and that nothing is
before the reader asks, is told in `docs/explanation/reading-offline.md`.
"""

from serai.press import addresses
from serai.press.pages import Page
from serai.press.surroundings import Files, Surroundings
from serai.press.views import ManifestView, OfflineView


class Offline:
    """Pages for readers without a network."""

    def __init__(self, around: Surroundings) -> None:
        """Of one state of the ledger."""
        self._around = around

    def offline_page(self, page: Page) -> Files:
        """The page, and the manifest beside it."""
        if not self._around.settings.offline:
            return {}
        code = page.edition
        edition = self._around.on(code).edition
        address = addresses.offline(code)
        same = self._around.everywhere(code, addresses.offline)
        chrome = self._around.chrome(code, address, same=same, index=False)
        books = addresses.archive(code) if self._around.settings.epub else ""
        manifest = addresses.manifest(code)
        return {
            addresses.file(address): OfflineView(chrome=chrome, manifest=manifest, books=books),
            addresses.file(manifest): ManifestView(edition=edition),
        }
