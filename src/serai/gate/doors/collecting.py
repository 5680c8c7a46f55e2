"""The collecting door: the newsroom asks what came in.

Rule: only a question that the newsroom signed is heard; nothing tells another caller more than that. It is
answered with what is durably here.
"""

import asyncio

from serai.core import canonical
from serai.gate import answers, protocol
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.errors import InboxError, SignatureError
from serai.gate.lodge import Lodge


async def collect(lodge: Lodge, asked: Asked) -> Answer:
    """`POST /gate/collect`: a signed `Collect`, answered with a `Collected`."""
    try:
        signature = asked.headers.get(protocol.HEADER.lower(), "")
        question = protocol.verified(asked.body, signature, lodge.verify_key)
        collected = await asyncio.to_thread(lodge.inbox.collect, question, lodge.now())
    except SignatureError as error:
        return answers.words(f"{error}\n", 403)
    except InboxError as error:
        return answers.words(f"{error}\n", 503)
    return Answer(200, canonical.encode(collected), b"application/json")
