"""Generations: where the index lies, and which one is asked.

Rule: a whole index is never changed into another; a new one is made beside it and then named in the file
`current`, at once. What no file names is cleared away by the next writer.

    data/search/current      "g1f2e3d4c": the generation that is asked
    data/search/g1f2e3d4c/   tantivy's files
    data/search/making       one that is not whole yet, where the current one is missing or not to be trusted
    data/search/renewal      one that is not whole yet, while the current one goes on following the site
    data/search/lock         held by whoever writes

How far a generation reaches is a document in it (`Mark`), so that it changes with the others or not at all.

tantivy keeps the words of a document that was deleted in its files until it happens to merge the part where
they lie. So a generation in which words are left that are public no more is due to be renewed after a time.
"""

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
import tantivy

from serai.core import files
from serai.search import documents
from serai.search.errors import SearchError, SearchIndexError

VERSION = 2  # of what is in the documents, and how words are folded and stemmed
MARK = "mark"
DAY = 86_400.0  # seconds
WITHDRAWN_FOR = DAY  # how old a generation becomes that holds words of plates that were withdrawn,
CHANGED_FOR = 7 * DAY  # or earlier words of plates that were changed
Role = Literal["current", "making", "renewal"]
ROLES: tuple[Role, ...] = ("current", "making", "renewal")
_NAME = re.compile(r"g[0-9a-f]{8}\Z")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How far an index reaches: in which ledger, up to which file of which bake. With no ledger it was made
    of the site's files. `begun`: when, in seconds since 1970. `changed` and `withdrawn`: how many plates were
    replaced or taken out of it, whose words its files may still hold."""

    version: int = VERSION
    ledger: str = ""
    bake: int = 0
    path: str = ""
    begun: float = 0.0
    changed: int = 0
    withdrawn: int = 0


def due(mark: Mark, now: float) -> bool:
    """Whether a generation is to be made anew, because it holds words that are public no more; `now` in
    seconds since 1970."""
    age = now - mark.begun
    return bool(mark.withdrawn and age >= WITHDRAWN_FOR) or bool(mark.changed and age >= CHANGED_FOR)


@contextmanager
def as_search_errors(what: str) -> Iterator[None]:
    """SearchIndexError of whatever tantivy raises, its panics among it (which are no Exceptions)."""
    try:
        yield
    except (SearchError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise SearchIndexError(
            f"{what} failed ({type(error).__name__}). The index is made anew by itself; if it goes on, look "
            "at the disk, then: serai index --rebuild"
        ) from error


def named(folder: Path, role: Role) -> str:
    """The generation that a role names; "" where none is."""
    try:
        name = (folder / role).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _NAME.match(name) and (folder / name).is_dir() else ""


def name_it(folder: Path, role: Role, name: str) -> None:
    """Name a generation, durably; "" for none."""
    if name:
        files.write(folder / role, name.encode("ascii"))
    else:
        (folder / role).unlink(missing_ok=True)


def begin(folder: Path, role: Role = "making") -> str:
    """Make an empty generation, and give it the role."""
    name = f"g{secrets.token_hex(4)}"
    (folder / name).mkdir(parents=True, mode=0o700)
    with as_search_errors("Making a search index"):
        tantivy.Index(documents.schema(), path=str(folder / name))
    name_it(folder, role, name)
    return name


def opened(folder: Path, name: str) -> tantivy.Index:
    """An index of this name; SearchIndexError where it cannot be read."""
    with as_search_errors("Opening the search index"):
        index = tantivy.Index.open(str(folder / name))
        index.config_reader("manual")
        index.reload()
        return index


def mark_of(searcher: tantivy.Searcher, schema: tantivy.Schema) -> Mark | None:
    """How far an index reaches; None from an empty one. What another Serai wrote has another `version`."""
    with as_search_errors("Reading the search index"):
        found = searcher.search(tantivy.Query.term_query(schema, "path", MARK), 1, count=False).hits
        if not found:
            return None
        note = searcher.doc(found[0][1]).get_first("note")
    try:
        return msgspec.json.decode(note or "", type=Mark)
    except msgspec.MsgspecError:
        return Mark(version=0)


def sweep(folder: Path) -> None:
    """Clear away what no role names."""
    kept = {named(folder, role) for role in ROLES}
    for path in folder.iterdir():
        if _NAME.match(path.name) and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
