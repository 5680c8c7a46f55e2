"""From a reader elsewhere who follows an edition to the stories in their timeline: a real gate, a real press,
a real server elsewhere; what that server believes it proves by code of its own."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from serai.core import clock
from serai.newsroom import herald
from serai.newsroom.config import Newsroom
from serai.press import activity
from serai.press.changes import Put, Withdraw
from serai.wire.following import hearing, posting, telling
from serai.wire.models import Delivery, Follower, Inbox, Letter, Sending, Told
from tests.gate.gates import URL
from tests.newsroom.outlets import ACTOR, INBOX, Outlet, follows, sends, story
from tests.press import casting, linked
from tests.wire.following import elsewhere
from tests.wire.following.elsewhere import Server

pytestmark = pytest.mark.django_db


def test_who_follows_is_granted_it_and_gets_stories_their_changes_and_their_end(
    outlet: Outlet, server: Server
) -> None:
    wish = follows(outlet, server)
    [granted] = server.taken
    linked.check(granted)
    assert (granted["type"], granted["actor"], granted["object"]["id"]) == ("Accept", ACTOR, wish["id"])
    assert [(row.edition, row.actor, row.shared_inbox) for row in Follower.objects.all()] == [
        ("en", server.actor(), f"{server.url}/inbox")
    ]

    outlet.publishes(story(topics=("water",)))
    outlet.works()
    changed = story(headline="Water rises", updated_at=clock.now().replace(microsecond=0))
    outlet.publishes(changed)
    outlet.works()
    outlet.bakes(Withdraw("story", "en", "s1"))
    outlet.works()
    created, updated, deleted = server.taken[1:]
    for one in (created, updated, deleted):
        linked.check(one)
    note = f"{URL}/fediverse/en/notes/s1/s1.json"
    assert [(one["type"], one["actor"]) for one in server.taken[1:]] == [
        ("Create", ACTOR),
        ("Update", ACTOR),
        ("Delete", ACTOR),
    ]
    assert (created["object"]["id"], created["object"]["type"]) == (note, "Note")
    assert "Water rises" in updated["object"]["content"]
    assert deleted["object"] == {"id": note, "type": "Tombstone"}
    assert (server.refused, Delivery.objects.count(), Sending.objects.count()) == (0, 0, 0)
    assert Told.objects.count() == 0


def test_all_followers_of_one_server_get_one_letter(outlet: Outlet, server: Server) -> None:
    for name in ("dana", "erlan", "farid"):
        follows(outlet, server, name)
    before = len(server.taken)
    outlet.publishes(story())
    outlet.works()
    assert [one["type"] for one in server.taken[before:]] == ["Create"]


def test_nobody_is_told_of_what_was_there_before_or_came_with_an_archive(
    outlet: Outlet, server: Server
) -> None:
    outlet.publishes(story(1))
    outlet.works()
    follows(outlet, server)
    old = clock.now().replace(microsecond=0) - timedelta(days=30)
    outlet.publishes(story(2, published_at=old, updated_at=old))
    outlet.publishes(story(3, section="none"))
    outlet.works()
    assert [one["object"]["id"] for one in server.taken[1:]] == [f"{URL}/fediverse/en/notes/s3/s3.json"]
    outlet.publishes(story(2, published_at=old, updated_at=old, headline="Another"))
    outlet.works()
    assert len(server.taken) == 2


def test_a_bake_that_changes_no_note_tells_nobody(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    outlet.publishes(story())
    outlet.works()
    outlet.press.bake_cold()
    outlet.bakes(Put(casting.section(name="Another")))
    outlet.publishes(story(topics=("water",)))  # the same story to a reader of its text
    outlet.bakes(Put(casting.topic(name="Rivers")))
    outlet.works()
    assert [one["type"] for one in server.taken] == ["Accept", "Create"]


def test_followers_are_told_once_of_what_their_edition_s_account_has_become(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    outlet.bakes(Put(casting.edition(name="The New Bridge", description="All of it")))
    real = telling._send

    def send(*more: Any) -> bool:
        monkeypatch.setattr(telling, "_send", real)
        raise OSError("the disk is full")

    monkeypatch.setattr(telling, "_send", send)
    with pytest.raises(OSError, match="full"):
        outlet.works()
    outlet.works()
    [told] = server.taken[1:]
    linked.check(told)
    baked = json.loads((outlet.gate.options.site / activity.actor_address("en")[1:]).read_bytes())
    assert (told["type"], told["actor"], told["to"]) == ("Update", ACTOR, [activity.PUBLIC])
    assert told["object"] == {key: value for key, value in baked.items() if key != "@context"}
    assert told["object"]["name"] == "The New Bridge"

    outlet.press.bake_cold()
    outlet.bakes(Put(casting.edition(name="The New Bridge", description="All of it", position=9)))
    outlet.publishes(story())
    outlet.works()
    assert [one["type"] for one in server.taken[2:]] == ["Create"]


def test_a_crash_after_an_account_was_told_of_tells_it_no_second_time(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    outlet.bakes(Put(casting.edition(name="The New Bridge")), Put(story()))
    real = telling._changes

    def changes(*_more: Any) -> Any:
        raise OSError("the disk is full")

    monkeypatch.setattr(telling, "_changes", changes)
    with pytest.raises(OSError, match="full"):
        outlet.works()
    monkeypatch.setattr(telling, "_changes", real)
    outlet.works()
    assert [one["type"] for one in server.taken] == ["Accept", "Update", "Create"]


def test_followers_of_one_edition_are_not_told_of_another_s_account(outlet: Outlet, server: Server) -> None:
    outlet.bakes(Put(casting.edition("ru")))
    outlet.works()
    follows(outlet, server)
    outlet.bakes(Put(casting.edition("ru", name="Novyi Most")))
    outlet.works()
    assert [one["type"] for one in server.taken] == ["Accept"]


def test_an_edit_without_a_word_to_readers_reaches_followers_too(outlet: Outlet, server: Server) -> None:
    """A name taken out of a headline must not stand in timelines for good; Mastodon reads what is newer."""
    follows(outlet, server)
    told = story(headline="Aliya saw it")
    outlet.publishes(told)
    outlet.works()
    outlet.publishes(msgspec.structs.replace(told, headline="A neighbour saw it"))
    outlet.works()
    [updated] = server.taken[2:]
    assert (updated["type"], "Aliya" in json.dumps(updated)) == ("Update", False)
    assert updated["object"]["updated"] > updated["object"]["published"]
    outlet.publishes(msgspec.structs.replace(told, headline="A neighbour saw it", body=()))
    outlet.works()
    assert len(server.taken) == 3


def test_at_another_address_nobody_is_told_of_what_was_there(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    outlet.publishes(story(1))
    outlet.works()
    values = dict(outlet.room.values) | {"site_url": "https://moved.example"}
    outlet.room = Newsroom(folder=outlet.room.folder, values=values)
    outlet.works()
    assert ([one["type"] for one in server.taken], Told.objects.count()) == (["Accept", "Create"], 0)


def test_who_takes_the_wish_back_gets_no_more(outlet: Outlet, server: Server) -> None:
    wish = follows(outlet, server)
    assert sends(outlet, server, server.undo(wish)) == 202
    outlet.works()
    assert Follower.objects.count() == 0
    outlet.publishes(story())
    outlet.works()
    assert [one["type"] for one in server.taken] == ["Accept"]


def test_who_blocks_an_edition_gets_no_more_of_it(outlet: Outlet, server: Server) -> None:
    for name in ("dana", "erlan"):
        follows(outlet, server, name)
    block = {"id": f"{server.actor()}#block/1", "type": "Block", "actor": server.actor()}
    for number, (by, whom) in enumerate((("dana", ACTOR.replace("/en/", "/ru/")), ("erlan", ACTOR))):
        sends(outlet, server, {**block, "id": f"{number}", "object": whom}, by)
    outlet.works()
    assert Follower.objects.count() == 2  # another edition; in another's name
    sends(outlet, server, {**block, "object": ACTOR})
    outlet.works()
    assert [row.actor for row in Follower.objects.all()] == [server.actor("erlan")]


def test_a_wish_sent_again_makes_no_second_follower(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    follows(outlet, server)
    outlet.gate.clock.at += timedelta(seconds=1)
    follows(outlet, server)
    assert Follower.objects.count() == 1


def test_a_recorded_wish_does_not_follow_again(outlet: Outlet, server: Server) -> None:
    at = outlet.gate.clock.at
    wish = follows(outlet, server)
    outlet.gate.clock.at += timedelta(minutes=1)
    sends(outlet, server, server.undo(wish))
    outlet.works()
    sends(outlet, server, wish, at=at)
    outlet.works()
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("what", ["key", "actor", "digest", "old", "object", "keyless"])
def test_a_wish_that_is_not_its_writer_s_is_left_out(outlet: Outlet, server: Server, what: str) -> None:
    wish = server.follow(ACTOR)
    more: dict[str, Any] = {}
    if what == "key":
        more["key"] = elsewhere.key(1)
    elif what == "actor":
        wish["actor"] = server.actor("erlan")
    elif what == "old":
        more["at"] = outlet.gate.clock.at - timedelta(hours=13)
    elif what == "object":
        wish["object"] = URL + activity.actor_address("ru")
    elif what == "keyless":
        more["key_id"] = "http://127.0.0.1:1/users/dana#main-key"
    if what == "digest":
        body = json.dumps(wish).encode()
        headers = elsewhere.signed_headers(
            elsewhere.key(), f"{server.actor()}#main-key", INBOX, body, outlet.gate.clock.at
        )
        outlet.gate.client.post(activity.inbox_address("en"), content=body + b" ", headers=headers)
    else:
        assert sends(outlet, server, wish, **more) == 202
    outlet.works()
    assert (Follower.objects.count(), server.taken) == (0, [])
    assert not Letter.objects.exclude(data="").exists()


def test_nobody_takes_back_what_somebody_else_wished(outlet: Outlet, server: Server) -> None:
    wish = follows(outlet, server)
    mallory = server.undo(wish, "mallory")
    by_name = {**mallory, "object": wish["id"]}
    pretending = {**mallory, "actor": server.actor()}
    gone = {"type": "Delete", "actor": server.actor(), "object": server.actor()}
    for number, act in enumerate((mallory, by_name, pretending, gone)):
        sends(outlet, server, {**act, "id": f"{number}"}, "mallory")
    outlet.works()
    assert [row.actor for row in Follower.objects.all()] == [server.actor()]


@pytest.mark.parametrize(
    "more",
    [
        {"inbox": "http://127.0.0.1:1/inbox"},
        {"endpoints": {"sharedInbox": "http://169.254.169.254/latest"}},
        {"id": "http://127.0.0.1:1/users/dana"},
        {"publicKey": {"id": "x", "owner": "x", "publicKeyPem": ""}},
        {"publicKey": None},
        {"inbox": 1},
        {"inbox": "file:///etc/passwd"},
    ],
    ids=str,
)
def test_an_account_that_points_elsewhere_is_left_out(
    outlet: Outlet, server: Server, more: dict[str, Any]
) -> None:
    server.documents["/users/dana"] = (200, json.dumps(server.account("dana", **more)).encode())
    follows(outlet, server)
    assert (Follower.objects.count(), Delivery.objects.count(), server.taken) == (0, 0, [])


def test_an_account_with_several_keys_follows_with_the_one_that_it_signs_with(
    outlet: Outlet, server: Server
) -> None:
    """As Fedify's servers spell it while one key takes another's place."""
    own = server.account("dana")["publicKey"]
    other = {"id": f"{server.actor()}#key-2", "publicKeyPem": elsewhere.pem(elsewhere.key(1))}
    account = server.account("dana", publicKey=[{**own, **other}, own])
    server.documents["/users/dana"] = (200, json.dumps(account).encode())
    follows(outlet, server)
    assert Follower.objects.count() == 1
    sends(outlet, server, server.follow(ACTOR), key_id=other["id"])  # with the first one's key
    outlet.works()
    account["publicKey"] = [{**own, **other}]
    server.documents["/users/erlan"] = (200, json.dumps({**account, "id": server.actor("erlan")}).encode())
    follows(outlet, server, "erlan")
    assert (Follower.objects.count(), len(server.taken)) == (1, 1)


@pytest.mark.parametrize("document", [b"", b"[]", b"{" * 50_000, b"\xff", b"x" * 300_000])
def test_an_account_that_is_none_is_left_out(outlet: Outlet, server: Server, document: bytes) -> None:
    server.documents["/users/dana"] = (200, document)
    follows(outlet, server)
    assert Follower.objects.count() == 0


def test_a_server_that_is_away_is_asked_again(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.documents["/users/dana"] = (503, b"")
    follows(outlet, server)
    [letter] = Letter.objects.all()
    assert (letter.attempts, bool(letter.data), Follower.objects.count()) == (1, True, 0)
    server.documents.clear()
    later = clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    outlet.works()
    [letter] = Letter.objects.all()
    assert (Follower.objects.count(), letter.data, letter.due_at) == (1, "", None)


def test_an_account_that_is_gone_follows_no_more(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    server.documents["/users/dana"] = (410, b"")
    asked = len(server.asked)
    for name in ("dana", "nobody"):
        own = server.actor(name)
        sends(outlet, server, {"type": "Delete", "actor": own, "object": own}, name)
    outlet.works()
    assert (Follower.objects.count(), len(server.asked)) == (0, asked + 1)


def test_what_a_server_did_not_take_is_sent_again_in_its_order_and_then_no_more(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    server.answers = 500
    outlet.publishes(story(1))
    outlet.publishes(story(2))
    outlet.works()
    [inbox] = Inbox.objects.all()
    assert (inbox.failures, Delivery.objects.count()) == (1, 2)
    outlet.works()
    assert Inbox.objects.get().failures == 1  # not before its time
    server.answers = 202
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + posting.FIRST_DELAY)
    outlet.works()
    assert [one["object"]["id"][-7:] for one in server.taken[1:]] == ["s1.json", "s2.json"]
    assert (Inbox.objects.count(), Delivery.objects.count()) == (0, 0)

    server.answers = 500
    outlet.publishes(story(3))
    outlet.works()
    spent = posting.FIRST_DELAY
    for _attempt in range(40):
        spent += posting.LONGEST_DELAY
        monkeypatch.setattr(clock, "now", lambda spent=spent: now() + spent)
        posting.post_due(outlet.own)
    assert (Follower.objects.count(), Delivery.objects.count(), Inbox.objects.count()) == (0, 0, 0)


def test_a_letter_that_nobody_foresaw_stops_no_other(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = hearing._hear

    def hear(one: Any, *more: Any) -> Any:
        if one.letter.pk == Letter.objects.order_by("pk")[0].pk:
            raise ZeroDivisionError("what a stranger wrote")
        return real(one, *more)

    monkeypatch.setattr(hearing, "_hear", hear)
    sends(outlet, server, server.follow(ACTOR, "mallory"), "mallory")
    follows(outlet, server)
    assert [row.actor for row in Follower.objects.all()] == [server.actor()]
    assert [row.data for row in Letter.objects.all()] == ["", ""]


@pytest.mark.parametrize("name", ["da\x00na", "da\u2028na", "d" * 2000, "..", "dana?a=b#c", "d%00"])
def test_an_account_with_a_strange_name_does_no_harm(outlet: Outlet, server: Server, name: str) -> None:
    key_id = f"{server.actor()}#main-key"
    assert sends(outlet, server, server.follow(ACTOR, name), key_id=key_id) == 202
    follows(outlet, server)
    assert [row.actor for row in Follower.objects.all()] == [server.actor()]


def test_an_inbox_that_is_gone_is_dropped_at_once(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    server.answers = 410
    outlet.publishes(story())
    outlet.works()
    assert (Follower.objects.count(), Delivery.objects.count()) == (0, 0)


def test_what_was_heard_is_erased_and_its_name_forgotten(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    assert [row.data for row in Letter.objects.all()] == [""]
    later = clock.now() + hearing.REMEMBERED + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    hearing.hear_due(outlet.own)
    assert Letter.objects.count() == 0


def test_without_anything_to_do_nothing_is_done(outlet: Outlet) -> None:
    assert not herald.turn(outlet.room, outlet.own)
