"""The moderation screens: who may enter, what a moderator sees, and that nothing a reader wrote runs."""

import re

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from serai.discussion import actions
from serai.discussion.models import Cluster, Comment, Report
from tests.discussion.moderating import (
    AT,
    HOSTILE,
    administrator,
    at_desk,
    come_in,
    moderator,
    queue,
    report,
    states,
    story,
)

pytestmark = pytest.mark.django_db

QUEUES = ("new", "held", "reported", "brigade", "all")
PLACES = ("work", "rules", "rule", "words", "learner", "mutes", "mute", "alarms", "gates", "ask_many")
POSTS = ("decide", "decide_many", "undo", "answer_mutes", "remove_words", "see_alarms")


def addresses(comment: Comment) -> dict[str, str]:
    """Every screen that is looked at."""
    return {
        "queues": reverse("discussion:queues"),
        **{name: reverse("discussion:queue", args=[name]) for name in QUEUES},
        **{name: reverse(f"discussion:{name}") for name in PLACES},
        "comment": reverse("discussion:comment", args=[comment.pk]),
    }


def posts(comment: Comment) -> dict[str, str]:
    """Every address that changes something."""
    return {
        **{name: reverse(f"discussion:{name}") for name in POSTS},
        **{
            name: reverse(f"discussion:{name}", args=[comment.pk])
            for name in ("reply", "note", "pick", "close_reports", "erase")
        },
        "export": reverse("discussion:export", args=[comment.edition, comment.story]),
    }


def test_nobody_but_a_moderator_enters() -> None:
    (comment,) = come_in(["One."])
    for somebody in (Client(), at_desk("writer"), at_desk("outsider", "discussion.add_comment")):
        seen = {name: somebody.get(url).status_code for name, url in addresses(comment).items()}
        done = {
            name: somebody.post(url, {"comment": comment.pk, "act": "approve"}).status_code
            for name, url in posts(comment).items()
        }
        assert {**seen, **done} == dict.fromkeys({**seen, **done}, 302)
    assert states() == ["pending"]


def test_a_moderator_neither_exports_nor_erases() -> None:
    (comment,) = come_in(["One."])
    client = moderator()
    assert client.post(posts(comment)["erase"]).status_code == 302
    assert client.post(posts(comment)["export"]).status_code == 302
    assert Comment.objects.get().text == "One."
    assert "erase" not in client.get(addresses(comment)["comment"]).content.decode()


def test_every_screen_opens_with_nothing_and_with_something_on_it() -> None:
    story()
    comments = come_in(["One.", "Two."])
    client = administrator()
    full = {name: client.get(url, follow=True).status_code for name, url in addresses(comments[0]).items()}
    Comment.objects.exclude(pk=comments[0].pk).delete()
    spare = {name: client.get(url, follow=True).status_code for name, url in addresses(comments[0]).items()}
    assert (full, spare) == (dict.fromkeys(full, 200), dict.fromkeys(spare, 200))


def test_what_changes_something_is_a_post() -> None:
    (comment,) = come_in(["One."])
    client = administrator()
    answers = {name: client.get(url).status_code for name, url in posts(comment).items() if name != "erase"}
    assert answers == dict.fromkeys(answers, 405)


def test_what_changes_something_needs_the_forms_own_token() -> None:
    (comment,) = come_in(["One."])
    inside = administrator()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    answers = {name: strict.post(url).status_code for name, url in posts(comment).items()}
    assert answers == dict.fromkeys(answers, 403)
    assert states() == ["pending"]


@pytest.mark.parametrize(
    "question", ["after=nonsense", "after=%00", "edition=%00", "q=%27%22%3C", "name=" + "x" * 3000]
)
def test_a_filter_that_nobody_would_write_breaks_nothing(question: str) -> None:
    come_in(["One."])
    answer = moderator().get(f"{reverse('discussion:queue', args=['all'])}?{question}", follow=True)
    assert answer.status_code == 200


def test_a_queue_that_is_none_is_not_there() -> None:
    assert moderator().get(reverse("discussion:queue", args=["mine"])).status_code == 404


def test_hostile_words_are_shown_as_they_are_and_nothing_of_them_runs() -> None:
    story(HOSTILE)
    parent, _reply = come_in([HOSTILE, "An answer."], name=HOSTILE[:80])
    Comment.objects.filter(text="An answer.").update(
        reply_to=parent,
        reasons=[
            {"code": HOSTILE},
            {"code": "word", "words": [HOSTILE, 7]},
            "x",
            {"code": "learner", "score": "high", "fragments": ["<script>", None]},
        ],
    )
    actions.approve(comment=parent)
    report(parent, detail=HOSTILE)
    client = administrator()
    for name, url in addresses(parent).items():
        page = client.get(
            url, {"q": "alert", "name": HOSTILE[:80]} if name in QUEUES else {}, follow=True
        ).content.decode()
        ours = page[page.index('id="main"') :]
        assert re.findall(r"<script>alert|<img[^>]* onerror|\"\s*autofocus onfocus=", ours) == [], name
    page = client.get(addresses(parent)["comment"]).content.decode()
    assert escape(HOSTILE) in page


def test_the_comment_stands_with_its_parents_and_its_story() -> None:
    story()
    (parent,) = come_in(["Who signed it?"], name="Timur")
    (reply,) = come_in(["The ministry did."], reply_to=parent.key, start=2)
    (nearest,) = come_in(["It did not."], reply_to=reply.key, start=3)
    page = moderator().get(reverse("discussion:comment", args=[nearest.pk])).content.decode()
    places = [page.index(words) for words in ("Who signed it?", "The ministry did.", "It did not.")]
    assert places == sorted(places)
    assert "The bridge that was paid for twice" in page
    assert 'href="http://127.0.0.1:8000/en/2026/11/23/the-bridge/"' in page


def test_why_it_waits_is_told_in_words_and_marked_in_the_text() -> None:
    (comment,) = come_in(["A cheap loan, call now."], marks=("no_proof", "over_limit"))
    comment.reasons = [
        *comment.reasons,
        {"code": "word", "words": ["loan"]},
        {"code": "learner", "score": 0.914, "fragments": ["call now"]},
        {"code": "script", "expected": "cyrillic", "found": "latin"},
        {"code": "burst", "of": "story"},
        {"code": "links", "count": 3, "kinds": ["web"]},
    ]
    comment.score = 0.914
    comment.save()
    page = queue(moderator(), "held")
    for words in (
        "no proof of work (a browser without scripts)",
        "one of many from the same source",
        "word: “loan”",
        "the learner thinks it will be rejected: 91 %",
        "written in another script than the story’s: Latin",
        "more comments than usual under this story",
        "3 links",
        "Learner: 91 %",
        "<mark>loan</mark>",
        "<mark>call now</mark>",
    ):
        assert words in page


def test_a_writers_record_and_others_of_the_source_and_the_name_are_told() -> None:
    first, second, third = come_in(
        ["The first one.", "A second one, longer.", "Third time lucky!"], source="5" * 16
    )
    actions.approve(comment=first)
    actions.reject(comment=second)
    Comment.objects.update(writer="w" * 64)
    (waiting,) = come_in(["And something else again?"], start=9)
    page = moderator().get(reverse("discussion:comment", args=[third.pk])).content.decode()
    assert "Writer: 1 approved, 1 rejected" in page
    assert "2 others from the same source today" in page
    assert "1 other of this name waits" in page
    assert waiting.state == "pending"


def test_reports_are_told_with_their_details() -> None:
    (comment,) = come_in(["Bad words."])
    actions.approve(comment=comment)
    report(comment, reason="threat", detail="He means my brother.")
    page = queue(moderator(), "reported")
    assert "A threat" in page
    assert "He means my brother." in page


def test_the_counts_are_those_of_the_queues() -> None:
    story()
    come_in(["One.", "Two is longer.", "Three, something else."])
    come_in(["Held for want of proof."], marks=("no_proof",), start=9)
    page = queue(moderator(), "new")
    counts = dict(re.findall(r'data-count="(\w+)">(\d+)<', page))
    assert counts == {"new": "3", "held": "1", "reported": "0", "brigade": "0", "all": "4"}
    assert page.count("data-row=") == 3


def test_filters_narrow_and_are_kept_by_the_next_search() -> None:
    come_in(["About the bridge."], name="Samal")
    come_in(["About melons."], name="Timur", start=5)
    page = queue(moderator(), "all", name="Timur")
    assert page.count("data-row=") == 1
    assert '<input type="hidden" name="name" value="Timur">' in page
    assert queue(moderator("second"), "all", q="BRIDGE").count("data-row=") == 1


def test_a_page_has_fifty_and_leads_to_the_next() -> None:
    come_in([f"Number {number}: {chr(97 + number % 26) * 9} {number * 7919}" for number in range(60)])
    client = moderator()
    Comment.objects.update(cluster=None, state="pending")
    page = queue(client, "new")
    (following,) = re.findall(r'href="\?([^"]+)" rel="next"', page)
    rest = client.get(f"{reverse('discussion:queue', args=['new'])}?{following.replace('&amp;', '&')}")
    shown = [re.findall(r'data-row="(\d+)"', text) for text in (page, rest.content.decode())]
    assert [len(rows) for rows in shown] == [50, 10]
    assert set(shown[0]) & set(shown[1]) == set()


def _questions(client: Client, url: str) -> int:
    client.get(url)  # what is asked once in a process's life is no matter
    with (
        CaptureQueriesContext(connections["discussion"]) as here,
        CaptureQueriesContext(connections["default"]) as there,
    ):
        assert client.get(url).status_code == 200
    return len(here) + len(there)


@pytest.mark.parametrize("name", ["new", "held", "reported", "brigade", "all"])
def test_a_queue_asks_as_many_questions_at_five_hundred_as_at_ten(name: str) -> None:
    story()
    client, url = moderator(), reverse("discussion:queue", args=[name]) + "?edition=en"
    _fill(10)
    ten = _questions(client, url)
    _fill(500, start=20)
    assert _questions(client, url) == ten


def _fill(many: int, *, start: int = 1) -> None:
    """Comments in all states, with parents, writers, sources, reports and clusters, as rows."""
    first = Comment.objects.create(
        key=f"p{start}",
        edition="ru",
        story="a" * 32,
        position=start * 1000,
        name="Parent",
        text="Why?",
        received_at=AT,
    )
    below = Comment.objects.create(
        key=f"q{start}",
        edition="ru",
        story="a" * 32,
        position=start * 1000 + 1,
        name="Parent",
        text="So.",
        reply_to=first,
        received_at=AT,
    )
    clusters = [Cluster.objects.create(key=f"c{start}{number}") for number in range(max(many // 10, 1))]
    Comment.objects.bulk_create(
        Comment(
            key=f"{start}-{number}",
            edition="en",
            story="a" * 32,
            position=start * 1000 + 2 + number,
            name=f"Name {number % 7}",
            text=f"Words {number}",
            reply_to=below,
            state=("pending", "held")[number % 2],
            writer=f"w{number % 5}",
            source=f"s{number % 5}",
            gate="g",
            receipt=f"{start}r{number}",
            open_reports=number % 3 == 0,
            cluster=clusters[number // 10 % len(clusters)] if number % 10 < 4 else None,
            reasons=[{"code": "no_proof"}],
        )
        for number in range(many)
    )
    Report.objects.bulk_create(
        Report(comment=row, receipt=f"{start}x{row.pk}", reason="spam", at=AT)
        for row in Comment.objects.filter(key__startswith=f"{start}-", open_reports__gt=0)
    )
