"""Wagtail's search in SQLite, as quick with 100,000 stories as with a hundred.

Rule: what may be found stays the caller's queryset; only how the index is asked is ours. Wagtail's backend
ranks by a subquery for each row, and measures every headline there is at each save. Here the index is asked
once, for the newest `HITS` that match; these are ranked, then filtered. A save writes one entry.
"""

from functools import cached_property
from typing import Any

from django.db import connections
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from serai.desk import words

HITS = 2_000  # the newest: a word that more have finds nobody's story, whatever its rank
LONGEST = 400  # characters looked at of what was typed
WEIGHTS = "1.0, 1.0, 8.0"  # of a word in autocomplete, body, title: the index's columns, in their order


class Compiler(sqlite.SQLiteSearchQueryCompiler):
    """Words, wherever they stand."""

    typing = False

    @cached_property
    def hits(self) -> list[str] | None:
        """The ids that the index has for the words, the best first; None where more than words is asked."""
        if not isinstance(self.query, PlainText) or self.query.operator.lower() != "and":
            return None
        asked = words.match(self.query.query_string[:LONGEST], typing=self.typing)
        if not asked:
            return []
        columns = [name for name in self.fields or () if name in self.FTS_TABLE_FIELDS]
        types = get_descendants_content_types_pks(self.queryset.model)
        question = f"{{{' '.join(columns or self.FTS_TABLE_FIELDS)}}} : ({asked})"
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(_asking(len(types)), [question, *types, HITS])
            return [pk for pk, _score in sorted(cursor.fetchall(), key=lambda row: (row[1], -int(row[0])))]

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
        """The caller's queryset, cut down to what was found; ranked by `Results`, which knows how."""
        if self.hits is None or score_field is not None:
            return super().search(config, start, stop, score_field=score_field)
        found = self.queryset.filter(pk__in=self.hits)
        return (found if found.query.order_by else found.order_by("-pk"))[start:stop]


def _asking(types: int) -> str:
    """The index is read from its newest entry back, and no further than it must."""
    index, entries = sqlite.SQLiteFTSIndexEntry._meta.db_table, sqlite.IndexEntry._meta.db_table
    newest = f"SELECT rowid, bm25({index}, {WEIGHTS}) AS score FROM {index} WHERE {index} MATCH %s"  # noqa: S608
    return (
        f"SELECT e.object_id, f.score FROM ({newest} ORDER BY rowid DESC) AS f "  # noqa: S608 (Django's own names)
        f"CROSS JOIN {entries} AS e ON e.id = f.rowid "
        f"WHERE e.content_type_id IN ({', '.join(['%s'] * types)}) LIMIT %s"
    )


class Autocompleting(Compiler, sqlite.SQLiteAutocompleteQueryCompiler):
    """Words of a name or a headline, the last of them still being typed."""

    typing = True


class Results(sqlite.SQLiteSearchResults):
    """What was found, in the caller's order or the best first."""

    def _do_search(self) -> list[Any]:
        asked = self.query_compiler
        if not asked.order_by_relevance or asked.hits is None or self._score_field is not None:
            return list(self.get_queryset())
        found = asked.queryset.order_by()
        allowed = set(found.filter(pk__in=asked.hits).values_list("pk", flat=True))
        own = asked.queryset.model._meta.pk.to_python
        best = [pk for pk in map(own, asked.hits) if pk in allowed][self.start : self.stop]
        rows = {row.pk: row for row in found.filter(pk__in=best)}
        return [rows[pk] for pk in best if pk in rows]


class Index(sqlite.SQLiteIndex):
    """The index, in which no entry depends on another."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: the length of all headlines says nothing about one of them."""


class Backend(sqlite.SQLiteSearchBackend):
    """All of it, as Wagtail asks for it."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = Autocompleting
    index_class = Index
    results_class = Results
