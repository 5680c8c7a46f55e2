"""What the baked site has for an address that is not a file: a slash to add, or a "not found" page.

Rule: reads the site's folder and writes nothing. An address is looked up only after it has been found plain:
no dots that climb, no hidden names, no bytes that a path cannot hold.
"""

import re
from pathlib import Path

_SEGMENT = re.compile(r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*\Z")
LONGEST_ADDRESS = 1024  # characters


def with_slash(site: Path, address: str) -> str:
    """Where `address` lives when only its last slash is missing; "" where that is not so."""
    segments = _segments(address)
    if not segments or address != "/" + "/".join(segments):
        return ""
    try:
        return f"{address}/" if site.joinpath(*segments, "index.html").is_file() else ""
    except (OSError, ValueError):
        return ""  # a name that no file system holds


def not_found_page(site: Path, address: str) -> bytes:
    """The baked page of the edition that `address` is in, else the site's own, else plain words."""
    segments = _segments(address)
    pages = [site / segments[0] / "404.html"] if segments else []
    for page in [*pages, site / "404.html"]:
        try:
            return page.read_bytes()
        except (OSError, ValueError):
            continue  # not baked, not a folder, or no name of one: the next page may be there
    return b"404 Not Found\n"


def plain(address: str) -> bool:
    """Whether all names in the address are plain, so that it may be looked up below the site's folder."""
    return bool(_segments(address))


def _segments(address: str) -> list[str]:
    """The names between the slashes; none where any of them is not plain."""
    if len(address) > LONGEST_ADDRESS:
        return []
    names = [name for name in address.split("/") if name]
    return names if all(_SEGMENT.match(name) for name in names) else []
