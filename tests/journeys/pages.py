"""What a preview and a page have in common, and how to tell them apart."""

import difflib
from pathlib import Path

BANNER = (b"<!--preview-->", b"<!--/preview-->\n")


def without_banner(page: bytes) -> bytes:
    """A preview's page as readers would get it; AssertionError where it has no banner."""
    before, opening, rest = page.partition(BANNER[0])
    _banner, closing, after = rest.partition(BANNER[1])
    assert (opening, closing) == BANNER, page[:500]
    return before + after


def every_kind(site: Path, edition: str) -> dict[str, str]:
    """An address of each kind of page that an edition has; of stories, the one with most on it."""
    home = site / edition
    stories = home.glob("[0-9]*/[0-9]*/[0-9]*/*/index.html")
    found = {
        "front": home / "index.html",
        "older stories": home / "stories/index.html",
        "section": min(home.glob("sections/*/index.html")),
        "story": max(stories, key=lambda page: len(page.read_bytes())),
        "author": min(home.glob("authors/*/index.html")),
        "topic": min(home.glob("topics/*/index.html")),
        "month": max(home.glob("[0-9]*/[0-9]*/index.html")),
        "archive": home / "archive/index.html",
        "about": home / "about/index.html",
        "comment policy": home / "comment-policy/index.html",
        "corrections": home / "corrections/index.html",
    }
    addresses = {kind: f"/{page.parent.relative_to(site)}/" for kind, page in found.items()}
    return {**addresses, "404": f"/{edition}/nothing-here/", "root": "/"}


def differences(previewed: bytes, baked: bytes) -> list[str]:
    """The lines in which two pages differ, as a diff spells them."""
    lines = difflib.unified_diff(previewed.decode().split("\n"), baked.decode().split("\n"), n=0, lineterm="")
    return list(lines)
