"""What the script asks of the doors: a token, a puzzle, and answers in JSON."""

import base64
import json
import re
from typing import Any

import pytest
from altcha.v1 import solve_challenge

from serai.gate.entries import NewComment
from tests.gate.gates import STORY, House

JSON = "application/json"


def solved(challenge: dict[str, Any]) -> str:
    found = solve_challenge(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxnumber"]
    )
    assert found is not None
    payload = {**challenge, "number": found.number}
    del payload["maxnumber"]
    return base64.b64encode(json.dumps(payload).encode()).decode()


def ticket(house: House) -> dict[str, Any]:
    said: dict[str, Any] = house.reader().opens("/gate/token", accept=JSON).json()
    return said


def comment(house: House, **fields: str) -> Any:
    fields = {"story": STORY, "name": "Dana", "text": "Quickly said.", **fields}
    return house.reader().posts("/gate/comment", fields, accept=JSON)


def test_the_ticket_is_what_the_script_knows(house: House) -> None:
    said = ticket(house)
    assert sorted(said) == ["challenge", "contacts", "key", "token"]
    assert sorted(said["challenge"]) == ["algorithm", "challenge", "maxnumber", "salt", "signature"]
    assert (said["challenge"]["algorithm"], said["challenge"]["maxnumber"]) == ("SHA-256", 200)
    assert ticket(house)["key"] != said["key"]


def test_a_comment_with_ticket_and_proof_is_taken_without_a_mark(house: House) -> None:
    said = ticket(house)
    answer = comment(house, token=said["token"], key=said["key"], proof=solved(said["challenge"]))
    assert (answer.status_code, answer.json()) == (
        200,
        {"receipt": f"/gate/receipt/{said['key']}/", "state": "waiting"},
    )
    [entry] = house.entries()
    assert (type(entry), entry.marks) == (NewComment, ())


def test_the_same_post_tried_again_with_its_proof_is_one_and_answered_alike(house: House) -> None:
    said = ticket(house)
    fields = {"token": said["token"], "key": said["key"], "proof": solved(said["challenge"])}
    assert comment(house, **fields).json() == comment(house, **fields).json()
    assert [entry.marks for entry in house.entries()] == [()]


def test_a_proof_is_good_for_one_post_alone(house: House) -> None:
    first, second = ticket(house), ticket(house)
    proof = solved(first["challenge"])
    comment(house, token=first["token"], key=first["key"], proof=proof)
    comment(house, token=second["token"], key=second["key"], proof=proof)
    assert [entry.marks for entry in house.entries()] == [(), ("no_proof",)]


@pytest.mark.parametrize("proof", ["", "x", "bnVsbA==", "W10=", "e30=", "A" * 5000, "\x00", "é"])
def test_a_bad_proof_is_held_never_refused(house: House, proof: str) -> None:
    said = ticket(house)
    assert comment(house, token=said["token"], key=said["key"], proof=proof).status_code == 200
    assert [entry.marks for entry in house.entries()] == [("no_proof",)]


def test_a_solution_late_by_an_hour_is_none(house: House) -> None:
    said = ticket(house)
    house.clock.passes(hours=1, seconds=1)
    comment(house, token=said["token"], key=said["key"], proof=solved(said["challenge"]))
    assert [entry.marks for entry in house.entries()] == [("no_proof",)]


def test_what_is_wrong_is_named_by_field(house: House) -> None:
    said = ticket(house)
    answer = comment(house, token=said["token"], key=said["key"], name="", text="x" * 1501)
    assert (answer.status_code, answer.json()) == (
        422,
        {"problems": {"name": "missing", "text": "too_long"}},
    )


def test_a_stale_ticket_is_renewed_for_the_same_key(house: House) -> None:
    said = ticket(house)
    house.clock.passes(hours=13)
    answer = comment(house, token=said["token"], key=said["key"])
    again = answer.json()
    assert (answer.status_code, again["problems"], again["key"]) == (409, {"form": "stale"}, said["key"])
    assert comment(house, token=again["token"], key=again["key"]).status_code == 200


def test_a_ticket_is_not_for_another_key(house: House) -> None:
    one, two = ticket(house), ticket(house)
    assert comment(house, token=one["token"], key=two["key"]).status_code == 409


def test_a_closed_story_is_a_notice(house: House) -> None:
    house.site.has_story(comments="closed")
    answer = comment(house)
    assert (answer.status_code, answer.json()) == (403, {"notice": "closed"})


def test_rating_and_reporting_take_a_ticket_too(house: House) -> None:
    said = ticket(house)
    fields = {"story": STORY, "answer": "yes", "token": said["token"], "key": said["key"]}
    answer = house.reader().posts("/gate/rate", fields, accept=JSON)
    assert (answer.status_code, answer.json()["receipt"]) == (200, f"/gate/receipt/{said['key']}/")


def test_no_token_of_any_page_is_the_same(house: House) -> None:
    tokens = re.findall(r'"token":"([^"]+)"', "".join(json.dumps(ticket(house)) for _ in range(20)))
    assert len(set(tokens)) == len(tokens)
