"""What an element of a page says it is, by its tag, role, microdata and the words in its class and id.

Rule: pure. Words are matched whole, between the marks that sites put in class names (`post-comments__list`
is read as post, comments, list); where several zones nest, the page's furniture wins over the story.
"""

import re

from lxml.html import HtmlElement

FURNITURE = {
    "menu": "nav navbar navigation menu topbar breadcrumb-menu sidebar-menu megamenu skip",
    "share": "share sharing social socials sharedaddy addthis",
    "related": "related recommended recommendations recirc popular trending mostread most-read teasers "
    "readmore "
    "read-more outbrain taboola more-stories also",
    "advert": "ad ads advert advertisement adv banner banners sponsor sponsored promo promotion",
    "cookies": "cookie cookies consent gdpr",
    "newsletter": "newsletter subscribe subscription signup paywall",
    "pages": "pagination pager pagenav nav-links",
    "aside": "sidebar widget widgets aside",
    "footer": "footer colophon site-footer",
    "form": "searchform search-form respond comment-form commentform comment-respond",
}
HINTS = {
    "comments": "comments commentlist comment-list disqus discussion responses commentaries",
    "crumbs": "breadcrumb breadcrumbs crumbs",
    "author": "byline author authors author-name article-author vcard",
    "time": "date time published datetime timestamp entry-date posted-on dateline-time",
    "deck": "deck dek subtitle standfirst subheadline sub-headline excerpt summary lede-text article-lead "
    "intro",
    "section": "section-name category rubric kicker article-section section-label",
    "topics": "tags topics keywords post-tags tag-list tagcloud article-tags",
    "caption": "caption figcaption wp-caption-text image-caption photo-caption media-caption",
    "credit": "credit credits photo-credit image-credit photographer media-credit",
    "rating": "rating votes voting like-dislike article-rating",
    "reply": "reply comment-reply-link reply-link comment-actions",
}
_PROPERTIES = {
    "headline": "headline",
    "alternativeHeadline": "deck",
    "description": "deck",
    "author": "author",
    "datePublished": "time",
    "dateModified": "time",
    "dateCreated": "time",
    "articleSection": "section",
    "keywords": "topics",
    "caption": "caption",
    "creditText": "credit",
    "copyrightHolder": "credit",
    "articleBody": "body",
    "comment": "comments",
}
_TAGS = {
    "nav": "menu",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "button": "form",
    "select": "form",
    "option": "form",
    "textarea": "form",
    "figcaption": "caption",
    "h1": "headline",
    "time": "time",
}
_ROLES = {
    "navigation": "menu",
    "banner": "menu",
    "search": "form",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "cookies",
}
_BLOCKS = frozenset(
    {
        "div",
        "section",
        "ul",
        "ol",
        "li",
        "article",
        "aside",
        "p",
        "table",
        "nav",
        "header",
        "footer",
        "main",
        "dl",
    }
)
_WHOLE = {
    word: zone for table in (HINTS, FURNITURE) for zone, words in table.items() for word in words.split()
}
_SMALL = frozenset(
    {"author", "time", "credit", "caption", "section", "topics", "deck", "rating", "reply", "crumbs"}
)
_BODY_WORDS = re.compile(
    r"(?:article|story|post|entry|news|page|main|content|text)[-_]{0,2}(?:body|content"
    r"|text)(?:[-_]{0,2}\w*)?|articlebody",
    re.I,
)
_TOO_LONG = 300  # characters: class names beyond this are not read


def zone_of(element: HtmlElement) -> str:
    """The zone that this element opens, "" where it opens none."""
    tag = str(element.tag)
    for name in (element.get("itemprop") or "").split():
        if name in _PROPERTIES:
            return _PROPERTIES[name]
    if tag in _TAGS:
        return _TAGS[tag]
    if tag == "header":
        return "" if _inside_story(element) else "menu"
    if (role := element.get("role")) in _ROLES:
        return _ROLES[role]
    if "author" in (element.get("rel") or "").split():
        return "author"
    return _by_words(element, tag)


def is_furniture(zone: str) -> bool:
    """Whether what stands in this zone belongs to the site."""
    return zone in FURNITURE


def is_body(element: HtmlElement) -> bool:
    """Whether an element is marked as the story's text."""
    if "articleBody" in (element.get("itemprop") or "").split():
        return True
    return any(_BODY_WORDS.fullmatch(word) for word in _words(element, "class") + _words(element, "id"))


def is_comment(element: HtmlElement) -> bool:
    """Whether an element is one reader's comment."""
    if str(element.tag) not in {"li", "div", "article", "section", "tr"}:
        return False
    if "comment" in (element.get("itemprop") or "").split():
        return True
    if re.fullmatch(r"(?:div-)?comment[-_]?\d+", element.get("id") or "", re.I):
        return True
    return any(
        re.fullmatch(
            r"comment(?:[-_]{1,2}(?:item|single|block|node|entry|wrap|wrapper))?|usercomment", word, re.I
        )
        for word in _words(element, "class")
    )


def _by_words(element: HtmlElement, tag: str) -> str:
    for word in _words(element, "id") + _words(element, "class"):
        for form in (word, *_cut(word)):
            zone = _WHOLE.get(form)
            if zone is not None and (tag in _BLOCKS or zone in _SMALL) and not _is_whole_page(element):
                return zone
    return ""


def _cut(word: str) -> tuple[str, ...]:
    """The parts of a class name, the later before the earlier: "story__share-bar" → bar, share, story."""
    pieces = [piece for piece in re.split(r"[-_]+", word) if piece]
    # "post-content" or "comment-author": the last word is what it is; share and related say it anywhere.
    loud = [
        piece
        for piece in pieces
        if piece in {"share", "social", "related", "cookie", "newsletter", "comments"}
    ]
    return (*loud, *pieces[-1:])


def _words(element: HtmlElement, attribute: str) -> list[str]:
    return (element.get(attribute) or "")[:_TOO_LONG].lower().split()


def _is_whole_page(element: HtmlElement) -> bool:
    return str(element.tag) in {"body", "html", "main", "article"}


def _inside_story(element: HtmlElement) -> bool:
    return any(str(each.tag) in {"article", "main"} for each in element.iterancestors())
