"""What screening refuses.

Rule: below `DiscussionError`; a message names no word of a comment.

    DiscussionError
    ├── WordError       an entry of the list of words that cannot be looked for
    ├── ThresholdError  a threshold that is no likelihood
    └── LearnerError    bytes that are no learner of this version
"""

from serai.discussion.errors import DiscussionError


class WordError(DiscussionError):
    """An entry of the list of words that cannot be looked for, or one too many."""


class ThresholdError(DiscussionError):
    """A threshold that is no likelihood."""


class LearnerError(DiscussionError):
    """Bytes that are no learner."""
