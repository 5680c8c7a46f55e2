"""A letter is believed where its writer signed it as it is, in these hours, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.wire.errors import LetterError
from serai.wire.following import drafts, signatures, signing
from serai.wire.following.signatures import Came
from tests.wire.following import elsewhere

URL = "https://bridge.example/gate/activity/en"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BODY = b'{"type":"Follow"}'
KEY_ID = "https://elsewhere.example/users/dana#main-key"


def headers() -> dict[str, str]:
    return elsewhere.signed_headers(elsewhere.key(), KEY_ID, URL, BODY, NOW)


def check(headers: dict[str, str], *, url: str = URL, body: bytes = BODY, **more: object) -> None:
    values = {"pem": elsewhere.pem(elsewhere.key()), "at": NOW, **more}
    signatures.check(signing.read(Came(url, headers, body)), **values)  # type: ignore[arg-type]


def test_what_mastodon_signs_is_believed() -> None:
    check(headers())
    check(headers(), at=NOW + timedelta(hours=11))


@pytest.mark.parametrize("spelled", ["sha-256={}", "sha-512=AAAA==", "SHA-256={},unixsum=30637"])
def test_a_digest_may_be_spelled_as_other_servers_do(spelled: str) -> None:
    """Kinds in small letters, and kinds that we do not know beside the one that we do (RFC 3230)."""
    right = headers()["digest"].removeprefix("SHA-256=")
    said = headers() | {"digest": spelled.format(right)}
    lines = [
        "(request-target): post /gate/activity/en",
        *(f"{name}: {said[name]}" for name in ("host", "date", "digest", "content-type")),
    ]
    value = elsewhere.sign(elsewhere.key(), "\n".join(lines).encode())
    head = said["signature"].partition('signature="')[0]
    said |= {"signature": f'{head}signature="{value}"'}
    if right in said["digest"]:
        check(said)
    else:
        with pytest.raises(LetterError):
            check(said)


def test_a_request_to_a_server_s_root_is_signed_as_it_is_sent() -> None:
    """`https://blog.example` and `https://blog.example?author=1` are asked for at `/`."""
    for url, target in (("https://a.example", "/"), ("https://a.example?author=1", "/?author=1")):
        sent = drafts.headers_for("get", url, None, key=elsewhere.key(), key_id="k", now=NOW)
        said = f"(request-target): get {target}\nhost: a.example\ndate: {sent['date']}"
        value = sent["signature"].partition('signature="')[2].rstrip('"')
        assert elsewhere.verifies(elsewhere.pem(elsewhere.key()), said.encode(), value)


def test_a_letter_to_another_host_is_not_believed() -> None:
    """Who gets a letter must not be able to hand it on, though we would have the same path."""
    handed_on = elsewhere.signed_headers(elsewhere.key(), KEY_ID, URL.replace("bridge", "evil"), BODY, NOW)
    with pytest.raises(LetterError):
        check(handed_on)
    check(headers(), url=URL.replace("bridge.example", "bridge.example:443"))


def test_what_the_newsroom_signs_is_believed_by_others() -> None:
    key = elsewhere.key(1)
    url = "https://elsewhere.example/inbox?a=b"
    sent = drafts.headers_for("post", url, BODY, key=key, key_id="k", now=NOW)
    assert (sent["host"], sent["date"]) == ("elsewhere.example", "Mon, 23 Nov 2026 12:00:00 GMT")
    names = ("host", "date", "digest", "content-type")
    said = "\n".join(["(request-target): post /inbox?a=b", *(f"{name}: {sent[name]}" for name in names)])
    signature = sent["signature"].partition('signature="')[2].rstrip('"')
    assert elsewhere.verifies(elsewhere.pem(key), said.encode(), signature)
    assert "digest" not in drafts.headers_for("get", url, None, key=key, key_id="k", now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"body": b'{"type":"Undo"}'},
        {"url": URL.replace("/en", "/ru")},
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
        check(headers(), **change)  # type: ignore[arg-type]


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


@settings(max_examples=50)
@given(st.text(max_size=200) | st.from_regex(r'(keyId|headers|signature)="[^"]*",?', fullmatch=True))
def test_any_header_is_read_or_refused(header: str) -> None:
    for more in ({}, {"signature-input": header}):
        with pytest.raises(LetterError):
            signing.read(Came(URL, {**headers(), **more, "signature": header}, BODY))
