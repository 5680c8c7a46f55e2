"""Nobody can make the desk read more than it must."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from serai.newsroom.config import Newsroom
from serai.newsroom.limits import FORM, body_limit


def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


@pytest.mark.parametrize(("beyond", "status"), [(0, 200), (1, 413)])
def test_what_is_larger_than_the_largest_picture_is_refused_unread(
    room: Newsroom, beyond: int, status: int
) -> None:
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = str(room.number("photo_limit") * 1024 * 1024 + FORM + beyond)
    assert body_limit(_answer)(request).status_code == status


@pytest.mark.parametrize("length", ["-1", "1e9", "many"])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = length
    assert body_limit(_answer)(request).status_code == 413


def test_what_only_asks_is_answered() -> None:
    assert body_limit(_answer)(RequestFactory().get("/")).content == b"taken"
