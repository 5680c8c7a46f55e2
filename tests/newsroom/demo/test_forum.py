"""The demo's discussion: under public stories alone, in every state that moderators meet."""

import re
from collections import Counter

import pytest

from serai.core import clock
from serai.discussion import queries
from serai.discussion.models import Comment, Policy, Quarantined, StoryCard, Word
from serai.newsroom.demo import content, forum, forum_words
from serai.newsroom.demo.keys import key

LETTERS = {"en": r"[А-яЁё\u0600-\u06ff]", "ru": r"[\u0600-\u06ff]", "fa": r"[А-яЁёA-Za-z]"}


def test_every_comment_is_under_a_public_story_in_its_language_and_answers_one_before_it() -> None:
    words = forum_words.read()
    for edition, story in _places(words):
        assert story in content.words(edition)
        assert content.facts()[story].state == "published"
    known: set[str] = set()
    for said in words.comments:
        assert not re.search(LETTERS[said.edition], f"{said.name} {said.text} {said.note}"), said.name
        assert not said.to or said.to in known
        known.add(said.label)


def _places(words: forum_words.Forum) -> set[tuple[str, str]]:
    """The stories that something happens under: edition and name."""
    return {
        *((said.edition, said.story) for said in words.comments),
        *((campaign.edition, campaign.story) for campaign in words.campaigns),
        *((ratings.edition, ratings.story) for ratings in words.ratings),
    }


@pytest.mark.django_db
def test_moderators_find_something_in_every_queue() -> None:
    words = forum_words.read()
    for edition, story in _places(words):
        StoryCard.objects.create(
            edition=edition,
            key=key("story", story),
            headline=story,
            address=f"/{edition}/{story}/",
            published_at=clock.now(),
        )
    forum.fill()
    waiting = queries.counts()
    assert {name: count > 0 for name, count in waiting.items()} == dict.fromkeys(waiting, True)
    assert waiting["brigade"] == 2
    states = Counter(Comment.objects.values_list("edition", "state"))
    assert {
        (code, state) for code in ("en", "ru", "fa") for state in ("approved", "rejected", "pending", "held")
    } <= (states.keys())
    assert Quarantined.objects.count() == 0
    assert (Policy.objects.count(), Word.objects.count()) == (len(words.rules), len(words.words))
    assert Comment.objects.filter(picked=True).count() == 3
    assert Comment.objects.filter(staff=True).count() == 3
