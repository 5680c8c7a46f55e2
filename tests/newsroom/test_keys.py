"""The keys for the gates: made once, private, and their public halves handed out."""

import stat
from pathlib import Path

import pytest
from nacl.public import SealedBox

from serai.newsroom import keys
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import KeysError
from serai.newsroom.gatehouse import options


@pytest.fixture
def house(tmp_path: Path) -> Newsroom:
    (tmp_path / "serai.toml").write_text("edit_minutes = 7\n", encoding="utf-8")
    (tmp_path / "data").mkdir()
    return open_newsroom(tmp_path, {})


def test_the_private_halves_are_their_owner_s_and_made_once(house: Newsroom) -> None:
    keys.make_missing(house)
    first = (house.data / keys.PRIVATE).read_bytes()
    keys.make_missing(house)
    assert (house.data / keys.PRIVATE).read_bytes() == first
    assert stat.S_IMODE((house.data / keys.PRIVATE).stat().st_mode) == 0o600
    assert sorted(file.name for file in house.data.iterdir()) == [keys.PRIVATE, keys.PUBLIC]


def test_what_a_gate_gets_holds_no_secret_and_fits_the_private_halves(house: Newsroom) -> None:
    keys.make_missing(house)
    private, public = keys.private_keys(house), (house.data / keys.PUBLIC).read_bytes()
    assert bytes(private.signing) not in public
    found = options(house)
    assert (found.contacts, found.edit_window.total_seconds(), found.proxied) == (False, 420, True)
    sealed = SealedBox(private.opening.public_key).encrypt(b"reader@example.org")
    assert SealedBox(private.opening).decrypt(sealed) == b"reader@example.org"
    assert keys.read_public(house) == keys.public_half(house)


def test_readers_are_asked_for_a_contact_only_where_mail_can_be_sent(house: Newsroom) -> None:
    told = []
    for environment in (
        {},
        {"SERAI_MAIL_HOST": "mail"},
        {"SERAI_MAIL_HOST": "mail", "SERAI_MAIL_FROM": "n@x.org"},
    ):
        opened = open_newsroom(house.folder, environment)
        keys.make_missing(opened)
        told.append(options(opened).contacts)
    assert told == [False, False, True]


@pytest.mark.parametrize("name", [keys.PRIVATE, keys.PUBLIC])
@pytest.mark.parametrize("data", [None, b"", b"{}", b'{"verify_key":"AA","seal_key":"AA"}', b"\xff" * 5000])
def test_what_is_no_key_file_is_refused_by_name(house: Newsroom, name: str, data: bytes | None) -> None:
    if data is not None:
        (house.data / name).write_bytes(data)
    with pytest.raises(KeysError, match=name):
        keys.private_keys(house) if name == keys.PRIVATE else keys.read_public(house)
