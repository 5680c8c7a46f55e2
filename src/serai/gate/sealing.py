"""Sealing: what the gate keeps so that nobody at the gate can read it.

Rule: pure but for a contact's ephemeral key. The copy of what a reader wrote is sealed with a key that only
the private link gives (NaCl's SecretBox: XSalsa20-Poly1305; the key is BLAKE2b of the secret), so that the
gate's disk alone gives nothing away. A contact is sealed for the newsroom (NaCl's SealedBox: X25519), and the
gate cannot open it again.
"""

import base64
import binascii
import hashlib

from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox
from nacl.secret import SecretBox

from serai.core.errors import SettingError


def seal_copy(copy: bytes, secret: str) -> bytes:
    """The copy, for whoever has the receipt's secret.

    The nonce follows from key and copy (as in RFC 5297): no key ever seals two copies with one nonce, and
    asking the system for chance would cost a flood of posts more than the sealing.
    """
    key = _key(secret)
    nonce = hashlib.blake2b(copy, key=key, digest_size=SecretBox.NONCE_SIZE, person=b"serai nonce").digest()
    return bytes(SecretBox(key).encrypt(copy, nonce))


def open_copy(sealed: bytes, secret: str) -> bytes:
    """The copy again; b"" where there is none, or this secret does not open it."""
    if not sealed:
        return b""
    try:
        return SecretBox(_key(secret)).decrypt(sealed)
    except (CryptoError, ValueError):
        return b""


class Sealer:
    """Seals contacts for the newsroom."""

    def __init__(self, seal_key: str) -> None:
        """`seal_key`: the newsroom's X25519 key, 32 bytes in base64; SettingError where it is none."""
        self._box = SealedBox(PublicKey(key_bytes(seal_key, "seal_key")))

    def seal(self, contact: str) -> str:
        """The sealed contact, in base64."""
        return base64.b64encode(self._box.encrypt(contact.encode())).decode()


def key_bytes(text: str, name: str) -> bytes:
    """The 32 bytes of a key in base64; SettingError where there are others."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != 32:
        raise SettingError(
            f"The gate's {name} is not a key of 32 bytes in base64. Give the gate the newsroom's public "
            "keys: serai gate-kit"
        )
    return data


def _key(secret: str) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=b"serai receipt").digest()
