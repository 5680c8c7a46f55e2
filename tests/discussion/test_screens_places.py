"""The other screens: rules, words, learner, mutes, alarms, gates, work, the newsroom's reply, erasure."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from serai.core import clock
from serai.discussion import actions
from serai.discussion.models import (
    Alarm,
    Cluster,
    Comment,
    Gate,
    Learner,
    Mute,
    Policy,
    Quarantined,
    Word,
)
from tests.discussion.moderating import GATE, HOSTILE, STORY, administrator, come_in, moderator, story

pytestmark = pytest.mark.django_db


def look(client: Client, view: str, *args: object, **question: str | int) -> str:
    answer = client.get(reverse(f"discussion:{view}", args=args), question)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, view: str, *args: object, **fields: object) -> str:
    answer = client.post(reverse(f"discussion:{view}", args=args), fields, follow=True)
    assert answer.status_code in (200, 400)
    return answer.content.decode()


# --- rules ------------------------------------------------------------------------------------------------


def test_a_rule_is_set_for_a_place_and_told_in_the_list() -> None:
    card = story()
    client = moderator()
    page = look(client, "rules")
    assert "The whole newsroom" in page
    assert "en · Courts" in page
    place = {"edition": "en", "section": card.section, "story": ""}
    post(client, "rule", **place, mode="trust", trust_after="2", close_after="14")
    assert list(Policy.objects.values_list("edition", "section", "mode", "trust_after", "close_after")) == [
        ("en", card.section, "trust", 2, 14)
    ]
    page = look(client, "rules")
    assert "trusted after 2 approved comments" in page
    assert "closes after 14 days" in page
    assert "What counts here now: A writer who was approved before" in look(
        client, "rule", edition="en", story=STORY
    )
    post(client, "rule", **place, mode="", trust_after="", close_after="")
    assert not Policy.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"edition": "en", "mode": "free for all"},
        {"edition": "en", "trust_after": "0"},
        {"edition": "en", "close_after": "9999999"},
        {"edition": "", "section": "x", "mode": "closed"},
        {"edition": "en", "section": "x", "story": "y", "mode": "closed"},
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_said(fields: dict[str, str]) -> None:
    post(moderator(), "rule", **fields)
    assert not Policy.objects.exists()


# --- words ------------------------------------------------------------------------------------------------


def test_words_are_added_in_one_paste_and_removed() -> None:
    story()
    client = moderator()
    page = post(client, "words", edition="", lines="casino\n\n  loan   shark \nкретин*\ncasino")
    assert "3 words added." in page
    assert set(Word.objects.values_list("word", flat=True)) == {"casino", "loan shark", "кретин*"}
    page = post(client, "remove_words", word=[row.pk for row in Word.objects.exclude(word="casino")])
    assert "2 words removed." in page
    assert list(Word.objects.values_list("word", flat=True)) == ["casino"]


@pytest.mark.parametrize(
    "fields", [{"lines": ""}, {"lines": "***"}, {"lines": "x" * 101}, {"lines": "a", "edition": "xx"}]
)
def test_words_that_cannot_be_looked_for_are_refused(fields: dict[str, str]) -> None:
    post(moderator(), "words", **fields)
    assert not Word.objects.exists()


# --- the learner ------------------------------------------------------------------------------------------


def test_the_threshold_is_set_beside_what_was_measured() -> None:
    client = moderator()
    assert "It says nothing before it knows 50 of each." in look(client, "learner")
    post(client, "learner", threshold="90")
    assert Learner.objects.get().threshold == pytest.approx(0.9)
    for wrong in ("49", "101", "high"):
        post(client, "learner", threshold=wrong)
    assert Learner.objects.get().threshold == pytest.approx(0.9)


# --- mutes ------------------------------------------------------------------------------------------------


def test_a_persistent_source_is_muted_for_a_time_and_never_named() -> None:
    (comment,) = come_in(["Again me."], source="5" * 16)
    client = moderator()
    assert "Mute 1 source?" in look(client, "mute", comment=comment.pk)
    page = post(client, "mute", comment=comment.pk, hours="24", reason="Again and again")
    assert "1 source is muted." in page
    assert "5" * 16 not in page
    mute = Mute.objects.get()
    assert (mute.gate, mute.source, mute.asked_by) == (GATE, "5" * 16, "moderator")
    post(client, "answer_mutes", batch=mute.batch, answer="lift")
    assert Mute.objects.get().until <= clock.now()


@pytest.mark.parametrize("hours", ["", "0", "87600", "x"])
def test_nobody_is_muted_for_ever(hours: str) -> None:
    (comment,) = come_in(["Again me."], source="5" * 16)
    post(moderator(), "mute", comment=comment.pk, hours=hours)
    assert not Mute.objects.exists()


def test_more_than_five_wait_for_a_second_moderators_word() -> None:

    for number in range(6):
        come_in([f"Close it down, {number}"], source=f"{number}" * 16, start=number * 10 + 1)
    cluster = Cluster.objects.create(key="b" * 32)
    Comment.objects.update(cluster=cluster)
    first, second = moderator(), moderator("second")
    assert "These are more than 5" in look(first, "mute", cluster=cluster.key)
    page = post(first, "mute", cluster=cluster.key, hours="1")
    assert "6 sources wait for a second moderator’s word." in page
    batch = Mute.objects.values_list("batch", flat=True)[0]
    post(first, "answer_mutes", batch=batch, answer="confirm")
    assert not Mute.objects.filter(confirmed_at__isnull=False).exists()
    post(second, "answer_mutes", batch=batch, answer="confirm")
    assert Mute.objects.filter(confirmed_by="second").count() == 6


def test_a_second_moderator_may_refuse() -> None:
    actions.mute(
        sources=[(GATE, f"{number}" * 16) for number in range(6)],
        until=clock.now() + timedelta(hours=1),
        by="first",
    )
    post(
        moderator("second"),
        "answer_mutes",
        batch=Mute.objects.values_list("batch", flat=True)[0],
        answer="refuse",
    )
    assert Mute.objects.filter(refused_at__isnull=False).count() == 6


# --- what to keep an eye on -------------------------------------------------------------------------------


def test_an_alarm_is_put_in_front_of_everybody_until_somebody_has_seen_it() -> None:
    story()
    Alarm.objects.create(
        edition="en", story=STORY, began_at=clock.now(), last_at=clock.now(), peak=240, usual=3.0
    )
    client = moderator()
    assert "240 comments in ten minutes, where 3 are usual:" in look(client, "queue", "new")
    post(client, "see_alarms", next="/discussion/queue/new/")
    assert Alarm.objects.get().seen_by == "moderator"
    assert "240 comments in ten minutes" not in look(client, "queue", "new")
    assert "moderator" in look(client, "alarms")


def test_the_gates_state_and_what_stands_in_quarantine() -> None:
    Gate.objects.create(url="http://127.0.0.1:9000", waiting=7, error="GateError: no answer in 10 seconds")
    Quarantined.objects.create(gate=GATE, position=3, entry=HOSTILE, error="EntryError: not of version 1")
    page = look(moderator(), "gates")
    assert "GateError: no answer in 10 seconds" in page
    assert "1 entry in quarantine" in page
    assert "<script>alert" not in page


def test_the_work_is_counted_for_each_moderator() -> None:
    comments = come_in(["One.", "Two is longer.", "Three, something else."])
    actions.decide(comments=[one.pk for one in comments[:2]], after="approved", by="bek")
    page = " ".join(look(moderator(), "work").split())
    assert "<bdi>bek</bdi>" in page
    assert "<td><strong>2</strong></td>" in page
    assert page.count('<svg class="talk-chart"') == 3


# --- the newsroom's reply ---------------------------------------------------------------------------------


def test_the_newsroom_answers_with_its_badge() -> None:
    (comment,) = come_in(["Who signed it?"])
    actions.approve(comment=comment)
    client = moderator()
    assert "Answer as the newsroom" in look(client, "comment", comment.pk)
    page = post(client, "reply", comment.pk, name="The desk", text="The ministry did.")
    assert "The newsroom’s reply is on its way to the page." in page
    row = Comment.objects.get(staff=True)
    assert (row.reply_to, row.state, row.text) == (comment, "approved", "The ministry did.")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "text": "x"},
        {"name": "x", "text": " "},
        {"name": "x" * 81, "text": "x"},
        {"name": "x", "text": "x" * 20_001},
    ],
)
def test_a_reply_that_is_none_is_refused_and_its_words_are_kept(fields: dict[str, str]) -> None:
    (comment,) = come_in(["Who signed it?"])
    actions.approve(comment=comment)
    page = post(moderator(), "reply", comment.pk, **fields)
    assert 'role="alert"' in page
    assert not Comment.objects.filter(staff=True).exists()


# --- export and erasure -----------------------------------------------------------------------------------


def test_an_administrator_exports_a_storys_thread() -> None:
    come_in(["One.", HOSTILE])
    answer = administrator().post(reverse("discussion:export", args=["en", STORY]))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/json",
        f'attachment; filename="discussion-en-{STORY[:8]}.json"',
    )
    assert [comment["text"] for comment in json.loads(answer.content)["comments"]] == ["One.", HOSTILE]


def test_an_administrator_erases_after_being_asked() -> None:
    (comment,) = come_in(["My telephone is 123."])
    client = administrator()
    assert "This cannot be undone." in look(client, "erase", comment.pk)
    assert Comment.objects.get().text == "My telephone is 123."
    page = post(client, "erase", comment.pk)
    assert "1 entry erased." in page
    assert "123" not in page
    assert [row.text for row in Comment.objects.all()] == [""]


def test_an_archives_comment_has_no_receipt_to_erase_by() -> None:
    (comment,) = actions.import_comments(
        edition="en", story=STORY, source="t", comments=[actions.Incoming(text="Old words.")]
    )
    assert "came without a receipt" in post(administrator(), "erase", comment.pk)
    assert Comment.objects.get().text == "Old words."
