"""The collecting door: the newsroom alone is heard, once, and gets what came in."""

import pytest

from serai.gate import protocol
from serai.gate.protocol import ReceiptUpdate
from tests.gate.gates import NOW, House, Newsroom, opened, secret


def test_what_came_in_is_given_until_it_is_acknowledged(house: House) -> None:
    for text in ("One.", "Two.", "Three."):
        house.reader().sends(text)
    first = house.collects(limit=2)
    assert ([one.position for one in first.entries], first.waiting) == ([1, 2], 1)
    second = house.collects(acknowledged=2)
    assert ([one.position for one in second.entries], second.waiting) == ([3], 0)


def test_a_stranger_is_not_heard(house: House) -> None:
    house.reader().sends()
    body, headers = Newsroom().question()
    answer = house.client.post("/gate/collect", content=body, headers=headers)
    assert (answer.status_code, b"I cross" in answer.content) == (403, False)


def test_a_recorded_question_is_worth_nothing(house: House) -> None:
    body, headers = house.newsroom.question()
    assert house.client.post("/gate/collect", content=body, headers=headers).status_code == 200
    assert house.client.post("/gate/collect", content=body, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (b"", ""),
        (b"{}", "A" * 88),
        (b"{}", "é"),
        (b"\xff", "="),
        (b"x" * 100_000, ""),
    ],
)
def test_what_is_no_question_is_refused(house: House, body: bytes, signature: str) -> None:
    headers = [(protocol.HEADER.encode(), signature.encode())]
    answer = house.client.post("/gate/collect", content=body, headers=headers)
    assert answer.status_code == 403


def test_a_question_over_the_limit_is_refused_unread(house: House) -> None:
    answer = house.client.post("/gate/collect", content=b"x" * (protocol.QUESTION_LIMIT + 1))
    assert answer.status_code == 413


def test_a_long_question_is_heard_where_a_long_form_is_not(house: House) -> None:
    answers = tuple(
        ReceiptUpdate(receipt=f"{n:064x}", state="rejected", note="Please be kind. " * 20, at=NOW)
        for n in range(1000)
    )
    assert house.collects(answers=answers).entries == ()


def test_the_readers_limits_are_not_the_newsrooms(tmp_path_factory: pytest.TempPathFactory) -> None:
    with opened(tmp_path_factory.mktemp("gate"), flood=1, hourly=1) as house:
        for _ in range(5):
            house.collects()


def test_the_newsroom_answers_and_the_receipt_shows_it(house: House) -> None:
    reader = house.reader()
    address = reader.sends()
    receipt = house.entries()[0].receipt
    told = ReceiptUpdate(
        receipt=receipt, state="approved", address="/en/2026/11/23/bridge/#comment-1", at=NOW
    )
    house.collects(answers=(told,))
    assert reader.opens(f"{address}export").json()["place"] == "/en/2026/11/23/bridge/#comment-1"
    assert len(secret(address)) == 32
