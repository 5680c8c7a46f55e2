"""A proof is good once, for one post, in its time; what we find good is what ALTCHA's own library does."""

import base64
import hashlib
import json
from itertools import count

import pytest
from altcha.v1 import Payload, verify_solution
from hypothesis import given
from hypothesis import strategies as st

from serai.gate.proof import LIFE, Proofs

NOW = 1_795_000_000.0
KEY = "k" * 64


def solved(proofs: Proofs, **changed: object) -> str:
    """A proof as the reader's device sends it, with what is to be changed."""
    asked = proofs.challenge(NOW)
    number = next(
        n for n in count() if hashlib.sha256(f"{asked.salt}{n}".encode()).hexdigest() == asked.challenge
    )
    fields = {
        "algorithm": asked.algorithm,
        "challenge": asked.challenge,
        "number": number,
        "salt": asked.salt,
        "signature": asked.signature,
        "took": 12,
    }
    return base64.b64encode(json.dumps({**fields, **changed}).encode()).decode()


@pytest.fixture
def proofs() -> Proofs:
    return Proofs(cost=50, key=KEY)


def test_a_solved_challenge_is_good_for_one_post_however_often_it_is_tried(proofs: Proofs) -> None:
    proof = solved(proofs)
    weighed = [proofs.weigh(proof, post=post, now=NOW) for post in ("a", "a", "b", "a")]
    assert weighed == [True, True, False, True]


@pytest.mark.parametrize(("after", "good"), [(0, True), (LIFE - 1, True), (LIFE + 1, False), (-3600, False)])
def test_a_proof_has_its_time(proofs: Proofs, after: float, good: bool) -> None:
    assert proofs.weigh(solved(proofs), post="a", now=NOW + after) is good


def test_another_process_s_challenge_is_worth_nothing(proofs: Proofs) -> None:
    assert proofs.weigh(solved(Proofs(cost=50, key="o" * 64)), post="a", now=NOW) is False


@pytest.mark.parametrize(
    "changed",
    [
        {"number": -1},
        {"number": 10**30},
        {"number": "1"},
        {"number": True},
        {"number": 1.0},
        {"algorithm": "SHA-1"},
        {"algorithm": None},
        {"signature": "é"},
        {"signature": ""},
        {"challenge": "x" * 64},
        {"salt": ""},
        {"salt": "é?expires=1"},
        {"salt": "0" * 24 + "?expires=99999999999"},
        {"salt": "0" * 24 + "?expires=1&expires=99999999999"},
    ],
)
def test_a_forged_proof_is_worth_nothing(proofs: Proofs, changed: dict[str, object]) -> None:
    assert proofs.weigh(solved(proofs, **changed), post="a", now=NOW) is False


@pytest.mark.parametrize("longer", [10_000, 1, 5])
def test_an_expiry_cannot_be_moved_by_splicing_salt_and_number(proofs: Proofs, longer: int) -> None:
    """The salt ends with "&": digits of the number moved into the time give another hash."""
    fields = json.loads(base64.b64decode(solved(proofs)))
    digits = str(fields["number"])
    spliced = {"salt": f"{fields['salt'].rstrip('&')}{digits[:1]}", "number": int(digits[1:] or longer)}
    proof = base64.b64encode(json.dumps({**fields, **spliced}).encode()).decode()
    assert proofs.weigh(proof, post="a", now=NOW) is False


@pytest.mark.parametrize(
    "proof", ["", "!", "AAAA", "bnVsbA==", "W10=", "e30=", "é", "A" * 5000, "W1tb" * 400]
)
def test_what_is_no_proof_is_worth_nothing(proofs: Proofs, proof: str) -> None:
    assert proofs.weigh(proof, post="a", now=NOW) is False


@given(st.integers(-3, 53), st.sampled_from(["", "&", "x"]), st.booleans())
def test_we_find_good_what_altcha_s_library_does(number: int, tail: str, honest: bool) -> None:
    proofs = Proofs(cost=50, key=KEY)
    fields = json.loads(base64.b64decode(solved(proofs)))
    if not honest:
        fields |= {"number": number, "salt": fields["salt"] + tail}
    payload = Payload(*(fields[name] for name in ("algorithm", "challenge", "number", "salt", "signature")))
    theirs, _ = verify_solution(payload, KEY, check_expires=False)
    proof = base64.b64encode(json.dumps(fields).encode()).decode()
    assert proofs.weigh(proof, post="a", now=NOW) == theirs
