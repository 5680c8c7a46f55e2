"""Conversations: a thread's comments as a reader follows them, each with the replies below it.

Rule: pure, and linear in the number of comments. Replies are set in to a depth; deeper ones stand in the
last row that was, oldest first, each saying whom it answers. A reply to a comment of another part names it
and leads there; a reply to a comment that is nowhere, or to itself by a ring, stands alone. No comment is
lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from serai.press.threads import Comment
from serai.press.views import Placed, Talk


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment in its place: `to` is whom it answers, None where that is plain; `replies` are set in."""

    comment: Comment
    to: Placed | None = None
    replies: list["Remark"] = field(default_factory=list)


def conversations(talk: Talk) -> list[Remark]:
    """The remarks of this part that answer nobody here, in the thread's order, with all that was said to
    them."""
    return arrange(talk.thread.comments, talk.depth, talk.answered)


def arrange(comments: Sequence[Comment], depth: int, answered: Mapping[str, Placed]) -> list[Remark]:
    """`comments` set in to `depth`, 0 for one row of all; `answered` are comments that are not here."""
    parents = _parents(comments)
    top: list[Remark] = []
    rows: dict[str, list[Remark]] = {}  # by key: where what answers this comment goes
    deep: dict[str, int] = {}
    waiting: dict[str, list[Comment]] = {}
    for comment in comments:
        waiting.setdefault(parents[comment.key], []).append(comment)
    order = {comment.key: place for place, comment in enumerate(comments)}
    by_key = {comment.key: comment for comment in comments}
    left = list(reversed(waiting.get("", ())))
    while left:
        comment = left.pop()
        above = parents[comment.key]
        set_in = not above or deep[above] < depth
        if not above:
            row, deep[comment.key], to = top, 0, answered.get(comment.reply_to)
        else:
            row = rows[above]
            deep[comment.key] = deep[above] + set_in
            to = None if set_in else _here(by_key[above])
        remark = Remark(comment=comment, to=to)
        row.append(remark)
        rows[comment.key] = remark.replies if deep[comment.key] < depth else row
        left.extend(reversed(waiting.get(comment.key, ())))
    _sort(top, order)
    return top


def _here(comment: Comment) -> Placed:
    """A comment of the same page, by its anchor."""
    return Placed(comment=comment, address=f"#comment-{quote(comment.key)}")


def _sort(top: list[Remark], order: Mapping[str, int]) -> None:
    """Every row in the thread's order: at the last depth, replies to different comments share one."""
    rows = [top]
    while rows:
        row = rows.pop()
        row.sort(key=lambda remark: order[remark.comment.key])
        rows.extend(remark.replies for remark in row if remark.replies)


def _parents(comments: Sequence[Comment]) -> dict[str, str]:
    """For each comment's key, that of the comment it stands below: "" for none, nor for one of a ring."""
    keys = {comment.key for comment in comments}
    parents = {comment.key: comment.reply_to if comment.reply_to in keys else "" for comment in comments}
    settled = {""}
    for start in parents:
        way: list[str] = []
        on_way: set[str] = set()
        at = start
        while at not in settled and at not in on_way:
            way.append(at)
            on_way.add(at)
            at = parents[at]
        if at in on_way:
            for key in way[way.index(at) :]:
                parents[key] = ""
        settled.update(way)
    return parents
