"""What a translator types, and what of it may stand in a story.

Rule: pure but for gettext. Rich words are shown with emphasis and links as bare tags, a link by a name
(`<a id="a1">`), as wagtail-localize gives them to translators: where links lead is never typed, so that
nobody can lead readers elsewhere by translating. Whatever else is typed as markup is refused (TypedError) and
nothing is changed.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from serai.desk import paragraphs, slots
from serai.desk.errors import TypedError

Attributes = Mapping[str, Any]
LONGEST = 20_000  # characters of one field of running text
DEEPEST = 200  # tags of one field: a parser goes into them one by one
# Characters of the others: what the story's own form takes.
LIMITS: Mapping[tuple[str, str], int] = {
    ("headline", "text"): 255,
    ("deck", "text"): 400,
    ("place", "text"): 120,
    ("lead", "caption"): 1000,
    ("lead", "alt"): 500,
    ("subhead", "text"): 200,
    ("photo", "caption"): 500,
    ("photo", "alt"): 500,
    ("photo", "credit"): 200,
    ("quote", "speaker"): 120,
    ("quote", "role"): 160,
    ("pull_quote", "text"): 300,
    ("pull_quote", "speaker"): 120,
    ("link_card", "title"): 200,
    ("link_card", "text"): 300,
    ("link_card", "source"): 80,
    ("missing_photo", "description"): 500,
    ("missing_photo", "caption"): 500,
    ("missing_photo", "credit"): 200,
}
_AMPERSAND = re.compile(r"&amp;(#?\w*;?)")


def shown(kind: str, name: str, words: str) -> tuple[str, Attributes] | None:
    """A field's words as a translator sees them, and where its links lead; None where it holds markup that
    only the story's own form can show."""
    if (kind, name) not in paragraphs.RICH:
        return words, {}
    if words.count("<") > 2 * DEEPEST:
        return None
    try:
        string, attributes = StringValue.from_source_html(words)
    except ValueError:
        return None
    return _AMPERSAND.sub(_bare, str(string.data)), attributes


def _bare(found: re.Match[str]) -> str:
    """An ampersand as somebody types it, but where it would then be read as the beginning of a sign."""
    plain = f"&{found[1]}"
    return plain if html.unescape(plain) == plain else found[0]


def kept(kind: str, name: str, typed: str, attributes: Attributes) -> str:
    """What was typed, as the story keeps it; TypedError where it may not stand there."""
    words = typed.replace("\r\n", "\n").replace("\x00", "").strip()
    if (kind, name) not in paragraphs.RICH:
        return _plain(kind, name, words)
    _measured(words, LONGEST)
    if words.count("<") > 2 * DEEPEST:
        raise TypedError(_("This paragraph has more tags than a paragraph may have."))
    try:
        markup = StringValue.from_translated_html(words).render_html(attributes)
    except KeyError as error:
        raise TypedError(
            _("There is no link %(name)s. Use the names of links as they stand in the original.")
            % {"name": error}
        ) from error
    except ValueError as error:
        raise TypedError(
            _("This markup cannot stand in a story: %(problem)s.") % {"problem": str(error).rstrip(".")}
        ) from error
    return slots.raised(markup) if kind != "paragraph" else str(markup)


def _plain(kind: str, name: str, words: str) -> str:
    line = words if kind == "deck" else " ".join(words.split())
    if kind == "headline" and not line:
        raise TypedError(_("A story needs a headline."))
    _measured(line, LIMITS[kind, name])
    return line


def _measured(words: str, limit: int) -> None:
    if len(words) > limit:
        raise TypedError(
            _("This may have %(limit)s characters, and it has %(count)s.")
            % {"limit": limit, "count": len(words)}
        )
