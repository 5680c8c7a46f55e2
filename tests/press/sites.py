"""A press at work in a folder of its own, and what lies in its site."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from serai.press.bake import Press, Settings
from tests.press.plain import PlainTheme

_MEMORY = Path("/dev/shm")  # a file system in memory: flushing costs nothing there


class Lying(NamedTuple):
    """One file as it lies on the disk."""

    inode: int
    written: int
    data: bytes


class Works:
    """A folder with a ledger, a pool and a site, and presses upon them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pool = folder / "renditions"
        self.site = folder / "site"
        self.ledger = folder / "press.sqlite3"
        self.settings: dict[str, Any] = {}  # what every press of these works has, unless a test says else

    def press(self, **settings: Any) -> Press:
        plain: dict[str, Any] = {
            "theme": PlainTheme(),
            "site_name": "The Bridge",
            "site_url": "https://bridge.example",
            "front_stories": 2,
            "page_stories": 2,
        }
        plain |= self.settings | settings
        own = {name: plain.pop(name) for name in ("theme", "processes", "memory") if name in plain}
        return Press(
            ledger=self.ledger, site=self.site, renditions=self.pool, settings=Settings(**plain), **own
        )

    def beside(self, name: str) -> "Works":
        """Other works that take pictures from the same pool."""
        other = Works(self.folder / name)
        other.pool, other.settings = self.pool, self.settings
        return other

    def lying(self) -> dict[str, Lying]:
        """Every file of the site, and every folder that holds none."""
        found = {}
        for path in sorted(self.site.rglob("*")):
            name = str(path.relative_to(self.site))
            if path.is_file():
                status = path.stat()
                found[name] = Lying(status.st_ino, status.st_mtime_ns, path.read_bytes())
            elif not any(path.iterdir()):
                found[f"{name}/"] = Lying(0, 0, b"an empty folder")
        return found

    def tree(self) -> dict[str, bytes]:
        """Every file of the site, by its path."""
        return {name: lying.data for name, lying in self.lying().items()}


@contextmanager
def works() -> Iterator[Works]:
    """Works in a folder that goes away."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Works(Path(folder))


def differing(one: Works, other: Works) -> list[str]:
    """The files that two sites do not have alike."""
    left, right = one.tree(), other.tree()
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
