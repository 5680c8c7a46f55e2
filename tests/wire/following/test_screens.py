"""The followers' screen: numbers and servers for who publishes, blocking for administrators, accounts for
nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client, override_settings

from serai.core import clock
from serai.desk import actions, roles
from serai.wire.following import showing
from serai.wire.models import BlockedServer, Follower, Inbox

pytestmark = pytest.mark.django_db
SCREEN = "/wire/followers/"


def enters(role: str) -> Client:
    """Somebody of this role, logged in."""
    user = User.objects.create_user(role)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _newsroom() -> None:
    """Two editions with followers on three servers, one of which is away."""
    for code, name in (("en", "The Courier"), ("ru", "Курьер")):
        actions.create_edition(code=code, name=name, language_name=code)
    roles.set_up_roles()
    for number, (edition, host) in enumerate(
        [("en", "big.example"), ("en", "big.example"), ("ru", "big.example"), ("en", "small.example")]
    ):
        inbox = f"https://{host}/inbox"
        Follower.objects.create(
            edition=edition,
            actor=f"https://{host}/users/secret{number}",
            inbox=inbox,
            shared_inbox=inbox,
            host=host,
            server=host,
        )
    now = clock.now()
    Inbox.objects.create(
        inbox="https://small.example/inbox",
        host="small.example",
        status=503,
        failures=2,
        since=now - timedelta(hours=1),
        due_at=now + timedelta(hours=1),
    )


def test_numbers_stand_by_edition_and_by_server_with_what_goes_wrong() -> None:
    assert [tuple(row) for row in showing.accounts()] == [("en", 3, 2), ("ru", 1, 1)]
    big, small = showing.servers(["en", "ru"])
    assert (big.host, big.followers, big.each, big.since) == ("big.example", 3, (2, 1), None)
    assert (small.host, small.each, small.status) == ("small.example", (1, 0), 503)


def test_no_account_is_shown_to_anybody() -> None:
    for role in (roles.EDITORS, roles.ADMINISTRATORS):
        page = enters(role).get(SCREEN)
        text = page.content.decode()
        assert (page.status_code, "secret" in text) == (200, False)
        assert all(word in text for word in ("Курьер", "big.example", "It answers 503"))
        assert ("Block this server" in text) is (role == roles.ADMINISTRATORS)


@pytest.mark.parametrize("role", [roles.WRITERS, roles.MODERATORS])
def test_who_does_not_publish_does_not_look(role: str) -> None:
    assert enters(role).get(SCREEN).status_code == 302
    assert Client().get(SCREEN).status_code == 302


def test_an_administrator_blocks_a_server_and_lets_it_back_in() -> None:
    client = enters(roles.ADMINISTRATORS)
    page = client.post(SCREEN, {"act": "block", "host": "big.example"}, follow=True)
    assert "3 followers are gone" in page.content.decode()
    assert [row.host for row in Follower.objects.all()] == ["small.example"]
    assert [row.host for row in BlockedServer.objects.all()] == ["big.example"]
    client.post(SCREEN, {"act": "unblock", "host": "big.example"})
    assert not BlockedServer.objects.exists()


@pytest.mark.parametrize("host", ["", "<script>", "com", "a" * 5000])
def test_what_is_no_server_is_refused_in_words(host: str) -> None:
    page = enters(roles.ADMINISTRATORS).post(SCREEN, {"act": "block", "host": host}, follow=True)
    assert "no server&#x27;s name" in page.content.decode()
    assert not BlockedServer.objects.exists()


def test_an_editor_blocks_nobody() -> None:
    enters(roles.EDITORS).post(SCREEN, {"act": "block", "host": "big.example"})
    assert (BlockedServer.objects.count(), Follower.objects.count()) == (0, 4)


def test_the_menu_leads_there_where_editions_are_accounts() -> None:
    client = enters(roles.EDITORS)
    for flag in (True, False):
        with override_settings(FEDIVERSE=flag):
            assert (SCREEN in client.get("/").content.decode()) is flag
    with override_settings(FEDIVERSE=True):
        writer = enters(roles.WRITERS)
        assert SCREEN not in writer.get("/").content.decode()


def test_more_servers_cost_no_more_questions(django_assert_num_queries: Any) -> None:
    editions = ["en", "ru"]
    with django_assert_num_queries(3):
        showing.servers(editions)
    Follower.objects.bulk_create(
        Follower(
            edition="en",
            actor=f"https://{number}.example/a",
            inbox=f"https://{number}.example/i",
            shared_inbox=f"https://{number}.example/i",
            host=f"{number}.example",
            server=f"{number}.example",
        )
        for number in range(200)
    )
    with django_assert_num_queries(3):
        shown = showing.servers(editions)
    assert len(shown) == showing.SERVERS
