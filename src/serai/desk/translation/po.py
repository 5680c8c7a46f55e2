"""PO files: a translation on its way to somebody outside and back.

Rule: pure. A file names its story and edition, and each string by its row, its field and the words that stood
there when it was sent, so that what was written at the desk meanwhile is seen and kept. What comes back is
hostile until it has been read: it has a size, and none of it is markup until `typing_in` has looked at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import polib

from serai.desk import paragraphs
from serai.desk.errors import PoError
from serai.desk.translation import typing_in, working
from serai.desk.translation.sheet import Row
from serai.desk.translation.working import Answer

LARGEST = 2 * 1024 * 1024  # bytes of a file
MANY = 5000  # strings in it
STORY, EDITION, SENT = "X-Serai-Story", "X-Serai-Edition", "X-WagtailLocalize-TranslationID"

Verdict = Literal["taken", "kept", "unknown", "refused"]


@dataclass(frozen=True)
class Line:
    """What became of one string that came back."""

    words: str  # of the original, cut
    verdict: Verdict
    why: str = ""


@dataclass(kw_only=True)
class Returned:
    """What came back: answers for the sheet, and where each string belongs."""

    answers: dict[str, Answer] = field(default_factory=dict)
    strings: dict[str, list[str]] = field(default_factory=dict)  # by row: the original's words
    unknown: list[str] = field(default_factory=list)
    same: int = 0  # strings that say what stands there already


def write(rows: Sequence[Row], *, story: str, edition: str, languages: tuple[str, str], sent: str) -> bytes:
    """The file of a sheet; what is changed in the original is marked as fuzzy, with the words before."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": languages[0],
        "Language": languages[1],
        STORY: story,
        EDITION: edition,
        SENT: sent,
    }
    for row in rows:
        file.extend(_entries(row))
    return str(file).encode()


def _entries(row: Row) -> Iterable[polib.POEntry]:
    if row.now is None:
        return
    for name, words in working.fields_of(row).items():
        source = typing_in.shown(row.kind, name, row.now.words(name))
        target = typing_in.shown(row.kind, name, words)
        if source is None or target is None or not source[0].strip():
            continue
        before = typing_in.shown(row.kind, name, row.before.words(name)) if row.before else None
        changed = row.what == "changed" and before is not None and before[0] != source[0]
        yield polib.POEntry(
            msgctxt=f"{row.kind} {name} {row.name} {working.shown_digest(target[0])}",
            msgid=source[0],
            msgstr=target[0],
            previous_msgid=before[0] if changed and before else None,
            flags=["fuzzy"] if changed and target[0] else [],
        )


def read(data: bytes, *, story: str, edition: str) -> polib.POFile:
    """A file that came back, for this story and edition; PoError where it is none."""
    if len(data) > LARGEST:
        raise PoError(f"This file has {len(data)} bytes; a PO file of one story may have {LARGEST}.")
    try:
        text = data.decode("utf-8-sig")
        # A comment first: polib takes text that names a file for that file.
        file = polib.pofile("# \n" + text.replace("\x00", ""), encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise PoError("This is no PO file in UTF-8. Send back the file that was exported.") from error
    if len(file) > MANY:
        raise PoError(f"This file has {len(file)} strings; a PO file of one story may have {MANY}.")
    if (file.metadata.get(STORY), file.metadata.get(EDITION)) != (story, edition):
        raise PoError(
            "This file belongs to another story or edition, or its header was lost. Nothing was taken."
        )
    return file


def answers(file: polib.POFile, rows: Sequence[Row]) -> Returned:
    """What the strings of a file say of the rows of a sheet. A string whose original has changed since is
    taken, but its paragraph is not done with."""
    by_name = {row.name: row for row in rows}
    found = Returned()
    typed: dict[str, dict[str, str]] = {}
    was: dict[str, dict[str, str]] = {}
    done: dict[str, bool] = {}
    for entry in file:
        if entry.obsolete or not entry.msgstr.strip():
            continue
        kind, name, row_name, digest = ((entry.msgctxt or "").split(" ") + [""] * 4)[:4]
        row = by_name.get(row_name)
        if row is None or row.kind != kind or name not in paragraphs.FIELDS[row.kind] or row.now is None:
            found.unknown.append(_cut(entry.msgid))
            continue
        source = typing_in.shown(kind, name, row.now.words(name))
        current = source is not None and source[0] == entry.msgid
        done[row_name] = done.get(row_name, True) and current and not entry.fuzzy
        if _stands(row, name) == working.shown_digest(entry.msgstr):
            found.same += 1
            continue
        typed.setdefault(row_name, {})[name] = entry.msgstr
        was.setdefault(row_name, {})[name] = digest
        found.strings.setdefault(row_name, []).append(_cut(entry.msgid))
    for row_name, finished in done.items():
        found.answers[row_name] = Answer(
            typed=typed.get(row_name, {}),
            was=was.get(row_name, {}),
            done=by_name[row_name].seen if finished else "",
            open=not finished,
        )
    return found


def told(found: Returned, *, refused: Mapping[str, str], kept: Sequence[str]) -> list[Line]:
    """What to say of each string."""
    lines: list[Line] = []
    for row, strings in found.strings.items():
        for words in strings:
            if row in refused:
                lines.append(Line(words, "refused", refused[row]))
            else:
                lines.append(Line(words, "kept" if row in kept else "taken"))
    return lines + [Line(words, "unknown") for words in found.unknown]


def _stands(row: Row, name: str) -> str:
    shown = typing_in.shown(row.kind, name, working.fields_of(row)[name])
    return working.shown_digest(shown[0]) if shown is not None else ""


def _cut(words: str) -> str:
    return words if len(words) <= 90 else words[:89] + "…"
