"""The discussion's verbs: all that changes a comment, a rating, a story's card, a mute or a thread order.

Rule: keyword-only; each verb checks the move against `rules`, writes the move down, and places the thread's
order and the writer's answer, all in one transaction. The moderation screens, the wire and the collector
call the same verbs. Who may call them is asked by the screens (`rules.moderators`): a program has no login.
"""

from serai.discussion.actions.answers import told
from serai.discussion.actions.deciding import Decided, approve, decide, hold, reject, remove
from serai.discussion.actions.erasing import erase_comment, erase_receipt, erase_writer
from serai.discussion.actions.importing import Incoming, import_comments, set_rating
from serai.discussion.actions.notifying import note_sent, note_unsent
from serai.discussion.actions.orders import fill, postpone
from serai.discussion.actions.remarking import close_reports, pick, set_note, unpick
from serai.discussion.actions.replying import reply_as_staff
from serai.discussion.actions.sources import (
    Muted,
    confirm_mutes,
    forget_sources,
    lift_mutes,
    mute,
    refuse_mutes,
)
from serai.discussion.actions.stories import close_due, forget_story, note_story, set_policy
from serai.discussion.actions.taking_in import TakenIn, take_in
from serai.discussion.actions.tidying import tidy
from serai.discussion.actions.undoing import undo
from serai.discussion.actions.watching import see_alarms
from serai.discussion.queries.exports import export_receipt, export_thread

__all__ = [
    "Decided",
    "Incoming",
    "Muted",
    "TakenIn",
    "approve",
    "close_due",
    "close_reports",
    "confirm_mutes",
    "decide",
    "erase_comment",
    "erase_receipt",
    "erase_writer",
    "export_receipt",
    "export_thread",
    "fill",
    "forget_sources",
    "forget_story",
    "hold",
    "import_comments",
    "lift_mutes",
    "mute",
    "note_sent",
    "note_story",
    "note_unsent",
    "pick",
    "postpone",
    "refuse_mutes",
    "reject",
    "remove",
    "reply_as_staff",
    "see_alarms",
    "set_note",
    "set_policy",
    "set_rating",
    "take_in",
    "tidy",
    "told",
    "undo",
    "unpick",
]
