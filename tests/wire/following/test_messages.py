"""RFC 9421: the RFC's own example is believed, what covers less or came otherwise is not."""

from datetime import UTC, datetime, timedelta

import pytest

from serai.gate import digests
from serai.wire.errors import LetterError
from serai.wire.following import messages, signatures, signing
from serai.wire.following.signatures import Came
from tests.wire.following import elsewhere

# RFC 9421, section 4.3 (a proxy signs) and B.1.1 (its key).
RFC_KEY = """-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----
"""
RFC = Came(
    "https://origin.host.internal.example/foo?param=Value&Pet=dog",
    {
        "host": "origin.host.internal.example",
        "date": "Tue, 20 Apr 2021 02:07:56 GMT",
        "content-type": "application/json",
        "content-length": "18",
        "forwarded": "for=192.0.2.123;host=example.com;proto=https",
        "content-digest": (
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
        ),
        "signature-input": (
            'proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" '
            '"forwarded");created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540'
        ),
        "signature": (
            "proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+M"
            "jniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7"
            "LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93"
            "wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==:"
        ),
    },
    b'{"hello": "world"}',
)
SIGNED_AT = datetime.fromtimestamp(1618884480, UTC)
URL = "https://bridge.example/gate/activity/en"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BODY = b'{"type":"Follow"}'
KEY_ID = "https://elsewhere.example/users/dana#main-key"
COVERED = ("@method", "@target-uri", "content-digest")


def signed(
    *covered: str, created: str = f";created={int(NOW.timestamp())}", more: str = "", url: str = URL
) -> Came:
    """A letter as a server elsewhere signs it, its signature base spelled by hand."""
    values = {
        "@method": "POST",
        "@target-uri": url,
        "@authority": "bridge.example",
        "@path": "/gate/activity/en",
        "content-digest": digests.content_digest(BODY),
        "host": "bridge.example",
    }
    said = f"({' '.join(map(_quoted, covered))}){created};keyid={_quoted(KEY_ID)}{more}"
    base = "".join(f"{_quoted(name)}: {values[name]}\n" for name in covered)
    value = elsewhere.sign(elsewhere.key(), f'{base}"@signature-params": {said}'.encode())
    return Came(
        URL,
        {
            "host": "bridge.example",
            "content-digest": values["content-digest"],
            "signature-input": f"sig1={said}",
            "signature": f"sig1=:{value}:",
        },
        BODY,
    )


def _quoted(name: str) -> str:
    return f'"{name}"'


def check(came: Came, at: datetime = NOW) -> None:
    signatures.check(signing.read(came), pem=elsewhere.pem(elsewhere.key()), at=at)


def test_the_rfc_s_own_example_is_believed() -> None:
    read = messages.read(RFC)
    assert (read.key_id, read.at) == ("test-key-rsa", SIGNED_AT)
    signatures.check(read, pem=RFC_KEY, at=SIGNED_AT)
    with pytest.raises(LetterError):
        signatures.check(read, pem=RFC_KEY, at=SIGNED_AT + timedelta(hours=2))  # it has run out


@pytest.mark.parametrize("name", ["forwarded", "content-type", "content-length", "content-digest"])
def test_the_rfc_s_example_changed_is_not_believed(name: str) -> None:
    changed = RFC._replace(headers={**RFC.headers, name: RFC.headers[name] + "1"})
    with pytest.raises(LetterError):
        signatures.check(messages.read(changed), pem=RFC_KEY, at=SIGNED_AT)


@pytest.mark.parametrize(
    "covered",
    [COVERED, (*COVERED, "@authority", "host"), ("@method", "@authority", "@path", "content-digest")],
)
def test_what_mastodon_and_its_kin_cover_is_believed(covered: tuple[str, ...]) -> None:
    check(signed(*covered))
    check(signed(*covered, more=f';alg="rsa-v1_5-sha256";nonce="a";expires={int(NOW.timestamp()) + 300}'))


@pytest.mark.parametrize("left_out", COVERED)
def test_what_covers_less_is_not_believed(left_out: str) -> None:
    with pytest.raises(LetterError):
        check(signed(*(name for name in COVERED if name != left_out)))


@pytest.mark.parametrize(
    "came",
    [
        signed(*COVERED, created=""),
        signed(*COVERED, created=";created=-1"),
        signed(*COVERED, created=";created=999999999999999"),
        signed(*COVERED, created=';created="now"'),
        signed(*COVERED, more=";expires=1"),
        signed(*COVERED, more=';alg="hmac-sha256"'),
        signed(*COVERED, more=';keyid="https://evil.example/#main-key"'),
        signed(*COVERED, url=URL.replace("bridge", "evil")),
        signed(*COVERED, "host")._replace(
            headers={**signed(*COVERED, "host").headers, "host": "evil.example"}
        ),
        signed(*COVERED)._replace(body=b'{"type":"Undo"}'),
        signed(*COVERED)._replace(url=URL.replace("/en", "/ru")),
    ],
    ids=range(11),
)
def test_a_letter_that_is_another_is_not_believed(came: Came) -> None:
    with pytest.raises(LetterError):
        check(came)


def test_a_letter_of_another_day_is_not_believed() -> None:
    for at in (NOW - timedelta(hours=13), NOW + timedelta(hours=13)):
        with pytest.raises(LetterError):
            check(signed(*COVERED), at=at)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"@method" ', '"@method";req '),
        ('"@method" ', '"@method"  '),
        ('"@method" ', '"@method" "@method" '),
        ("sig1=(", "Sig1=("),
        ("sig1=(", "sig1=((" * 500),
        ("sig1=(", "a=(), b=(), c=(), d=(), sig1=("),
        (";keyid=", ";keyid=a;keyid="),
        ("sig1=", ""),
    ],
)
def test_what_is_no_signature_input_is_refused(old: str, new: str) -> None:
    came = signed(*COVERED)
    spelled = came.headers["signature-input"].replace(old, new, 1)
    with pytest.raises(LetterError):
        check(came._replace(headers={**came.headers, "signature-input": spelled}))


def test_what_the_newsroom_signs_is_read_back_the_same() -> None:
    sent = messages.headers_for("POST", URL, BODY, key=elsewhere.key(), key_id=KEY_ID, now=NOW)
    assert "digest" not in messages.headers_for("GET", URL, None, key=elsewhere.key(), key_id="k", now=NOW)
    read = messages.read(Came(URL, sent, BODY))
    assert (read.key_id, read.at) == (KEY_ID, NOW)
    check(Came(URL, sent, BODY))
