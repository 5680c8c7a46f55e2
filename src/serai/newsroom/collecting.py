"""Collecting from one gate: what readers wrote comes into the discussion, what became of it goes back.

Rule: what a gate gave and up to where, is written in one transaction; the gate is told with the next question
alone. So a crash anywhere loses nothing and takes nothing in twice: what was taken in and not acknowledged is
given again, and known. Nothing here waits for anything but the gate's answer.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.database import atomic
from serai.discussion.models import Gate, Quarantined
from serai.gate.entries import Activity
from serai.gate.protocol import ANSWERS_LIMIT, Collect
from serai.newsroom import asking
from serai.newsroom.asking import Answer
from serai.newsroom.errors import GateUnreachableError
from serai.newsroom.keys import Keys
from serai.wire.following import keeping

SAID_EVERY = timedelta(minutes=1)  # how often "answered" is written down where nothing came in
# Entries asked for at once: they are taken in in one transaction, under a second, so that in a flood a
# moderator's decision never waits long for the database.
ENTRIES = 100
LONGEST_REASON = 300  # characters kept of an error


class Exchange:
    """What goes to and fro between the newsroom and the gate at one URL. For one thread."""

    def __init__(self, url: str, keys: Keys) -> None:
        """Makes the gate's row where there is none."""
        self.url = url
        self._keys = keys
        self._row, _new = Gate.objects.get_or_create(url=url)
        self._sequence = self._row.sequence

    @property
    def acknowledged(self) -> int:
        """Up to which position of the gate's inbox everything is safe here."""
        return self._row.acknowledged

    def has_news(self) -> bool:
        """Whether there is something to tell the gate."""
        name = self._row.name
        return bool(name and (queries.answers_for(name, 1) or queries.mutes_for(name)))

    def once(self) -> bool:
        """Ask once; True where the gate should be asked again at once, since more waits or what was given is
        to be acknowledged. GateUnreachableError, noted beside the gate, where it does not answer."""
        question = self._question()
        try:
            answer = asking.ask(self.url, question, self._keys.signing)
        except GateUnreachableError as error:
            self._note(error=str(error)[:LONGEST_REASON])
            self._row.refresh_from_db()
            raise
        if question.gate != answer.gate and question.acknowledged:
            # Another inbox than the one we knew: from its beginning, and nothing of ours counts there.
            self._note(name=answer.gate, acknowledged=0, waiting=answer.waiting, error="")
            self._row.refresh_from_db()
            return True
        self._take_in(question, answer)
        self._row.refresh_from_db()  # now, and not before: what was rolled back is not acknowledged
        return bool(answer.positions) or answer.waiting > 0

    def _question(self) -> Collect:
        name = self._row.name
        now = int(clock.now().timestamp() * 1_000_000)
        self._sequence = max(now, self._sequence + 1)
        return asking.fitting(
            Collect(
                gate=name,
                sequence=self._sequence,
                acknowledged=self._row.acknowledged,
                limit=ENTRIES,
                answers=queries.answers_for(name, ANSWERS_LIMIT) if name else (),
                mutes=queries.mutes_for(name) if name else (),
            )
        )

    @atomic()
    def _take_in(self, question: Collect, answer: Answer) -> None:
        if letters := [one.entry for one in answer.entries if isinstance(one.entry, Activity)]:
            keeping.keep(letters)
        if said := [one for one in answer.entries if not isinstance(one.entry, Activity)]:
            actions.take_in(gate=answer.gate, entries=said)
        for entry in answer.unreadable:
            Quarantined.objects.get_or_create(
                gate=answer.gate,
                position=entry.position,
                defaults={"entry": entry.text, "error": entry.error},
            )
        if question.gate == answer.gate and (question.answers or question.mutes):
            actions.told(gate=answer.gate, answers=question.answers, mutes=question.mutes)
        self._note(
            name=answer.gate,
            acknowledged=max(question.acknowledged, answer.last),
            waiting=answer.waiting,
            error="",
        )

    def _note(self, **found: object) -> None:
        """Write down what has changed of the gate, and now and then that it answers."""
        row, now = self._row, clock.now()
        changed = {name: value for name, value in found.items() if getattr(row, name) != value}
        if not found["error"] and (changed or _long_ago(row.answered_at, now)):
            changed["answered_at"] = now
        if changed:
            Gate.objects.filter(pk=row.pk).update(**changed, sequence=self._sequence)


def leave_others(urls: Collection[str]) -> None:
    """Write beside the gates that the settings do not name (any more) that nobody asks them."""
    Gate.objects.exclude(url__in=urls).exclude(error=_GONE).update(error=_GONE)


_GONE = "The settings do not name this gate any more; it is not asked."


def _long_ago(time: datetime | None, now: datetime) -> bool:
    return time is None or now - time > SAID_EVERY
