"""Results: from plates' paths to what a page of results, or a feed of them, shows.

Rule: reads the site's folder and writes nothing. A result whose plate is not on the site, or is another's, is
left out: what was withdrawn a moment ago is not shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from serai.gate import site as baked
from serai.gate.shelf import read_record
from serai.gate.views import Result
from serai.press import plates
from serai.press.plates import AuthorPlate, StoryPlate
from serai.press.views import Link
from serai.search import snippets, texts
from serai.search.finding import Finder
from serai.search.questions import Question

SIGNING = 200  # authors of the stories of one page
Links = Mapping[str, Link]  # by key


def stories(site: Path, edition: str, paths: Iterable[str]) -> Iterator[StoryPlate]:
    """The stories of an edition whose plates lie at these paths below `site`, in their order."""
    for path in paths:
        plate = _read(site / path) if baked.plain(f"/{path}") else None
        if isinstance(plate, StoryPlate) and plate.edition == edition:
            yield plate


def authors(finder: Finder, site: Path, edition: str, some: Iterable[StoryPlate]) -> Links:
    """The ways to all who have signed these stories of an edition."""
    keys = dict.fromkeys(key for story in some for key in story.authors)
    found = (_read(site / path) for path in finder.named("author", edition, list(keys)[:SIGNING]))
    people = (plate for plate in found if isinstance(plate, AuthorPlate) and plate.edition == edition)
    return {plate.key: Link(text=plate.name, address=plate.address) for plate in people}


def shown(story: StoryPlate, question: Question, sections: Links, people: Links) -> Result:
    """A story as a page of results shows it."""
    return Result(
        address=story.address,
        headline=snippets.marked(story.headline, question),
        snippet=snippets.cut(texts.running(story) or story.deck, question),
        section=sections.get(story.section),
        authors=tuple(people[key] for key in story.authors if key in people),
        place=story.place,
        published_at=story.published_at,
    )


def _read(file: Path) -> plates.AnyPlate | None:
    return read_record(str(file), plates.from_bytes)
