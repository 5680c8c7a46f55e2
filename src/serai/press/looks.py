"""Looks: which pages a changed template asks for.

Rule: rows of the ledger and digests of the theme only; nothing is rendered, and no page is walked that a
changed template has no part in. What stands is in step with the rows of `looks`: every file of a look was
made with all that its row's digest covers. `stale` names the looks that are not in step any more, `pages` the
pages to make again, and `keep`, in the transaction that makes them, brings the rows back in step.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from serai.core import canonical
from serai.press.ledger import Ledger
from serai.press.pages import Page, read

_CHUNK = 500  # rows held in memory while walking the archive


class Looks(Protocol):
    """What is asked of a theme here."""

    def templates(self) -> dict[str, str]:
        """Each template's digest, by its name."""

    def look_digest(self, name: str) -> str:
        """Changes when a template does that this look comes from."""


def changed(ledger: Ledger, theme: Looks) -> tuple[str, ...]:
    """The names of the templates that are new, gone or not what they were at the last bake."""
    before, now = _noted(ledger), theme.templates()
    if before is None:
        return ()
    return tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name)))


def stale(ledger: Ledger, theme: Looks) -> tuple[str, ...]:
    """The looks that files stand in and that come from a changed template."""
    if not changed(ledger, theme):
        return ()
    rows = ledger.db.execute("SELECT name, digest FROM looks ORDER BY name").fetchall()
    return tuple(name for name, digest in rows if theme.look_digest(name) != digest)


def pages(ledger: Ledger, looks: Iterable[str]) -> Iterator[Page]:
    """The pages with files of these looks. The files may change meanwhile; a page with several may come
    several times."""
    for look in looks:
        after = ""
        while rows := ledger.db.execute(
            "SELECT path, page FROM files WHERE look = ? AND look <> '' AND path > ? AND page <> '' "
            "ORDER BY path LIMIT ?",
            (look, after, _CHUNK),
        ).fetchall():
            yield from (read(page) for _, page in rows)
            after = rows[-1][0]


def count(ledger: Ledger, looks: Iterable[str]) -> int:
    """How many files stand in these looks."""
    asked = "SELECT count(*) FROM files WHERE look = ? AND look <> ''"
    return sum(ledger.db.execute(asked, (look,)).fetchone()[0] for look in looks)


def keep(ledger: Ledger, theme: Looks) -> None:
    """Note the templates and the digest of every look that files stand in now. When all pages of stale looks
    have been made, in the same transaction."""
    now = theme.templates()
    if _noted(ledger) != now:
        ledger.set_note("templates", canonical.encode(now).decode())
        ledger.db.execute("DELETE FROM looks")
    for look in list(_standing(ledger)):
        if not ledger.db.execute("SELECT 1 FROM looks WHERE name = ?", (look,)).fetchone():
            ledger.db.execute("INSERT INTO looks VALUES (?, ?)", (look, theme.look_digest(look)))


def _standing(ledger: Ledger) -> Iterator[str]:
    """The looks that files stand in: one step of the index for each, however many files it has."""
    look = ""
    while row := ledger.db.execute(
        "SELECT look FROM files WHERE look > ? AND look <> '' ORDER BY look LIMIT 1", (look,)
    ).fetchone():
        look = row[0]
        yield look


def _noted(ledger: Ledger) -> dict[str, str] | None:
    noted = ledger.note("templates")
    return msgspec.json.decode(noted, type=dict[str, str]) if noted else None
