"""Asking a gate: what it says is not believed before it is read, and nothing it says is in an error."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey

from serai.core import canonical, clock
from serai.gate import protocol
from serai.gate.entries import ENTRY_LIMIT, NewRating
from serai.gate.protocol import Collect, Collected, Positioned, ReceiptUpdate
from serai.newsroom import asking
from serai.newsroom.errors import GateUnreachableError

KEY = SigningKey(b"k" * 32)
NAME = "0" * 32
SECRET = "what a reader wrote"


def _entry(number: int) -> NewRating:
    identity = f"{number:064x}"
    return NewRating(
        id=identity, receipt=identity, at=clock.now(), edition="en", story="a" * 32, answer="yes"
    )


def _answer(*positions: int, gate: str = NAME, **changes: Any) -> dict[str, Any]:
    given = tuple(Positioned(position=place, entry=_entry(place)) for place in positions)
    spelled: dict[str, Any] = json.loads(canonical.encode(Collected(gate=gate, entries=given)))
    return spelled | changes


def _question(**changes: Any) -> Collect:
    asked = Collect(gate=NAME, sequence=5, acknowledged=2)
    return msgspec.structs.replace(asked, **changes)


class _Gate(BaseHTTPRequestHandler):
    """In a gate's place: says what it is told to say, and keeps what it heard."""

    says: tuple[int, dict[str, str], bytes]
    heard: list[tuple[str, bytes, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((self.path, body, self.headers[protocol.HEADER]))
        status, headers, data = self.says
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def _gate(status: int, data: bytes, headers: dict[str, str] | None = None) -> Iterator[tuple[str, list[Any]]]:
    kind = type("Gate", (_Gate,), {"says": (status, headers or {}, data), "heard": []})
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", kind.heard  # type: ignore[attr-defined]
        server.shutdown()


def test_a_question_is_signed_and_its_answer_read() -> None:
    with _gate(200, json.dumps(_answer(4, 3)).encode()) as (url, heard):
        answer = asking.ask(url, _question(), KEY)
    [(path, body, signature)] = heard
    assert (path, protocol.verified(body, signature, KEY.verify_key)) == ("/gate/collect", _question())
    assert ([one.position for one in answer.entries], answer.last, answer.gate) == ([3, 4], 4, NAME)


def test_the_newsroom_s_own_gate_is_asked_over_a_unix_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    says: tuple[int, dict[str, str], bytes] = (200, {}, json.dumps(_answer()).encode())
    kind = type("Gate", (_Gate,), {"says": says, "heard": [], "address_string": lambda _self: ""})
    with socketserver.UnixStreamServer("gate.sock", kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert asking.ask(asking.LOCAL, _question(), KEY) == asking.Answer(gate=NAME)
        server.shutdown()


def test_one_entry_that_cannot_be_read_stops_none_of_the_others() -> None:
    spelled = _answer(3, 4, 5)
    spelled["entries"][1]["entry"] = {"kind": "poem", "text": SECRET}
    spelled["entries"].append({"position": 6, "entry": "x" * (200 * 1024)})
    answer = asking.read("here", _question(), json.dumps(spelled).encode())
    assert [one.position for one in answer.entries] == [3, 5]
    assert [(one.position, SECRET in one.text) for one in answer.unreadable] == [(4, True), (6, False)]
    assert (answer.last, SECRET in answer.unreadable[0].error) == (6, False)
    assert max(len(one.text) for one in answer.unreadable) <= ENTRY_LIMIT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 5000,
        json.dumps(SECRET).encode(),
        json.dumps(_answer(version=2)).encode(),
        json.dumps(_answer(gate="../" + SECRET)).encode(),
        json.dumps(_answer(3, entries=[{"position": 0, "entry": {}}])).encode(),
        json.dumps(_answer(3, entries=[{"position": 2**63, "entry": {}}])).encode(),
        json.dumps(_answer(3, entries=[{"entry": {}}])).encode(),
        json.dumps(_answer(*range(3, 504))).encode(),  # more than was asked for
        json.dumps(_answer(3, 3)).encode(),
        json.dumps(_answer(2)).encode(),  # what we said we have
    ],
)
def test_what_is_no_answer_is_refused_in_our_own_words(data: bytes) -> None:
    with pytest.raises(GateUnreachableError) as refused:
        asking.read("https://gate.example", _question(), data)
    assert (SECRET in str(refused.value), "https://gate.example" in str(refused.value)) == (False, True)


def test_another_inbox_may_begin_anew() -> None:
    answer = asking.read("here", _question(), json.dumps(_answer(1, gate="1" * 32)).encode())
    assert (answer.gate, answer.last) == ("1" * 32, 1)


@pytest.mark.parametrize("status", [301, 403, 404, 500, 503])
def test_an_answer_that_is_not_200_is_not_read_and_not_followed(status: int) -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/gate/collect"}
    with (
        _gate(status, SECRET.encode(), elsewhere) as (url, heard),
        pytest.raises(GateUnreachableError, match=str(status)) as refused,
    ):
        asking.ask(url, _question(), KEY)
    assert (len(heard), SECRET in str(refused.value)) == (1, False)


def test_an_answer_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ANSWER_LIMIT", 100_000)
    with _gate(200, b" " * 200_000) as (url, _heard), pytest.raises(GateUnreachableError, match="too long"):
        asking.ask(url, _question(), KEY)


def test_a_gate_that_is_away_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in (asking.LOCAL, "http://127.0.0.1:9", "https://127.0.0.1:9"):
        with pytest.raises(GateUnreachableError, match="did not answer"):
            asking.ask(url, _question(), KEY)


def test_a_question_carries_no_more_answers_than_fit() -> None:
    told = ReceiptUpdate(receipt="0" * 64, state="rejected", note="я" * 1000, at=clock.now())
    long = _question(answers=(told,) * protocol.ANSWERS_LIMIT)
    body, _signature = protocol.sign(asking.fitting(long), KEY)
    assert protocol.QUESTION_LIMIT / 4 < len(body) < protocol.QUESTION_LIMIT
    assert asking.fitting(_question(answers=(told,))) == _question(answers=(told,))
