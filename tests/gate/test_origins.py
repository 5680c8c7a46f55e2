"""A form from another site is refused with the words in it; a mirror's or an old telephone's is not."""

import pytest

from serai.gate import origins
from tests.gate.gates import STORY, URL, House, kept

HOST = {"host": "bridge.example"}


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"origin": URL}, False),
        ({"origin": "http://bridge.example"}, False),
        ({"origin": "https://bridge.example:443.evil.example"}, True),
        ({"origin": "https://evil.example"}, True),
        ({"origin": "https://bridge.example.evil.example"}, True),
        ({"origin": "https://bridge.example@evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, True),
        ({"origin": "file://"}, True),
        ({"origin": "https://["}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "cross-site", "origin": URL}, True),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"referer": f"{URL}/en/"}, False),
        ({"referer": "https://evil.example/en/"}, True),
        ({"referer": "https://evil.example/bridge.example/"}, True),
        ({"origin": URL, "referer": "https://evil.example/"}, False),
        ({"host": "mirror.example", "origin": "https://mirror.example"}, False),
        ({"host": "Ab2c.onion", "origin": "http://ab2c.onion"}, False),
        ({"host": "mirror.example", "origin": URL}, False),
        ({"host": "mirror.example", "origin": "https://evil.example"}, True),
    ],
)
def test_what_browsers_say_decides(headers: dict[str, str], foreign: bool) -> None:
    assert origins.foreign({**HOST, **headers}, URL) is foreign


def test_a_site_without_a_name_believes_the_name_it_was_asked_by() -> None:
    assert origins.foreign({"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}, "") is False
    assert origins.foreign({"host": "127.0.0.1:8000", "origin": "http://evil.example"}, "") is True


@pytest.mark.parametrize("door", ["/gate/comment", "/gate/rate", "/gate/report"])
def test_a_foreign_form_is_refused_with_its_words(house: House, door: str) -> None:
    fields = {"story": STORY, "name": "Dana", "text": "Who sent this?"}
    page = house.reader(origin="https://evil.example").posts(door, fields)
    assert (page.status_code, kept(page)) == (403, ["Who sent this?"])
    assert "The bridge opens" in page.text


@pytest.mark.parametrize("act", ["edit", "withdraw", "erase"])
def test_a_foreign_form_changes_no_receipt(house: House, act: str) -> None:
    address = house.reader().sends()
    foreign = house.reader(origin="https://evil.example")
    assert foreign.posts(f"{address}{act}", {"text": "Ha."}).status_code == 403
    assert len(house.entries()) == 1
