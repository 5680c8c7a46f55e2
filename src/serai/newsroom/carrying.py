"""Carrying, for one newsroom: what its ledger says, where its targets are, and what is remembered of them.

Rule: no Django. The ledger is read as any reader may, for a moment at a time. What is remembered of targets,
or made on the way, is in `data/carried/`; ssh uses `data/ssh_config` where that is there.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.mirrors import targets
from serai.mirrors.carrier import Carried, Name, Tell, Wish, carry
from serai.mirrors.errors import NotInStepError
from serai.mirrors.manifest import File, Gone
from serai.mirrors.site import Site
from serai.newsroom.config import Newsroom, words
from serai.press.ledger import Ledger

PATIENCE = 120.0  # seconds that a bake has to put its files in place
_LOOK_EVERY = 0.1  # seconds


class LedgerManifest:
    """What the press's ledger says of the site. A `Manifest`."""

    def __init__(self, ledger: Path, patience: float = PATIENCE) -> None:
        """`patience`: seconds to wait for a bake that is putting its files in place."""
        self._path = ledger
        self._patience = patience

    @contextmanager
    def snapshot(self) -> Iterator["LedgerSnapshot"]:
        """The ledger as it is now. LedgerError where there is none; NotInStepError where a bake was decided
        and its files are not put in place."""
        ledger = Ledger.open_reading(self._path)
        try:
            deadline = time.monotonic() + self._patience
            while True:
                ledger.begin("DEFERRED")
                if not ledger.has_journal():
                    break
                ledger.roll_back()
                if time.monotonic() > deadline:
                    raise NotInStepError(
                        "",
                        "A bake was decided, and its files are not in the site yet. Let the press put them "
                        "in place (serai press), then carry again.",
                    )
                time.sleep(_LOOK_EVERY)
            yield LedgerSnapshot(ledger.db)
        finally:
            ledger.close()


class LedgerSnapshot:
    """The ledger at one moment. A `Snapshot`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """`db` is inside a transaction."""
        self._db = db
        notes = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('id', 'bake')").fetchall())
        self.ledger: str = notes.get("id", "")
        self.bake = int(notes.get("bake", 0))

    def changed(self, since: int) -> Iterator[File]:
        """The files that a bake after `since` has changed."""
        rows = self._db.execute(
            "SELECT path, digest, rank, variants FROM files WHERE bake > ?"
            if since
            else "SELECT path, digest, rank, variants FROM files",
            (since,) if since else (),
        )
        return (_file(row) for row in rows)

    def gone(self, since: int) -> Iterator[Gone]:
        """The files that a bake after `since` has deleted."""
        rows = self._db.execute("SELECT path, variants FROM gone WHERE bake > ?", (since,))
        return (Gone(path, tuple(variants.split())) for path, variants in rows)

    def file(self, path: str) -> File | None:
        """One file."""
        row = self._db.execute(
            "SELECT path, digest, rank, variants FROM files WHERE path = ?", (path,)
        ).fetchone()
        return _file(row) if row else None


def _file(row: tuple[str, str, int, str]) -> File:
    path, digest, rank, variants = row
    return File(path, digest, rank, tuple(variants.split()))


def bake_of(newsroom: Newsroom) -> int:
    """The number of the last bake that is in place. Errors as `LedgerManifest.snapshot`."""
    with LedgerManifest(newsroom.ledger).snapshot() as ledger:
        return ledger.bake


def targets_of(newsroom: Newsroom) -> tuple[targets.Named, ...]:
    """The targets that the setting `carry_targets` names; folders as seen from the newsroom's."""
    return tuple(targets.read(word, newsroom.folder) for word in words(newsroom.text("carry_targets")))


def carry_to(newsroom: Newsroom, named: targets.Named, wish: Wish, *, tell: Tell, name: Name) -> Carried:
    """Bring one target up to date. See `serai.mirrors.carrier.carry`."""
    folder = newsroom.data / "carried"
    endpoint = newsroom.text("s3_endpoint")
    state = targets.state_file(folder, named, endpoint)
    config = newsroom.data / "ssh_config"
    means = targets.Means(
        endpoint=endpoint,
        ssh_config=config if config.is_file() else None,
        scratch=state.with_suffix(".sending"),
    )
    return carry(
        opening=lambda: targets.open_target(named, site=newsroom.site, means=means),
        named=named.name,
        manifest=LedgerManifest(newsroom.ledger),
        site=Site(newsroom.site),
        state=state,
        wish=wish,
        tell=tell,
        name=name,
    )
