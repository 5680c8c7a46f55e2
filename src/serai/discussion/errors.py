"""The discussion's branch of the error tree.

Rule: each refusal is a class of its own; its message says what, which, and what to do next.

    DiscussionError
    ├── MoveError              a comment cannot go from its state to the one asked for
    └── CommentRefusedError    a comment that cannot be taken in: empty, or over the limit
"""

from serai.core.errors import SeraiError


class DiscussionError(SeraiError):
    """What the discussion refuses to do."""


class MoveError(DiscussionError):
    """A comment cannot make this move."""


class CommentRefusedError(DiscussionError):
    """A comment cannot be taken in."""
