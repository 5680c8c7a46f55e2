"""The screening desk: what is found in one comment, by all that screens.

Rule: called by the discussion's verbs inside their transaction, for a comment that has its row; it adds
reasons and a score and finds the cluster; the verb writes them down and decides the state
(`reasons.holds`). It never rejects. What one comment costs does not grow with those that came before.
"""

from dataclasses import dataclass
from datetime import datetime

from serai.discussion.models import Cluster, Comment
from serai.discussion.screening import lexicon, links, pulse, reasons, school, scripts, window
from serai.discussion.screening.reasons import Reason


@dataclass(frozen=True)
class Found:
    """What was found: `reasons`, gravest first; the learner's `score`, 0 to 1, None where it says nothing;
    the `cluster` of near-copies that the comment is of."""

    reasons: list[Reason]
    score: float | None
    cluster: Cluster | None

    @property
    def holds(self) -> bool:
        """Whether the comment is to be held."""
        return reasons.holds(self.reasons)


def screen(comment: Comment, *, now: datetime, edited: bool = False) -> Found:
    """Screen a comment that was saved; `edited`: it was screened before, and says something else now.

    Reads `pk`, `edition`, `story`, `text`, `written_at`; changes no field of it.
    """
    found: list[Reason] = []
    listed = lexicon.words_for(comment.edition).found_in(comment.text)
    if listed:
        found.append(reasons.word(listed))
    linked = links.links_in(comment.text)
    if linked.of_note:
        found.append(reasons.links(linked.count, linked.kinds))
    strange = scripts.mismatch(comment.text, comment.edition)
    if strange:
        found.append(reasons.script(*strange))
    if edited:
        window.forget([comment.pk])
    cluster = window.place(comment, now=now)
    if cluster is not None:
        found.append(reasons.copy(cluster.key, cluster.joined))
    if not edited:
        at = min(comment.written_at or now, now)
        bursts = pulse.beat(edition=comment.edition, story=comment.story, at=at)
        # The whole site's alarm is nothing to say of a comment under a story where all is quiet.
        found += [reasons.burst(of) for of in bursts if of == "story"]
    score = _judged(comment.text, found)
    return Found(reasons.in_order(found), score, cluster)


def forget(comment: Comment) -> None:
    """The comment's words were erased: screening forgets what it made of them."""
    window.forget([comment.pk])


def learn_due(now: datetime) -> int:
    """Learn from the decisions that cannot be undone at once any more; how many were looked at. Called when
    there is nothing else to do."""
    looked: int = school.learn_due(now)
    return looked


def tidy(now: datetime) -> None:
    """Delete what is older than the windows. Called now and then."""
    window.tidy(now=now)
    pulse.tidy(now=now)


def _judged(text: str, found: list[Reason]) -> float | None:
    judged = school.judge(text)
    if judged is None:
        return None
    score, threshold = judged
    if score >= threshold:
        found.append(reasons.learner(score, school.fragments(text)[0]))
    return score
