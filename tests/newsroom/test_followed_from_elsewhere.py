"""A follower whose server signs, and proves what it gets, by code of somebody else's (`independent`): found
by WebFinger, followed, answered and written to, in RFC 9421 from the first letter to the last. And what the
herald bears: floods, slow servers, and letters that are spelled anew.
"""

import json
import threading
from datetime import timedelta
from typing import Any

import pytest

from serai.core import clock
from serai.wire.errors import HostError
from serai.wire.following import blocking, hearing, keeping, posting, telling, wishes
from serai.wire.following.servers import above, host_of, server_of
from serai.wire.models import BlockedServer, Delivery, Follower, Inbox, Letter, Sending, Told
from tests.gate.gates import URL
from tests.newsroom.outlets import ACTOR, INBOX, Outlet, follows, sends, story
from tests.wire.following import elsewhere, independent
from tests.wire.following.elsewhere import Server

pytestmark = pytest.mark.django_db


def test_a_server_that_speaks_rfc_9421_alone_follows_and_is_written_to(
    outlet: Outlet, server: Server
) -> None:
    site = outlet.gate.options.site
    finger = json.loads((site / "fediverse/en/webfinger.json").read_bytes())
    [own] = [link["href"] for link in finger["links"] if link["rel"] == "self"]
    actor = json.loads((site / own.removeprefix(f"{URL}/")).read_bytes())
    assert (finger["subject"], actor["id"], actor["inbox"]) == ("acct:en@bridge.example", own, INBOX)

    server.believes = independent.believes
    assert sends(outlet, server, server.follow(own), signed=independent.signed_headers) == 202
    outlet.works()
    outlet.publishes(story())
    outlet.works()
    assert [one["type"] for one in server.taken] == ["Accept", "Create"]
    assert (server.refused, Delivery.objects.count()) == (2, 0)  # each was first sent as the draft has it
    assert server.agents == {f"Serai (+{URL}/)"}

    wish = server.undo(server.follow(own))
    assert sends(outlet, server, wish, signed=independent.signed_headers) == 202
    outlet.works()
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("what", ["key", "body", "other"])
def test_what_was_signed_for_another_is_not_believed(outlet: Outlet, server: Server, what: str) -> None:
    def signed(key: Any, key_id: str, url: str, body: bytes, at: Any) -> dict[str, str]:
        url = url.replace("bridge", "evil") if what == "other" else url
        key = elsewhere.key(1) if what == "key" else key
        return independent.signed_headers(key, key_id, url, body + b" " if what == "body" else body, at)

    assert sends(outlet, server, server.follow(ACTOR), signed=signed) == (400 if what == "body" else 202)
    outlet.works()
    assert Follower.objects.count() == 0


def test_a_recorded_wish_that_is_spelled_anew_does_not_follow_again(outlet: Outlet, server: Server) -> None:
    """What stands beside the signed words may be changed by whoever has the letter."""
    at, wish = outlet.gate.clock.at, server.follow(ACTOR)
    follows(outlet, server)
    outlet.gate.clock.at += timedelta(minutes=1)
    sends(outlet, server, server.undo(wish))
    outlet.works()

    def spelled(*signing: Any) -> dict[str, str]:
        headers = elsewhere.signed_headers(*signing)
        return headers | {"signature": headers["signature"].replace(",headers", ", headers")}

    assert sends(outlet, server, wish, at=at, signed=spelled) == 202
    outlet.works()
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("kind", ["application/json", "text/html", "image/png", ""])
def test_what_anybody_may_have_put_on_a_server_is_no_account(
    outlet: Outlet, server: Server, kind: str
) -> None:
    server.kinds["/users/dana"] = kind
    follows(outlet, server)
    assert (Follower.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_blocked_server_loses_its_followers_and_cannot_follow(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    outlet.publishes(story())
    asked, host = len(server.asked), host_of(server.url)
    assert blocking.block(host=f" {host.upper()} ") == 1
    outlet.works()
    assert (Follower.objects.count(), Delivery.objects.count(), Inbox.objects.count()) == (0, 0, 0)
    outlet.gate.clock.at += timedelta(seconds=1)
    follows(outlet, server)
    assert (Follower.objects.count(), len(server.asked)) == (0, asked)
    blocking.unblock(host=host)
    outlet.gate.clock.at += timedelta(seconds=1)
    follows(outlet, server)
    assert Follower.objects.count() == 1


@pytest.mark.parametrize("host", ["", " ", "com", "a b.example", "x" * 300 + ".example", "é.example"])
def test_what_is_no_server_s_name_is_not_blocked(outlet: Outlet, host: str) -> None:
    with pytest.raises(HostError):
        blocking.block(host=host)
    assert not BlockedServer.objects.exists()


@pytest.mark.parametrize("said", ["Evil.Example", "@bad@evil.example", "https://evil.example/users/bad"])
def test_a_server_is_named_by_its_accounts_too(outlet: Outlet, said: str) -> None:
    blocking.block(host=said)
    assert [row.host for row in BlockedServer.objects.all()] == ["evil.example"]


def test_a_host_is_blocked_with_all_below_it_and_nobody_else(outlet: Outlet) -> None:
    hosts = ("evil.example", "a.b.evil.example", "notevil.example", "example.evil.org")
    for host in hosts:
        inbox = f"https://{host}/inbox"
        Follower.objects.create(
            edition="en",
            actor=f"https://{host}/a",
            inbox=inbox,
            shared_inbox=inbox,
            host=host,
            server=server_of(host),
        )
    assert blocking.block(host="evil.example") == 2
    assert sorted(row.host for row in Follower.objects.all()) == ["example.evil.org", "notevil.example"]
    assert [wishes.is_blocked(f"https://{host}/b") for host in hosts] == [True, True, False, False]
    assert above("a.b.c") == ["a.b.c", "b.c", "c"]


def test_a_crowd_of_invented_accounts_has_a_bound(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "INBOXES", 2)
    for name in ("a", "b", "c"):
        account = server.account(name, endpoints=None)
        server.documents[f"/users/{name}"] = (200, json.dumps(account).encode())
        follows(outlet, server, name)
    assert Follower.objects.count() == 2
    monkeypatch.setattr(wishes, "FOLLOWERS", 3)
    for name in ("d", "e"):
        follows(outlet, server, name)
    outlet.gate.clock.at += timedelta(seconds=1)
    follows(outlet, server, "a")  # who follows already may say so again
    assert [row.actor[-1] for row in Follower.objects.order_by("pk")] == ["a", "b"]  # d brings another inbox
    monkeypatch.setattr(wishes, "INBOXES", 9)
    for name in ("f", "g"):
        follows(outlet, server, name)
    assert [row.actor[-1] for row in Follower.objects.order_by("pk")] == ["a", "b", "f"]


def test_what_waits_of_one_server_has_a_bound_and_leaves_room_for_others(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WAITING_OF_ONE", 2)
    for number in range(4):
        wish = {**server.follow(ACTOR, "mallory"), "actor": f"https://{number}.evil.example/m"}
        sends(outlet, server, wish)
    monkeypatch.setattr(hearing, "_due", lambda _now: [])
    outlet.works()
    sends(outlet, server, server.follow(ACTOR))
    outlet.works()
    assert [row.server for row in Letter.objects.order_by("pk")] == [
        "evil.example",
        "evil.example",
        server_of(host_of(server.url)),
    ]


def test_in_a_flood_each_server_is_heard_in_its_turn(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand letters of one server, whose hosts all are silent, and one of another's after them."""
    monkeypatch.setattr(hearing, "LETTERS", 2)
    monkeypatch.setattr(hearing, "SERVERS", 2)
    for number in range(12):
        wish = {**server.follow(ACTOR), "actor": f"https://{number}.evil.example/m"}
        sends(outlet, server, wish, key_id=f"https://{number}.evil.example/m#k")
    sends(outlet, server, server.follow(ACTOR))
    found = outlet.gate.collects(acknowledged=0).entries
    outlet.acknowledged = max(one.position for one in found)
    keeping.keep([one.entry for one in found])  # type: ignore[misc]
    assert (hearing.hear_due(outlet.own), Follower.objects.count()) == (3, 1)


def test_letters_that_there_was_no_time_for_are_heard_in_the_next_round(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "ROUND", -1.0)
    sends(outlet, server, server.follow(ACTOR))
    found = outlet.gate.collects(acknowledged=0).entries
    keeping.keep([one.entry for one in found])  # type: ignore[misc]
    hearing.hear_due(outlet.own)
    [letter] = Letter.objects.all()
    assert (bool(letter.data), letter.attempts, Follower.objects.count()) == (True, 0, 0)
    monkeypatch.undo()
    hearing.hear_due(outlet.own)
    assert Follower.objects.count() == 1


@pytest.mark.parametrize("name", ["dana", "erlan"])
def test_a_wish_that_waits_is_overtaken_by_its_own_end(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The server was away when somebody followed, and there again when they did so no more."""
    server.documents["/users/dana"] = (503, b"")
    wish = follows(outlet, server)
    server.documents.clear()
    sends(outlet, server, server.undo(wish if name == "dana" else server.follow(ACTOR, name), name), name)
    outlet.works()
    later = clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    outlet.works()
    assert Follower.objects.count() == (0 if name == "dana" else 1)
    assert not Letter.objects.exclude(data="").exists()


def test_a_page_that_is_not_found_costs_no_followers(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is moved or mended answers 404 for a while."""
    follows(outlet, server)
    server.answers = 404
    outlet.publishes(story())
    outlet.works()
    [inbox] = Inbox.objects.all()
    assert (Follower.objects.count(), inbox.status, inbox.host) == (1, 404, host_of(server.url))
    server.answers = 202
    later = clock.now() + posting.FIRST_DELAY
    monkeypatch.setattr(clock, "now", lambda: later)
    outlet.works()
    assert ([one["type"] for one in server.taken], Inbox.objects.count()) == (["Accept", "Create"], 0)


def test_what_is_refused_is_noted_and_not_sent_again(outlet: Outlet, server: Server) -> None:
    follows(outlet, server)
    server.answers = 403
    outlet.publishes(story())
    outlet.works()
    [inbox] = Inbox.objects.all()
    assert (inbox.status, inbox.failures, Delivery.objects.count(), Follower.objects.count()) == (
        403,
        0,
        0,
        1,
    )
    server.answers = 202
    outlet.publishes(story(2))
    outlet.works()
    assert (Inbox.objects.count(), len(server.taken)) == (0, 2)


def test_ten_thousand_inboxes_of_one_server_hold_up_nobody_else_s_news(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    monkeypatch.setattr(posting, "AT_ONCE", 2)
    crowd = [
        Follower(
            edition="en",
            actor=f"https://{number}.evil.example/m",
            inbox=f"https://{number}.evil.example/inbox",
            shared_inbox=f"https://{number}.evil.example/inbox",
            host=f"{number}.evil.example",
            server="evil.example",
        )
        for number in range(10_000)
    ]
    Follower.objects.bulk_create(crowd, batch_size=1000)
    tried: list[str] = []
    real = outlet.own.reach.request
    lock = threading.Lock()

    def request(method: str, url: str, **more: Any) -> Any:
        with lock:
            tried.append(server_of(host_of(url)))
        return real(method, url, **more)

    monkeypatch.setattr(outlet.own.reach, "request", request)
    outlet.publishes(story())
    from serai.newsroom import herald

    herald.tell(outlet.room)
    assert Delivery.objects.count() == 10_001
    posting.post_due(outlet.own)
    assert [one["type"] for one in server.taken] == ["Accept", "Create"]
    assert tried.count("evil.example") == posting.INBOXES
    assert Inbox.objects.count() == posting.INBOXES


def test_what_one_server_is_slow_to_take_waits_for_the_next_round(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    monkeypatch.setattr(posting, "OF_ONE", -1.0)
    outlet.publishes(story())
    outlet.works()
    assert (len(server.taken), Delivery.objects.count(), Inbox.objects.count()) == (1, 1, 0)
    monkeypatch.undo()
    outlet.works()
    assert (len(server.taken), Delivery.objects.count(), Sending.objects.count()) == (2, 0, 0)


def test_what_is_asked_of_the_database_does_not_grow_with_what_was_told_before(
    outlet: Outlet, server: Server, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from serai.newsroom import herald

    follows(outlet, server)
    found = []
    for number in (1, 2):
        outlet.publishes(story(number))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            herald.tell(outlet.room)
        rows = [query["sql"] for query in asked.captured_queries if 'FROM "wire_told"' in query["sql"]]
        assert rows
        assert all("WHERE" in sql for sql in rows)
        found.append(len(asked.captured_queries))
        Told.objects.bulk_create(
            Told(edition="en", story=f"old-{number}-{more}", digest="") for more in range(100)
        )
    assert found[0] == found[1]


def test_a_crash_amid_a_bake_with_many_stories_tells_each_of_them_once(
    outlet: Outlet, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows(outlet, server)
    outlet.publishes(*(story(number) for number in range(1, 5)))
    real = telling._send
    sent: list[Any] = []

    def send(*more: Any) -> bool:
        if len(sent) == 2:
            raise OSError("the disk is full")
        sent.append(more)
        return real(*more)

    monkeypatch.setattr(telling, "_send", send)
    with pytest.raises(OSError, match="full"):
        outlet.works()
    monkeypatch.undo()
    outlet.works()
    notes = [one["object"]["id"] for one in server.taken if one["type"] == "Create"]
    assert (len(notes), len(set(notes))) == (4, 4)


def test_a_wish_without_an_address_is_granted_to_each_in_a_letter_of_its_own(
    outlet: Outlet, server: Server
) -> None:
    for name in ("dana", "erlan"):
        wish = server.follow(ACTOR, name)
        del wish["id"]
        sends(outlet, server, wish, name)
    outlet.works()
    granted = server.taken
    assert (len({one["id"] for one in granted}), ["id" in one["object"] for one in granted]) == (
        2,
        [False, False],
    )


@pytest.mark.parametrize(
    ("url", "host", "server"),
    [
        ("https://Social.News.example/users/a", "social.news.example", "news.example"),
        ("https://news.example:443/", "news.example", "news.example"),
        ("https://a\x00b.example/", "", ""),
        ("https://é.example/", "", ""),
        ("https://user@news.example/", "", ""),
        ("https://[::1]/", "", ""),
        ("https://[", "", ""),
        ("", "", ""),
        (f"https://{'a' * 300}.example/", "", ""),
    ],
)
def test_whose_an_address_is(url: str, host: str, server: str) -> None:
    assert (host_of(url), server_of(host)) == (host, server)
