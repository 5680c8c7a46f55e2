"""Finding: questions are answered from the index as it is now.

Rule: reads the index and writes nothing. The disk is asked no oftener than each `FRESH` seconds whether the
index has changed. What is found is named by the path of its plate; whoever shows it reads the plate from the
site, so that what was withdrawn a moment ago is not shown.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import tantivy

from serai.search import documents, generations, queries
from serai.search.analysis import Forms
from serai.search.errors import SearchIndexError, SearchNotReadyError
from serai.search.generations import as_search_errors
from serai.search.questions import Question

FRESH = 1.0  # seconds
ENOUGH = 3  # stories; where fewer have all the words, slips are forgiven
MOST_NAMES = 20  # sections, authors and topics that one word may stand for
EDITIONS = 16  # in which one of them may have a name
How = Literal["all", "near", "some", "none"]


class Found(NamedTuple):
    """The plates' paths of one page of results, how many there are in all, and how they were found: with all
    the words, with slips forgiven, or with some of the words. The first `exact` of all have all the words."""

    paths: tuple[str, ...]
    total: int
    how: How
    exact: int = 0


class _Open(NamedTuple):
    name: str
    changed: tuple[int, int]  # when it was last committed, in nanoseconds since 1970, and the file's number
    opened: tantivy.Index


class Finder:
    """One site's search. For any number of threads. `clock` gives seconds that never go back."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        """`folder` holds the generations; it need not be there yet."""
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._open: _Open | None = None

    def find(
        self, question: Question, *, take: int, skip: int = 0, newest: bool = False, loosely: bool = True
    ) -> Found:
        """The stories that answer; by relevance, or `newest` first. `loosely`: where few have all the words,
        slips are forgiven and then words. SearchNotReadyError where there is no index, SearchIndexError where
        it cannot be read."""
        index = self._now()
        schema, searcher = index.schema, index.searcher()
        with as_search_errors("Searching"):
            called = {
                kind: _keys(searcher, schema, kind, words, queries.MOST_CHOSEN)
                for kind, words in (("author", question.author), ("topic", question.topic))
                if words
            }
            within = queries.chosen(schema, question, called)
            if not question.says:
                every = tantivy.Query.boolean_query(within)
                return _page(searcher, every, "all", take, skip, newest=True)
            names = {word: _names(searcher, schema, word) for word in question.words}
            strict = queries.strict(schema, question, names, within)
            found = _page(searcher, strict, "all", take, skip, newest)
            if found.total >= ENOUGH or not loosely:
                return found
            nearly = queries.strict(schema, question, names, within, near=True)
            others = queries.without(nearly, strict)
            room, begins = take - len(found.paths), max(0, skip - found.total)
            near = _page(searcher, others, "near", max(1, room), begins, newest)
            if found.total or near.total:
                paths = (*found.paths, *near.paths[:room])
                how: How = "all" if found.total else "near"
                return Found(paths, found.total + near.total, how, exact=found.total)
            fewer = queries.relaxed(schema, question, names, within)
            some = _page(searcher, fewer, "some", take, skip, newest)
        return some if some.total else some._replace(how="none")

    def named(self, kind: str, edition: str, keys: Collection[str]) -> tuple[str, ...]:
        """The paths of the plates of an edition's sections, authors or topics that have these keys, as many
        as there are. Errors as `find`."""
        index = self._now()
        with as_search_errors("Searching"):
            wanted = queries.keyed(index.schema, kind, edition, keys)
            return _page(index.searcher(), wanted, "all", max(1, len(keys)), 0, newest=True).paths

    def _now(self) -> tantivy.Index:
        with self._lock:
            now = self._clock()
            if self._open is None or now - self._looked_at >= FRESH:
                self._looked_at = now
                self._look()
            if self._open is None:
                raise SearchNotReadyError(
                    f"There is no search index in {self._folder} yet. It is made after the next bake, or by: "
                    "serai index"
                )
            return self._open.opened

    def _look(self) -> None:
        name = generations.named(self._folder, "current")
        while name:
            try:
                return self._look_into(name)
            except SearchIndexError:
                before, name = name, generations.named(self._folder, "current")
                if name == before:  # else it was cleared away while we looked, for a newer one
                    raise
        self._open = None

    def _look_into(self, name: str) -> None:
        try:
            meta = (self._folder / name / "meta.json").stat()
        except OSError as error:
            raise SearchIndexError(
                f"The search index {name} is not whole. Run: serai index --rebuild"
            ) from error
        changed = (meta.st_mtime_ns, meta.st_ino)
        if self._open is None or self._open.name != name:
            self._open = _Open(name, changed, generations.opened(self._folder, name))
        elif self._open.changed != changed:
            with as_search_errors("Reading the search index"):
                self._open.opened.reload()
            self._open = self._open._replace(changed=changed)


def _page(
    searcher: tantivy.Searcher, query: tantivy.Query, how: How, take: int, skip: int, newest: bool
) -> Found:
    at, weight = ("at", None) if newest else (None, "weight")
    found = searcher.search(query, take, offset=skip, order_by_field=at, weight_by_field=weight)
    paths = (searcher.doc(place).get_first("path") for _, place in found.hits)
    total = int(found.count)  # type: ignore[attr-defined]  # its types leave it out
    return Found(tuple(str(path) for path in paths), total, how, exact=total if how == "all" else 0)


def _names(searcher: tantivy.Searcher, schema: tantivy.Schema, word: Forms) -> list[tuple[str, str]]:
    """What a word is the name of: the story's field, and the key."""
    kinds = documents.NAMED
    found = [(kind, key) for kind in kinds for key in _keys(searcher, schema, kind, (word,), MOST_NAMES)]
    return found[:MOST_NAMES]


def _keys(
    searcher: tantivy.Searcher, schema: tantivy.Schema, kind: str, words: Sequence[Forms], most: int
) -> list[str]:
    """The keys of those whose name has all these words, in whatever edition; at most `most`."""
    hits = searcher.search(queries.named(schema, kind, words), most * EDITIONS, count=False).hits
    keys = dict.fromkeys(str(searcher.doc(place).get_first("key")) for _, place in hits)
    return list(keys)[:most]
