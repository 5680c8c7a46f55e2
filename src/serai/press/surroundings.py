"""Surroundings: what stands around every page of an edition, and how one story shows on another's page.

Rule: reads the ledger and nothing else. What is asked for again and again (an edition's ground, teasers) is
remembered for one bake only; make another when the ledger's state changes.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from serai.press import activity, addresses, threads
from serai.press.ledger import Ledger
from serai.press.plates import AuthorPlate, EditionPlate, StoryPlate, Summary
from serai.press.views import AnyView, Chrome, Link, Switch, Teaser

Content: TypeAlias = AnyView | bytes
Files: TypeAlias = dict[str, Content]  # by path below the site's folder

DESCRIPTION_LIMIT = 200  # characters
_TEASERS_KEPT = 5000


class Settings(NamedTuple):
    """What a newsroom decides about its pages."""

    site_name: str
    site_url: str  # no slash at the end; may be ""
    front_stories: int = 12  # 1 or more, as
    page_stories: int = 20
    style: str = ""  # the style sheet's address; the theme's, as
    icon: str = ""
    thread_depth: int = 3  # replies are set in so far, 0 or more
    contacts: bool = False  # whether the comment form asks for a contact
    variants: bool = True  # gzip and Brotli beside each page
    full_feeds: bool = True  # feeds hold stories' text, not summaries only
    hub: str = ""  # the URL of the WebSub hub that is told of feeds
    epub: bool = True  # whether the newest days have a book
    offline: bool = True  # whether readers may keep pages on their devices
    search: bool = False  # whether a gate searches the site
    fediverse_key: str = ""  # the public PEM of the key that followers are written to with; "": none are
    portrait: str = ""  # the address of the picture that editions' accounts show; the theme's


class Ground(NamedTuple):
    """What every page of an edition stands on."""

    edition: EditionPlate
    editions: tuple[EditionPlate, ...]
    sections: tuple[Link, ...]


class Surroundings:
    """One state of the ledger, and what pages share of it."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        """Remember nothing yet."""
        self.ledger = ledger
        self.settings = settings
        self._grounds: dict[str, Ground | None] = {}
        self._teasers: dict[tuple[str, str], Teaser | None] = {}

    def ground(self, code: str) -> Ground | None:
        """What an edition's pages stand on; None where there is no such edition."""
        if code not in self._grounds:
            edition = self.ledger.edition(code)
            sections = tuple(Link(text=s.name, address=s.address) for s in self.ledger.sections(code))
            self._grounds[code] = Ground(edition, self.ledger.editions(), sections) if edition else None
        return self._grounds[code]

    def on(self, code: str) -> Ground:
        """As `ground`, for an edition that is known to be there."""
        ground = self.ground(code)
        if ground is None:
            raise KeyError(code)
        return ground

    def chrome(
        self,
        code: str,
        address: str,
        *,
        title: str = "",
        description: str = "",
        same: dict[str, str] | None = None,
        section: str = "",
        feed: str = "",
        index: bool = True,
        activity_at: str = "",
    ) -> Chrome:
        """`same` says where this very page stands in the editions that have it, `activity_at` where
        followers' servers find it."""
        ground = self.on(code)
        followed = bool(self.settings.fediverse_key and self.settings.site_url)
        return Chrome(
            edition=ground.edition,
            site_url=self.settings.site_url,
            address=address,
            title=title,
            description=description,
            sections=ground.sections,
            current_section=section,
            switches=switches(ground.editions, code, {**(same or {}), code: address}),
            feed=feed or addresses.feed(addresses.edition(code)),
            activity=activity_at if followed else "",
            account=activity.account(code, self.settings.site_url) if followed else "",
            search=addresses.search(code) if self.settings.search else "",
            offline=addresses.offline(code) if self.settings.offline else "",
            index=index,
            style=self.settings.style,
            icon=self.settings.icon,
        )

    def everywhere(self, code: str, address: Callable[[str], str]) -> dict[str, str]:
        """Where a page that every edition has stands in each."""
        return {edition.key: address(edition.key) for edition in self.on(code).editions}

    def shared(self, kind: str, key: str) -> dict[str, str]:
        """Where the translations of one thing stand."""
        return self.ledger.siblings(kind, key)

    # --- stories ----------------------------------------------------------------------------------------

    def section_link(self, code: str, key: str) -> Link | None:
        """The way to a section; None where it is not public."""
        section = self.ledger.section(code, key)
        return Link(text=section.name, address=section.address) if section else None

    def authors(self, story: StoryPlate | Summary) -> tuple[AuthorPlate, ...]:
        """A story's authors who are public, in the byline's order."""
        found = (self.ledger.author(story.edition, key) for key in dict.fromkeys(story.authors))
        return tuple(author for author in found if author)

    def teaser(self, code: str, key: str) -> Teaser | None:
        """A story as other pages show it."""
        if (code, key) not in self._teasers:
            if len(self._teasers) >= _TEASERS_KEPT:
                self._teasers.clear()
            story = self.ledger.summary(code, key)
            self._teasers[code, key] = self._tease(story) if story else None
        return self._teasers[code, key]

    def _tease(self, story: Summary) -> Teaser:
        return Teaser(
            key=story.key,
            address=story.address,
            headline=story.headline,
            deck=story.deck,
            place=story.place,
            section=self.section_link(story.edition, story.section),
            authors=tuple(Link(text=a.name, address=a.address) for a in self.authors(story)),
            published_at=story.published_at,
            photo=story.lead_photo,
            comment_count=self.ledger.discussions.count(threads.home_of(story), story.key),
            corrected=bool(story.corrections),
        )

    def tease_all(self, code: str, keys: list[str] | tuple[str, ...]) -> tuple[Teaser, ...]:
        """Teasers of the stories that are public, in order."""
        return tuple(teaser for key in keys if (teaser := self.teaser(code, key)))


def switches(editions: tuple[EditionPlate, ...], current: str, same: dict[str, str]) -> tuple[Switch, ...]:
    """The edition switcher: `same` says where this very page stands in the editions that have it. The first
    of these is for readers of any other language."""
    default = next((edition.key for edition in editions if edition.key in same), "")
    return tuple(
        Switch(
            language=edition.language,
            direction=edition.direction,
            name=edition.language_name,
            address=same.get(edition.key, edition.address),
            same=edition.key in same,
            current=edition.key == current,
            default=edition.key == default,
        )
        for edition in editions
    )


def cut(words: str) -> str:
    """Words short enough for a description, cut between two of them."""
    words = " ".join(words.split())
    if len(words) <= DESCRIPTION_LIMIT:
        return words
    return words[:DESCRIPTION_LIMIT].rsplit(" ", 1)[0] + "…"
