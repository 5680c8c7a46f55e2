"""The activity door: what servers of the fediverse send to an edition's account.

Rule: the gate believes nothing and asks nobody: it has no key. What wishes to follow, takes such a wish back,
blocks the edition or tells of an account that is gone, is kept whole with its signature, for the newsroom to
prove, and answered 202 once that is durable. All else that servers say to each other is answered 202 too, and
dropped. What comes too often is refused, and comes again by itself: nobody waits for it, so it is never held.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from serai.gate import answers, digests
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.doors import receiving
from serai.gate.entries import Activity
from serai.gate.lodge import Lodge
from serai.press import activity, addresses

PREFIX = activity.inbox_address("")
KINDS = ("application/activity+json", "application/ld+json")
# What a signature may cover, besides the method and the address.
HEADERS = (
    *("host", "date", "digest", "content-digest", "content-type", "content-length"),
    *("signature", "signature-input"),
)
# Without these nothing could be proved: as the older draft has it, and RFC 9421.
NEEDED = frozenset({"host", "date", "digest", "signature"})
NEEDED_NEWER = frozenset({"content-digest", "signature", "signature-input"})
HEADER_LIMIT = 4096  # characters of one
LETTER_LIMIT = 16 * 1024  # bytes; a wish is one, the news of an account that is gone two or three thousand
HEARD = frozenset({"Follow", "Undo", "Block"})  # whatever they are about
_CODE = re.compile(r"[a-z][a-z0-9-]{0,31}\Z")
_DONE = answers.words("202\n", 202)


class _Object(msgspec.Struct):
    type: str = ""


class _Act(msgspec.Struct):
    type: str
    actor: str
    object: str | _Object = ""


_act = msgspec.json.Decoder(_Act)


async def receive(lodge: Lodge, asked: Asked) -> Answer:
    """`POST /gate/activity/en`: one activity, signed."""
    code = asked.path.removeprefix(PREFIX)
    if not _is_account(lodge, code):
        return answers.words("404\n", 404)
    if asked.method != "POST":
        return answers.words("405\n", 405, ((b"allow", b"POST"),))
    if asked.headers.get("content-type", "").partition(";")[0].strip().lower() not in KINDS:
        return answers.words("415\n", 415)
    if len(asked.body) > LETTER_LIMIT:
        return answers.words("413\n", 413)
    now = lodge.now()
    source = lodge.source(asked, now)
    if lodge.letters.over(source, now.timestamp()):
        return answers.words("429\n", 429)
    wanted = _weigh(asked)
    if wanted != "keep":
        return _DONE if wanted == "drop" else answers.words("400\n", 400)
    headers = {name: asked.headers[name] for name in HEADERS if name in asked.headers}
    newer = "signature-input" in headers
    if not headers.keys() >= (NEEDED_NEWER if newer else NEEDED):
        return answers.words("401\n", 401)
    if max(map(len, headers.values())) > HEADER_LIMIT:
        return answers.words("401\n", 401)
    if not _fits(headers, asked.body, newer=newer):
        return answers.words("400\n", 400)
    named = hashlib.sha256(b"activity\n" + headers["signature"].encode() + b"\n" + asked.body).hexdigest()
    entry = Activity(
        id=named,
        receipt=named,
        at=now,
        edition=code,
        target=asked.path,
        headers=headers,
        body=base64.b64encode(asked.body).decode(),
    )
    return _DONE if await receiving.keep(lodge, entry, b"", "") else answers.words("503\n", 503)


def _fits(headers: Mapping[str, str], body: bytes, *, newer: bool) -> bool:
    """Whether the digest that the signature covers is the body's."""
    if newer:
        return digests.content_fits(headers["content-digest"], body)
    return digests.fits(headers["digest"], body)


def _is_account(lodge: Lodge, code: str) -> bool:
    """Whether an edition's account is baked."""
    file = addresses.file(activity.actor_address(code))
    return bool(lodge.options.fediverse and _CODE.match(code) and (lodge.options.site / file).is_file())


def _weigh(asked: Asked) -> Literal["keep", "drop", "refuse"]:
    """Whether somebody follows, or follows no more; what cannot be read is refused."""
    try:
        act = _act.decode(asked.body)
    except msgspec.ValidationError:
        return "drop"  # sound JSON, of another shape
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "refuse"
    about = act.object
    if act.type == "Undo" and isinstance(about, _Object):
        return "keep" if about.type == "Follow" else "drop"
    if act.type == "Delete":
        return "keep" if about == act.actor else "drop"
    return "keep" if act.type in HEARD else "drop"
