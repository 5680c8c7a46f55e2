"""Decisions on the screens, by plain forms and as the page's script asks for them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from serai.discussion import actions, queries
from serai.discussion.models import Cluster, Comment, Move
from tests.discussion.moderating import come_in, moderator, queue, report, states

pytestmark = pytest.mark.django_db

NEW = "/discussion/queue/new/"
TEXTS = ("The railing shook.", "Which ministry was it?", "My uncle grows melons.")


def post(client: Client, view: str, *args: int, **fields: object) -> str:
    """Send a form and follow to where it leads; the page."""
    answer = client.post(reverse(f"discussion:{view}", args=args), fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client: Client, view: str, *args: int, **fields: object) -> tuple[int, dict[str, object]]:
    """Send a form as the script does; the status and what was answered."""
    answer = client.post(
        reverse(f"discussion:{view}", args=args), fields, headers={"accept": "application/json"}
    )
    return answer.status_code, answer.json()


def test_each_decision_is_a_form_that_goes_on_to_the_next_comment() -> None:
    first, second, third = come_in(TEXTS)
    client = moderator()
    for comment, following, act in (
        (first, second, "approve"),
        (second, third, "hold"),
        (third, None, "reject"),
    ):
        answer = client.post(
            reverse("discussion:decide"),
            {
                "comment": comment.pk,
                "act": act,
                "next": NEW,
                "following": following.pk if following else "",
                "reason": "Insult" if act == "reject" else "",
                "note": "Please speak of the bridge." if act == "reject" else "",
            },
        )
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{NEW}#comment-{following.pk}" if following else NEW,
        )
    assert states() == ["approved", "held", "rejected"]
    third.refresh_from_db()
    move = Move.objects.get(comment=third)
    assert (third.note, move.reason, move.by) == ("Please speak of the bridge.", "Insult", "moderator")


def test_the_form_of_each_row_says_which_comment_is_next() -> None:
    comments = come_in(TEXTS)
    page = queue(moderator(), "new")
    hidden = r'<input type="hidden" name="{}" value="([^"]*)">\s*'
    wanted = "".join(hidden.format(name) for name in ("comment", "next", "following"))
    rows = re.findall(wanted, page)
    assert rows == [
        (str(comments[0].pk), NEW, str(comments[1].pk)),
        (str(comments[1].pk), NEW, str(comments[2].pk)),
        (str(comments[2].pk), NEW, ""),
    ]


def test_enter_in_the_reason_rejects_and_never_approves() -> None:
    come_in(TEXTS[:1])
    page = queue(moderator(), "new")
    (form,) = re.findall(r'<details class="talk-reject">.*?(<form.*?</form>)', page, re.DOTALL)
    assert '<input type="hidden" name="act" value="reject">' in form
    assert 'value="approve"' not in form


def test_a_decision_is_said_and_undone() -> None:
    come_in(TEXTS[:1])
    client = moderator()
    comment = Comment.objects.get()
    page = post(client, "decide", comment=comment.pk, act="reject", next=NEW)
    assert "1 comment rejected." in page
    (batch,) = re.findall(r'name="batch" value="(\w+)"', page)
    page = post(client, "undo", batch=batch, next=NEW)
    assert "Undone: 1 comment is as it was." in page
    assert states() == ["pending"]


def test_a_decision_is_undone_once_and_only_while_nothing_else_happened() -> None:
    (comment,) = come_in(TEXTS[:1])
    client = moderator()
    _status, answer = told(client, "decide", comment=comment.pk, act="hold")
    told(client, "decide", comment=comment.pk, act="approve")
    status, refused = told(client, "undo", batch=answer["batch"])
    assert (status, states()) == (409, ["approved"])
    assert refused["said"] == "It cannot be undone any more: something else has happened since."


def test_the_last_decision_is_a_moderators_own() -> None:
    (comment,) = come_in(TEXTS[:1])
    post(moderator(), "decide", comment=comment.pk, act="approve")
    page = queue(moderator("second"), "new")
    assert re.findall(r"data-undo\s+hidden", page)


def test_the_script_is_told_the_words_and_the_counts_and_no_comment() -> None:
    first, _second, _third = come_in(TEXTS)
    status, answer = told(moderator(), "decide", comment=first.pk, act="approve")
    batch = Move.objects.get().batch
    assert (status, answer) == (
        200,
        {
            "said": "1 comment approved.",
            "batch": batch,
            "moved": 1,
            "left": 0,
            "after": "approved",
            "counts": {"new": 2, "held": 0, "reported": 0, "brigade": 0, "all": 3},
        },
    )


def test_the_chosen_are_decided_as_one() -> None:
    comments = come_in(TEXTS)
    client = moderator()
    page = post(client, "decide", comment=[comments[0].pk, comments[2].pk], act="approve", next=NEW)
    assert "2 comments approved." in page
    assert states() == ["approved", "pending", "approved"]
    assert Move.objects.values("batch").distinct().count() == 1


@pytest.mark.parametrize(
    "fields",
    [{}, {"act": "approve"}, {"comment": "x", "act": "approve"}, {"comment": "9" * 40, "act": "approve"}],
)
def test_nothing_chosen_is_said(fields: dict[str, str]) -> None:
    come_in(TEXTS[:1])
    assert "No comment was chosen" in post(moderator(), "decide", **fields)
    assert states() == ["pending"]


@pytest.mark.parametrize(
    ("field", "value"), [("act", "publish"), ("reason", "x" * 301), ("note", "x" * 1001)]
)
def test_a_form_that_is_not_ours_decides_nothing(field: str, value: str) -> None:
    (comment,) = come_in(TEXTS[:1])
    status, _answer = told(moderator(), "decide", **{"comment": comment.pk, "act": "reject", field: value})
    assert (status, states()) == (400, ["pending"])


def test_what_its_writer_took_back_cannot_be_approved_and_it_is_said() -> None:
    (comment,) = come_in(TEXTS[:1])
    Comment.objects.update(state="withdrawn")
    status, answer = told(moderator(), "decide", comment=comment.pk, act="approve")
    assert (status, states()) == (409, ["withdrawn"])
    assert answer["said"] == "Nothing was moved: it is so already, or its state does not allow it."


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/discussion/",
        "/logout/",
        "javascript:alert(1)",
    ],
)
def test_the_way_back_leads_to_our_own_screens_alone(wanted: str) -> None:
    (comment,) = come_in(TEXTS[:1])
    answer = moderator().post(
        reverse("discussion:decide"),
        {"comment": comment.pk, "act": "hold", "next": wanted, "following": "1'x"},
    )
    assert answer["Location"] == "/discussion/"


def test_a_pick_and_no_longer_one() -> None:
    (comment,) = come_in(TEXTS[:1])
    client = moderator()
    post(client, "decide", comment=comment.pk, act="pick")
    comment.refresh_from_db()
    assert (comment.state, comment.picked) == ("approved", True)
    assert told(client, "pick", comment.pk, picked="0")[1]["said"] == "No longer a pick."
    comment.refresh_from_db()
    assert not comment.picked


def test_what_is_not_public_cannot_be_a_pick() -> None:
    (comment,) = come_in(TEXTS[:1])
    status, answer = told(moderator(), "pick", comment.pk, picked="1")
    assert (status, answer["said"]) == (409, "This comment cannot be moved so: look at how it stands now.")


def test_approving_as_a_pick_is_one_decision_and_one_undo() -> None:
    (comment,) = come_in(TEXTS[:1])
    client = moderator()
    _status, answer = told(client, "decide", comment=comment.pk, act="pick")
    told(client, "undo", batch=answer["batch"])
    comment.refresh_from_db()
    assert (comment.state, comment.picked) == ("pending", False)


def brigade(many: int = 5) -> Cluster:
    comments = come_in(
        [f"Paid from abroad, every word a lie, close it down now, number {n}" for n in range(many)]
    )
    cluster = Cluster.objects.create(key="b" * 32)
    Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(cluster=cluster)
    return cluster


def test_a_whole_cluster_is_asked_for_with_its_number_then_rejected_and_undone_as_one() -> None:
    cluster = brigade()
    come_in(["An ordinary reader."], name="Timur", start=50)
    client = moderator()
    assert "Reject all 5…" in queue(client, "brigade")
    page = client.get(
        reverse("discussion:ask_many"), {"act": "reject", "cluster": cluster.key}
    ).content.decode()
    assert "Reject all 5 comments of this cluster that wait?" in page
    assert states().count("rejected") == 0
    page = post(
        client,
        "decide_many",
        act="reject",
        cluster=cluster.key,
        note="Not here.",
        next="/discussion/queue/brigade/",
    )
    assert "5 comments rejected." in page
    assert states() == ["rejected"] * 5 + ["pending"]
    (batch,) = set(Move.objects.filter(by="moderator").values_list("batch", flat=True))
    post(client, "undo", batch=batch)
    assert set(states()) <= {"pending", "held"}


def test_all_of_one_name_that_wait_are_decided_and_no_others() -> None:
    come_in(TEXTS, name="John")
    come_in(["Somebody else."], name="Johnny", start=50)
    actions.approve(comment=Comment.objects.filter(name="John").earliest("pk"))
    client = moderator()
    page = client.get(reverse("discussion:ask_many"), {"act": "reject", "name": "John"}).content.decode()
    assert "Reject all 2 comments by “John” that wait?" in page
    post(client, "decide_many", act="reject", name="John")
    assert states() == ["approved", "rejected", "rejected", "pending"]


def test_a_cluster_that_somebody_else_decided_is_said() -> None:
    cluster = brigade()
    actions.decide(comments=queries.keys_of(Comment.objects.all()), after="approved", by="second")
    page = post(moderator(), "decide_many", act="reject", cluster=cluster.key)
    assert "Nothing of it waits any more" in page
    assert set(states()) == {"approved"}


@pytest.mark.parametrize(
    "fields", [{"act": "reject"}, {"act": "reject", "cluster": ""}, {"act": "reject", "name": ""}]
)
def test_no_cluster_and_no_name_is_nobody(fields: dict[str, str]) -> None:
    come_in(TEXTS, name="")
    post(moderator(), "decide_many", **fields)
    assert "rejected" not in states()


def test_reports_are_closed_and_the_comment_stays() -> None:
    (comment,) = come_in(TEXTS[:1])
    actions.approve(comment=comment)
    report(comment)
    client = moderator()
    assert queries.counts()["reported"] == 1
    page = post(client, "close_reports", comment.pk, next="/discussion/queue/reported/")
    assert "Its reports are closed; the comment stays as it is." in page
    assert (queries.counts()["reported"], states()) == (0, ["approved"])


def test_a_note_is_written_and_taken_back() -> None:
    (comment,) = come_in(TEXTS[:1])
    client = moderator()
    post(client, "note", comment.pk, note="Спасибо, мы исправили.")
    comment.refresh_from_db()
    assert comment.note == "Спасибо, мы исправили."
    post(client, "note", comment.pk, note="")
    comment.refresh_from_db()
    assert comment.note == ""
