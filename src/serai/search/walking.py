"""Walking: an index of any copy of the site's folder, where there is no ledger.

Rule: every plate's file is read and compared, by its digest, with what the index has: for a gate that stands
alone. The cost is that of reading the archive's plates once; what did not change is not indexed again.
"""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import tantivy

from serai.core import canonical
from serai.press import plates
from serai.press.errors import PlateError
from serai.press.plates import EditionPlate
from serai.search import generations, writing
from serai.search.changes import Changed
from serai.search.errors import SearchIndexError
from serai.search.generations import MARK, Mark, told
from serai.search.writing import STEP, Languages

PLATE_LIMIT = 8 * 1024 * 1024  # bytes of one plate
_OF_AN_EDITION = 2  # parts of the path of an edition's own plate, which is not indexed
Tell = Callable[[int, int], None]


def follow(folder: Path, site: Path, tell: Tell = lambda _done, _total: None) -> int:
    """Make the index say what the plates in the folder `site` say; how many came, changed or went. `tell`
    hears how many files were looked at, of how many. SearchBusyError, SearchIndexError."""
    with writing.alone(folder):
        name, known = _known(folder)
        files = sorted(_files(site))
        changed = _changed(site, files, known, tell)
        taken = 0
        languages = _languages(site)
        while some := list(islice(changed, STEP)):
            writing.put(folder / name, some, languages, Mark())
            taken += len(some)
        if generations.named(folder, "current") != name:
            if not taken:
                writing.put(folder / name, (), languages, Mark())
            writing.finish(folder, name)
        return taken


def _known(folder: Path) -> tuple[str, dict[str, str]]:
    """The index to go on with, and each file that it has, with its digest."""
    name = generations.named(folder, "current")
    if name:
        try:
            index = generations.opened(folder, name)
            searcher = index.searcher()
            mark = generations.mark_of(searcher, index.schema)
            if mark is not None and not mark.ledger:
                return name, _digests(searcher)
        except SearchIndexError:
            pass  # what cannot be read is made anew
    return generations.begin(folder), {}


def _digests(searcher: tantivy.Searcher) -> dict[str, str]:
    with told("Reading the search index"):
        hits = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs), count=False).hits
        found = (searcher.doc(place) for _, place in hits)
        digests = {str(one.get_first("path")): str(one.get_first("note")) for one in found}
    digests.pop(MARK, None)
    return digests


def _files(site: Path) -> Iterator[str]:
    """The path of every plate below the site's folder, in the site's own spelling."""
    for place, folders, names in os.walk(site):
        folders[:] = [name for name in folders if not name.startswith(".")]
        path = (Path(place) / "plate.json").relative_to(site)
        if "plate.json" in names and len(path.parts) > _OF_AN_EDITION:
            yield path.as_posix()


def _changed(site: Path, files: list[str], known: dict[str, str], tell: Tell) -> Iterator[Changed]:
    for number, path in enumerate(files, 1):
        data = _read(site / path)
        if data is not None and known.get(path) != canonical.digest(data):
            yield Changed(0, path, data)
        tell(number, len(files))
    for path in sorted(known.keys() - set(files)):
        yield Changed(0, path, None)


def _read(file: Path) -> bytes | None:
    try:
        with file.open("rb") as opened:
            data = opened.read(PLATE_LIMIT + 1)
    except OSError:
        return None  # gone while we looked: the next walk sees it
    return data if len(data) <= PLATE_LIMIT else None


def _languages(site: Path) -> Languages:
    known: dict[str, str] = {}

    def language(code: str) -> str:
        if code not in known:
            data = _read(site / code / "plate.json")
            try:
                plate = plates.from_bytes(data) if data else None
            except PlateError:
                plate = None
            known[code] = plate.language if isinstance(plate, EditionPlate) else code
        return known[code]

    return language
