"""An outlet whose site is carried: a real press with Serai's theme, and what is seen at a target.

Rule: the ledger and the site are the press's own; nothing of them is made up.
"""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from serai.mirrors import targets
from serai.mirrors.carrier import Carried, Wish, carry
from serai.mirrors.site import Site
from serai.newsroom.carrying import LedgerManifest
from serai.press.bake import BakeReport, Press, Settings
from serai.press.changes import Change, Put, Withdraw
from serai.press.theme.environment import Theme
from tests.press import casting
from tests.press.sites import Works

_LINK = re.compile(r'(?:href|src)="([^"]+)"')
SITE_URL = "https://bridge.example"
THEME = Theme()


@dataclass
class Outlet:
    """A site, and one target that it is carried to."""

    folder: Path
    named: targets.Named
    ssh_config: Path | None = None
    endpoint: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.works = Works(self.folder)
        self.press = Press(
            ledger=self.works.ledger,
            site=self.works.site,
            renditions=self.works.pool,
            theme=THEME,
            settings=Settings("The Bridge", SITE_URL, front_stories=2, page_stories=2),
        )

    def opens(self) -> BakeReport:
        """Two editions, a section, an author, and three stories."""
        return self.bakes(
            Put(casting.edition()),
            Put(casting.edition("ru")),
            Put(casting.section()),
            Put(casting.section("ru")),
            Put(casting.author()),
            *(self.story(number) for number in (1, 2, 3)),
            self.story(1, code="ru"),
        )

    def story(self, number: int, **fields: Any) -> Put:
        """A story with a picture of its own."""
        lead = casting.photo(self.works.pool, number)
        return Put(casting.story(number, **{"lead_photo": lead, **fields}))

    def new_section(self) -> Put:
        """A section that every page's menu names."""
        return Put(casting.section(key="sport"))

    def withdraws(self, number: int) -> BakeReport:
        return self.bakes(Withdraw(edition="en", kind="story", key=f"s{number}"))

    def bakes(self, *changes: Change) -> BakeReport:
        return self.press.bake(changes)

    @property
    def state(self) -> Path:
        return self.folder / "carried" / "state.sqlite3"

    def carries(self, **wish: bool) -> Carried:
        """Carry; what was sent and deleted is in `asked`, in order."""
        self.asked.clear()
        means = targets.Means(self.endpoint, self.ssh_config, self.folder / "carried" / "sending")
        return carry(
            opening=lambda: targets.open_target(self.named, site=self.works.site, means=means),
            named=self.named.name,
            manifest=LedgerManifest(self.works.ledger, patience=0.0),
            site=Site(self.works.site),
            state=self.state,
            wish=Wish(**wish),
            tell=lambda done, total: None,
            name=lambda verb, path: self.asked.append((verb, path)),
        )

    def sent(self) -> list[str]:
        """The paths of the last carry, in the order in which they were sent."""
        return [path for verb, path in self.asked if verb == "send"]


def into_folder(folder: Path) -> Outlet:
    """An outlet whose target is a folder beside it."""
    return Outlet(folder, targets.Named("folder", str(folder / "mirror")))


def links(tree: dict[str, bytes], page: str) -> set[str]:
    """The files of this site that a page links to, be they there or not."""
    base = f"{SITE_URL}/{page.removesuffix('index.html')}"
    found = set()
    for link in _LINK.findall(tree[page].decode()):
        address = urlsplit(urljoin(base, link.replace("&amp;", "&")))
        path = unquote(address.path).lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        if f"{address.scheme}://{address.netloc}" == SITE_URL and not path.startswith("gate/"):
            found.add(path)
    return found


def dead_links(tree: dict[str, bytes], roots: Iterable[str]) -> list[tuple[str, str]]:
    """The links (page, file) to what is not there, on all pages that a reader comes to from the `roots`."""
    todo = sorted({page for page in roots if page in tree and page.endswith(".html")})
    seen, dead = set(todo), []
    while todo:
        page = todo.pop()
        for path in sorted(links(tree, page)):
            if path not in tree:
                dead.append((page, path))
            elif path.endswith(".html") and path not in seen:
                seen.add(path)
                todo.append(path)
    return dead


def killed_after(steps: int, events: Sequence[str], work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed (SIGKILL) before the step after so many; a step is an audit
    event of one of these names. True where it came to its end first."""
    child = os.fork()
    if child == 0:
        left = steps

        def hook(event: str, _: Any) -> None:
            nonlocal left
            if event in events:
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        code = 1
        try:
            sys.addaudithook(hook)
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work itself failed"
    return not os.WIFSIGNALED(status)
