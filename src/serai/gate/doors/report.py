"""The report door: a reader's flag on a comment that stands on the site.

Rule: the form shows the comment and carries its token; a report needs a reason, and may say more. A report
is only ever seen by moderators.
"""

from datetime import datetime
from typing import Literal, get_args

from serai.gate import copies, entries, lengths, writing
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.copies import Copy
from serai.gate.doors import receiving
from serai.gate.entries import NewReport, ReportReason
from serai.gate.lodge import Lodge
from serai.gate.pages import line
from serai.gate.stories import Story
from serai.gate.tokens import is_key, new_key
from serai.gate.views import Problem, ReportView
from serai.press.threads import Comment

DETAIL_PERCEIVED = 500  # user-perceived characters
REASONS: dict[str, ReportReason] = {reason: reason for reason in get_args(ReportReason)}


async def report(lodge: Lodge, asked: Asked) -> Answer:
    """`GET` shows the form, `POST` sends it."""
    visit = receiving.admit(lodge, asked)
    if isinstance(visit, Answer):
        return visit
    now, source, story = visit.now, visit.source, visit.story
    comment = lodge.stories.comment(story, asked.form.get("comment"))
    if comment is None:
        return lodge.notice(asked, "no_comment", story=story)
    if asked.method != "POST":
        return _form(lodge, asked, story, comment, {}, now)
    reason, detail = REASONS.get(asked.form.get("reason")), writing.plain(asked.form.get("detail"))
    problems = _problems(reason, detail, broken="detail" in asked.form.broken)
    if reason is None or problems:
        return receiving.problems(problems, asked) or _form(lodge, asked, story, comment, problems, now, 422)
    key = asked.form.get("key")
    if lodge.token_known(asked, "report", story.address, now):
        return await _keep(lodge, asked, story, comment, reason, detail, source)
    if again := receiving.already(lodge, asked, key):
        return again
    if asked.by_script:
        return receiving.stale(lodge, key if is_key(key) else new_key(), now)
    return _form(lodge, asked, story, comment, {"form": "stale"}, now, 409)


def _problems(reason: ReportReason | None, detail: str, *, broken: bool) -> dict[str, Problem]:
    found: dict[str, Problem] = {}
    if reason is None:
        found["reason"] = "missing"
    if broken:
        found["detail"] = "unreadable"
    elif len(detail) > entries.DETAIL_LIMIT or lengths.longer(detail, DETAIL_PERCEIVED):
        found["detail"] = "too_long"
    return found


def _form(
    lodge: Lodge,
    asked: Asked,
    story: Story,
    comment: Comment,
    problems: dict[str, Problem],
    now: datetime,
    status: int = 200,
) -> Answer:
    edition = lodge.pages.edition(story.edition)
    if edition is None:
        return lodge.notice(asked, "no_story")
    key = asked.form.get("key")
    key = key if asked.method == "POST" and is_key(key) else new_key()
    token = lodge.tokens.give(purpose="report", story=story.address, key=key, now=now.timestamp())
    reason: ReportReason | Literal[""] = REASONS.get(asked.form.get("reason"), "")
    view = ReportView(
        chrome=lodge.pages.chrome(edition, address=asked.path, title=story.headline),
        story=line(story),
        comment=comment,
        reason=reason,
        detail=writing.plain(asked.form.get("detail")),
        limit=DETAIL_PERCEIVED,
        problems=problems,
        hidden=(("story", story.address), ("comment", comment.key), ("key", key), ("token", token)),
    )
    return lodge.page(view, status)


async def _keep(
    lodge: Lodge,
    asked: Asked,
    story: Story,
    comment: Comment,
    reason: ReportReason,
    detail: str,
    source: str,
) -> Answer:
    key = asked.form.get("key")
    receipt = entries.receipt_of(key)
    now = lodge.now()
    entry = NewReport(
        id=receipt,
        receipt=receipt,
        at=now,
        source=source,
        marks=receiving.marks(lodge, asked, source, receipt, now),
        edition=story.home.edition,
        story=story.key,
        comment=comment.key,
        reason=reason,
        detail=detail,
    )
    copy = Copy(comment=comment.key, reason=reason, detail=detail)
    if not await receiving.keep(lodge, entry, copies.seal(copy, key), story.address):
        return lodge.notice(asked, "full", story=story)
    return receiving.received(asked, key)
