"""Making: one page after another is rendered and held against what stands.

Rule: reads the ledger, the pictures and, where it is to trust nothing else, the site; writes new files to
its out and nowhere else. What it finds is told as plain records: of each file that is not as it stands, what
is to stand; of each that the page has made and makes no more, its path.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from serai.core import canonical, files
from serai.press import addresses, binding, compression, endings, media, outs
from serai.press.building import Building
from serai.press.ledger import Ledger
from serai.press.outs import Out
from serai.press.pages import Page
from serai.press.rendering import AnyTheme, Rendered, render, show
from serai.press.standing import File, Known
from serai.press.surroundings import Settings


class Setup(NamedTuple):
    """What all pages of one bake are made with."""

    ledger: str  # the ledger's file
    state: str  # names the state that the ledger is in: a worker remembers nothing of another one
    settings: Settings
    theme: AnyTheme  # pickles by its folder
    fingerprint: str  # what all files of the theme come to
    pool: str  # the folder of pictures
    site: str  # the folder where the site lies
    out: str  # the folder for new files
    tree: bool  # new files lie in `out` as they will in the site; else in a folder for each job, numbered
    bare: bool  # no file stands, and none is asked for
    check_disk: bool  # trust what lies in the site, not what the ledger says of it
    check_variants: bool  # the ledger's word on variants is not what the settings ask for


class MadeFile(NamedTuple):
    """A file that is not as it stands: a row of the ledger's `files`, and what was staged of it. Endings are
    spelled as in `endings`."""

    path: str
    page: str  # as `Page.spell` has it
    rank: int
    digest: str
    variants: str  # endings of what stands beside it from now on
    look: str
    name: str  # what it is called in the out
    staged: str  # endings of what lies there; "" where the bytes are those that stand
    dropped: str  # endings of variants that go


class Made(NamedTuple):
    """What came of a job's pages."""

    number: int  # the job's
    files: tuple[MadeFile, ...]
    left: tuple[str, ...]  # paths that their pages make no more
    unchanged: int  # files found the same, with their variants
    memory: int = 0  # bytes that the process held in the end


class Maker:
    """Makes pages from one state of the ledger."""

    def __init__(self, setup: Setup, ledger: Ledger) -> None:
        """`ledger` is open and in the state that `setup` names."""
        self.setup = setup
        self.building = Building(ledger, setup.settings)
        self.unchanged = 0
        self._ledger = ledger
        self._known = Known(ledger)
        self._pool = Path(setup.pool)
        self._assets: dict[str, bytes] | None = None

    def make(self, number: int, pages: Iterable[Page], out: Out | None = None) -> Made:
        """All pages of a job; new files go where the setup says, or to `out`."""
        if out is None:
            folder = Path(self.setup.out)
            out = outs.Tree(folder) if self.setup.tree else outs.Numbered(folder, str(number))
        self.unchanged = 0
        files: list[MadeFile] = []
        left: list[str] = []
        for page in pages:
            some, gone = self.page(page, out)
            files += some
            left += gone
        return Made(number, tuple(files), tuple(left), self.unchanged)

    def page(self, page: Page, out: Out) -> tuple[list[MadeFile], list[str]]:
        """One page: its files that are not as they stand, and the paths that it has left."""
        if page.kind == "media":
            return self._picture(page, out)
        rendered = self._rendered(page)
        keeps = {file.path for file in rendered}
        left = [] if self.setup.bare else [p for p in self._known.paths_of(page) if p not in keeps]
        made = (self._file(page, file, out) for file in rendered)
        return [file for file in made if file], left

    def _rendered(self, page: Page) -> list[Rendered]:
        if page.kind == "asset":
            if self._assets is None:
                self._assets = self.setup.theme.assets()
            data = self._assets.get(page.key)
            return [Rendered(addresses.file(page.key), data)] if data is not None else []
        if page.kind == "redirect":
            return show(self.setup.theme, self.building.redirect(page.key))
        return [self._illustrated(file) for file in render(self.building, self.setup.theme, page)]

    def _illustrated(self, file: Rendered) -> Rendered:
        if not file.pictures:
            return file
        folders = (self._pool, Path(self.setup.site, "media"))
        return file._replace(data=binding.illustrate(file.data, file.pictures, folders))

    def _file(self, page: Page, file: Rendered, out: Out) -> MadeFile | None:
        known = None if self.setup.bare else self._known.file(file.path)
        digest = canonical.digest(file.data)
        same = known is not None and known.digest == digest
        if known and same and not (self.setup.check_disk or self.setup.check_variants):
            self.unchanged += 1 + len(known.variants)
            return self._moved(page, file, known)
        made = {}
        if self.setup.settings.variants:
            made = compression.variants(file.path, file.data, thorough=page.kind == "asset")
        name, staged = "", []
        for ending, data in {"": file.data, **made}.items():
            if same and self._stands(known, file.path, ending, data):
                self.unchanged += 1
                continue
            name = name or out.name(file.path)
            out.put(name + ending, data)
            staged.append(ending)
        dropped = [ending for ending in known.variants if ending not in made] if known else []
        variants = tuple(sorted(made))
        if known and not (staged or dropped) and known.variants == variants:
            return self._moved(page, file, known)
        return _made(page, file, digest, variants, name=name, staged=staged, dropped=dropped)

    def _stands(self, known: File | None, path: str, ending: str, data: bytes) -> bool:
        if self.setup.check_disk:
            return files.holds(f"{self.setup.site}/{path}{ending}", data)
        return known is not None and (not ending or ending in known.variants)

    def _moved(self, page: Page, file: Rendered, known: File) -> MadeFile | None:
        """The bytes are those that stand; whose they are, or the look they were made with, may be new."""
        if (known.page, known.look) == (page.spell(), file.look):
            return None
        return _made(page, file, known.digest, known.variants)

    def _picture(self, page: Page, out: Out) -> tuple[list[MadeFile], list[str]]:
        path = addresses.file(addresses.media(page.key))
        if not self._ledger.is_shown(page.key):
            return [], self._known.paths_of(page)
        known = self._known.file(path)
        if known and (not self.setup.check_disk or Path(self.setup.site, path).is_file()):
            self.unchanged += 1
            return [], []
        found = media.source(self._pool, page.key)
        name = out.name(path)
        out.link(name, found)
        return [_made(page, Rendered(path, b""), found.stem, (), name=name, staged=[""])], []


def _made(
    page: Page,
    file: Rendered,
    digest: str,
    variants: tuple[str, ...],
    *,
    name: str = "",
    staged: Iterable[str] = (),
    dropped: Iterable[str] = (),
) -> MadeFile:
    return MadeFile(
        path=file.path,
        page=page.spell(),
        rank=page.rank,
        digest=digest,
        variants=" ".join(variants),
        look=file.look,
        name=name,
        staged=endings.spell(staged),
        dropped=endings.spell(dropped),
    )
