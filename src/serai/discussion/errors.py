"""The discussion's branch of the error tree.

Rule: each refusal is a class of its own; its message says what, which, and what to do next, and never holds
what a reader wrote.

    DiscussionError
    ├── MoveError              a comment cannot go from its state to the one asked for
    ├── CommentRefusedError    a comment that cannot be taken in: empty, or over the limit
    ├── EntryRefusedError      an entry that cannot be used as it is, and is quarantined
    ├── PolicyError            a moderation rule that says what it may not
    ├── MuteError              sources that cannot be muted so, or by this moderator
    └── CursorError            a place in a queue that is none
"""

from serai.core.errors import SeraiError


class DiscussionError(SeraiError):
    """What the discussion refuses to do."""


class MoveError(DiscussionError):
    """A comment cannot make this move."""


class CommentRefusedError(DiscussionError):
    """A comment cannot be taken in."""


class EntryRefusedError(DiscussionError):
    """An entry cannot be used as it is."""


class PolicyError(DiscussionError):
    """A moderation rule says what it may not."""


class MuteError(DiscussionError):
    """These sources cannot be muted so, or not by this moderator."""


class CursorError(DiscussionError):
    """A place in a queue that is none."""
