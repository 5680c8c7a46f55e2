"""Only the newsroom collects, and what was recorded on the way is worth nothing."""

import base64
from datetime import UTC, datetime

import pytest
from nacl.signing import SigningKey

from serai.core import canonical
from serai.gate.errors import SignatureError
from serai.gate.protocol import DOMAIN, Collect, Mute, ReceiptUpdate, sign, verified

KEY = SigningKey(b"k" * 32)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
QUESTION = Collect(
    gate="a" * 32,
    sequence=7,
    acknowledged=3,
    answers=(ReceiptUpdate(receipt="b" * 64, state="rejected", note="Ещё раз", at=NOW),),
    mutes=(Mute(source="c" * 16, until=NOW),),
)


def test_a_signed_question_is_read() -> None:
    assert verified(*sign(QUESTION, KEY), KEY.verify_key) == QUESTION


def test_a_question_of_defaults_is_read() -> None:
    assert verified(*sign(Collect(sequence=1), KEY), KEY.verify_key) == Collect(sequence=1)


def test_another_key_s_signature_is_refused() -> None:
    with pytest.raises(SignatureError):
        verified(*sign(QUESTION, SigningKey(b"o" * 32)), KEY.verify_key)


def test_a_changed_body_is_refused() -> None:
    body, signature = sign(QUESTION, KEY)
    with pytest.raises(SignatureError):
        verified(body.replace(b'"acknowledged":3', b'"acknowledged":4'), signature, KEY.verify_key)


def test_a_signature_for_another_purpose_is_refused() -> None:
    body, _ = sign(QUESTION, KEY)
    for signed in (body, b"serai tree 1\n" + body):
        signature = base64.b64encode(KEY.sign(signed).signature).decode()
        with pytest.raises(SignatureError):
            verified(body, signature, KEY.verify_key)


@pytest.mark.parametrize("signature", ["", "!", "AAAA", "é", "A" * 88, "A" * 100_000, "\x00", "====" * 16])
def test_a_hostile_signature_is_refused(signature: str) -> None:
    with pytest.raises(SignatureError):
        verified(b"{}", signature, KEY.verify_key)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[" * 100_000, b'{"sequence":"1"}', b'{"sequence":1,"x":2}', b"\xff", b'{"sequence":1.5}'],
)
def test_a_signed_body_that_is_no_question_is_refused(body: bytes) -> None:
    signature = base64.b64encode(KEY.sign(DOMAIN + body).signature).decode()
    with pytest.raises(SignatureError):
        verified(body, signature, KEY.verify_key)


def test_a_question_of_a_later_version_is_refused() -> None:
    body = canonical.encode({"version": 2, "sequence": 1})
    signature = base64.b64encode(KEY.sign(DOMAIN + body).signature).decode()
    with pytest.raises(SignatureError):
        verified(body, signature, KEY.verify_key)
