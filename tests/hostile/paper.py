"""A paper under attack: the real press, the real gate over what it baked, and hostile readers.

Rule: nothing is made up but the readers' words. Forms are posted byte for byte, as no browser would.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

import anyio.from_thread
import httpx

from serai.gate.app import create
from serai.gate.entries import AnyEntry
from serai.press.bake import Press, Settings
from serai.press.changes import Put, PutThread
from serai.press.plates import EditionPlate, SectionPlate, StoryPlate
from serai.press.theme.environment import Theme
from serai.press.threads import Comment, Thread
from tests.gate import gates
from tests.gate.gates import URL, Client, Clock, House, Newsroom, Site
from tests.press.theme.reading import parsed

STORY = StoryPlate(
    edition="en",
    key="a" * 32,
    address="/en/2026/11/23/bridge/",
    slug="bridge",
    headline="The bridge opens",
    section="c" * 32,
    place="Almaty",
    published_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    updated_at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    comments="open",
)
EDITION = EditionPlate(
    edition="en", key="en", address="/en/", language="en", name="The Bridge", language_name="English"
)
SECTION = SectionPlate(edition="en", key="c" * 32, address="/en/sections/city/", slug="city", name="City")
FIRST = Comment(key="f" * 32, number=1, text="The first to say something.", name="Samal")


@dataclass
class Paper:
    """A newsroom's public side: its press, its site, and the gate's house."""

    press: Press
    house: House
    site: Path
    _collected: int = field(default=0)

    def put(self, thread: Thread) -> None:
        """This is the story's discussion now."""
        self.press.bake([PutThread(thread)])

    def posts(self, address: str, fields: Mapping[str, bytes | str]) -> httpx.Response:
        """A form, byte for byte."""
        return self.house.reader().posts(address, form(fields))

    def writes(self, **fields: bytes | str) -> httpx.Response:
        """The comment form of the story's page, without a token: the preview, or what is wrong."""
        return self.posts("/gate/comment", {"story": STORY.address, "name": "Dana", "text": "x", **fields})

    def sends(self, **fields: bytes | str) -> str:
        """Writes, looks, sends: the private link."""
        preview = self.writes(**fields)
        assert preview.status_code == 200, preview.status_code
        hidden: dict[str, bytes | str] = {**gates.hidden(preview), "act": "send"}
        return gates.link(self.posts("/gate/comment", hidden))

    def collects(self) -> list[AnyEntry]:
        """What came in since it was last asked."""
        found: list[AnyEntry] = []
        while True:
            collected = self.house.collects(acknowledged=self._collected)
            if not collected.entries:
                return found
            self._collected = collected.entries[-1].position
            found += [one.entry for one in collected.entries]


@contextmanager
def printed(folder: Path) -> Iterator[Paper]:
    """A paper with one story and one comment under it, and a gate that lets one reader write a lot."""
    press = Press(
        ledger=folder / "press.sqlite3",
        site=folder / "site",
        renditions=folder / "renditions",
        theme=Theme(),
        settings=Settings("The Bridge", URL, contacts=True),
    )
    press.bake(
        [
            Put(EDITION),
            Put(SECTION),
            Put(STORY),
            PutThread(Thread(edition="en", key=STORY.key, comments=(FIRST,))),
        ]
    )
    newsroom, clock = Newsroom(), Clock()
    options = newsroom.options(folder, contacts=True, hourly=10**6, flood=10**6)
    app = create(options, now=clock, private=False)
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.rest.router.lifespan_context(app)),
    ):
        house = House(Site(folder / "site"), newsroom, clock, Client(portal, app), options)
        yield Paper(press, house, folder / "site")


def form(fields: Mapping[str, bytes | str]) -> bytes:
    """`application/x-www-form-urlencoded`, of whatever bytes."""
    return "&".join(
        f"{name}={quote_from_bytes(value.encode() if isinstance(value, str) else value, safe='')}"
        for name, value in fields.items()
    ).encode()


Shape = frozenset[tuple[str, tuple[str, ...]]]


def shape(page: bytes | str) -> Shape:
    """The kinds of elements that a page has, each with the names of its attributes."""
    root = parsed(page)
    return frozenset(
        (str(element.tag), tuple(sorted(element.keys())))
        for element in root.iter()
        if isinstance(element.tag, str)
    )


def harm_in(page: bytes | str, harmless: Iterable[Shape]) -> list[str]:
    """What the words of a reader added to a page: elements and attributes that no harmless words bring,
    handlers, scripts, and links that lead where a link may not."""
    root: Any = parsed(page)
    known = frozenset().union(*harmless)
    found = [f"{tag} {' '.join(names)}" for tag, names in sorted(shape(page) - known)]
    found += [f"attribute {name}" for name in root.xpath("//@*[starts-with(name(), 'on')]")]
    found += ["pwned" for _ in root.xpath("//*[@id='pwned']")]
    for link in root.xpath("//a"):
        address, rel = link.get("href", ""), link.get("rel", "")
        outside = address.startswith(("http://", "https://")) and not address.startswith(f"{URL}/")
        if outside and set(rel.split()) < {"nofollow", "ugc", "noopener"}:
            found.append(f"a link without its rel: {rel}")
        if not outside and not address.startswith(("/", "#", f"{URL}/")):
            found.append(f"a link to {address[:40]!r}")
    return found
