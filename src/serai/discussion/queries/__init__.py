"""The discussion's reads: public threads, moderators' queues and counts, what gates are to be told.

Rule: reads only. `thread_for` is the one door from comments to the public; every read has a number of
queries that does not grow with the rows.
"""

from serai.discussion.queries.answers import answers_for, mutes_for
from serai.discussion.queries.counts import Queue, counts
from serai.discussion.queries.exports import export_receipt, export_thread
from serai.discussion.queries.notices import replies_to_tell_of
from serai.discussion.queries.places import effective, policy_for
from serai.discussion.queries.queues import (
    Conversation,
    Page,
    Row,
    cards_of,
    chosen,
    conversation,
    keys_of,
    queue,
)
from serai.discussion.queries.readership import Read, days_until, editions_read, most_read, reads_by_day
from serai.discussion.queries.threads import (
    count_due,
    due_after,
    due_thread_orders,
    failed_thread_orders,
    next_due,
    rating_of,
    thread_for,
)
from serai.discussion.queries.work import (
    Brigade,
    Times,
    Worked,
    clusters,
    decision_times,
    held_reasons,
    workload,
)

__all__ = [
    "Brigade",
    "Conversation",
    "Page",
    "Queue",
    "Read",
    "Row",
    "Times",
    "Worked",
    "answers_for",
    "cards_of",
    "chosen",
    "clusters",
    "conversation",
    "count_due",
    "counts",
    "days_until",
    "decision_times",
    "due_after",
    "due_thread_orders",
    "editions_read",
    "effective",
    "export_receipt",
    "export_thread",
    "failed_thread_orders",
    "held_reasons",
    "keys_of",
    "most_read",
    "mutes_for",
    "next_due",
    "policy_for",
    "queue",
    "rating_of",
    "reads_by_day",
    "replies_to_tell_of",
    "thread_for",
    "workload",
]
