"""One question to a gate and its answer, over HTTP.

Rule: no Django, no table. A gate is not believed: its answer has a size limit, a deadline and a shape, it is
never followed elsewhere, and one entry that cannot be read does not stop the others: it comes back as it is.
No error holds what a gate said.

The newsroom's own gate is `LOCAL`, a Unix socket in the folder that the collector works in; every other is a
URL of the settings.
"""

import http.client
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

import msgspec
from nacl.signing import SigningKey

from serai.core import exchanges
from serai.core.exchanges import Answered
from serai.gate.entries import ENTRY_LIMIT
from serai.gate.errors import EntryError
from serai.gate.protocol import BATCH_LIMIT, HEADER, QUESTION_LIMIT, Collect, Positioned, sign
from serai.newsroom.errors import GateUnreachableError
from serai.newsroom.serving import GATE_SOCKET

LOCAL = f"unix:{GATE_SOCKET}"
PATH = "/gate/collect"
ANSWER_LIMIT = (BATCH_LIMIT + 1) * ENTRY_LIMIT  # bytes
SILENCE = 20.0  # seconds that a gate may say nothing
PATIENCE = 120.0  # seconds until the answer must be whole
_SPARE = 64 * 1024  # bytes, for what stands in a question beside its answers
_ADVICE = {
    401: "It knows another newsroom's keys: make its folder again with serai gate-kit.",
    403: "It knows another newsroom's keys: make its folder again with serai gate-kit.",
    0: "See that the URL is a gate's and that the gate runs; it is asked again.",
}

_Name: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
_Position: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=2**62)]


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """An entry that is none, as it came."""

    position: int
    text: str
    error: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a gate answered: entries in the order of their positions, and those that cannot be read."""

    gate: str
    entries: tuple[Positioned, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    waiting: int = 0

    @property
    def last(self) -> int:
        """The highest position given; 0 where none was."""
        return max(self.positions, default=0)

    @property
    def positions(self) -> list[int]:
        """Every position given."""
        return [one.position for one in self.entries] + [one.position for one in self.unreadable]


class _Envelope(msgspec.Struct, kw_only=True):
    version: Literal[1] = 1
    gate: _Name
    entries: list[msgspec.Raw] = []
    waiting: int = 0


class _Place(msgspec.Struct, kw_only=True):
    position: _Position
    entry: msgspec.Raw


_envelope = msgspec.json.Decoder(_Envelope)
_place = msgspec.json.Decoder(_Place)
_positioned = msgspec.json.Decoder(Positioned)


def ask(url: str, question: Collect, key: SigningKey) -> Answer:
    """Put `question` to the gate at `url`. GateUnreachableError where no answer of a gate comes back."""
    body, signature = sign(question, key)
    try:
        answered = _post(url, body, signature)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise GateUnreachableError(
            f"The gate at {url} did not answer: {_what(error)}. See that it runs; it is asked again."
        ) from error
    if answered.status != 200:
        advice = _ADVICE.get(answered.status, _ADVICE[0])
        raise GateUnreachableError(f"The gate at {url} answered {answered.status}. {advice}")
    return read(url, question, answered.body)


def fitting(question: Collect) -> Collect:
    """The question with as many of its answers as one question may carry."""
    while len(msgspec.json.encode(question)) > QUESTION_LIMIT - _SPARE and question.answers:
        question = msgspec.structs.replace(question, answers=question.answers[: len(question.answers) // 2])
    return question


def read(url: str, question: Collect, data: bytes) -> Answer:
    """The answer in `data`; GateUnreachableError where it is none to this question."""
    try:
        envelope = _envelope.decode(data)
        if len(envelope.entries) > question.limit:
            raise ValueError
        entries, unreadable = _sorted_out(envelope.entries)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise GateUnreachableError(
            f"What answers at {url} does not speak as a gate does. See that a gate of this version is there."
        ) from error
    answer = Answer(
        gate=envelope.gate, entries=entries, unreadable=unreadable, waiting=max(envelope.waiting, 0)
    )
    positions = answer.positions
    if len(set(positions)) != len(positions) or (
        answer.gate == question.gate
        and min(positions, default=question.acknowledged + 1) <= question.acknowledged
    ):
        raise GateUnreachableError(
            f"The gate at {url} gives again what we have. See that its inbox was not put back from a copy."
        )
    return answer


def _sorted_out(given: list[msgspec.Raw]) -> tuple[tuple[Positioned, ...], tuple[Unreadable, ...]]:
    entries, unreadable = [], []
    for raw in given:
        place = _place.decode(raw)
        try:
            if len(place.entry) > ENTRY_LIMIT:
                raise EntryError(
                    f"An entry of {len(place.entry)} bytes is over the limit. It was kept apart."
                )
            entries.append(_positioned.decode(raw))
        except (EntryError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            text = bytes(place.entry).decode("utf-8", "replace")
            unreadable.append(
                Unreadable(position=place.position, text=text[:ENTRY_LIMIT], error=str(error)[:500])
            )
    return tuple(sorted(entries, key=lambda one: one.position)), tuple(unreadable)


def _post(url: str, body: bytes, signature: str) -> Answered:
    return exchanges.exchange(
        exchanges.connect(url, silence=SILENCE),
        "POST",
        PATH,
        headers={HEADER: signature, "Content-Type": "application/json", "Accept": "application/json"},
        body=body,
        most=ANSWER_LIMIT,
        seconds=PATIENCE,
    )


def _what(error: Exception) -> str:
    """In words of the system's, never of the gate's."""
    if isinstance(error, TimeoutError):
        return "it took too long"
    return getattr(error, "strerror", None) or type(error).__name__
