"""One comment through all of screening: what is found adds reasons, makes clusters, and rejects nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from serai.discussion.models import Alarm, Band, Cluster, Comment, Move, State
from serai.discussion.screening import desk, lexicon, window

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG = "Мост через реку снова закрыли, и никто не говорит людям, когда его наконец откроют."

pytestmark = pytest.mark.django_db


def arrives(text: str, *, story: str = "s" * 32, edition: str = "ru", at: datetime = NOON) -> Comment:
    """A comment comes in as `take_in` does it: a row, what was found, and its state."""
    place = Comment.objects.count() + 1
    row = Comment.objects.create(
        key=f"{place:032x}", edition=edition, story=story, position=place, text=text, written_at=at
    )
    found = desk.screen(row, now=at)
    row.reasons, row.score, row.cluster = found.reasons, found.score, found.cluster
    row.state = State.HELD if found.holds else State.PENDING
    row.save()
    return row


def test_an_ordinary_comment_has_no_reason() -> None:
    row = arrives(LONG)
    assert (row.reasons, row.score, row.cluster, row.state) == ([], None, None, "pending")


@pytest.mark.parametrize("text", ["", " ", "\u200b\u202e", "…!!!", "\x00\ud800"])
def test_a_comment_without_words_is_screened_too(text: str) -> None:
    row = Comment(edition="ru", story="s" * 32, text=text, written_at=NOON)
    row.key, row.position = "k" * 32, 1
    row.text = "x"
    row.save()
    row.text = text
    assert desk.screen(row, now=NOON).reasons == []
    assert Band.objects.count() == 0


def test_the_second_copy_makes_a_cluster_and_holds_the_first() -> None:
    first = arrives(LONG)
    second = arrives(LONG.replace("людям", "нам") + " !!!")
    first.refresh_from_db()
    cluster = Cluster.objects.get()
    assert (first.cluster, second.cluster, cluster.joined) == (cluster, cluster, 2)
    assert first.reasons == second.reasons == [{"code": "copy", "cluster": cluster.key, "size": 2}]
    assert (first.state, second.state) == ("held", "held")
    assert list(Move.objects.values_list("comment", "before", "after", "by")) == [
        (first.pk, "pending", "held", "")
    ]


def test_a_word_on_the_list_is_a_reason() -> None:
    lexicon.add_word(word="казино*", edition="ru")
    assert arrives("Лучшее KA3ИHО города ждёт тебя").reasons == [{"code": "word", "words": ["казино*"]}]


def test_the_ten_thousandth_copy_adds_no_bands() -> None:
    for number in range(40):
        arrives(f"{LONG} {number}")
    cluster = Cluster.objects.get()
    assert cluster.joined == 40
    assert Band.objects.count() <= window.REPRESENTATIVES * 24
    assert Alarm.objects.get(story="s" * 32).peak == 40


def test_copies_older_than_the_window_are_not_found() -> None:
    arrives(LONG)
    assert arrives(LONG, at=NOON + timedelta(days=8)).cluster is None
