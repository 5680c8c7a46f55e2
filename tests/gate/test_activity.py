"""The activity door: who follows is kept as it was signed; the rest is dropped, and does no harm."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.core import files
from serai.gate import lodge
from serai.gate.entries import Activity
from serai.gate.limits import Counter
from serai.press import activity
from tests.gate.gates import NOW, URL, House, opened
from tests.wire.following import elsewhere, independent

INBOX = URL + activity.inbox_address("en")
DANA = "https://elsewhere.example/users/dana"
ACTOR = URL + activity.actor_address("en")
FOLLOW = {"id": f"{DANA}#1", "type": "Follow", "actor": DANA, "object": ACTOR}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A gate whose English edition is an account."""
    with opened(tmp_path, fediverse=True) as one:
        files.write(tmp_path / "site" / activity.actor_address("en").lstrip("/"), b"{}")
        yield one


def post(house: House, act: Any, path: str = INBOX, **headers: str) -> httpx.Response:
    body = act if isinstance(act, bytes) else json.dumps(act).encode()
    signed = elsewhere.signed_headers(elsewhere.key(), f"{DANA}#main-key", INBOX, body, NOW)
    return house.client.post(path.removeprefix(URL), content=body, headers=signed | headers)


def kept(house: House) -> list[Activity]:
    return [entry for entry in house.entries() if isinstance(entry, Activity)]


def test_a_wish_to_follow_is_kept_whole_with_its_signature(house: House) -> None:
    assert post(house, FOLLOW).status_code == 202
    [entry] = kept(house)
    body = base64.b64decode(entry.body)
    signed = elsewhere.signed_headers(elsewhere.key(), f"{DANA}#main-key", INBOX, body, NOW)
    assert json.loads(body) == FOLLOW
    assert (entry.edition, entry.target, entry.at) == ("en", "/gate/activity/en", NOW)
    assert entry.headers == signed | {"content-length": str(len(body))}
    assert (entry.source, entry.marks) == ("", ())


def test_the_same_letter_is_kept_once(house: House) -> None:
    assert [post(house, FOLLOW).status_code for _ in range(3)] == [202, 202, 202]
    assert len(kept(house)) == 1


@pytest.mark.parametrize(
    "act",
    [
        {"type": "Undo", "actor": DANA, "object": FOLLOW},
        {"type": "Undo", "actor": DANA, "object": FOLLOW["id"]},
        {"type": "Block", "actor": DANA, "object": ACTOR},
        {"type": "Delete", "actor": DANA, "object": DANA},
    ],
    ids=str,
)
def test_what_takes_a_wish_back_is_kept(house: House, act: dict[str, Any]) -> None:
    assert (post(house, act).status_code, len(kept(house))) == (202, 1)


@pytest.mark.parametrize(
    "act",
    [
        {"type": "Create", "actor": DANA, "object": {"type": "Note", "content": "spam"}},
        {"type": "Like", "actor": DANA, "object": ACTOR},
        {"type": "Announce", "actor": DANA, "object": ACTOR},
        {"type": "Undo", "actor": DANA, "object": {"type": "Like"}},
        {"type": "Delete", "actor": DANA, "object": {"type": "Tombstone", "id": f"{DANA}/1"}},
        {"type": "Delete", "actor": DANA, "object": f"{DANA}/1"},
        {"type": "Follow", "actor": [DANA], "object": ACTOR},
        {"type": "Follow", "actor": None, "object": ACTOR},
        {"type": ["Follow"], "actor": DANA, "object": ACTOR},
        {"actor": DANA},
        [],
        1,
    ],
    ids=str,
)
def test_what_else_servers_say_is_dropped(house: House, act: Any) -> None:
    assert (post(house, act).status_code, kept(house)) == (202, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"follow",
        b"\xff",
        b"{" * 15_000,
        b"[" * 16_000,
        b'{"type":"Follow","actor":"a","object":' + b'{"object":' * 1_400 + b"1" + b"}" * 1_401,
        b'{"type":"Follow"',
    ],
    ids=lambda body: body[:12],
)
def test_what_cannot_be_read_is_refused(house: House, body: bytes) -> None:
    assert (post(house, body).status_code in {400, 202}, kept(house)) == (True, [])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"digest": "SHA-256=AAAA"}, 400),
        ({"digest": ""}, 400),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "text/html"}, 415),
        ({"content-type": ""}, 415),
        ({"signature": "x" * 5000}, 401),
    ],
    ids=str,
)
def test_a_letter_that_could_not_be_proved_is_refused(
    house: House, headers: dict[str, str], status: int
) -> None:
    assert (post(house, FOLLOW, **headers).status_code, kept(house)) == (status, [])


@pytest.mark.parametrize(
    ("spelled", "status"),
    [
        ("sha-256={}", 202),
        ("unixsum=30637,SHA-256={}", 202),
        ("SHA-256={},SHA-512=AAAA", 400),
        ("unixsum=30637", 400),
        ("SHA-256={}" + " " * 2000, 400),
    ],
)
def test_a_digest_is_read_however_servers_spell_it(house: House, spelled: str, status: int) -> None:
    body = json.dumps(FOLLOW).encode()
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    assert post(house, FOLLOW, digest=spelled.format(digest)).status_code == status


def test_a_wish_that_is_signed_as_rfc_9421_has_it_is_kept(house: House) -> None:
    body = json.dumps(FOLLOW).encode()
    signed = independent.signed_headers(elsewhere.key(), f"{DANA}#main-key", INBOX, body, NOW)
    inbox = activity.inbox_address("en")
    assert house.client.post(inbox, content=body, headers=signed).status_code == 202
    [entry] = kept(house)
    signed = {name.lower(): value for name, value in signed.items()}
    assert entry.headers == signed | {"content-length": str(len(body))}
    for name in ("signature", "content-digest"):
        less = {key: value for key, value in signed.items() if key != name}
        assert house.client.post(inbox, content=body, headers=less).status_code == 401
    assert house.client.post(inbox, content=body + b" ", headers=signed).status_code == 400
    assert len(kept(house)) == 1


@pytest.mark.parametrize("missing", ["signature", "date", "digest"])
def test_a_letter_without_a_signature_s_parts_is_refused(house: House, missing: str) -> None:
    body = json.dumps(FOLLOW).encode()
    signed = elsewhere.signed_headers(elsewhere.key(), f"{DANA}#main-key", INBOX, body, NOW)
    del signed[missing]
    answer = house.client.post(activity.inbox_address("en"), content=body, headers=signed)
    assert (answer.status_code, kept(house)) == (401, [])


def test_a_body_that_is_too_long_is_refused(house: House) -> None:
    assert post(house, {**FOLLOW, "content": "x" * 70_000}).status_code == 413
    assert post(house, {**FOLLOW, "content": "x" * 17_000}).status_code == 413
    assert kept(house) == []
    assert post(house, {**FOLLOW, "content": "x" * 16_000}).status_code == 202


@pytest.mark.parametrize("code", ["ru", "", "../en", "en/", "EN", "en%00", ".", "media", "e" * 5000])
def test_who_is_no_account_takes_no_letters(house: House, code: str) -> None:
    answer = house.client.post(
        activity.inbox_address(code), content=b"{}", headers={"content-type": "application/activity+json"}
    )
    assert (answer.status_code in {404, 415}, kept(house)) == (True, [])  # 415: it is another door


def test_a_door_of_letters_is_not_read(house: House) -> None:
    answer = house.client.get(activity.inbox_address("en"))
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_without_the_setting_there_is_no_such_door(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        files.write(tmp_path / "site" / activity.actor_address("en").lstrip("/"), b"{}")
        assert post(house, FOLLOW).status_code == 404


def test_one_server_s_flood_is_refused_and_nobody_else_s_letter(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_lodge = house.client.app.lodge
    assert opened_lodge is not None
    object.__setattr__(opened_lodge, "letters", Counter(span=3600.0, most=3))
    assert lodge.LETTERS_HOURLY > 3
    found = [post(house, {**FOLLOW, "id": f"{DANA}#{number}"}).status_code for number in range(5)]
    house.client.address = "198.51.100.9"
    assert (found, post(house, FOLLOW).status_code) == ([202, 202, 202, 429, 429], 202)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=8),
        lambda below: st.dictionaries(st.sampled_from(("type", "actor", "object", "id")), below, max_size=4),
        max_leaves=6,
    )
)
def test_any_json_is_answered(house: House, act: Any) -> None:
    assert post(house, act).status_code == 202
