"""Editing: seeded, realistic changes of an archive, as editors and readers make them, one after the other.

Rule: holds what is public after each change, so that another press can be told the same at once; the same
seed and archive give the same changes. No clock is read, and nothing is baked here.

    desk = Desk(archive.things(), archive.stories(1_000), seed=7)
    desk.change()          # Edit("re-date", (Put(StoryPlate(…)),))
    desk.public()          # every Put and PutThread that makes the site as it is now
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from bench import archive
from serai.press import addresses, plates
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.plates import (
    AnyPlate,
    AuthorPlate,
    Correction,
    EditionPlate,
    Paragraph,
    StoryPlate,
    TopicPlate,
)
from serai.press.threads import Comment, Thread

_FORMERS = 3  # former addresses that a story keeps
_SHARES = {
    "publish": 20,
    "publish an old one": 10,
    "correct": 15,
    "change words": 10,
    "change headline": 10,
    "re-date": 10,
    "sign and file anew": 5,
    "withdraw": 7,
    "bring back": 3,
    "rename an author": 2,
    "rename a topic": 2,
    "say something": 6,
}


class Edit(NamedTuple):
    """One change: what is done, and what the press is told."""

    what: str
    changes: tuple[Change, ...]


class Desk:
    """What is public, and somebody who goes on changing it."""

    def __init__(self, things: Iterable[Put], stories: Iterable[Put], seed: int = 7) -> None:
        """All of it is public; stories are numbered on from them."""
        self._dice = random.Random(seed)
        self._things = {_name(put.plate): put.plate for put in things}
        self._stories = [put.plate for put in stories if isinstance(put.plate, StoryPlate)]
        self._gone: list[StoryPlate] = []
        self._threads: dict[tuple[str, str], Thread] = {}
        self._number = len(self._stories)
        self._said = 0
        self._doing: dict[str, Callable[[], Change]] = {
            "publish": self._publish,
            "publish an old one": self._publish_old,
            "correct": self._correct,
            "change words": self._change_words,
            "change headline": self._change_headline,
            "re-date": self._redate,
            "sign and file anew": self._file_anew,
            "withdraw": self._withdraw,
            "bring back": self._bring_back,
            "rename an author": lambda: self._rename(AuthorPlate),
            "rename a topic": lambda: self._rename(TopicPlate),
            "say something": self._say,
        }

    def change(self) -> Edit:
        """The next change."""
        what = self._dice.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
        return Edit(what, (self._doing[what](),))

    def public(self) -> Iterator[Change]:
        """Everything that is public now."""
        yield from (Put(plate) for plate in (*self._things.values(), *self._stories))
        yield from (PutThread(thread) for thread in self._threads.values())

    # --- stories ----------------------------------------------------------------------------------------

    def _publish(self) -> Change:
        newest = max(story.published_at for story in self._stories)
        return self._add(newest + timedelta(minutes=self._dice.randrange(1, 600)))

    def _publish_old(self) -> Change:
        return self._add(self._some_time())

    def _add(self, time: datetime) -> Change:
        story = archive.story(self._number, time)
        self._number += 1
        self._stories.append(story)
        return Put(story)

    def _correct(self) -> Change:
        place, story = self._pick()
        at = max(story.updated_at, story.published_at) + timedelta(hours=1)
        made = Correction(at=at, text=f"Correction {self._dice.randrange(1000)}: it was the other bank.")
        return self._put(place, story, corrections=(*story.corrections, made), updated_at=at)

    def _change_words(self) -> Change:
        place, story = self._pick()
        more = Paragraph(html=f"Added later, for the {self._dice.randrange(1000)}th time.")
        return self._put(place, story, body=(*story.body, more))

    def _change_headline(self) -> Change:
        place, story = self._pick()
        return self._put(place, story, headline=f"{story.headline} ({self._dice.randrange(1000)})")

    def _redate(self) -> Change:
        place, story = self._pick()
        near = story.published_at + timedelta(hours=self._dice.randrange(-400, 400))
        time = self._dice.choice((near, self._some_time()))
        edition = self._things["edition", story.edition, story.edition]
        assert isinstance(edition, EditionPlate)
        day = time.astimezone(ZoneInfo(edition.time_zone)).date()
        address = addresses.story(story.edition, day, story.slug)
        formers = [former for former in (*story.former_addresses, story.address) if former != address]
        return self._put(
            place,
            story,
            published_at=time,
            updated_at=max(time, story.updated_at),
            address=address,
            former_addresses=tuple(dict.fromkeys(formers))[-_FORMERS:],
        )

    def _file_anew(self) -> Change:
        place, story = self._pick()
        _, other = self._pick()
        return self._put(place, story, section=other.section, authors=other.authors, topics=other.topics)

    def _withdraw(self) -> Change:
        place, story = self._pick()
        self._stories[place] = self._stories[-1]
        self._stories.pop()
        self._gone.append(story)
        return Withdraw(kind="story", edition=story.edition, key=story.key)

    def _bring_back(self) -> Change:
        if not self._gone:
            return self._publish()
        story = self._gone.pop(self._dice.randrange(len(self._gone)))
        self._stories.append(story)
        return Put(story)

    def _pick(self) -> tuple[int, StoryPlate]:
        place = self._dice.randrange(len(self._stories))
        return place, self._stories[place]

    def _put(self, place: int, story: StoryPlate, **fields: object) -> Change:
        self._stories[place] = msgspec.structs.replace(story, **fields)
        return Put(self._stories[place])

    def _some_time(self) -> datetime:
        return archive.time_of(self._dice.randrange(self._number), self._number)

    # --- others -----------------------------------------------------------------------------------------

    def _rename(self, kind: type[AuthorPlate] | type[TopicPlate]) -> Change:
        found = [plate for plate in self._things.values() if isinstance(plate, kind)]
        plate = self._dice.choice(found)
        renamed = msgspec.structs.replace(
            plate, name=f"{plate.name.split(' (')[0]} ({self._dice.random():.3f})"
        )
        self._things[_name(plate)] = renamed
        return Put(renamed)

    def _say(self) -> Change:
        _, story = self._pick()
        before = self._threads.get((story.edition, story.key))
        said = before.comments if before else ()
        self._said += 1
        comment = Comment(
            key=f"c{self._said}", number=len(said) + 1, text="So it is.", written_at=story.published_at
        )
        thread = Thread(edition=story.edition, key=story.key, comments=(*said, comment))
        self._threads[story.edition, story.key] = thread
        return PutThread(thread)


def _name(plate: AnyPlate) -> tuple[str, str, str]:
    return (plates.kind(plate), plate.edition, plate.key)
