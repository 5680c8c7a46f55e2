"""The carrier: brings one target up to date, and may be killed at any instruction.

Rule: does what `carrying` decides. The ledger is read for moments only: its rows are copied into the
target's state and worked off from there. Where a bake goes on meanwhile and a file is newer than its row,
nothing of it is sent: the ledger is read again, and what it says now takes its place in the order. So the
target is complete up to the newest bake that was read, and what a front links to was there before it.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from serai.mirrors.carrying import Mark, Way, choose, read_marker, spell_marker
from serai.mirrors.errors import AlreadyCarryingError, NotInStepError
from serai.mirrors.manifest import Manifest, Snapshot
from serai.mirrors.site import Site, is_plain
from serai.mirrors.state import State
from serai.mirrors.target import Target

Tell = Callable[[int, int], None]
Name = Callable[[str, str], None]
_FEW = 2000  # files that are asked for one by one; of more, all that lies there is listed


class Carried(NamedTuple):
    """What came of a carry: files put in place (variants among them) and their bytes, files deleted, the bake
    that the target is complete up to, and how it began."""

    sent: int
    size: int
    deleted: int
    bake: int
    way: Way


class Wish(NamedTuple):
    """How to carry. `check`: compare all that lies there, and mend it. `strangers`: with `check`, delete what
    lies there and is no file of the site. `really`: False only finds out what would be done."""

    check: bool = False
    strangers: bool = False
    really: bool = True


def carry(
    *,
    opening: Callable[[], Target],
    named: str,
    manifest: Manifest,
    site: Site,
    state: Path,
    wish: Wish,
    tell: Tell,
    name: Name,
) -> Carried:
    """Bring the target that `opening` opens up to date; `named` is how a person names it. `state`: the file
    that remembers it. `tell` is called with how many files are done and how many there are, `name` with each
    ("send" or "delete", path). A CarryError says what stands in the way; the next call goes on from there."""
    with (
        _alone(state, named),
        closing(opening()) as target,
        closing(State.open(state, kept=wish.really)) as opened,
    ):
        return _Carrier(target, manifest, site, opened, wish, tell, name).run()


class _Carrier:
    """One carry."""

    def __init__(
        self, target: Target, manifest: Manifest, site: Site, state: State, wish: Wish, tell: Tell, name: Name
    ) -> None:
        self._target = target
        self._manifest = manifest
        self._site = site
        self._state = state
        self._wish = wish
        self._tell = tell
        self._name = name
        self._sent = self._size = self._deleted = 0
        self._done = self._all = 0

    def run(self) -> Carried:
        """All of it."""
        way = self._begin()
        while way is not Way.NOTHING:
            try:
                self._ask()
                self._send()
                break
            except NotInStepError as error:
                self._read_again(error)
        if way is not Way.NOTHING:
            self._delete()
            self._end()
        return Carried(self._sent, self._size, self._deleted, self._state.done.bake, way)

    def _begin(self) -> Way:
        marker = read_marker(self._target.marker())
        with self._manifest.snapshot() as now, self._state.together():
            under_way = self._state.under_way
            way = choose(
                done=self._state.done,
                under_way=under_way,
                marker=marker,
                ledger=now.ledger,
                bake=now.bake,
                check=self._wish.check,
            )
            if way is Way.ON and under_way:
                self._read(now, under_way.bake)
            elif way is not Way.NOTHING:
                since = 0 if way is Way.EVERYTHING else self._state.done.bake
                self._state.begin(now.ledger, now.bake, everything=way is Way.EVERYTHING)
                self._read(now, since)
        if way is Way.EVERYTHING and self._wish.really:
            self._target.put_marker(spell_marker(self._state.done))
        return way

    def _read(self, now: Snapshot, since: int) -> None:
        self._state.add(now.changed(since))
        self._state.remove(gone for gone in now.gone(since) if is_plain(gone.path))
        self._state.read_up_to(now.bake)

    def _read_again(self, trouble: NotInStepError) -> None:
        """A file is not what its row says: see what the ledger says now, or give up."""
        with self._manifest.snapshot() as now, self._state.together():
            before = self._state.under_way
            if before is None or before.ledger != now.ledger:
                raise trouble  # a ledger made anew meanwhile: the next carry goes through everything
            self._read(now, before.bake)
            file = now.file(trouble.path)
            if file is None:
                self._state.forget(trouble.path)
            elif now.bake == before.bake:
                raise trouble

    def _ask(self) -> None:
        """Find out which of the files the target has in some state."""
        whole = self._state.is_whole and not self._state.listed
        if whole or self._state.not_asked() > _FEW:
            self._state.note_lying(self._target.everything(), strangers=whole and self._wish.strangers)
        while paths := self._state.paths_not_asked():
            self._state.answer(paths, self._target.look(paths))

    def _send(self) -> None:
        self._all = self._done + self._state.left()
        while dues := self._state.next(self._target.batch):
            sent = self._target.send(dues, self._site, really=self._wish.really)
            self._state.did(dues)
            for path in sent.paths:
                self._name("send", path)
            self._sent += len(sent.paths)
            self._size += sent.size
            self._say(len(dues))

    def _delete(self) -> None:
        while gone := self._state.next_going(self._target.batch):
            self._deleted += self._target.delete(gone) if self._wish.really else len(gone)
            self._state.went(gone)
            for one in gone:
                self._name("delete", one.path)
            self._say(len(gone))

    def _end(self) -> None:
        under_way = self._state.under_way
        if under_way and self._wish.really:
            self._target.put_marker(spell_marker(Mark(under_way.ledger, under_way.bake)))
        self._state.end()

    def _say(self, more: int) -> None:
        self._done += more
        self._tell(self._done, self._all)


@contextmanager
def _alone(state: Path, target: str) -> Iterator[None]:
    """One carry a target at a time."""
    state.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with state.with_suffix(".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyCarryingError(
                f"Another process carries to {target} just now. Wait for it; the running newsroom does so by "
                "itself after each bake."
            ) from error
        yield
