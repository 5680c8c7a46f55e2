"""Every payload before the moderators of a newsroom: run at its desk, by `MadeNewsroom.at_desk`.

Rule: comments and reports come in as a gate gives them. What is printed are the addresses of the screens on
which each payload stands somewhere.
"""

import json
import re
import sys
from html import unescape
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from serai.discussion import actions
from serai.discussion.models import Comment
from serai.discussion.screening import desk, lexicon
from serai.discussion.screening.errors import WordError
from serai.gate import entries
from serai.gate.protocol import Positioned
from tests.discussion import moderating
from tests.hostile.corpus import CORPUS

STORED = [payload for payload in CORPUS if payload.text == "stored"]
SCREENS = ("work", "rules", "rule", "words", "learner", "mutes", "alarms", "gates")
QUEUES = ("new", "held", "reported", "brigade", "all")
IN_VIEW = 25  # comments that one conversation shows, or fewer
NAME, PASSWORD = "aigerim", "only-for-this-test"


def fill() -> None:
    """Everything comes in, a part of it is decided, and the learner learns; prints the addresses."""
    moderating.story("</title><script>alert(1)</script><b id=pwned>")
    for payload in STORED:
        try:
            lexicon.add_word(word=payload.words[:60], note=payload.words[:200], by="asel")
        except WordError:
            continue  # no letter in it: it cannot be looked for
    rows = comes_in()
    note = "</textarea><script>alert(1)</script><b id=pwned>"
    half = len(rows) // 2
    rejected = actions.decide(
        comments=[row.pk for row in rows[:half]], after="rejected", by="asel", note=note
    )
    Comment.objects.update(decided_at=moderating.AT)
    desk.learn_due(Comment.objects.latest("received_at").received_at)
    actions.undo(batch=rejected.batch, by="asel")
    User.objects.create_superuser(NAME, "", PASSWORD)
    client = Client(SERVER_NAME=urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "")
    client.force_login(User.objects.get(username=NAME))
    sys.stdout.write(json.dumps(addresses(client, rows)))


def comes_in() -> list[Comment]:
    """Each payload as a comment that answers the one before it, and as a report's detail on it."""
    given: list[entries.AnyEntry] = []
    above = ""
    for number, payload in enumerate(STORED, start=1):
        receipt, flag = entries.receipt_of(f"secret {number}"), entries.receipt_of(f"report {number}")
        comment = entries.NewComment(
            id=receipt,
            receipt=receipt,
            at=moderating.AT,
            edition="en",
            story=moderating.STORY,
            name=" ".join(payload.words.split())[:80] if payload.name == "stored" else "Dana",
            text=payload.words,
            reply_to=above,
            source=f"{number % 7:016x}",
        )
        above = entries.comment_key(receipt)
        report = entries.NewReport(
            id=flag,
            receipt=flag,
            at=moderating.AT,
            edition="en",
            story=moderating.STORY,
            comment=above,
            reason="spam",
            detail=payload.words[:1_000],
        )
        given += [comment, report]
    positioned = [Positioned(position=place, entry=entry) for place, entry in enumerate(given, start=1)]
    taken = actions.take_in(gate=moderating.GATE, entries=positioned)
    assert (taken.taken, taken.quarantined) == (len(given), 0), taken
    return list(Comment.objects.order_by("pk"))


def addresses(client: Client, rows: list[Comment]) -> list[str]:
    """Every screen, with every payload somewhere on it."""
    found = [address for name in QUEUES for address in queue_pages(client, name)]
    found += [reverse(f"discussion:{name}") for name in SCREENS]
    seen = [*rows[IN_VIEW - 1 :: IN_VIEW], rows[-1]]
    found += [reverse("discussion:comment", args=[row.pk]) for row in seen]
    every = reverse("discussion:queue", args=["all"])
    searched = [quote(payload.words[:200]) for payload in STORED[::6]]
    return found + [f"{every}?{field}={words}" for words in searched for field in ("q", "name")]


def queue_pages(client: Client, name: str) -> list[str]:
    """The addresses of all pages of a queue."""
    address = reverse("discussion:queue", args=[name])
    found = [address]
    while len(found) < 10:
        answer = client.get(found[-1])
        assert answer.status_code == 200, (found[-1], answer.status_code)
        after = re.search(r'href="([^"]*[?&;]after=[^"]+)"', answer.content.decode())
        if after is None:
            break
        found.append(f"{address}?{unescape(after[1]).partition('?')[2]}")
    return found
