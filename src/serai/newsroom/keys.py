"""The newsroom's keys for its gates: one to sign questions with, one to open sealed contacts.

Rule: the private halves are in `data/gate_keys`, which only its owner may read, and never leave the
newsroom. What a gate gets is `data/gate_public`: the public halves, and whether readers are asked for a
contact. Made by `serai new`, and by the next start where they are missing; never made anew over others,
since a gate knows its newsroom by them.
"""

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from serai.core import files
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import KeysError

PRIVATE = "gate_keys"
PUBLIC = "gate_public"


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Both private keys: Ed25519 to sign with, X25519 to open with."""

    signing: SigningKey
    opening: PrivateKey


class Public(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a gate must know of its newsroom: no secret. The keys are 32 bytes in base64."""

    verify_key: str
    seal_key: str
    contacts: bool = False


class _Stored(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sign: str
    open: str


def make_missing(newsroom: Newsroom) -> None:
    """Make the keys where there are none, and write the public halves beside them."""
    private = newsroom.data / PRIVATE
    if not private.exists():
        stored = _Stored(
            sign=_base64(bytes(SigningKey.generate())), open=_base64(bytes(PrivateKey.generate()))
        )
        write_private(private, msgspec.json.encode(stored) + b"\n")
    files.write_if_changed(newsroom.data / PUBLIC, spelled(public_half(newsroom)))


def private_keys(newsroom: Newsroom) -> Keys:
    """The private keys; KeysError where the file is not there or is not one."""
    file = newsroom.data / PRIVATE
    try:
        stored = msgspec.json.decode(file.read_bytes(), type=_Stored)
        return Keys(signing=SigningKey(_plain(stored.sign)), opening=PrivateKey(_plain(stored.open)))
    except (OSError, msgspec.MsgspecError, ValueError, TypeError) as error:
        raise KeysError(
            f"{file} cannot be read, so no gate can be asked. Put it back from your copy of the data folder."
        ) from error


def public_half(newsroom: Newsroom) -> Public:
    """What a gate is given, made from the private keys."""
    keys = private_keys(newsroom)
    return Public(
        verify_key=_base64(bytes(keys.signing.verify_key)),
        seal_key=_base64(bytes(keys.opening.public_key)),
        contacts=newsroom.sends_mail,
    )


def spelled(public: Public) -> bytes:
    """The file that a gate is given."""
    return msgspec.json.encode(public) + b"\n"


def read_public(newsroom: Newsroom) -> Public:
    """What a gate was given; KeysError where the file is not there or is not one."""
    file = newsroom.data / PUBLIC
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Public)
        if {len(_plain(found.verify_key)), len(_plain(found.seal_key))} != {32}:
            raise ValueError("a key of another length")
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise KeysError(
            f"{file} cannot be read, so the gate does not know its newsroom. Make it again in the newsroom: "
            "serai run, or serai gate-kit for a gate elsewhere."
        ) from error
    return found


def write_private(file: Path, data: bytes) -> None:
    """Write a secret: readable by its owner alone from its first instant; whole or not there."""
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.rename(file)
    files.flush_folder(file.parent)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _plain(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
