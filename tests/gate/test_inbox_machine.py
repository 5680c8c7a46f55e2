"""In whatever order things are appended, asked for, tidied and restarted: nothing acknowledged is lost."""

import shutil
import tempfile
from datetime import timedelta
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from serai.gate.entries import AnyEntry
from serai.gate.protocol import ReceiptUpdate
from tests.gate import inboxes
from tests.gate.inboxes import NOW, Newsroom, append, comment, digest

NAMES = st.integers(0, 12)


class InboxMachine(RuleBasedStateMachine):
    """The inbox beside a plain list. `held` is what the newsroom has taken in, by position."""

    @initialize()
    def opens(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="serai-inbox-"))
        self.inbox = inboxes.opened(self.folder / "inbox.sqlite3")
        self.newsroom = Newsroom(self.inbox)
        self.now = NOW
        self.position = 0
        self.listed: dict[int, AnyEntry] = {}  # what the inbox must still give, by position
        self.held: dict[int, AnyEntry] = {}
        self.names = count()
        self.states: dict[str, str] = {}
        self.acknowledged = 0

    @rule(name=NAMES, text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    def comments(self, name: int, text: str) -> None:
        new = digest(name) not in self.states
        self._append(comment(name, text), new)
        self.states.setdefault(digest(name), "pending")

    @rule(name=NAMES)
    def edits(self, name: int) -> None:
        if state := self.states.get(digest(name)):
            self._append(inboxes.edit(self._fresh(), name, "edited"), state not in {"withdrawn", "erased"})

    @rule(name=NAMES)
    def withdraws(self, name: int) -> None:
        if state := self.states.get(digest(name)):
            self._append(inboxes.withdrawal(self._fresh(), name), True)
            self.states[digest(name)] = "erased" if state == "erased" else "withdrawn"

    @rule(name=NAMES)
    def erases(self, name: int) -> None:
        if digest(name) in self.states:
            self.listed = {p: e for p, e in self.listed.items() if e.receipt != digest(name)}
            self._append(inboxes.erasure(self._fresh(), name), True)
            self.states[digest(name)] = "erased"

    @rule(data=st.data())
    def sends_the_same_again(self, data: st.DataObject) -> None:
        waiting = [p for p in self.listed if p > self.acknowledged]
        if waiting:
            again = self.listed[data.draw(st.sampled_from(waiting))]
            self._append(again, False)

    @rule(limit=st.integers(1, 5))
    def collects(self, limit: int) -> None:
        collected = self.newsroom.asks(self.acknowledged, now=self.now, limit=limit)
        expected = {p: e for p, e in sorted(self.listed.items()) if p > self.acknowledged}
        given = {one.position: one.entry for one in collected.entries}
        assert given == dict(list(expected.items())[:limit])
        assert collected.waiting == len(expected) - len(given)
        self.held |= given
        self.acknowledged = max([self.acknowledged, *given])

    @rule()
    def asks_and_forgets_the_answer(self) -> None:
        self.newsroom.asks(self.acknowledged, now=self.now)

    @rule(name=NAMES, state=st.sampled_from(["approved", "rejected", "held"]))
    def answers(self, name: int, state: str) -> None:
        told = ReceiptUpdate(receipt=digest(name), state=state, at=self.now)  # type: ignore[arg-type]
        self.newsroom.asks(self.acknowledged, now=self.now, answers=(told,))
        if self.states.get(digest(name), "erased") not in {"withdrawn", "erased"}:
            self.states[digest(name)] = state

    @rule(hours=st.integers(0, 30))
    def time_passes_and_it_is_tidied(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.inbox.tidy(self.now)

    @rule()
    def restarts(self) -> None:
        inboxes.wait(self.inbox.close())
        self.inbox = inboxes.opened(self.folder / "inbox.sqlite3")
        self.newsroom.inbox = self.inbox

    @invariant()
    def every_receipt_shows_its_state(self) -> None:
        if not hasattr(self, "states"):
            return
        for receipt, state in self.states.items():
            known = self.inbox.receipt(receipt)
            assert known
            assert known.state == state

    def teardown(self) -> None:
        if not hasattr(self, "inbox"):
            return
        while self.acknowledged < max(self.listed, default=0):
            before = self.acknowledged
            self.collects(5)
            assert self.acknowledged > before
        lost = {p: e for p, e in self.listed.items() if self.held.get(p) != e}
        assert lost == {}
        assert len({e.id for e in self.held.values()}) == len(self.held)
        inboxes.wait(self.inbox.close())
        shutil.rmtree(self.folder)

    def _append(self, entry: AnyEntry, new: bool) -> None:
        assert append(self.inbox, entry) == new
        if new:
            self.position += 1
            self.listed[self.position] = entry

    def _fresh(self) -> str:
        return f"entry {next(self.names)}"


TestInbox = InboxMachine.TestCase
TestInbox.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
