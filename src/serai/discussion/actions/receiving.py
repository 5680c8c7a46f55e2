"""Receiving: a reader's comment, its edits, its withdrawal and its erasure, as `take_in` finds them.

Rule: called inside `take_in`'s transaction, one call an entry; raises EntryRefusedError for what cannot be
used. Screening adds reasons and never refuses; where screening itself fails the comment is held, and says so.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

from serai.discussion.actions import erasing, numbers
from serai.discussion.actions.intake import Intake
from serai.discussion.errors import EntryRefusedError
from serai.discussion.models import Comment, Move, Report
from serai.discussion.rules import policies, states
from serai.discussion.rules.searching import search_text
from serai.discussion.screening import desk as screening
from serai.discussion.screening import reasons as spelling
from serai.gate import entries
from serai.gate.entries import CONTACT_LIMIT, NAME_LIMIT, TEXT_LIMIT

_UNFORESEEN: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
log = logging.getLogger(__name__)


def comment(entry: entries.NewComment, intake: Intake) -> None:
    """A new comment: pending, held with its reasons, or public at once where its writer is trusted."""
    name, text = _words(entry.name), _words(entry.text)
    _check(entry, name, text)
    if Comment.objects.filter(receipt=entry.receipt).exists():
        return
    row = Comment(
        key=entries.comment_key(entry.receipt),
        edition=entry.edition,
        story=entry.story,
        position=intake.next_position(entry.edition, entry.story),
        name=name,
        text=text,
        search_text=search_text(name, text),
        written_at=min(entry.at, intake.now),
        received_at=intake.now,
        reply_to=_parent(entry),
        gate=intake.gate,
        receipt=entry.receipt,
        writer=_writer(entry),
        source=entry.source,
        contact=entry.contact,
    )
    row.save(force_insert=True)
    found = [*_place_reasons(entry, intake), *_mark_reasons(entry, intake)]
    _judge(row, found, intake, edited=False)
    row.save(update_fields=["state", "number", "reasons", "score", "cluster"])
    if row.state == "approved":
        _written(row, "approved", before="pending", reason="trusted")
        intake.orders_thread(row.edition, row.story)
        intake.tells(row)


def edit(entry: entries.Edit, intake: Intake) -> None:
    """The comment says something else now. One that was public waits again, unless its writer is trusted."""
    row = _of(entry.receipt)
    text = _words(entry.text)
    if not text or len(text) > TEXT_LIMIT:
        raise EntryRefusedError("An edit without words, or over the limit. Leave it out.")
    before: states.State = cast(states.State, row.state)
    if before not in states.WAITING | states.PUBLIC:
        raise EntryRefusedError(f"Comment {row.key} was {before} before its edit came. Leave it so.")
    if text == row.text:
        return
    row.text, row.search_text = text, search_text(row.name, text)
    row.edited_at = min(entry.at, intake.now)
    row.save(update_fields=["text", "search_text", "edited_at"])
    _judge(row, [*_kept(row.reasons), *_mark_reasons(entry, intake)], intake, edited=True)
    if before == "held":
        row.state = "held"  # a moderator's hold, or what was found before: an edit does not lift it
    if row.state != "approved":
        row.picked, row.decided_at = False, None
        if before in states.PUBLIC:
            row.reasons = spelling.in_order([*row.reasons, {"code": "edited"}])
    row.save(update_fields=["state", "number", "reasons", "score", "cluster", "picked", "decided_at"])
    _written(row, "edit", before=before)
    if before in states.PUBLIC or row.state in states.PUBLIC:
        intake.orders_thread(row.edition, row.story)
    if states.shown(before) != states.shown(cast(states.State, row.state)):
        intake.tells(row)


def withdrawal(entry: entries.Withdrawal, intake: Intake) -> None:
    """The reader takes back the comment, the report or the rating of a receipt."""
    if erasing.take_back(receipt=entry.receipt, intake=intake):
        return
    row = _of(entry.receipt)
    before: states.State = cast(states.State, row.state)
    if not states.allowed(before, "withdrawn"):
        return  # withdrawn already, or removed: there is nothing left to take back
    row.state, row.picked, row.contact = "withdrawn", False, ""
    row.save(update_fields=["state", "picked", "contact"])
    _written(row, "withdrawn", before=before)
    if before in states.PUBLIC:
        intake.orders_thread(row.edition, row.story)
    intake.tells(row)


def erasure(entry: entries.Erasure, intake: Intake) -> None:
    """The reader wants all that the receipt wrote forgotten. One that wrote nothing here has its wish."""
    erasing.erase(receipt=entry.receipt, by="", intake=intake)


def _judge(row: Comment, found: Sequence[spelling.Reason], intake: Intake, *, edited: bool) -> None:
    """Screen the comment, and set its reasons, score, cluster and state; a public one gets its number."""
    try:
        screened = screening.screen(row, now=intake.now, edited=edited)
        reasons = spelling.in_order([*found, *screened.reasons])
        row.score, row.cluster = screened.score, screened.cluster
    except _UNFORESEEN as error:
        log.error("screening failed: %s", type(error).__name__)  # the kind alone: its words may be a reader's
        reasons = [*found, {"code": "unscreened"}]
    row.reasons = reasons
    rule = intake.rule(row.edition, row.story)
    row.state = policies.first_state(
        # A place that closed after the comment was written still lets its writer put a word right.
        "before" if edited and rule.mode == "closed" else rule.mode,
        is_trusted=rule.mode == "trust" and _trusted(row, rule.trust_after),
        has_reasons=bool(reasons),
        held=spelling.holds(reasons),
    )
    if row.state == "approved":
        numbers.give([row])


def _place_reasons(entry: entries.NewComment, intake: Intake) -> list[spelling.Reason]:
    """What the story says of it: there is none such, or it took no comments when this one was written."""
    card = intake.card(entry.edition, entry.story)
    if card is None:
        return [{"code": "no_story"}]
    rule = intake.rule(entry.edition, entry.story)
    written_at = min(entry.at, intake.now)
    over = not card.public or policies.closed(
        rule, takes_comments=card.comments_open, published_at=card.published_at, now=written_at
    )
    return [{"code": "closed"}] if over else []


def _mark_reasons(entry: entries.NewComment | entries.Edit, intake: Intake) -> list[spelling.Reason]:
    marks: list[str] = list(dict.fromkeys(entry.marks))
    if intake.muted(entry.source) and "muted" not in marks:
        marks.append("muted")
    return [{"code": mark} for mark in marks]


_OF_THE_PLACE: Final = frozenset({"no_story", "closed", "no_proof", "over_limit", "muted"})


def _kept(reasons: Iterable[Any]) -> list[spelling.Reason]:
    """What was found and was not of the words that the edit replaced."""
    return [reason for reason in reasons if reason.get("code") in _OF_THE_PLACE]


def _trusted(row: Comment, trust_after: int) -> bool:
    decided = (
        Comment.objects.filter(writer=row.writer, state__in=states.DECISIONS)
        .exclude(pk=row.pk)
        .exclude(writer="")
        .order_by("-pk")
        .values_list("state", flat=True)[: max(trust_after, 1)]
    )
    return policies.trusted(cast(list[states.State], list(decided)), trust_after)


def _writer(entry: entries.NewComment) -> str:
    """Whose comment it is: the writer's of the receipt that was shown, if there is one, else its own."""
    if entry.known:
        shown = Comment.objects.filter(receipt=entry.known).values_list("writer", flat=True).first()
        if shown:
            return shown
    return entry.receipt


def _parent(entry: entries.NewComment) -> Comment | None:
    if not entry.reply_to:
        return None
    return (
        Comment.objects.filter(key=entry.reply_to[:32], edition=entry.edition, story=entry.story)
        .only("pk")
        .first()
    )


def _of(receipt: str) -> Comment:
    row = Comment.objects.select_for_update().filter(receipt=receipt).first()
    if row is None:
        kind = "report" if Report.objects.filter(receipt=receipt).exists() else "comment"
        raise EntryRefusedError(
            "No comment is known by its receipt." if kind == "comment" else "Its receipt is a report's."
        )
    return row


def _written(row: Comment, what: str, *, before: states.State, reason: str = "") -> None:
    Move.objects.create(comment=row, what=what, before=before, after=row.state, reason=reason)


def _words(words: str) -> str:
    return words.replace("\x00", "").strip()  # PostgreSQL keeps no NUL


def _check(entry: entries.NewComment, name: str, text: str) -> None:
    if not text or len(text) > TEXT_LIMIT:
        raise EntryRefusedError("A comment without words, or over the limit. Leave it out.")
    if len(name) > NAME_LIMIT or len(entry.contact) > CONTACT_LIMIT:
        raise EntryRefusedError("A comment whose name or contact is over the limit. Leave it out.")
    check_handle(entry.edition, entry.story)


def check_handle(edition: str, story: str) -> None:
    """EntryRefusedError where this cannot be a story's handle."""
    if not (0 < len(edition) <= 35 and 0 < len(story) <= 32 and (edition + story).replace("-", "").isalnum()):
        raise EntryRefusedError("It names no story. Ask who runs this gate.")
