"""The window: the comments of the last days, by the bands that near-copies share, and the clusters they form.

Rule: the rows around `copies`; what a comment costs does not grow with the window. Each band gives at most
`NEWEST` comments, of all bands at most `COMPARED` are compared exactly, and of a cluster only
`REPRESENTATIVES` stand in the bands, so that the ten-thousandth copy costs what the tenth did. A
representative stays as long as copies come.

A cluster is made when a second comment is found alike; comments that already wait are then told so too. Short
texts ("thank you", "+1") are many people's own words: equal ones make a cluster only where `SHORT_MANY` of
them come to one story within `SHORT_SPAN`.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db import connections
from django.utils.crypto import salted_hmac

from serai.discussion.database import ALIAS
from serai.discussion.models import Band, Cluster, Comment, Move, State
from serai.discussion.screening import copies, folding, reasons

DAYS: Final = timedelta(days=7)
NEWEST: Final = 8
COMPARED: Final = 8
REPRESENTATIVES: Final = 8
SAME: Final = 0.9  # so near to a representative that it need not be one too
SHORT_MANY: Final = 8
SHORT_SPAN: Final = timedelta(hours=1)
REFRESH: Final = timedelta(hours=6)
TIDIED: Final = 20_000  # rows that one tidying looks at

_NEWEST_OF_BAND: Final = (
    "SELECT comment_id, at FROM (SELECT comment_id, at FROM TABLE WHERE band = %s AND at >= %s "
    "ORDER BY at DESC LIMIT %s) AS newest"
)
_WAITING: Final = (State.PENDING, State.HELD)


@dataclass(frozen=True)
class _Near:
    """A comment that stands in the bands and is alike."""

    pk: int
    cluster: int | None
    likeness: float
    at: datetime


def place(comment: Comment, *, now: datetime) -> Cluster | None:
    """Find the comment's near-copies, and its cluster if it has any; enter it in the bands."""
    folded = folding.fold(comment.text)
    if not folded:
        return None
    if copies.short(folded):
        numbers = [copies.equal_band(folded, f"{comment.edition}/{comment.story}")]
        near = _equal(comment, folded, numbers, now)
    else:
        grams = copies.grams(folded)
        numbers = copies.bands(grams, salt())
        near = _alike(comment, grams, numbers, now)
    represents = not near
    cluster = None
    if near:
        cluster, represents = _joined(near, now)
    if represents:
        Band.objects.bulk_create([Band(band=number, comment=comment, at=now) for number in numbers])
    return cluster


@cache
def salt() -> int:
    """The newsroom's own salt of `copies.bands`. With another secret key, a window begins anew."""
    return int.from_bytes(salted_hmac("serai.discussion.screening", "bands").digest()[:8])


def forget(comments: Sequence[int]) -> None:
    """Take comments (primary keys) out of the bands: what they said is not there any more."""
    Band.objects.filter(comment__in=comments).delete()


def tidy(*, now: datetime) -> int:
    """Delete bands older than the window, of the oldest `TIDIED` rows; how many."""
    rows = Band.objects.filter(at__lt=now - DAYS)
    beyond = list(Band.objects.order_by("pk").values_list("pk", flat=True)[TIDIED : TIDIED + 1])
    gone, _ = (rows.filter(pk__lt=beyond[0]) if beyond else rows).delete()
    return gone


def _alike(comment: Comment, grams: copies.Grams, numbers: Sequence[int], now: datetime) -> list[_Near]:
    """Those alike by their words, the most likely candidates first; one of each cluster is enough."""
    standing = [(pk, at) for pk, at in _standing(numbers, now - DAYS) if pk != comment.pk]
    shared, times = Counter(pk for pk, _ in standing), dict(standing)
    wanted = [pk for pk, _ in shared.most_common(COMPARED)]
    rows = {
        pk: (text, cluster)
        for pk, text, cluster in Comment.objects.filter(pk__in=wanted).values_list("pk", "text", "cluster")
    }
    near: list[_Near] = []
    met: set[int] = set()
    for pk in wanted:
        text, cluster = rows.get(pk, ("", None))
        if cluster in met:
            continue
        likeness = copies.alike(grams, copies.grams(folding.fold(text)))
        if likeness >= copies.ALIKE:
            near.append(_Near(pk, cluster, likeness, times[pk]))
            if cluster is not None:
                met.add(cluster)
    return near


def _equal(comment: Comment, folded: str, numbers: Sequence[int], now: datetime) -> list[_Near]:
    """Short comments of the same words: those of a cluster, or enough of them to make one."""
    standing = [(pk, at) for pk, at in _standing(numbers, now - DAYS) if pk != comment.pk]
    rows = Comment.objects.filter(pk__in=[pk for pk, _ in standing]).values_list("pk", "text", "cluster")
    times = dict(standing)
    equal = [_Near(pk, cluster, 1.0, times[pk]) for pk, text, cluster in rows if folding.fold(text) == folded]
    clustered = [one for one in equal if one.cluster is not None]
    if clustered:
        return clustered
    lately = [one for one in equal if one.at >= now - SHORT_SPAN]
    return lately if len(lately) >= SHORT_MANY - 1 else []


def _standing(numbers: Sequence[int], since: datetime) -> list[tuple[int, datetime]]:
    """Of each band the newest comments: a band that very many share costs no more than another."""
    connection = connections[ALIAS]
    table = connection.ops.quote_name(Band._meta.db_table)
    one = _NEWEST_OF_BAND.replace("TABLE", table)
    at = connection.ops.adapt_datetimefield_value(since)
    parameters: list[Any] = []
    for number in numbers:
        parameters += [number, at, NEWEST]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(numbers)), parameters)
        rows = cursor.fetchall()
    return [(pk, _aware(at)) for pk, at in rows]


def _aware(at: Any) -> datetime:
    """SQLite gives a time without its zone, which is UTC, or as text; PostgreSQL gives it whole."""
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _joined(near: Sequence[_Near], now: datetime) -> tuple[Cluster, bool]:
    """The cluster of these and of one comment more: a new one, or the oldest of theirs, into which the others
    go. And whether that comment is to stand in the bands for it."""
    keys = sorted({one.cluster for one in near if one.cluster is not None})
    alone = [one.pk for one in near if one.cluster is None]
    if keys:
        cluster = Cluster.objects.select_for_update().get(pk=keys[0])
    else:
        cluster = Cluster(key=secrets.token_hex(16), made_at=now)
    if len(keys) > 1:
        _merge(cluster, keys[1:])
    cluster.joined += 1 + len(alone)
    room = max(REPRESENTATIVES - cluster.representatives, 0)
    if alone[room:]:
        forget(alone[room:])
    cluster.representatives += len(alone[:room])
    closest = max(near, key=lambda one: one.likeness)
    represents = closest.likeness < SAME and cluster.representatives < REPRESENTATIVES
    cluster.representatives += represents
    cluster.grew_at = now
    cluster.save()
    if alone:
        _tell(cluster, alone)
    if closest.at < now - REFRESH:
        Band.objects.filter(comment=closest.pk).update(at=now)
    return cluster, represents


def _merge(into: Cluster, others: Sequence[int]) -> None:
    """Bring these clusters into another one, whose counts are changed and not yet saved."""
    for other in Cluster.objects.filter(pk__in=others):
        if into.representatives >= REPRESENTATIVES:
            Band.objects.filter(comment__cluster=other).delete()
            other.representatives = 0
        Comment.objects.filter(cluster=other).update(cluster=into)
        into.joined += other.joined
        into.representatives += other.representatives
        other.delete()


def _tell(cluster: Cluster, alone: Sequence[int]) -> None:
    """Comments that came earlier are of the cluster now; those that wait are held for it."""
    for row in Comment.objects.select_for_update().filter(pk__in=alone):
        row.cluster = cluster
        if row.state in _WAITING:
            row.reasons = reasons.in_order([*row.reasons, reasons.copy(cluster.key, cluster.joined)])
            before = row.state
            if before != State.HELD:
                row.state = State.HELD
                Move.objects.create(comment=row, what="held", before=before, after=row.state, reason="copy")
        row.save(update_fields=["cluster", "reasons", "state"])
