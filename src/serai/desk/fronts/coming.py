"""What is to come: how the stories of an edition differ, at a later moment, from what readers have now.

Rule: reads only. It is told in the press's words, for its preview: what goes public by then through the end
of an embargo or an approved schedule, and what expires. What would be refused at its hour stays as it is, and
why is said. Of very many stories those that are due last are looked at, for a front is newest first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from wagtail.models import Revision

from serai.core.errors import SeraiError
from serai.desk import cast, queries, readiness, translating
from serai.desk.models import Edition, Section, Story
from serai.press.changes import Change, Put, Withdraw
from serai.press.checking import check
from serai.press.plates import AuthorPlate

COMING_LIMIT = 40  # stories that are cast
LEAVING_LIMIT = 500  # stories that expire


class Refused(NamedTuple):
    """A story that would not go public at its hour, and what keeps it."""

    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What the press would be told by the moment; `more` stories are due besides that were not looked at."""

    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    more: int = 0


class _Due(NamedTuple):
    """A story that goes public: its number and key, when, and by which version (0: the one that is live)."""

    story: int
    key: str
    at: datetime
    revision: int = 0


def coming(edition: Edition, *, now: datetime, at: datetime, first: Collection[str] = ()) -> Coming:
    """How the edition's stories differ from `now` at the moment `at`; those whose keys are in `first` are
    looked at before others."""
    due = sorted(_due(edition, now, at), key=lambda one: (one.key in first, one.at, one.story), reverse=True)
    chosen = {one.story: one.revision for one in due[:COMING_LIMIT]}
    leaving = [pk for pk in _leaving(edition, at) if pk not in chosen]
    rows = Story.objects.filter(pk__in=[*chosen, *leaving[:LEAVING_LIMIT]]).select_related("section")
    revisions = Revision.objects.in_bulk([number for number in chosen.values() if number])
    found = _Found(edition, now, at)
    for story in rows.order_by("pk"):
        story.stands_in(edition)
        found.take(story, revisions.get(chosen.get(story.pk, 0)))
    return Coming(
        changes=tuple(found.changes()),
        refused=tuple(found.refused),
        more=len(due) - len(chosen) + max(len(leaving) - LEAVING_LIMIT, 0),
    )


def _due(edition: Edition, now: datetime, at: datetime) -> Iterable[_Due]:
    """Each story once: by the version that is scheduled rather than by the one that is live."""
    own = Story.objects.filter(path__startswith=edition.path)
    held = own.filter(live=True, embargo_until__gt=now, embargo_until__lte=at)
    ends = held.values_list("pk", "translation_key", "embargo_until")
    found = {pk: _Due(pk, key.hex, end) for pk, key, end in ends if end}
    waiting = _waiting(at)
    for pk, key in own.filter(pk__in=list(waiting)).values_list("pk", "translation_key"):
        found[pk] = _Due(pk, key.hex, *waiting[pk])
    return found.values()


def _waiting(at: datetime) -> Mapping[int, tuple[datetime, int]]:
    """When versions go public by themselves, and which, by the numbers of their pages. Of several of one page
    the first does, and takes the others off the schedule."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=at).order_by("-approved_go_live_at", "-pk")
    rows = due.values_list("object_id", "approved_go_live_at", "pk")
    return {int(page): (hour, revision) for page, hour, revision in rows}


def _leaving(edition: Edition, at: datetime) -> list[int]:
    own = Story.objects.filter(path__startswith=edition.path, live=True, expire_at__lte=at)
    return list(own.order_by("-expire_at").values_list("pk", flat=True))


class _Found:
    """What is found, story by story."""

    def __init__(self, edition: Edition, now: datetime, at: datetime) -> None:
        self.refused: list[Refused] = []
        self._edition, self._now, self._at = edition, now, at
        self._stories: dict[int, Change] = {}
        self._carried: dict[int, Section] = {}  # by those of them that are public then
        self._left: dict[int, Section] = {}  # those that one of them carries now
        self._authors: dict[int, AuthorPlate] = {}

    def take(self, story: Story, waiting: Revision | None) -> None:
        """A story as it is now, and its version that waits for its hour, if one does."""
        version = self._version(story, waiting)
        if version is None:
            self._stories[story.pk] = Withdraw(kind="story", edition=self._edition.code, key=story.key)
        elif not self._cast(version):
            return
        if story.section and story.is_public(self._now):
            self._left[story.section.pk] = story.section

    def changes(self) -> Iterator[Change]:
        """What the press would be told: the stories, and what they bring along or leave empty."""
        yield from self._stories.values()
        for section in self._carried.values():
            yield Put(plate=cast.cast_section(section, self._edition))
        for author in self._authors.values():
            yield Put(plate=author)
        others = queries.public_stories(self._at).exclude(pk__in=list(self._stories))
        for pk, section in self._left.items():
            if pk not in self._carried and not others.filter(section=section).exists():
                yield Withdraw(kind="section", edition=self._edition.code, key=section.key)

    def _version(self, story: Story, waiting: Revision | None) -> Story | None:
        """What readers have of a story then; None where they have nothing."""
        if waiting is not None and not self._lapses(story, waiting):
            version: Story = story.with_content_json(waiting.content)
            version.stands_in(self._edition)
            if lacking := readiness.problems(version):
                self._refuse(version, lacking)
            else:
                translating.hold(version, self._at)  # as it will be when it is saved
                return version if self._is_free(version) else None
        return story if story.live and self._is_free(story) else None

    def _lapses(self, story: Story, waiting: Revision) -> bool:
        """Whether a story expires before a version of it goes public: it is taken off the schedule then."""
        end, hour = story.expire_at, waiting.approved_go_live_at
        return bool(story.live and end and hour and end <= hour)

    def _is_free(self, version: Story) -> bool:
        return not version.is_embargoed(self._at) and not (
            version.expire_at and version.expire_at <= self._at
        )

    def _cast(self, version: Story) -> bool:
        """Whether the press would take it."""
        if lacking := readiness.problems(version):
            self._refuse(version, lacking)
            return False
        try:
            plate = cast.cast_listed(version, now=self._at)
            check(plate)
            authors = [author for author in version.authors() if author.pk not in self._authors]
            signed = {author.pk: cast.cast_author(author, self._edition, now=self._at) for author in authors}
        except SeraiError as error:
            self.refused.append(Refused(version.title, str(error)))
            return False
        self._authors |= signed
        self._stories[version.pk] = Put(plate=plate)
        if version.section:
            self._carried[version.section.pk] = version.section
        return True

    def _refuse(self, version: Story, lacking: Mapping[str, Iterable[str]]) -> None:
        lines = " ".join(line for some in lacking.values() for line in some)
        self.refused.append(Refused(version.title, lines))
