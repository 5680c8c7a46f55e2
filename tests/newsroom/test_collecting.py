"""Collecting: everything once, whatever is lost on the way; a gate that lies or is new does no harm."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from serai.core import canonical, clock
from serai.discussion import actions
from serai.discussion.models import Answer, Comment, Gate, Quarantined, StoryCard
from serai.gate.entries import NewComment, receipt_of
from serai.gate.protocol import Collect, Collected, Positioned
from serai.newsroom import asking, collecting, keys
from serai.newsroom.collecting import Exchange
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import GateUnreachableError

pytestmark = pytest.mark.django_db
STORY = "a" * 32
URL = "https://gate.example"


@dataclass
class Inbox:
    """A gate in memory: it gives what it has after what was acknowledged, and keeps what it was asked."""

    name: str = "1" * 32
    entries: list[NewComment] = field(default_factory=list)
    asked: list[Collect] = field(default_factory=list)
    spoils: Callable[[dict[str, Any]], None] = lambda _said: None
    away: bool = False

    def answers(self, question: Collect) -> bytes:
        self.asked.append(question)
        if self.away:
            raise GateUnreachableError("The gate did not answer. It is asked again.")
        after = question.acknowledged if question.gate == self.name else 0
        given = [
            Positioned(position=place, entry=entry)
            for place, entry in enumerate(self.entries, start=1)
            if after < place <= after + 2
        ]
        known = question.gate in {"", self.name}
        left = max(len(self.entries) - after - 2, 0)
        said = Collected(gate=self.name, entries=tuple(given) if known else (), waiting=left)
        spelled = json.loads(canonical.encode(said))
        self.spoils(spelled)
        return json.dumps(spelled).encode()


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Inbox:
    """In a gate's place. Its answers are read as any gate's are."""
    inbox = Inbox()

    def ask(url: str, question: Collect, _key: object) -> asking.Answer:
        return asking.read(url, question, inbox.answers(question))

    monkeypatch.setattr(asking, "ask", ask)
    StoryCard.objects.create(
        edition="en",
        key=STORY,
        headline="Bridge",
        address="/en/b/",
        published_at=clock.now() - timedelta(hours=1),
    )
    return inbox


@pytest.fixture
def exchange(room: Newsroom) -> Exchange:
    keys.make_missing(room)
    return Exchange(URL, keys.private_keys(room))


def _comment(number: int) -> NewComment:
    receipt = receipt_of(str(number))
    return NewComment(
        id=receipt,
        receipt=receipt,
        at=clock.now(),
        edition="en",
        story=STORY,
        name="Dana",
        text=f"Word {number}.",
    )


def _all(exchange: Exchange) -> int:
    """Ask until nothing is left; how often."""
    times = 1
    while exchange.once():
        times += 1
        assert times < 50
    return times


def _texts() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("text", flat=True))


def test_all_comes_in_in_its_order_and_is_acknowledged_with_the_next_question(
    inbox: Inbox, exchange: Exchange
) -> None:
    inbox.entries = [_comment(number) for number in range(5)]
    _all(exchange)
    assert _texts() == [f"Word {number}." for number in range(5)]
    assert [question.acknowledged for question in inbox.asked] == [0, 2, 4, 5]
    assert [question.gate for question in inbox.asked] == ["", *[inbox.name] * 3]
    sequences = [question.sequence for question in inbox.asked]
    assert sequences == sorted(set(sequences))
    row = Gate.objects.get(url=URL)
    assert (row.name, row.acknowledged, row.waiting, row.error) == (inbox.name, 5, 0, "")


def test_what_was_taken_in_and_not_acknowledged_is_given_again_and_known(
    inbox: Inbox, exchange: Exchange
) -> None:
    inbox.entries = [_comment(number) for number in range(3)]
    _all(exchange)
    Gate.objects.update(acknowledged=0, name="")  # as if the note of it had been lost
    again = Exchange(URL, exchange._keys)
    _all(again)
    assert (len(_texts()), Gate.objects.get().acknowledged) == (3, 3)


def test_a_batch_that_fails_is_not_acknowledged(
    inbox: Inbox, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.entries = [_comment(1)]
    with monkeypatch.context() as broken:
        broken.setattr(actions, "take_in", _fails)
        with pytest.raises(RuntimeError):
            exchange.once()
    assert (exchange.acknowledged, Gate.objects.get().acknowledged) == (0, 0)
    _all(exchange)
    assert (_texts(), exchange.acknowledged) == (["Word 1."], 1)


def _fails(**_given: object) -> None:
    raise RuntimeError("the disk is full")


def test_a_gate_that_is_away_is_noted_and_loses_nothing(inbox: Inbox, exchange: Exchange) -> None:
    inbox.away = True
    with pytest.raises(GateUnreachableError):
        exchange.once()
    assert "did not answer" in Gate.objects.get().error
    inbox.away, inbox.entries = False, [_comment(1)]
    _all(exchange)
    assert (_texts(), Gate.objects.get().error) == (["Word 1."], "")


def test_an_inbox_that_begins_anew_is_collected_from_its_beginning(inbox: Inbox, exchange: Exchange) -> None:
    inbox.entries = [_comment(number) for number in range(3)]
    _all(exchange)
    inbox.name, inbox.entries = "2" * 32, [_comment(1), _comment(10)]
    _all(exchange)
    assert _texts() == ["Word 0.", "Word 1.", "Word 2.", "Word 10."]
    assert (Gate.objects.get().name, exchange.acknowledged) == ("2" * 32, 2)


def test_an_entry_that_cannot_be_read_is_kept_apart_and_acknowledged(
    inbox: Inbox, exchange: Exchange
) -> None:
    inbox.entries = [_comment(1), _comment(2)]

    def spoil(said: dict[str, Any]) -> None:
        for given in said.get("entries", ()):
            if given["position"] == 1:
                given["entry"] = {"kind": "poem", "lines": 14}

    inbox.spoils = spoil
    _all(exchange)
    [apart] = Quarantined.objects.all()
    assert (_texts(), exchange.acknowledged) == (["Word 2."], 2)
    assert (apart.gate, apart.position, json.loads(apart.entry)["kind"]) == (inbox.name, 1, "poem")


def test_what_became_of_a_comment_is_told_once(inbox: Inbox, exchange: Exchange) -> None:
    inbox.entries = [_comment(1)]
    _all(exchange)
    assert exchange.has_news() is False
    actions.reject(comment=Comment.objects.get(), by="moderator", note="Too short.")
    assert exchange.has_news() is True
    inbox.away = True
    with pytest.raises(GateUnreachableError):
        exchange.once()
    assert Answer.objects.count() == 1
    inbox.away = False
    _all(exchange)
    told = [(answer.state, answer.note) for question in inbox.asked[-2:] for answer in question.answers]
    assert told == [("rejected", "Too short.")] * 2  # the first time nobody heard it
    assert (Answer.objects.count(), exchange.has_news()) == (0, False)


def test_where_nothing_happens_nothing_is_written(
    inbox: Inbox, exchange: Exchange, django_assert_num_queries: Any
) -> None:
    _all(exchange)
    with django_assert_num_queries(5, using="discussion") as seen:  # two of them savepoints
        exchange.once()
    assert [
        query["sql"] for query in seen.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))
    ] == []


def test_a_clock_that_went_back_does_not_make_a_question_an_old_one(
    inbox: Inbox, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.once()
    earlier = clock.now() - timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    exchange.once()
    first, second = (question.sequence for question in inbox.asked)
    assert second == first + 1


def test_a_gate_that_is_named_no_more_says_so(inbox: Inbox, exchange: Exchange, room: Newsroom) -> None:
    Exchange("https://old.example", keys.private_keys(room))
    collecting.leave_others([URL])
    assert [(gate.url, bool(gate.error)) for gate in Gate.objects.order_by("pk")] == [
        (URL, False),
        ("https://old.example", True),
    ]
