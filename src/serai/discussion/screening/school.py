"""The school: where the learner sits, is told the moderators' decisions, and has its judgements marked.

Rule: the row around `learner`. It learns from a decision once the time to undo it has passed, from persons'
decisions alone, and from a few comments of a cluster only, so that a brigade does not fill it. Before it is
told a decision it judges the comment, and that judgement is kept: its precision is measured on comments that
it had not learned from (prequential evaluation; J. Gama and others, 2013). Until it has seen `ENOUGH`
decisions of each kind it says nothing.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from serai.core import clock
from serai.discussion.database import atomic
from serai.discussion.models import Comment, Judgement, State
from serai.discussion.models import Learner as LearnerRow
from serai.discussion.screening.errors import LearnerError, ThresholdError
from serai.discussion.screening.learner import Learner

ENOUGH: Final = 50
UNDO: Final = timedelta(minutes=5)
OF_A_CLUSTER: Final = 3
MARKED: Final = 2_000  # judgements that a report is made of, the newest
FRAGMENTS: Final = 5

_log = logging.getLogger(__name__)
_sitting: dict[str, Any] = {}  # the learner that this process has read, and the row's time


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The learner's report. `precision`: of the comments that it would have held, the share that a moderator
    rejected; `recall`: of those rejected, the share that it would have held. None where there were none."""

    approved: int
    rejected: int
    enough: bool
    threshold: float
    judged: int
    precision: float | None
    recall: float | None
    at_thresholds: tuple[tuple[float, float | None, float | None], ...]  # (threshold, precision, recall)


def judge(text: str) -> tuple[float, float] | None:
    """The score of a comment and the threshold it is read beside; None while too little was learned."""
    row = LearnerRow.objects.defer("weights").first()
    if row is None or min(row.approved, row.rejected) < ENOUGH:
        return None
    learner = _learner(row)
    return None if learner is None else (learner.score(text), row.threshold)


def fragments(text: str) -> tuple[list[str], list[str]]:
    """What in a text spoke for rejecting it, and what against; both empty while nothing was learned."""
    row = LearnerRow.objects.defer("weights").first()
    learner = None if row is None else _learner(row)
    if learner is None:
        return [], []
    explained = learner.explain(text)
    return explained.against[:FRAGMENTS], explained.for_it[:FRAGMENTS]


@atomic()
def learn_due(now: datetime, limit: int = 500) -> int:
    """Learn from decisions that can be relied on by now, the oldest first; how many were looked at.

    Where the learner is damaged an empty one takes its place: `begin_anew` has it learn all again.
    """
    rows = list(
        Comment.objects.filter(learned=False, decided_at__lte=now - UNDO)
        .order_by("decided_at")
        .only("pk", "text", "state", "cluster", "staff", "imported")[:limit]
    )
    if not rows:
        return 0
    kept = LearnerRow.objects.select_for_update().first()
    learner = (_read(kept) if kept else None) or Learner()
    taught = [row for row in rows if _teaches(row)]
    judgements = []
    for row in taught:
        ready = min(learner.approved, learner.rejected) >= ENOUGH
        rejected = row.state == State.REJECTED
        score = learner.learn(row.text, rejected=rejected)
        if ready:
            judgements.append(Judgement(comment=row, score=score, rejected=rejected, at=now))
    Judgement.objects.bulk_create(
        judgements,
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=["score", "rejected", "at"],
    )
    Comment.objects.filter(pk__in=[row.pk for row in rows]).update(learned=True)
    if taught:
        _keep(learner, kept, now)
    return len(rows)


@atomic()
def set_threshold(*, threshold: float) -> None:
    """From which score on a comment is held, 0.5 to 1; ThresholdError else."""
    if not 0.5 <= threshold <= 1.0:
        raise ThresholdError(
            f"The learner's threshold is a likelihood from 0.5 to 1, not {threshold}. At 1 it holds nothing."
        )
    row = LearnerRow.objects.defer("weights").first()
    if row is None:
        _keep(Learner(), LearnerRow(threshold=threshold), None)
        return
    LearnerRow.objects.filter(pk=row.pk).update(threshold=threshold)


@atomic()
def begin_anew() -> int:
    """Forget what was learned and learn again from all decisions that are still there; how many these are.
    The threshold stays."""
    LearnerRow.objects.update(weights=Learner().to_bytes(), approved=0, rejected=0, updated_at=clock.now())
    Judgement.objects.all().delete()
    return Comment.objects.filter(learned=True, decided_at__isnull=False).update(learned=False)


def report() -> Marks:
    """How good the learner's newest judgements were, at its threshold and at others."""
    row = LearnerRow.objects.defer("weights").first()
    threshold = row.threshold if row else LearnerRow._meta.get_field("threshold").get_default()
    approved, rejected = (row.approved, row.rejected) if row else (0, 0)
    judged = list(Judgement.objects.order_by("-at", "-pk").values_list("score", "rejected")[:MARKED])
    precision, recall = _marks(judged, threshold)
    steps = [step / 100 for step in range(50, 100, 5)]
    return Marks(
        approved=approved,
        rejected=rejected,
        enough=min(approved, rejected) >= ENOUGH,
        threshold=threshold,
        judged=len(judged),
        precision=precision,
        recall=recall,
        at_thresholds=tuple((step, *_marks(judged, step)) for step in steps),
    )


def _marks(judged: list[tuple[float, bool]], threshold: float) -> tuple[float | None, float | None]:
    held = [rejected for score, rejected in judged if score >= threshold]
    rejected = sum(1 for _, rejected in judged if rejected)
    return (sum(held) / len(held) if held else None), (sum(held) / rejected if rejected else None)


def _teaches(row: Comment) -> bool:
    """Whether the learner is told of this comment: a reader's words, decided by a person, not yet known from
    others of its cluster."""
    if row.staff or row.imported or not row.text.strip():
        return False
    if row.state not in {State.APPROVED, State.REJECTED}:
        return False
    if row.cluster_id is None:
        return True
    earlier = Comment.objects.filter(cluster=row.cluster_id, pk__lt=row.pk).order_by()
    return len(earlier.values_list("pk")[:OF_A_CLUSTER]) < OF_A_CLUSTER


def _learner(row: LearnerRow) -> Learner | None:
    """The learner of this row, read once for as long as it does not change; None where it is damaged."""
    if _sitting.get("at") != (row.pk, row.updated_at):
        _sitting.update(at=(row.pk, row.updated_at), learner=_read(LearnerRow.objects.get(pk=row.pk)))
    learner: Learner | None = _sitting["learner"]
    return learner


def _read(row: LearnerRow) -> Learner | None:
    """The row's learner. A damaged one is said in the log and never in a comment's way: it must come in."""
    try:
        return Learner.from_bytes(bytes(row.weights))
    except LearnerError as error:
        _log.error("the learner says nothing: %s", error)
        return None


def _keep(learner: Learner, row: LearnerRow | None, now: datetime | None) -> None:
    row = row or LearnerRow()
    row.weights = learner.to_bytes()
    row.approved, row.rejected = learner.approved, learner.rejected
    if now is not None:
        row.updated_at = now
    row.save()
