"""What is sealed is read with the link's secret or by the newsroom, and by nobody else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from serai.core.errors import SettingError
from serai.gate.sealing import Sealer, key_bytes, open_copy, seal_copy


@given(st.binary(max_size=500), st.text(min_size=1, max_size=64))
def test_a_copy_opens_with_its_secret_alone(copy: bytes, secret: str) -> None:
    sealed = seal_copy(copy, secret)
    assert open_copy(sealed, secret) == copy
    assert open_copy(sealed, f"{secret}x") == b""
    assert copy not in sealed or len(copy) < 4


def test_two_copies_never_share_a_nonce() -> None:
    nonces = {seal_copy(str(n).encode(), "s" * 32)[:24] for n in range(500)}
    assert len(nonces) == 500


@pytest.mark.parametrize("sealed", [b"", b"x", b"x" * 24, b"x" * 100])
def test_what_was_never_sealed_opens_to_nothing(sealed: bytes) -> None:
    assert open_copy(sealed, "s" * 32) == b""


def test_a_bit_that_fell_over_is_noticed() -> None:
    sealed = bytearray(seal_copy(b"A lamp.", "s" * 32))
    sealed[-1] ^= 1
    assert open_copy(bytes(sealed), "s" * 32) == b""


def test_a_contact_opens_for_the_newsroom_alone() -> None:
    newsroom, other = PrivateKey.generate(), PrivateKey.generate()
    sealed = Sealer(base64.b64encode(bytes(newsroom.public_key)).decode()).seal("dana@example.org")
    assert SealedBox(newsroom).decrypt(base64.b64decode(sealed)) == b"dana@example.org"
    with pytest.raises(CryptoError):
        SealedBox(other).decrypt(base64.b64decode(sealed))


@pytest.mark.parametrize("key", ["", "x", "A" * 43, "A" * 45 + "=", "é" * 44, "A" * 88])
def test_what_is_no_key_is_refused_by_name(key: str) -> None:
    with pytest.raises(SettingError, match="seal_key"):
        key_bytes(key, "seal_key")
