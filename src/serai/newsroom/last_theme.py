"""The last theme that served: a copy of the newsroom's own, for a start at which that cannot be used.

Rule: no Django. One copy is kept, in a folder of `data/last_theme/` that is named by what it holds and put
in place by a rename; what does not hold what its name says is no copy. It is made when the site stands in a
theme, so that with it nothing of the site looks otherwise.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from serai.core import files
from serai.newsroom.config import Newsroom
from serai.press.theme.assets import read_files
from serai.press.theme.environment import Theme

_PARTS = ("assets", "locale", "templates")


def keep(newsroom: Newsroom, theme: Theme, mark: str) -> None:
    """Keep `theme`, in which the site stands now, and no other; `mark` is what it was when pages were made
    with it. Where its files have changed meanwhile all stays as it is: the changed theme is tried next.
    OSError where the disk refuses."""
    place = newsroom.last_theme
    if theme.override is None:
        shutil.rmtree(place, ignore_errors=True)  # the site stands in Serai's own
        return
    found = _files(theme.override)
    name = _name(found)
    if _held(place / name) is None:
        place.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=place) as beside:
            copy = Path(beside) / "theme"
            _write(copy, found)
            if Theme(override=copy).mark() != mark:
                return
            shutil.rmtree(place / name, ignore_errors=True)
            copy.rename(place / name)
    for other in place.iterdir():
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def kept(newsroom: Newsroom) -> Path | None:
    """The folder of the theme that was kept last; None where there is none that is whole."""
    place = newsroom.last_theme
    found = [folder for folder in place.iterdir() if _held(folder)] if place.is_dir() else []
    return max(found, key=lambda folder: folder.stat().st_mtime_ns, default=None)


def _files(folder: Path) -> dict[str, bytes]:
    """What a theme is read from, by path below its folder."""
    parts = {part: read_files([folder / part]) for part in _PARTS}
    return {f"{part}/{name}": data for part, inside in parts.items() for name, data in inside.items()}


def _name(found: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, data in sorted(found.items()):
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def _held(folder: Path) -> Path | None:
    """The folder, where it holds what its name says."""
    return folder if folder.is_dir() and _name(_files(folder)) == folder.name else None


def _write(folder: Path, found: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in found.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        files.write_flushed(file, data)
