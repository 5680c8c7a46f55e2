"""Pages: the gate's views in the edition's own look and words.

Rule: reads the baked site for what stands around a page (the editions, the menu) and the theme for the rest.
A page that cannot be made, because nothing is baked yet or a template fails, is the caller's to say in plain
words.
"""

from collections.abc import Callable
from pathlib import Path

from serai.gate import site as baked
from serai.gate.current_theme import CurrentTheme
from serai.gate.shelf import Shelf, record_of
from serai.gate.stories import Story
from serai.gate.views import AnyGateView, StoryLine
from serai.press import addresses
from serai.press.plates import EditionPlate, SectionPlate
from serai.press.surroundings import switches
from serai.press.views import Chrome, Link, Switch

EDITIONS = 64
SECTIONS = 200  # of one edition
FRESH = 5.0  # seconds for which the list of editions and sections is not looked up again


class Pages:
    """One site's pages. `clock` gives seconds that never go back."""

    def __init__(
        self,
        site: Path,
        site_url: str,
        theme: CurrentTheme,
        clock: Callable[[], float],
        *,
        search: bool = False,
    ) -> None:
        """Read nothing yet. `search`: pages have a search form."""
        self._search = search
        self._site = site
        self._site_url = site_url
        self._theme = theme
        self._clock = clock
        self._editions: Shelf[EditionPlate] = Shelf(record_of(EditionPlate), kept=EDITIONS, clock=clock)
        self._sections: Shelf[SectionPlate] = Shelf(
            record_of(SectionPlate), kept=EDITIONS * SECTIONS, clock=clock
        )
        self._listed: dict[Path, tuple[float, tuple[str, ...]]] = {}

    def edition(self, code: str) -> EditionPlate | None:
        """The edition with this code."""
        if not code or not baked.plain(code) or "/" in code:
            return None
        return self._editions.get(f"{self._site}/{code}/plate.json")

    def editions(self) -> tuple[EditionPlate, ...]:
        """All editions, in the order of the language switcher."""
        found = (self.edition(name) for name in self._names(self._site)[: EDITIONS * 4])
        return tuple(sorted((one for one in found if one), key=lambda one: (one.position, one.key)))

    def for_reader(self, address: str, languages: str) -> EditionPlate | None:
        """The edition to speak in: that of a story's address, else what the browser asks for
        (`Accept-Language`), else the first; None where there is none at all."""
        edition = self.edition(addresses.code(address))
        if edition:
            return edition
        editions = self.editions()
        for wanted in languages[:200].split(","):
            language = wanted.partition(";")[0].strip().lower().partition("-")[0]
            for edition in editions:
                if language and edition.language.lower().partition("-")[0] == language:
                    return edition
        return editions[0] if editions else None

    def chrome(
        self, edition: EditionPlate, *, address: str, title: str, switched: tuple[Switch, ...] = ()
    ) -> Chrome:
        """What stands around a page of the gate; `switched` leads elsewhere than to the editions' fronts."""
        theme = self._theme.now()
        return Chrome(
            edition=edition,
            site_url=self._site_url,
            address=address,
            title=title,
            sections=self._menu(edition),
            switches=switched or switches(self.editions(), edition.key, {}),
            feed=addresses.feed(addresses.edition(edition.key)),
            search=addresses.search(edition.key) if self._search else "",
            index=False,
            style=theme.style,
            icon=theme.icon,
        )

    def show(self, view: AnyGateView) -> bytes:
        """The page."""
        return self._theme.show(view)

    def _menu(self, edition: EditionPlate) -> tuple[Link, ...]:
        return tuple(Link(text=section.name, address=section.address) for section in self.sections(edition))

    def sections(self, edition: EditionPlate) -> tuple[SectionPlate, ...]:
        """An edition's sections, in the menu's order."""
        folder = self._site / edition.key / "sections"
        names = self._names(folder)[:SECTIONS]
        found = (self._sections.get(f"{folder}/{name}/plate.json") for name in names)
        return tuple(sorted((one for one in found if one), key=lambda one: (one.position, one.name, one.key)))

    def _names(self, folder: Path) -> tuple[str, ...]:
        """The plain names of what is in a folder."""
        now = self._clock()
        at, names = self._listed.get(folder, (float("-inf"), ()))
        if now - at >= FRESH:
            try:
                names = tuple(sorted(path.name for path in folder.iterdir() if baked.plain(path.name)))
            except OSError:
                names = ()
            self._listed[folder] = now, names
        return names


def line(story: Story) -> StoryLine:
    """The story as a page of the gate names it."""
    return StoryLine(headline=story.headline, address=story.address)
