"""Conversations: a thread's comments as a reader follows them, each with the replies below it.

Rule: pure. Replies to replies stand in one row under the first comment, oldest first, each saying whom it
answers; a reply to a comment that is not there, or to itself by a ring, stands alone. No comment is lost.
"""

from dataclasses import dataclass

from serai.press.threads import Comment, Thread


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A comment that answers another: `to` is whom, None where that is plain from its place."""

    comment: Comment
    to: Comment | None


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A comment that answers nobody, and all that was said to it."""

    comment: Comment
    replies: tuple[Reply, ...]


def conversations(thread: Thread) -> tuple[Conversation, ...]:
    """The thread's conversations, in the order of their first comments."""
    by_key = {comment.key: comment for comment in thread.comments}
    firsts = {comment.key: _first(comment, by_key) for comment in thread.comments}
    replies: dict[str, list[Reply]] = {}
    for comment in thread.comments:
        first = firsts[comment.key]
        if first is not comment:
            answered = by_key[comment.reply_to]
            to = None if answered is first else answered
            replies.setdefault(first.key, []).append(Reply(comment=comment, to=to))
    return tuple(
        Conversation(comment=comment, replies=tuple(replies.get(comment.key, ())))
        for comment in thread.comments
        if firsts[comment.key] is comment
    )


def _first(comment: Comment, by_key: dict[str, Comment]) -> Comment:
    """The comment that `comment` goes back to; itself where the way back is broken or a ring."""
    seen = {comment.key}
    at = comment
    while at.reply_to:
        above = by_key.get(at.reply_to)
        if above is None:
            return at
        if above.key in seen:
            return comment
        seen.add(above.key)
        at = above
    return at
