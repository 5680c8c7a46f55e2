"""The discussion's tables.

Rule: tables only. A story is named by edition and key, a moderator by login name: nothing here points into
another room's tables, and all of it is in the discussion's own database.
"""

from serai.discussion.models.comments import Comment, Move, State
from serai.discussion.models.gates import Answer, Gate, Quarantined, Taken
from serai.discussion.models.notices import Notice
from serai.discussion.models.ratings import ImportedRating, ReaderRating
from serai.discussion.models.readership import StoryReads
from serai.discussion.models.reports import Report
from serai.discussion.models.screening import Alarm, Band, Cluster, Judgement, Learner, Pulse, Word
from serai.discussion.models.sources import Mute
from serai.discussion.models.stories import Policy, StoryCard, ThreadOrder

__all__ = [
    "Alarm",
    "Answer",
    "Band",
    "Cluster",
    "Comment",
    "Gate",
    "ImportedRating",
    "Judgement",
    "Learner",
    "Move",
    "Mute",
    "Notice",
    "Policy",
    "Pulse",
    "Quarantined",
    "ReaderRating",
    "Report",
    "State",
    "StoryCard",
    "StoryReads",
    "Taken",
    "ThreadOrder",
    "Word",
]
