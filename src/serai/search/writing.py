"""Writing: the index follows the site.

Rule: one writer, by a lock. `step` takes a bounded number of changed plates and is called again while it says
that there are more; each step is one commit, with how far it reaches in it, so that a kill between a bake and
its indexing loses nothing. An index that is missing, of another version or ledger, or that cannot be read is
made anew beside the old one, by the same steps.
"""

import fcntl
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
import tantivy

from serai.core import canonical
from serai.press import plates
from serai.press.errors import PlateError
from serai.press.ledger import Ledger
from serai.press.plates import AuthorPlate, SectionPlate, StoryPlate, TopicPlate
from serai.search import changes, documents, generations
from serai.search.changes import Changed
from serai.search.errors import SearchBusyError, SearchIndexError
from serai.search.generations import MARK, Mark, Role, told

STEP = 1000  # plates in one commit
MEMORY = 30_000_000  # bytes that tantivy gathers documents in
Languages = Callable[[str], str]

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


def step(folder: Path, ledger: Path, limit: int = STEP) -> Step:
    """Bring the index one step nearer to what the ledger says is public. LedgerError where there is no ledger
    yet, SearchBusyError, SearchIndexError; after the last of these the next step begins the index anew."""
    with alone(folder), closing(Ledger.open_reading(ledger)) as book:
        book.begin("DEFERRED")
        try:
            return _step(folder, book, limit)
        finally:
            book.roll_back()


def anew(folder: Path) -> None:
    """The next step begins a new index; the old one is asked until that is whole."""
    with alone(folder):
        generations.name_it(folder, "making", "")
        generations.begin(folder)
        generations.sweep(folder)


def _step(folder: Path, book: Ledger, limit: int) -> Step:
    here = book.note("id")
    role, name, mark = _where(folder, here, book.bake_number)
    found = changes.after(book, mark, limit)
    if found:
        last = found[-1]
        reached = Mark(ledger=here, bake=last.bake, path=last.path)
        with _distrusting(folder, role):
            put(folder / name, found, _languages(book), reached)
    if len(found) == limit:
        return Step(len(found), True)
    if role == "making":
        if not found and mark == Mark():
            put(folder / name, (), _languages(book), Mark(ledger=here))
        finish(folder, name)
    return Step(len(found), False)


def finish(folder: Path, name: str) -> None:
    """The generation that was being made is whole: it is asked from now on."""
    generations.name_it(folder, "current", name)
    generations.name_it(folder, "making", "")
    generations.sweep(folder)


def _where(folder: Path, ledger: str, bake: int) -> tuple[Role, str, Mark]:
    """The generation to go on with, and how far it reaches."""
    roles: tuple[Role, ...] = ("making", "current") if generations.named(folder, "making") else ("current",)
    for role in roles:
        name = generations.named(folder, role)
        if not name:
            continue
        try:
            index = generations.opened(folder, name)
            mark = generations.mark_of(index.searcher(), index.schema)
        except SearchIndexError as error:
            log.error("%s", error)
            continue
        if mark is None and role == "making":
            return role, name, Mark()
        if mark is not None and mark.ledger == ledger and mark.bake <= bake:
            return role, name, mark
    return "making", generations.begin(folder), Mark()


@contextmanager
def _distrusting(folder: Path, role: Role) -> Iterator[None]:
    """What could not be written is not written again: a new index is begun, while the old one is asked."""
    try:
        yield
    except SearchIndexError:
        if role == "making":
            generations.name_it(folder, "making", "")
        else:
            generations.begin(folder)
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
    schema = index.schema
    with told("Writing the search index"):
        writer = index.writer(heap_size=MEMORY, num_threads=1)
        for change in found:
            writer.delete_documents_by_term("path", change.path)
            document = _document(change, languages)
            if document:
                writer.add_document(tantivy.Document.from_dict(document, schema))
        writer.delete_documents_by_term("path", MARK)
        note = {
            "path": MARK,
            "kind": MARK,
            "note": msgspec.json.encode(reached).decode(),
            "at": 0,
            "weight": 1.0,
        }
        writer.add_document(tantivy.Document.from_dict(note, schema))
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
    digest = canonical.digest(change.data)
    if isinstance(plate, StoryPlate):
        return documents.of_story(change.path, plate, languages(plate.edition), digest)
    if isinstance(plate, SectionPlate | AuthorPlate | TopicPlate):
        return documents.of_name(change.path, plate, plates.kind(plate), languages(plate.edition), digest)
    return None


def _languages(book: Ledger) -> Languages:
    def language(code: str) -> str:
        edition = book.edition(code)
        return edition.language if edition else code

    return language
