"""The learner in its row: when it learns, from what, when it speaks, and how its judgements are marked."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from serai.discussion.models import Cluster, Comment, Judgement, Learner
from serai.discussion.screening import desk, school
from serai.discussion.screening.errors import ThresholdError
from tests.discussion.screening.sentences import comments

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
SPAM = "Лёгкий заработок без вложений, пиши в личку, научу зарабатывать"

pytestmark = pytest.mark.django_db


def decided(texts: list[tuple[str, str]], *, at: datetime = NOON, **fields: object) -> list[Comment]:
    """Comments that a moderator decided on: (text, state)."""
    first = Comment.objects.count() + 1
    rows = [
        Comment(
            key=f"{place:032x}",
            edition="ru",
            story="s" * 32,
            position=place,
            number=place if state == "approved" else None,
            text=text,
            state=state,
            decided_at=at,
            **fields,
        )
        for place, (text, state) in enumerate(texts, start=first)
    ]
    return Comment.objects.bulk_create(rows)


def a_days_work(count: int = 60) -> list[tuple[str, str]]:
    chance = random.Random(9)
    kept = comments(seed=9, each=count // 5)
    work = [(text, "approved") for text in kept]
    work += [(f"{SPAM} {text[:40]}", "rejected") for text in kept]
    chance.shuffle(work)
    return work


def test_nothing_decided_nothing_learned() -> None:
    assert (desk.learn_due(NOON), Learner.objects.count(), school.judge("a word")) == (0, 0, None)
    marks = school.report()
    assert (marks.enough, marks.judged, marks.precision, marks.recall) == (False, 0, None, None)
    assert (marks.threshold, marks.approved, marks.rejected) == (0.8, 0, 0)


def test_it_waits_until_a_decision_cannot_be_undone_at_once() -> None:
    decided([(SPAM, "rejected")])
    assert school.learn_due(NOON + timedelta(minutes=4)) == 0
    assert school.learn_due(NOON + timedelta(minutes=5)) == 1
    assert school.learn_due(NOON + timedelta(minutes=6)) == 0
    assert (Learner.objects.get().rejected, Judgement.objects.count()) == (1, 0)


def test_with_enough_decisions_it_speaks_and_shows_why() -> None:
    decided(a_days_work())
    assert school.learn_due(LATER) == 120
    spam, ordinary = school.judge(f"{SPAM}!!!"), school.judge("Когда же откроют мост через реку?")
    assert spam is not None
    assert ordinary is not None
    assert (spam[0] > 0.8 > ordinary[0], spam[1]) == (True, 0.8)
    against, _ = school.fragments(SPAM)
    assert against
    assert all(fragment in SPAM for fragment in against)


def test_before_that_it_says_nothing() -> None:
    decided(a_days_work(40))
    school.learn_due(LATER)
    assert school.judge(SPAM) is None


def test_a_comment_at_the_threshold_is_held_with_the_learners_reason() -> None:
    decided(a_days_work())
    school.learn_due(LATER)
    row = Comment.objects.create(key="f" * 32, edition="ru", story="t" * 32, position=1, text=SPAM)
    found = desk.screen(row, now=LATER)
    assert found.score is not None
    assert [reason["code"] for reason in found.reasons] == ["learner"]
    assert found.holds
    school.set_threshold(threshold=1.0)
    again = desk.screen(row, now=LATER, edited=True)
    assert (again.reasons, again.score, again.holds) == ([], found.score, False)


def test_what_it_judged_before_it_was_told_is_its_measure() -> None:
    decided(a_days_work())
    school.learn_due(LATER)
    decided(
        [("Новости о мосте и реке и городе", "approved"), (SPAM, "rejected"), (SPAM[:30], "rejected")],
        at=LATER,
    )
    school.learn_due(LATER + timedelta(minutes=6))
    marks = school.report()
    told = list(Judgement.objects.values_list("score", "rejected"))
    held = [rejected for score, rejected in told if score >= 0.8]
    assert marks.judged == len(told) > 3
    assert marks.precision == sum(held) / len(held)
    assert marks.recall == sum(held) / sum(rejected for _, rejected in told)
    assert [step for step, _, _ in marks.at_thresholds] == [
        0.5,
        0.55,
        0.6,
        0.65,
        0.7,
        0.75,
        0.8,
        0.85,
        0.9,
        0.95,
    ]


def test_staff_archives_and_the_erased_teach_nothing() -> None:
    decided([(SPAM, "approved")], staff=True)
    decided([(SPAM, "approved")], imported=True)
    decided([("", "rejected"), ("x", "removed"), ("y", "withdrawn")])
    assert school.learn_due(LATER) == 5
    assert (Learner.objects.count(), Comment.objects.filter(learned=True).count()) == (0, 5)


def test_a_brigade_teaches_three_times() -> None:
    cluster = Cluster.objects.create(key="c" * 32)
    decided([(f"{SPAM} {number}", "rejected") for number in range(50)], cluster=cluster)
    school.learn_due(LATER)
    assert Learner.objects.get().rejected == school.OF_A_CLUSTER


def test_it_learns_no_more_at_once_than_it_is_asked_to() -> None:
    decided(a_days_work())
    assert [school.learn_due(LATER, 50) for _ in range(4)] == [50, 50, 20, 0]


def test_a_damaged_learner_is_silent_and_stops_no_comment(caplog: pytest.LogCaptureFixture) -> None:
    decided(a_days_work())
    school.learn_due(LATER)
    Learner.objects.update(weights=b"damaged", updated_at=LATER + timedelta(seconds=1))
    row = Comment.objects.create(key="f" * 32, edition="ru", story="t" * 32, position=1, text=SPAM)
    assert desk.screen(row, now=LATER).score is None
    assert school.fragments(SPAM) == ([], [])
    assert "the learner says nothing" in caplog.text
    assert SPAM not in caplog.text
    assert school.begin_anew() == 120
    assert school.learn_due(LATER + timedelta(seconds=2)) == 120
    assert school.judge(SPAM) is not None


@pytest.mark.parametrize("threshold", [0.49, 1.01, -1.0, float("nan"), float("inf")])
def test_a_threshold_is_a_likelihood(threshold: float) -> None:
    with pytest.raises(ThresholdError):
        school.set_threshold(threshold=threshold)


def test_a_threshold_may_be_set_before_anything_was_learned() -> None:
    school.set_threshold(threshold=0.9)
    decided([(SPAM, "rejected")])
    school.learn_due(LATER)
    assert (school.report().threshold, Learner.objects.count()) == (0.9, 1)
