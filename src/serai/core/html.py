"""Sanitised HTML: the only door through which markup from outside reaches a page.

Rule: pure. `inline` keeps emphasis and links of a single paragraph, `blocks` keeps paragraphs, lists and
subheads besides; every other element, attribute and address scheme is gone, and the words inside
survive (but for `script` and `style`, whose content goes too). The work is nh3's (Mozilla's ammonia).

    >>> inline('<b onclick="x()">Yes</b> <a href="javascript:y()">no</a>')
    '<b>Yes</b> <a rel="noopener noreferrer">no</a>'
"""

import html
import re

import nh3

INLINE_TAGS = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "s", "strong", "sub", "sup", "bdi"}
)
BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "h2", "h3", "blockquote"}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ATTRIBUTES = {"*": {"lang"}, "a": {"href", "hreflang"}, "abbr": {"title"}, "bdi": {"dir"}}
_REL = "noopener noreferrer"

_inline = nh3.Cleaner(tags=set(INLINE_TAGS), attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=_REL)
_blocks = nh3.Cleaner(tags=set(BLOCK_TAGS), attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=_REL)
_TAG = re.compile(r"<[^>]*>")
_SIGNS = "<&\0\r\ufeff"  # what a parser may read otherwise than as a letter


def inline(markup: str) -> str:
    """One paragraph's inside, sanitised: emphasis, links and their like."""
    return _inline.clean(markup).strip()


def blocks(markup: str) -> str:
    """A short text of paragraphs, lists and subheads, sanitised."""
    return _blocks.clean(markup).strip()


def text(markup: str) -> str:
    """The words of sanitised markup, without tags and entities: for counting, feeds and descriptions."""
    if not any(sign in markup for sign in _SIGNS):
        return markup
    return html.unescape(_TAG.sub("", _blocks.clean(markup)))


def escape(words: str) -> str:
    """Plain words as markup."""
    return html.escape(words, quote=False)
