"""Filling a fresh newsroom with the demo's outlet, through the desk's and the discussion's own verbs.

Rule: one transaction, so that a newsroom holds the whole demo or nothing of it; a newsroom that has an
edition already is refused. Datelines count back from `now`, so that the fronts look alive on the day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from serai.core import clock
from serai.desk import actions
from serai.desk.models import Author, Edition, Photo, Section, Story, Topic
from serai.discussion import actions as discussion
from serai.newsroom.config import Newsroom
from serai.newsroom.demo import content, darkroom
from serai.newsroom.demo.keys import key
from serai.newsroom.demo.people import LOGINS, Login, new_passwords
from serai.newsroom.errors import NewsroomExistsError

Progress = Callable[[int, int], None]


def fill(newsroom: Newsroom, progress: Progress, *, now: datetime | None = None) -> tuple[Login, ...]:
    """Put the demo's outlet into `newsroom`'s desk and say who may log in. Baking is left to the orders.

    NewsroomExistsError where there is an edition already.
    """
    if Edition.objects.exists():
        raise NewsroomExistsError(
            f"{newsroom.folder} has an edition already, and the demo would get mixed up with it. "
            "Make a fresh one: serai demo DIR"
        )
    pictures = content.pictures()
    stories = sum(len(content.words(code)) for code in content.editions())
    steps = _Steps(progress, total=len(pictures) + stories)
    drawn = {}
    for name, data in darkroom.develop(pictures, newsroom.renditions):
        drawn[name] = data
        steps.step()
    with transaction.atomic():
        logins = new_passwords()
        for position, code in enumerate(content.editions()):
            _Edition(code=code, drawn=drawn, now=now or clock.now(), steps=steps).fill(position)
    return logins


class _Steps:
    """Counts what is done for whoever watches."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


@dataclass(kw_only=True)
class _Edition:
    """One edition on its way into the desk."""

    code: str
    drawn: dict[str, bytes]
    now: datetime
    steps: _Steps
    photos: dict[str, Photo] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    edition: Edition = field(init=False)
    sections: dict[str, Section] = field(init=False)
    topics: dict[str, Topic] = field(init=False)
    authors: dict[str, Author] = field(init=False)

    def fill(self, position: int) -> None:
        words = content.editions()[self.code]
        self.edition = actions.create_edition(
            code=self.code,
            position=position,
            name=words.name,
            language_name=words.language_name,
            direction=words.direction,
            time_zone=words.time_zone,
            tagline=words.tagline,
            description=words.description,
            about=words.about,
            comment_policy=words.comment_policy,
            made_from=Edition.objects.get(slug=words.made_from) if words.made_from else None,
        )
        if words.made_from:
            return
        self._signs()
        for name in content.words(self.code):
            self.stories[name] = self._story(name)
            self._talk(name)
            self.steps.step()

    def _signs(self) -> None:
        signs = content.signs()
        self.sections = {}
        for position, (name, lines) in enumerate(signs.sections.items()):
            if self.code not in lines:
                continue
            title, description = lines[self.code]
            self.sections[name] = actions.create_section(
                edition=self.edition,
                name=title,
                slug=name,
                description=description,
                position=position,
                key=key("section", name),
            )
        self.topics = {}
        for name, lines in signs.topics.items():
            if self.code not in lines:
                continue
            title, description = lines[self.code]
            self.topics[name] = actions.create_topic(
                edition=self.edition, name=title, slug=name, description=description, key=key("topic", name)
            )
        self.authors = {
            name: self._author(name) for name, lines in signs.authors.items() if self.code in lines
        }

    def _author(self, name: str) -> Author:
        entry = content.signs().authors[name]
        title, role, biography = entry[self.code]
        return actions.create_author(
            edition=self.edition,
            name=title,
            slug=actions.slug_of(entry["en"][0]),
            role=role,
            biography=biography,
            photo=self._photo(name),
            key=key("author", name),
        )

    def _photo(self, name: str) -> Photo:
        if name not in self.photos:
            alt, *caption = content.pictures()[name][self.code]
            self.photos[name] = actions.create_photo(
                data=self.drawn[name],
                name=f"{name}.jpg",
                title=f"{name} ({self.code})",
                alt=alt,
                caption="".join(caption),
                credit=content.editions()[self.code].credit,
            )
        return self.photos[name]

    def _story(self, name: str) -> Story:
        words, facts = content.words(self.code)[name], content.facts()[name]
        writer = User.objects.get(username=LOGINS["writer"]) if facts.state == "submitted" else None
        story = actions.create_story(
            edition=self.edition,
            headline=words.front.headline,
            slug=words.front.slug,
            deck=words.front.deck,
            section=self.sections[facts.section],
            authors=[self.authors[author] for author in facts.authors],
            place=words.front.place,
            dateline_at=self._hours_ago(facts.hours),
            lead_photo=self._photo(facts.picture) if facts.picture else None,
            body=[self._block(*block) for block in words.blocks],
            topics=[self.topics[topic] for topic in facts.topics],
            related=[self.stories[other] for other in facts.related if other in self.stories],
            embargo_until=self._hours_ago(-facts.in_hours) if facts.state == "embargoed" else None,
            key=key("story", name),
            user=writer,
        )
        if facts.state == "submitted":
            story.get_workflow().start(story, writer)
            return story
        if facts.state == "scheduled":
            actions.revise(story=story, go_live_at=self._hours_ago(-facts.in_hours))
        story = actions.publish(story=story)
        for line in words.front.corrections:
            actions.correct(story=story, text=line.text, changed=line.changed, at=self._hours_ago(line.hours))
        return story

    def _block(self, name: str, value: Any) -> tuple[str, Any]:
        if name == "photo":
            return name, {"photo": self._photo(value), "caption": "", "credit": ""}
        return name, value

    def _talk(self, name: str) -> None:
        talk = content.talks().get(self.code, {}).get(name)
        if talk is None:
            return
        dateline = self._hours_ago(content.facts()[name].hours)
        discussion.import_comments(
            edition=self.code,
            story=key("story", name),
            comments=[
                discussion.Incoming(
                    text=remark.text,
                    name=remark.name,
                    written_at=dateline + timedelta(hours=remark.after),
                    reply_to=remark.to,
                )
                for remark in talk.comments
            ],
            source="demo",
        )
        likes, dislikes = talk.likes
        discussion.set_rating(edition=self.code, story=key("story", name), likes=likes, dislikes=dislikes)

    def _hours_ago(self, hours: float) -> datetime:
        """So many hours before now, to five minutes."""
        moment = clock.whole_seconds(self.now - timedelta(hours=hours))
        return moment.replace(minute=moment.minute // 5 * 5, second=0)
