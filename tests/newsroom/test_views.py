"""What previews and the desk's screens show is for people who may enter the desk."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponseBase
from django.test import Client

from serai.newsroom import people
from serai.newsroom.config import Newsroom
from serai.newsroom.views import FENCE
from serai.press.theme.environment import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside() -> Client:
    """A writer's browser."""
    from serai.desk import roles

    roles.set_up_roles()
    writer: User = people.add_user(name="aigul", role="writer", password="a long enough one")
    client = Client()
    client.force_login(writer)
    return client


@pytest.fixture
def pictures(room: Newsroom) -> tuple[str, str]:
    """The addresses of one clean picture and one original."""
    for place, name in ((room.renditions, "ab/abcd.avif"), (room.originals, "original_images/bridge.jpg")):
        file = Path(place) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"picture")
    return "/media/ab/abcd.avif", "/originals/original_images/bridge.jpg"


def _get(client: Client, address: str) -> HttpResponseBase:
    """An answer, read to its end."""
    answer = client.get(address)
    assert answer.status_code != 200 or b"".join(answer)  # a file is closed once it is read
    answer.close()
    return answer


def test_nobody_outside_sees_any_of_it(pictures: tuple[str, str]) -> None:
    addresses = [*pictures, Theme().style, "/favicon.svg"]
    answers = [_get(Client(), address) for address in addresses]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer.headers["location"].split("?")[0] for answer in answers} == {"/login/"}


def test_a_login_without_the_right_to_enter_sees_none_of_it(pictures: tuple[str, str]) -> None:
    client = Client()
    client.force_login(User.objects.create_user("reader"))
    assert [client.get(address).status_code for address in pictures] == [302, 302]


def test_inside_pictures_and_the_theme_are_shown(inside: Client, pictures: tuple[str, str]) -> None:
    kinds = {
        address: (answer.status_code, answer.headers["content-type"])
        for address in [*pictures, Theme().style, Theme().icon]
        for answer in [inside.get(address)]
    }
    assert list(kinds.values()) == [
        (200, "image/avif"),
        (200, "image/jpeg"),
        (200, "text/css"),
        (200, "image/svg+xml"),
    ]


def test_an_original_may_run_and_load_nothing(inside: Client, pictures: tuple[str, str]) -> None:
    headers = _get(inside, pictures[1]).headers
    told = (headers["content-security-policy"], headers["cache-control"], headers["x-content-type-options"])
    assert told == (FENCE, "private, no-cache", "nosniff")


@pytest.mark.parametrize(
    "address",
    [
        "/media/../secret_key",
        "/media/%2e%2e/secret_key",
        "/originals/../secret_key",
        "/originals/..%2fsecret_key",
        "/originals//etc/passwd",
        "/assets/../secret_key",
        "/media/ab/",
        "/originals/",
        "/assets/nothing.css",
    ],
)
def test_nothing_beside_them_is_sent(inside: Client, pictures: tuple[str, str], address: str) -> None:
    assert inside.get(address).status_code in {400, 404}


def test_nothing_can_be_sent_to_them(inside: Client, pictures: tuple[str, str]) -> None:
    assert [inside.post(address).status_code for address in pictures] == [405, 405]
