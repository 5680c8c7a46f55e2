"""Queries: a question as tantivy's queries, built of its words and of nothing else.

Rule: pure, but for the schema that is handed in. A word is found as it is written, by its stem, by the name
of an author, a section or a topic, and, where that is asked for, nearly. The better a match, the more it
weighs.
"""

from collections.abc import Collection, Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from serai.search.analysis import Forms
from serai.search.questions import Question

TITLE, EXACT, NAME, NEAR = 2.5, 1.5, 1.0, 0.05
NEAR_FROM = (4, 8)  # letters from which one slip is forgiven, and two
MOST_CHOSEN = 200  # authors, or topics, whose name may be the one that was chosen
_LAST = 1 << 40  # seconds since 1970
Names = Mapping[Forms, Sequence[tuple[str, str]]]  # what a word is the name of: the field, and the key
Clauses = list[tuple[Occur, Query]]


def slips(word: str) -> int:
    """How many letters of a word may be wrong, missing or too many."""
    if word.isdecimal():
        return 0
    return sum(len(word) >= least for least in NEAR_FROM)


def strict(
    schema: tantivy.Schema, question: Question, names: Names, within: Clauses, *, near: bool = False
) -> Query:
    """All words must be found `within` what was chosen; the small ones need not, where there are others."""
    clauses, big = list(within), question.big
    for word in question.words:
        must = word in big or not (big or question.phrases)
        found = _word(schema, question, word, names, near=near)
        clauses.append((Occur.Must if must else Occur.Should, found))
    clauses += [(Occur.Must, _phrase(schema, phrase)) for phrase in question.phrases]
    return Query.boolean_query(clauses)


def relaxed(schema: tantivy.Schema, question: Question, names: Names, within: Clauses) -> Query:
    """Some of the words are enough: the more, the higher a story stands."""
    some: Clauses = [(Occur.Should, _word(schema, question, word, names, near=True)) for word in question.big]
    for phrase in question.phrases:
        some += [(Occur.Should, Query.term_query(schema, "exact", word)) for word in phrase]
    least = max(1, len(some) // 2)
    any_of = Query.boolean_query(some, minimum_number_should_match=least) if some else Query.empty_query()
    return Query.boolean_query([*within, (Occur.Must, any_of)])


def without(wanted: Query, unwanted: Query) -> Query:
    """What one query finds and the other does not."""
    return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, unwanted)])


def chosen(schema: tantivy.Schema, question: Question, called: Mapping[str, Sequence[str]]) -> Clauses:
    """The edition, and what else was chosen; none of it makes a story stand higher. `called`: for authors
    and topics that were asked for, the keys of those who have that name."""
    wanted = {"kind": "story", "edition": question.edition, "section": question.section}
    found = [_term(schema, name, key) for name, key in wanted.items() if key]
    for kind, keys in called.items():
        found.append(_any_of(schema, kind, keys))
    if question.since is not None or question.until is not None:
        since = question.since if question.since is not None else -_LAST
        until = question.until if question.until is not None else _LAST
        integer = tantivy.FieldType.Integer
        found.append(Query.range_query(schema, "at", integer, since, until, include_upper=False))
    return [(Occur.Must, Query.const_score_query(one, 0.0)) for one in found]


def keyed(schema: tantivy.Schema, kind: str, edition: str, keys: Collection[str]) -> Query:
    """An edition's sections, authors or topics that have these keys."""
    whose = {"kind": kind, "edition": edition}
    clauses: Clauses = [(Occur.Must, _term(schema, field, text)) for field, text in whose.items()]
    return Query.boolean_query([*clauses, (Occur.Must, _any_of(schema, "key", keys))])


def named(schema: tantivy.Schema, kind: str, words: Sequence[Forms]) -> Query:
    """Sections, authors or topics of all editions whose name has all these words."""
    clauses: Clauses = [(Occur.Must, _term(schema, "kind", kind))]
    for word in words:
        spelled = {"exact": word.exact, "title": word.stem}
        called = [(Occur.Should, _term(schema, field, text)) for field, text in spelled.items()]
        clauses.append((Occur.Must, Query.boolean_query(called)))
    return Query.boolean_query(clauses)


def _word(schema: tantivy.Schema, question: Question, word: Forms, names: Names, *, near: bool) -> Query:
    some = [
        (Occur.Should, Query.boost_query(_term(schema, "title", word.stem), TITLE)),
        (Occur.Should, _term(schema, "text", word.stem)),
        (Occur.Should, Query.boost_query(_term(schema, "exact", word.exact), EXACT)),
    ]
    some += [(Occur.Should, _term(schema, "text", do.stem)) for one, do in question.also if one == word]
    for field, key in names.get(word, ()):
        some.append((Occur.Should, Query.const_score_query(_term(schema, field, key), NAME)))
    if near:
        for field, text in (("title", word.stem), ("text", word.stem), ("exact", word.exact)):
            for distance in range(1, slips(text) + 1):  # fewer slips weigh more, by being found twice
                almost = Query.fuzzy_term_query(schema, field, text, distance=distance)
                some.append((Occur.Should, Query.const_score_query(almost, NEAR)))
    return Query.boolean_query(some)


def _phrase(schema: tantivy.Schema, phrase: tuple[str, ...]) -> Query:
    if len(phrase) == 1:
        return _term(schema, "exact", phrase[0])
    return Query.phrase_query(schema, "exact", list(phrase))


def _any_of(schema: tantivy.Schema, field: str, keys: Collection[str]) -> Query:
    return Query.boolean_query([(Occur.Should, _term(schema, field, key)) for key in keys])


def _term(schema: tantivy.Schema, field: str, text: str) -> Query:
    return Query.term_query(schema, field, text)
