"""What a translator types, and what of it may stand in a story.

Rule: pure. Rich words are shown with emphasis and links as bare tags, a link by a name (`<a id="a1">`), as
wagtail-localize gives them to translators: where links lead is never typed, so that nobody can lead readers
elsewhere by translating. Whatever else is typed as markup is refused (TypedError) and nothing is changed.
"""

from collections.abc import Mapping
from typing import Any

from wagtail_localize.strings import StringValue

from serai.desk import paragraphs, slots
from serai.desk.errors import TypedError

Attributes = Mapping[str, Any]
LONGEST = 20_000  # characters of one field


def shown(kind: str, name: str, words: str) -> tuple[str, Attributes] | None:
    """A field's words as a translator sees them, and where its links lead; None where it holds markup that
    only the story's own form can show."""
    if (kind, name) not in paragraphs.RICH:
        return words, {}
    try:
        string, attributes = StringValue.from_source_html(words)
    except ValueError:
        return None
    return str(string.data).replace("&amp;", "&"), attributes


def kept(kind: str, name: str, typed: str, attributes: Attributes) -> str:
    """What was typed, as the story keeps it; TypedError where it may not stand there."""
    words = typed.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise TypedError(f"A paragraph may have {LONGEST} characters, and this one has {len(words)}.")
    if (kind, name) not in paragraphs.RICH:
        return " ".join(words.split()) if kind != "deck" else words
    try:
        markup = StringValue.from_translated_html(words).render_html(attributes)
    except KeyError as error:
        raise TypedError(
            f"There is no link {error}. Use the names of links as they stand in the original."
        ) from error
    except ValueError as error:
        raise TypedError(f"This markup cannot stand in a story: {error}.") from error
    return slots.raised(markup) if kind != "paragraph" else str(markup)
