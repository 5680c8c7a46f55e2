"""Near-copies find each other in the window, clusters grow and merge, and what it costs stays bounded."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from serai.discussion.models import Band, Cluster, Comment, Move, State
from serai.discussion.screening import copies, folding, window
from tests.discussion.screening.sentences import comments, edited

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG = "Мост через реку снова закрыли, и никто не говорит людям, когда его наконец откроют."

pytestmark = pytest.mark.django_db


def stands(text: str, *, story: str = "s" * 32, state: str = "pending") -> Comment:
    place = Comment.objects.count() + 1
    number = place if state == "approved" else None
    return Comment.objects.create(
        key=f"{place:032x}", edition="ru", story=story, position=place, number=number, text=text, state=state
    )


def placed(text: str, *, at: datetime = NOON, story: str = "s" * 32, state: str = "pending") -> Comment:
    """A comment that came in at that time and was given its cluster."""
    row = stands(text, story=story, state=state)
    row.cluster = window.place(row, now=at)
    row.save()
    return row


def test_strangers_stay_alone() -> None:
    for comment in comments(seed=5, each=8):
        placed(comment)
    assert (Cluster.objects.count(), Band.objects.count()) == (0, 40 * copies.BANDS)


def test_copies_of_one_text_are_one_cluster_though_all_differ() -> None:
    chance = random.Random(6)
    original = comments(seed=6, each=1)[0]
    for _ in range(60):
        placed(edited(original, chance))
    alone = Comment.objects.filter(cluster=None).count()
    assert (Cluster.objects.count(), alone) == (1, 0)
    assert Cluster.objects.get().joined == Comment.objects.exclude(cluster=None).count()


def test_copies_are_found_under_another_story_too() -> None:
    one, other = placed(LONG), placed(LONG, story="t" * 32)
    one.refresh_from_db()
    assert one.cluster == other.cluster is not None


def test_a_comment_that_bridges_two_clusters_brings_the_younger_into_the_older() -> None:
    left = "мост река город утро вода дорога школа больница"
    middle = "рынок автобус зима весна дождь свет газ тариф"
    right = "закон выборы депутат аким президент статья правда новости"
    older = [placed(f"{left} {middle}"), placed(f"{left} {middle} снег")]
    younger = [placed(f"{middle} {right}"), placed(f"{middle} {right} дом")]
    assert Cluster.objects.count() == 2
    bridge = placed(f"{left} {middle} {right}")
    for row in (*older, *younger):
        row.refresh_from_db()
    cluster = Cluster.objects.get()
    assert {row.cluster for row in (*older, *younger, bridge)} == {cluster}
    assert (cluster.joined, cluster.key) == (5, older[0].cluster.key if older[0].cluster else "")


def test_what_joins_a_full_cluster_makes_no_representatives_of_it() -> None:
    chance = random.Random(12)
    original = comments(seed=12, each=1)[0]
    for _ in range(40):
        placed(edited(original, chance))
    cluster = Cluster.objects.get()
    assert cluster.representatives == window.REPRESENTATIVES
    stray = stands(original)
    numbers = copies.bands(copies.grams(folding.fold(original)), window.salt())
    Band.objects.bulk_create([Band(band=number, comment=stray, at=NOON) for number in numbers])
    assert placed(original).cluster == cluster
    stray.refresh_from_db()
    assert stray.cluster == cluster
    assert Band.objects.values("comment").distinct().count() == window.REPRESENTATIVES


def test_of_the_earlier_ones_only_those_that_wait_are_held() -> None:
    approved, rejected, waiting = (stands(LONG, state=state) for state in ("approved", "rejected", "pending"))
    numbers = copies.bands(copies.grams(folding.fold(LONG)), window.salt())
    Band.objects.bulk_create(
        [
            Band(band=number, comment=row, at=NOON)
            for number in numbers
            for row in (approved, rejected, waiting)
        ]
    )
    placed(LONG)
    for row in (approved, rejected, waiting):
        row.refresh_from_db()
    assert [row.state for row in (approved, rejected, waiting)] == ["approved", "rejected", "held"]
    assert [len(row.reasons) for row in (approved, rejected, waiting)] == [0, 0, 1]
    assert Move.objects.get().comment == waiting


def test_a_held_comment_is_told_once_more_why_and_does_not_move() -> None:
    held = placed(LONG, state="held")
    placed(LONG)
    held.refresh_from_db()
    assert ([reason["code"] for reason in held.reasons], Move.objects.count()) == (["copy"], 0)
    assert held.state == State.HELD


def test_many_readers_thanks_are_no_brigade_and_a_shout_is() -> None:
    for hour in range(20):
        placed("Спасибо!", at=NOON + timedelta(hours=hour))
    assert Cluster.objects.count() == 0
    for story in range(20):
        placed("Спасибо!", story=f"{story:032}", at=NOON + timedelta(days=2))
    assert Cluster.objects.count() == 0
    for minute in range(10):
        placed("Позор ему!", at=NOON + timedelta(days=3, minutes=minute))
    assert Cluster.objects.get().joined == 10


def test_a_representative_stays_as_long_as_copies_come() -> None:
    for day in range(0, 30, 3):
        placed(LONG, at=NOON + timedelta(days=day))
    assert Cluster.objects.get().joined == 10


def test_tidying_takes_out_what_is_older_than_the_window() -> None:
    placed(LONG)
    placed(comments(seed=5, each=1)[3], at=NOON + timedelta(days=5))
    assert window.tidy(now=NOON + timedelta(days=6)) == 0
    assert window.tidy(now=NOON + timedelta(days=8)) == copies.BANDS
    assert window.tidy(now=NOON + timedelta(days=13)) == copies.BANDS
    assert window.tidy(now=NOON) == 0


def test_tidying_looks_at_so_many_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "TIDIED", 30)
    for number in range(3):
        placed(comments(seed=5, each=1)[number])
    assert [window.tidy(now=NOON + timedelta(days=8)) for _ in range(4)] == [30, 30, 12, 0]


def test_what_was_forgotten_is_found_no_more() -> None:
    row = placed(LONG)
    window.forget([row.pk])
    assert placed(LONG).cluster is None


def test_a_deleted_comment_leaves_nothing_behind() -> None:
    placed(LONG).delete()
    assert Band.objects.count() == 0
    assert placed(LONG).cluster is None


@pytest.mark.parametrize(
    "text", ["", "…", "\u200b", "👍", "+1", "a" * 20_000, "\u0301" * 5_000, "x y " * 5_000]
)
def test_hostile_texts_have_their_place(text: str) -> None:
    assert (placed(text).cluster, placed("Something else entirely was said here").cluster) == (None, None)


def asked(text: str) -> int:
    with CaptureQueriesContext(connections["discussion"]) as queries:
        placed(text)
    return len(queries)


def test_the_queries_of_a_copy_do_not_grow_with_its_cluster() -> None:
    for number in range(12):
        placed(f"{LONG} {number}")
    few = asked(f"{LONG} once more")
    for number in range(60):
        placed(f"{LONG} {number} again")
    assert asked(f"{LONG} and again") <= few


def test_a_band_that_very_many_share_gives_its_newest_alone() -> None:
    row = stands("x")
    Band.objects.bulk_create([Band(band=7, comment=row, at=NOON + timedelta(seconds=n)) for n in range(500)])
    found = window._standing([7, 8, 7], NOON)
    newest = [NOON + timedelta(seconds=499 - n) for n in range(window.NEWEST)]
    assert found == [(row.pk, at) for at in newest] * 2
