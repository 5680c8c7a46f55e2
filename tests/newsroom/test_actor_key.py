"""The key of the editions' accounts: made once, its owner's alone, and never another in its place."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from serai.newsroom import actor_key
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import KeysError


@pytest.fixture
def place(tmp_path: Path) -> Newsroom:
    (tmp_path / "data").mkdir()
    return Newsroom(folder=tmp_path, values={})


def test_a_key_is_made_once_and_is_its_owner_s_alone(place: Newsroom) -> None:
    first = actor_key.public_pem(actor_key.actor_key(place))
    file = place.data / actor_key.FILE
    assert (first.splitlines()[0], file.stat().st_mode & 0o777) == ("-----BEGIN PUBLIC KEY-----", 0o600)
    assert actor_key.public_pem(actor_key.actor_key(place)) == first
    assert actor_key.actor_key(place).key_size == actor_key.BITS


_OTHER = ec.generate_private_key(ec.SECP256R1()).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)


@pytest.mark.parametrize(
    "data", [b"", b"no key", b"\xff" * 100, _OTHER], ids=["none", "words", "bytes", "other"]
)
def test_what_is_no_key_is_refused_and_left_as_it_is(place: Newsroom, data: bytes) -> None:
    file = place.data / actor_key.FILE
    file.write_bytes(data)
    with pytest.raises(KeysError):
        actor_key.actor_key(place)
    assert file.read_bytes() == data
