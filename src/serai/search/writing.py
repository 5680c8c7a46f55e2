"""Writing: the index follows the site.

Rule: one writer, by a lock. `step` takes a bounded number of changed plates and is called again while it says
that there are more; each step is one commit, with how far it reaches in it, so that a kill between a bake and
its indexing loses nothing. An index that is missing, of another version or ledger, or that cannot be read is
made anew by the same steps; so is one that is due to be renewed, while the old one goes on following.
"""

import fcntl
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import tantivy

from serai.core import clock
from serai.press import plates
from serai.press.errors import PlateError
from serai.press.ledger import Ledger
from serai.press.plates import AuthorPlate, SectionPlate, StoryPlate, TopicPlate
from serai.search import changes, documents, generations
from serai.search.changes import Changed
from serai.search.errors import SearchBusyError, SearchIndexError
from serai.search.generations import MARK, VERSION, Mark, Role, as_search_errors

STEP = 1000  # plates in one commit
MEMORY = 30_000_000  # bytes that tantivy gathers documents in
Languages = Callable[[str], str]
Now = Callable[[], datetime]

log = logging.getLogger(__name__)


class Step(NamedTuple):
    """What one step did: plates taken, and whether there are more."""

    taken: int
    more: bool


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep the index; SearchBusyError where another process has it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SearchBusyError(
                f"{folder} is written by another process just now. Wait until it is done, and try again."
            ) from error
        yield


def step(folder: Path, ledger: Path, limit: int = STEP, now: Now = clock.now) -> Step:
    """Bring the index one step nearer to what the ledger says is public. LedgerError where there is no ledger
    yet, SearchBusyError, SearchIndexError; after the last of these the next step begins the index anew."""
    with alone(folder), closing(Ledger.open_reading(ledger)) as book:
        book.begin("DEFERRED")
        try:
            return _step(folder, book, limit, now().timestamp())
        finally:
            book.roll_back()


def anew(folder: Path) -> None:
    """The next step begins a new index; the old one is asked until that is whole."""
    with alone(folder):
        for role in ("making", "renewal"):
            generations.name_it(folder, role, "")
        generations.begin(folder)
        generations.sweep(folder)


def _step(folder: Path, book: Ledger, limit: int, now: float) -> Step:
    mark = None if generations.named(folder, "making") else _reached(folder, "current", book)
    if mark is None:
        return _make(folder, book, "making", limit, now)
    if found := changes.after(book, mark, limit):
        _take(folder, book, "current", found, mark)
        return Step(len(found), True)
    if generations.named(folder, "renewal") or generations.due(mark, now):
        return _make(folder, book, "renewal", limit, now)
    return Step(0, False)


def _make(folder: Path, book: Ledger, role: Role, limit: int, now: float) -> Step:
    """One step of a new generation; the last one makes it the current one."""
    mark = _reached(folder, role, book)
    if mark is None:
        generations.begin(folder, role)
        mark = Mark(ledger=book.note("id"), begun=now)
    found = changes.after(book, mark, limit)
    if found or not mark.path:
        _take(folder, book, role, found, mark)
    if len(found) < limit:
        finish(folder, role)
    return Step(len(found), len(found) == limit)


def _take(folder: Path, book: Ledger, role: Role, found: list[Changed], mark: Mark) -> None:
    reached = msgspec.structs.replace(mark, bake=found[-1].bake, path=found[-1].path) if found else mark
    with distrusting(folder, role):
        put(folder / generations.named(folder, role), found, _languages(book), reached)


def finish(folder: Path, role: Role) -> None:
    """The generation of this role is whole: it is asked from now on."""
    generations.name_it(folder, "current", generations.named(folder, role))
    generations.name_it(folder, role, "")
    generations.sweep(folder)


def _reached(folder: Path, role: Role, book: Ledger) -> Mark | None:
    """How far the generation of this role follows the ledger; None where it is to be made anew."""
    mark = read(folder, role)
    ours = mark is not None and mark.ledger == book.note("id") and mark.bake <= book.bake_number
    return mark if ours else None


def read(folder: Path, role: Role) -> Mark | None:
    """The mark of the generation of this role; None where there is none, or none that this Serai reads."""
    name = generations.named(folder, role)
    if not name:
        return None
    try:
        index = generations.opened(folder, name)
        mark = generations.mark_of(index.searcher(), index.schema)
    except SearchIndexError as error:
        log.error("%s", error)
        return None
    return mark if mark is not None and mark.version == VERSION else None


@contextmanager
def distrusting(folder: Path, role: Role) -> Iterator[None]:
    """What could not be written is not written again: a new index is begun, while the old one is asked."""
    try:
        yield
    except SearchIndexError:
        if role == "current":
            generations.name_it(folder, "renewal", "")
            generations.begin(folder)
        else:
            generations.name_it(folder, role, "")
        generations.sweep(folder)
        raise


def put(
    place: Path,
    found: Iterable[Changed],
    languages: Languages,
    reached: Mark,
    seen: Callable[[], None] = lambda: None,
) -> None:
    """Put changes into the index at `place`, and how far it reaches with them, in one commit. `seen` is
    called when readers find them; what tantivy then merges of the index's parts is waited for."""
    index = generations.opened(place.parent, place.name)
    schema, searcher = index.schema, index.searcher()
    changed, withdrawn = reached.changed, reached.withdrawn
    with as_search_errors("Writing the search index"):
        writer = index.writer(heap_size=MEMORY, num_threads=1)
        for change in found:
            if searcher.doc_freq("path", change.path):
                changed, withdrawn = changed + 1, withdrawn + (change.data is None)
            writer.delete_documents_by_term("path", change.path)
            document = _document(change, languages)
            if document:
                writer.add_document(tantivy.Document.from_dict(document, schema))
        writer.delete_documents_by_term("path", MARK)
        mark = msgspec.structs.replace(reached, changed=changed, withdrawn=withdrawn)
        note = msgspec.json.encode(mark).decode()
        told_far = {"path": MARK, "kind": MARK, "note": note, "at": 0, "weight": 1.0}
        writer.add_document(tantivy.Document.from_dict(told_far, schema))
        writer.commit()
        seen()
        writer.wait_merging_threads()


def _document(change: Changed, languages: Languages) -> dict[str, object] | None:
    """What of a plate is indexed; None where nothing is."""
    if change.data is None:
        return None
    try:
        plate = plates.from_bytes(change.data)
    except PlateError:
        log.error("%s is no plate that this Serai reads; it is left out of the search index.", change.path)
        return None
    if isinstance(plate, StoryPlate):
        return documents.of_story(change.path, plate, languages(plate.edition))
    if isinstance(plate, SectionPlate | AuthorPlate | TopicPlate):
        return documents.of_name(change.path, plate, plates.kind(plate), languages(plate.edition))
    return None


def _languages(book: Ledger) -> Languages:
    def language(code: str) -> str:
        edition = book.edition(code)
        return edition.language if edition else code

    return language
