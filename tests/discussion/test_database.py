"""The discussion lives in a database of its own: no verb of it asks the desk's anything."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.actions import Incoming
from tests.discussion import readers
from tests.discussion.readers import GATE, STORY, receipt, row, take_in


@pytest.mark.django_db
def test_no_verb_touches_the_desks_database() -> None:
    with CaptureQueriesContext(connections["default"]) as asked:
        readers.publish()
        take_in(
            readers.comment(1, source="f" * 16),
            readers.comment(2),
            readers.comment(5),
            readers.edit(2, "Something else."),
            readers.report(3, on=1),
            readers.rating(4, "yes"),
            readers.withdrawal(5),
            readers.edit(77, "Of nothing."),
        )
        done = actions.decide(comments=[row(1).pk, row(2).pk], after="approved", by="m", note="Thank you.")
        actions.undo(batch=done.batch, by="m")
        actions.approve(comment=row(1), by="m")
        actions.pick(comment=row(1), by="m")
        actions.set_note(comment=row(1), note="Again.", by="m")
        actions.reply_as_staff(parent=row(1), edition="en", story=STORY, name="N", text="Words.", by="m")
        actions.import_comments(edition="en", story=STORY, comments=[Incoming(text="Old.")], source="a")
        actions.set_rating(edition="en", story=STORY, likes=1, dislikes=1)
        actions.set_policy(edition="en", mode="trust", close_after=1, by="m")
        actions.mute(sources=[(GATE, "f" * 16)], until=clock.now() + timedelta(hours=1), by="m")
        actions.told(gate=GATE, answers=queries.answers_for(GATE), mutes=queries.mutes_for(GATE))
        for number in (1, 3, 4):
            actions.erase_receipt(receipt=receipt(number), by="admin")
        for order in queries.due_thread_orders():
            queries.thread_for(order.edition, order.key)
            actions.postpone(order=order, error=OSError("no space"))
        actions.tidy(now=clock.now() + timedelta(days=100))
        queries.counts()
        queries.queue("all")
        actions.forget_story(edition="en", key=STORY)
    assert [query["sql"] for query in asked] == []
