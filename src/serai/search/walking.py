"""Walking: an index of any copy of the site's folder, where there is no ledger.

Rule: for a gate that stands alone. Every plate's file is looked at, and read only where it looks otherwise
than it did (`walked`); what says something else than before is indexed again. The cost is that of asking the
disk for each file once.
"""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from serai.core import canonical, clock
from serai.press import plates
from serai.press.errors import PlateError
from serai.press.plates import EditionPlate
from serai.search import generations, walked, writing
from serai.search.changes import Changed
from serai.search.errors import SearchIndexError
from serai.search.generations import Mark, Role
from serai.search.walked import Look, Taken, Walked
from serai.search.writing import STEP, Languages, Now

PLATE_LIMIT = 8 * 1024 * 1024  # bytes of one plate
_OF_AN_EDITION = 2  # parts of the path of an edition's own plate, which is not indexed
Tell = Callable[[int, int], None]


def follow(folder: Path, site: Path, tell: Tell = lambda _done, _total: None, now: Now = clock.now) -> int:
    """Make the index say what the plates in the folder `site` say; how many came, changed or went. `tell`
    hears how many files were looked at, of how many. SearchBusyError, SearchIndexError; after the latter the
    next call begins the index anew."""
    with writing.alone(folder):
        role: Role = "making" if generations.named(folder, "making") else "current"
        if not _goes_on(folder, role):
            role = _begun(folder, "making", now)
        taken = _follow(folder, role, site, tell)
        mark = writing.read(folder, "current")
        if mark is not None and generations.due(mark, now().timestamp()):
            if not _goes_on(folder, "renewal"):
                _begun(folder, "renewal", now)
            _follow(folder, "renewal", site, tell)
        return taken


def _goes_on(folder: Path, role: Role) -> bool:
    """The generation of this role was made by walking, and can be gone on with."""
    mark = writing.read(folder, role)
    return mark is not None and not mark.ledger


def _begun(folder: Path, role: Role, now: Now) -> Role:
    name = generations.begin(folder, role)
    writing.put(folder / name, (), lambda code: code, Mark(begun=now().timestamp()))
    return role


def _follow(folder: Path, role: Role, site: Path, tell: Tell) -> int:
    taken = 0
    place = folder / generations.named(folder, role)
    with writing.distrusting(folder, role), walked.opened(place) as known:
        changed, languages = _changed(site, known, tell), _languages(site)
        while some := list(islice(changed, STEP)):
            _put(folder, role, known, some, languages)
            taken += len(some)
        known.keep()
    if role != "current":
        writing.finish(folder, role)
    return taken


def _put(
    folder: Path, role: Role, known: Walked, some: list[tuple[Changed, Taken | None]], languages: Languages
) -> None:
    mark = writing.read(folder, role)
    if mark is None:
        raise SearchIndexError(f"The index in {folder} cannot be read. Run: serai index --rebuild")
    writing.put(folder / generations.named(folder, role), [one for one, _ in some], languages, mark)
    known.take(taken for _, taken in some if taken)
    known.drop(one.path for one, taken in some if not taken)
    known.keep()


def _files(site: Path) -> Iterator[str]:
    """The path of every plate below the site's folder, in the site's own spelling."""
    for place, folders, names in os.walk(site):
        folders[:] = [name for name in folders if not name.startswith(".")]
        path = (Path(place) / "plate.json").relative_to(site)
        if "plate.json" in names and len(path.parts) > _OF_AN_EDITION:
            yield path.as_posix()


def _changed(site: Path, known: Walked, tell: Tell) -> Iterator[tuple[Changed, Taken | None]]:
    """What came or changed, and how its file was; then what went."""
    files = sorted(_files(site))
    for number, path in enumerate(files, 1):
        known.saw(path)
        if found := _read_anew(site, path, known):
            yield found
        tell(number, len(files))
    for path in known.missing():
        yield Changed(0, path, None), None


def _read_anew(site: Path, path: str, known: Walked) -> tuple[Changed, Taken] | None:
    """A plate whose file says something else than what was taken."""
    digest, before = known.look(path)
    try:
        look = Look.at(site / path)
    except OSError:
        return None  # gone while we looked: the next walk sees it
    if look == before:
        return None
    data = _read(site / path)
    if data is None:
        return None
    taken = Taken(path, canonical.digest(data), look)
    if taken.digest == digest:
        known.take((taken,))
        return None
    return Changed(0, path, data), taken


def _read(file: Path) -> bytes | None:
    try:
        with file.open("rb") as opened:
            data = opened.read(PLATE_LIMIT + 1)
    except OSError:
        return None
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
