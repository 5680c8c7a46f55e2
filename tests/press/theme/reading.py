"""Reading a page back: lxml's tree, whose XPath answers are too many-sided for a type."""

from typing import Any

from lxml import html


def parsed(page: bytes | str) -> Any:
    """The page's root element."""
    return html.document_fromstring(page)
