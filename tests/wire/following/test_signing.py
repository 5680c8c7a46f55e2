"""A letter is believed where its writer signed it as it is, in these hours, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.wire.errors import LetterError
from serai.wire.following import signing
from tests.wire.following import elsewhere

URL = "https://bridge.example/gate/activity/en"
TARGET = "/gate/activity/en"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BODY = b'{"type":"Follow"}'
KEY_ID = "https://elsewhere.example/users/dana#main-key"


def headers() -> dict[str, str]:
    return elsewhere.signed_headers(elsewhere.key(), KEY_ID, URL, BODY, NOW)


def check(headers: dict[str, str], **more: object) -> None:
    values = {"pem": elsewhere.pem(elsewhere.key()), "target": TARGET, "body": BODY, "at": NOW, **more}
    signing.check(signing.parse(headers["signature"]), headers=headers, **values)  # type: ignore[arg-type]


def test_what_mastodon_signs_is_believed() -> None:
    check(headers())
    check(headers(), at=NOW + timedelta(hours=11))


def test_what_the_newsroom_signs_is_believed_by_others() -> None:
    key = elsewhere.key(1)
    url = "https://elsewhere.example/inbox?a=b"
    sent = signing.headers_for("post", url, BODY, key=key, key_id="k", now=NOW)
    assert (sent["host"], sent["date"]) == ("elsewhere.example", "Mon, 23 Nov 2026 12:00:00 GMT")
    names = ("host", "date", "digest", "content-type")
    said = "\n".join(["(request-target): post /inbox?a=b", *(f"{name}: {sent[name]}" for name in names)])
    signature = sent["signature"].partition('signature="')[2].rstrip('"')
    assert elsewhere.verifies(elsewhere.pem(key), said.encode(), signature)
    assert "digest" not in signing.headers_for("get", url, None, key=key, key_id="k", now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"body": b'{"type":"Undo"}'},
        {"target": "/gate/activity/ru"},
        {"pem": "another"},
        {"pem": "no key"},
        {"pem": ""},
        {"at": NOW + timedelta(hours=13)},
        {"at": NOW - timedelta(hours=13)},
    ],
    ids=str,
)
def test_a_letter_that_is_another_is_not_believed(change: dict[str, object]) -> None:
    if change.get("pem") == "another":
        change = {"pem": elsewhere.pem(elsewhere.key(1))}
    with pytest.raises(LetterError):
        check(headers(), **change)


@pytest.mark.parametrize(
    "change",
    [
        {"host": "evil.example"},
        {"date": "Mon, 23 Nov 2026 11:59:59 GMT"},
        {"date": "yesterday"},
        {"date": ""},
        {"digest": "SHA-256=AAAA"},
        {"content-type": "text/plain"},
    ],
    ids=str,
)
def test_a_header_that_is_another_is_not_believed(change: dict[str, str]) -> None:
    with pytest.raises(LetterError):
        check(headers() | change)


@pytest.mark.parametrize("missing", ["host", "date", "digest", "content-type"])
def test_a_header_that_did_not_come_is_not_believed(missing: str) -> None:
    with pytest.raises(LetterError):
        check({name: value for name, value in headers().items() if name != missing})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(request-target) ", ""),
        (" host", ""),
        (" date", ""),
        (" digest", ""),
        (" host", " host host"),
        ("rsa-sha256", "rsa-sha1"),
        ("rsa-sha256", "hmac-sha256"),
        ('keyId="', 'keyId="",other="'),
        ('signature="', 'signature="!!'),
        ('signature="', 'signature="A'),
        (",", ";"),
    ],
)
def test_a_signature_that_says_less_is_not_believed(old: str, new: str) -> None:
    said = headers()
    with pytest.raises(LetterError):
        check(said | {"signature": said["signature"].replace(old, new, 1)})


def test_a_weak_key_is_not_believed() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    said = elsewhere.signed_headers(weak, KEY_ID, URL, BODY, NOW)
    with pytest.raises(LetterError):
        check(said, pem=elsewhere.pem(weak))
    with pytest.raises(LetterError):
        check(headers(), pem=elsewhere.pem(ec.generate_private_key(ec.SECP256R1())))  # type: ignore[arg-type]


@given(st.text(max_size=200) | st.from_regex(r'(keyId|headers|signature)="[^"]*",?', fullmatch=True))
def test_any_header_is_read_or_refused(header: str) -> None:
    with pytest.raises(LetterError):
        signing.parse(header)
