"""The gate that `bench.gate` measures: the real application, for Granian.

Rule: nothing differs from `serai gate` but two things: limits that no load reaches, and keys for tokens and
proofs that the load knows, so that it can be prepared beforehand. `SERAI_BENCH_SITE` and `SERAI_BENCH_INBOX`
say where.
"""

import base64
import os
from functools import partial
from pathlib import Path

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from serai.gate import lodge
from serai.gate.app import create
from serai.gate.options import Options
from serai.gate.proof import Proofs
from serai.gate.tokens import Tokens

TOKENS_KEY = b"benchmark" * 3 + b"token"
PROOFS_KEY = "benchmark"
NEVER = 2**40


def _application(site: Path, inbox: Path) -> object:
    known = {"Tokens": partial(Tokens, key=TOKENS_KEY), "Proofs": partial(Proofs, key=PROOFS_KEY)}
    vars(lodge).update(known)
    keys = SigningKey.generate().verify_key.encode(), PrivateKey.generate().public_key.encode()
    verify_key, seal_key = (base64.b64encode(key).decode() for key in keys)
    return create(
        Options(
            site=site,
            inbox=inbox,
            site_url="http://127.0.0.1",
            verify_key=verify_key,
            seal_key=seal_key,
            proxied=True,
            hourly=NEVER,
            flood=NEVER,
        )
    )


if "SERAI_BENCH_SITE" in os.environ:
    app = _application(Path(os.environ["SERAI_BENCH_SITE"]), Path(os.environ["SERAI_BENCH_INBOX"]))
