"""A brigade: thousands of near-copies from ever other sources, and a hundred readers who just want to talk.

The brigade is one cluster and takes one decision; the readers wait in their own queue, under the story that
is attacked as under any other; nothing was refused and nothing was rejected by a program. It is of ten
thousand in CI and of two thousand elsewhere and on PostgreSQL; `SERAI_TEST_BRIGADE` says another number.
"""

import os
import random
from datetime import timedelta

import pytest

from serai.discussion import actions, queries
from serai.discussion.models import Alarm, Band, Cluster, Comment, Move
from serai.discussion.screening import copies, window
from serai.gate import entries
from tests.discussion import readers
from tests.discussion.readers import AT, OTHER, STORY
from tests.discussion.screening.sentences import comments

_LARGE = "CI" in os.environ and "SERAI_DISCUSSION_DATABASE" not in os.environ
BRIGADE = int(os.environ.get("SERAI_TEST_BRIGADE", 10_000 if _LARGE else 2_000))
READERS = 100
_BATCH = 500
_SPAN = 4_000.0  # seconds from the first to the last
_ATTACK = (
    "почему журналист снова молчит про мост и больницу никто не знает сколько денег платят за эту ложь "
    "пусть сегодня ответит каждый кто верит таким новостям про наш город"
)


def attack(chance: random.Random) -> list[entries.NewComment]:
    """Each copy has a sixth of its words changed, and comes from a source of its own."""
    return [
        readers.comment(
            number,
            _changed(_ATTACK, chance),
            edition="ru",
            name=f"Reader {number}",
            source=f"{number:016x}",
            at=AT + timedelta(seconds=number * _SPAN / BRIGADE),
        )
        for number in range(1, BRIGADE + 1)
    ]


def _changed(text: str, chance: random.Random) -> str:
    words = text.split()
    others = comments(seed=1, each=1)[0].split()
    for place in chance.sample(range(len(words)), round(len(words) * 0.15)):
        words[place] = chance.choice(others)
    return " ".join(words)


def ordinary() -> list[entries.NewComment]:
    """Every second one under the story that is attacked, no two alike, from sources of their own."""
    made = comments(seed=77, each=READERS)[:READERS]
    return [
        readers.comment(
            20_000 + number,
            text,
            edition="ru",
            story=STORY if number % 2 else OTHER,
            source=f"{20_000 + number:016x}",
            at=AT + timedelta(seconds=number * _SPAN / READERS),
        )
        for number, text in enumerate(made)
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_brigade_is_one_cluster_and_one_decision_and_buries_nobody() -> None:
    readers.publish(edition="ru", address="/ru/2026/11/23/a/")
    readers.publish(OTHER, edition="ru", address="/ru/2026/11/23/b/")
    talk = ordinary()
    posts = sorted([*attack(random.Random(10_000)), *talk], key=lambda entry: entry.at)
    for start in range(0, len(posts), _BATCH):
        readers.take_in(*posts[start : start + _BATCH], first=start + 1)
    assert Comment.objects.count() == BRIGADE + READERS

    talked = {entry.receipt for entry in talk}
    theirs = Comment.objects.filter(receipt__in=talked)
    assert set(theirs.values_list("state", flat=True)) == {"pending"}
    assert not theirs.exclude(cluster=None).exists()
    page = queries.queue("new", size=200)
    assert {row.comment.receipt for row in page.rows} == talked
    other = queries.queue("new", story=OTHER, size=200)
    assert len(other.rows) == READERS // 2
    assert [row.comment.reasons for row in other.rows] == [[]] * (READERS // 2)

    cluster = Cluster.objects.get()
    assert Comment.objects.filter(cluster=cluster).count() == cluster.joined == BRIGADE
    counts = queries.counts()
    assert (counts["new"], counts["held"], counts["brigade"]) == (READERS, 0, 1)
    assert Band.objects.count() <= (READERS + window.REPRESENTATIVES) * copies.BANDS
    assert {alarm.story for alarm in Alarm.objects.all()} == {STORY, ""}

    decided = actions.decide(
        comments=queries.keys_of(queries.chosen("brigade", cluster=cluster.key)), after="rejected", by="asel"
    )
    assert (decided.moved, decided.left) == (BRIGADE, 0)
    assert queries.counts()["brigade"] == 0
    assert Move.objects.filter(by="asel").values("batch").distinct().count() == 1
    assert {row.comment.receipt for row in queries.queue("new", size=200).rows} == talked
