"""Documents: what of a plate is put into the index.

Rule: pure. A story's document has its words and the keys of its section, authors and topics; the names of
those are documents of their own, so that an author who is renamed costs one document and no story. What a
result shows is read from the site's plates. But words are kept with their places, for phrases: whoever has
the index's files can put a story's folded words in order again, also one's that was withdrawn, until
`generations.due` has the files made anew.

    path     the plate's path on the site: the document's name
    note     of the "mark" alone: `generations.Mark`
    kind     "story", "section", "author", "topic"; "mark" for how far the index reaches
    title    stems of headline and deck, `text` stems of everything, `exact` folded words with their places;
             a name's document has its words in `title` and `exact`
    at       seconds since 1970; `weight` doubles with each `DOUBLES` of it, so that of two stories of one
             relevance the newer stands above
"""

import tantivy

from serai.press.plates import AuthorPlate, SectionPlate, StoryPlate, TopicPlate
from serai.search import analysis, texts

DOUBLES = 4 * 365 * 86_400  # seconds
_SINCE = 1_600_000_000  # the moment at which a weight is 1
NAMED = ("section", "author", "topic")

Named = SectionPlate | AuthorPlate | TopicPlate


def schema() -> tantivy.Schema:
    """The index's fields. Whoever changes them, or what is put into them, counts `generations.VERSION` up."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("note", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "edition", "section", "author", "topic"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    fields.add_integer_field("at", indexed=True, fast=True)
    fields.add_float_field("weight", fast=True)
    return fields.build()


def of_story(path: str, story: StoryPlate, language: str) -> dict[str, object]:
    """A story's document."""
    at = int(story.published_at.timestamp())
    head = [_spelled(text, language) for text in texts.head(story)]
    body = [_spelled(text, language) for text in texts.body(story)]
    return {
        "path": path,
        "kind": "story",
        "edition": story.edition,
        "key": story.key,
        "section": story.section,
        "author": list(story.authors),
        "topic": list(story.topics),
        "title": " ".join(stems for _, stems in head),
        "text": [" ".join(stems for _, stems in (*head, *body))],
        "exact": [exact for exact, _ in (*head, *body) if exact],
        "at": at,
        "weight": weight(at),
    }


def of_name(path: str, plate: Named, kind: str, language: str) -> dict[str, object]:
    """The document of a section's, an author's or a topic's name."""
    exact, stems = _spelled(plate.name, language)
    return {
        "path": path,
        "kind": kind,
        "edition": plate.edition,
        "key": plate.key,
        "title": stems,
        "exact": exact,
        "at": 0,
        "weight": 1.0,
    }


def weight(at: int) -> float:
    """How much a story's time counts, in seconds since 1970; above 0, and finite at any time on a
    calendar."""
    return float(2.0 ** ((at - _SINCE) / DOUBLES))


def _spelled(text: str, language: str) -> tuple[str, str]:
    """A text's folded words and its stems, each in order."""
    found = [word.forms for word in analysis.words(text, language)]
    stems = [word.stem for word in found]
    stems += [part.stem for part in analysis.parts(text, language)]
    return " ".join(word.exact for word in found), " ".join(stems)
