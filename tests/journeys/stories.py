"""A script at the desk: writes stories of every kind, drafts first, and publishes them when it is asked to.

python -m tests.journeys.stories write JSON      of photo files; prints a line for each draft: id and address
python -m tests.journeys.stories publish JSON    publishes the stories with these ids, in that order
python -m tests.journeys.stories revise JSON     a new draft of each: a correction, an author and a topic more
"""

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from serai.newsroom import project
from serai.newsroom.config import open_newsroom

SEED = 20261123
DRAFTS = 8
START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
WORDS = [
    *("river", "bridge", "court", "<b>ministry</b>", "water", "invoice", "spring", "“quoted”", "café"),
    *("мост", "پل", "&", "5", "<", "7"),
]


def main(verb: str, arguments: list[str]) -> None:
    """Do one thing with the stories of the newsroom that SERAI_NEWSROOM names."""
    project.start(open_newsroom(Path(os.environ["SERAI_NEWSROOM"])))
    {"write": write, "publish": publish, "revise": revise}[verb](arguments)


def write(photos: list[str]) -> None:
    """Drafts that differ in everything a story may have; the second is the first one's translation."""
    from serai.desk import actions, queries

    chance = random.Random(SEED)
    edition, persian = queries.edition("en"), queries.edition("fa")
    assert edition is not None
    assert persian is not None
    taken = [
        actions.create_photo(
            data=Path(photo).read_bytes(),
            name=f"{number}.jpg",
            alt=f"Alt {number}",
            credit=f"Credit {number}",
        )
        for number, photo in enumerate(photos)
    ]
    first = _public_ones(edition)[0]
    story = _draft(chance, persian, taken, number=0, key=first.key)
    sys.stdout.write(f"{story.pk} {story.address}\n")
    for number in range(1, DRAFTS):
        story = _draft(chance, edition, taken, number=number, related=[first])
        sys.stdout.write(f"{story.pk} {story.address}\n")


def publish(ids: list[str]) -> None:
    """Publish the newest draft of each."""
    from serai.desk import actions
    from serai.desk.models import Story

    for pk in ids:
        actions.publish(story=Story.objects.get(pk=pk))


def revise(ids: list[str]) -> None:
    """Write a new draft on each."""
    from serai.desk import actions
    from serai.desk.models import Byline, Story, StoryCorrection, Topic

    for number, pk in enumerate(ids):
        story = Story.objects.get(pk=pk)
        moment = START + timedelta(days=15, minutes=number)
        fresh = actions.create_author(edition=story.edition, name=f"New hand {number}")
        draft = story.get_latest_revision_as_object()
        draft.title = f"{draft.title} again"
        draft.revised_at = moment
        draft.byline.add(Byline(author=fresh, sort_order=9))
        draft.corrections.add(StoryCorrection(at=moment, text=f"Correction {number}: <5> & more."))
        draft.topics = [*draft.topics.all(), *Topic.objects.filter(locale=story.locale)]
        draft.save_revision(clean=False)


def _public_ones(edition: Any) -> list[Any]:
    """A public story in each section, so that the menu does not change with the order of publishing."""
    from serai.desk import actions
    from serai.desk.models import Section

    stories = [
        actions.create_story(
            edition=edition,
            headline=f"What stands beside the others in {section.slug}",
            section=section,
            place="Almaty",
            dateline_at=START - timedelta(days=1),
            body=[("paragraph", "<p>It is public already.</p>")],
        )
        for section in Section.objects.filter(locale=edition.locale).order_by("pk")
    ]
    return [actions.publish(story=story) for story in stories]


def _draft(
    chance: random.Random, edition: Any, photos: list[Any], *, number: int, related: Any = (), key: str = ""
) -> Any:
    from serai.desk import actions
    from serai.desk.models import Author, Section, StoryCorrection, Topic

    local = {"locale": edition.locale}
    maybe = chance.random
    authors = list(Author.objects.filter(**local))
    if maybe() < 0.6:
        authors.append(actions.create_author(edition=edition, name=f"First time {number}"))
    topics = [*Topic.objects.filter(**local), actions.create_topic(edition=edition, name=f"Fresh {number}")]
    story = actions.create_story(
        edition=edition,
        headline=f"Story {number}: {_words(chance, 4)}",
        slug=f"story-{number}",
        deck=_words(chance, 9) if maybe() < 0.7 else "",
        section=chance.choice(list(Section.objects.filter(**local))),
        authors=chance.sample(authors, chance.randint(0, len(authors))),
        place=chance.choice(["Almaty", "Бишкек", "دوشنبه"]),
        dateline_at=START + timedelta(hours=chance.randint(0, 300), minutes=number),
        lead_photo=chance.choice([None, *photos]),
        lead_caption=_words(chance, 5) if maybe() < 0.5 else "",
        body=[_block(chance, photos) for _part in range(chance.randint(1, 7))],
        topics=chance.sample(topics, chance.randint(0, len(topics))),
        related=related,
        comments_open=maybe() < 0.5,
        key=key,
    )
    if maybe() < 0.4:
        draft = story.get_latest_revision_as_object()
        draft.corrections.add(StoryCorrection(at=START + timedelta(days=14), text=_words(chance, 6)))
        draft.save_revision(clean=False)
    return story


def _block(chance: random.Random, photos: list[Any]) -> tuple[str, Any]:
    words = _words(chance, 12)
    made: list[tuple[str, Any]] = [
        (
            "paragraph",
            f"<p>{_marked(words)} <i>and</i> <a href='https://example.org/?a=1&amp;b=2'>more</a></p>",
        ),
        ("subhead", words[:60]),
        ("quote", {"text": f"<p>{_marked(words)}</p>", "speaker": "A. <B>", "role": "head of “it”"}),
        ("pull_quote", {"text": words, "speaker": ""}),
        ("photo", {"photo": chance.choice(photos), "caption": words[:80], "credit": ""}),
        ("list", {"ordered": chance.random() < 0.5, "items": [f"<p>{_marked(words)}</p>", "<p>Two</p>"]}),
        ("link_card", {"url": "https://example.org/?q=<x>", "title": words[:50], "text": "", "source": ""}),
    ]
    return chance.choice(made)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _word in range(count))


def _marked(words: str) -> str:
    return words.replace("&", "&amp;").replace(" < ", " &lt; ")


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
