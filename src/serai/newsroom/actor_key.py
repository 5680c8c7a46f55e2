"""The key of the editions' accounts: what is sent to followers is signed with it, and their servers check
it.

Rule: RSA of 2,048 bits, the one kind that all of the fediverse reads (draft-cavage-http-signatures). The
private half is in `data/actor_key`, its owner's alone, and never on the public side; the public half stands
in each edition's `actor.json`. Made at first use, and never anew over another, since followers' servers
know the accounts by it. Imported only where the setting `fediverse` is on.
"""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from serai.newsroom.config import Newsroom
from serai.newsroom.errors import KeysError
from serai.newsroom.keys import write_private

FILE = "actor_key"
BITS = 2048


def actor_key(newsroom: Newsroom) -> rsa.RSAPrivateKey:
    """The private key, made where there is none; KeysError where the file is not one."""
    file = newsroom.data / FILE
    if not file.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        write_private(
            file,
            made.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        )
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeysError(
            f"{file} cannot be read, so followers cannot be written to. Put it back from your copy of the "
            "data folder; without one take it away, and followers' servers will learn the new key."
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise KeysError(f"{file} is no RSA key. Put it back from your copy of the data folder.")
    return key


def public_pem(key: rsa.RSAPrivateKey) -> str:
    """The public half as `actor.json` shows it."""
    spelled = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return spelled.decode("ascii")
