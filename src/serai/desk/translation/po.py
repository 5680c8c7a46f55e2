"""PO files: a translation on its way to somebody outside and back.

Rule: pure but for gettext. A file names its story and edition, and each string by its row, its field, the
words that stood there when it was sent and where, so that what was written at the desk meanwhile is seen and
kept. What comes back is hostile until it has been read: it has a size, and none of it is markup until
`typing_in` has looked at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import polib
from django.utils.translation import gettext as _

from serai.desk import paragraphs
from serai.desk.errors import PoError
from serai.desk.translation import typing_in, working
from serai.desk.translation.sheet import Row
from serai.desk.translation.working import Answer

LARGEST = 2 * 1024 * 1024  # bytes of a file
MANY = 5000  # strings in it
STORY, EDITION, SENT = "X-Serai-Story", "X-Serai-Edition", "X-WagtailLocalize-TranslationID"

Verdict = Literal["taken", "kept", "unknown", "refused", "twice"]
_BREAKS = str.maketrans(
    dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
)  # polib takes them for lines' ends


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
    twice: list[str] = field(default_factory=list)  # strings whose like came before them
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
            msgctxt=f"{row.kind} {name} {row.name} {working.shown_digest(target[0])} {row.at}".rstrip(),
            msgid=_in_line(source[0]),
            msgstr=_in_line(target[0]),
            previous_msgid=_in_line(before[0]) if changed and before else None,
            flags=["fuzzy"] if changed and target[0] else [],
        )


def read(data: bytes, *, story: str, edition: str) -> polib.POFile:
    """A file that came back, for this story and edition; PoError where it is none."""
    if len(data) > LARGEST:
        raise PoError(
            _("This file is too large: a PO file of one story may have %(limit)s bytes.") % {"limit": LARGEST}
        )
    try:
        text = data.decode("utf-8-sig")
        # A comment first: polib takes text that names a file for that file.
        file = polib.pofile("# \n" + _in_line(text.replace("\x00", "")), encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise PoError(_("This is no PO file in UTF-8. Send back the file that was exported.")) from error
    if len(file) > MANY:
        raise PoError(
            _("This file has %(count)s strings; a PO file of one story may have %(limit)s.")
            % {"count": len(file), "limit": MANY}
        )
    if (file.metadata.get(STORY), file.metadata.get(EDITION)) != (story, edition):
        raise PoError(
            _("This file belongs to another story or edition, or its header was lost. Nothing was taken.")
        )
    return file


def answers(file: polib.POFile, rows: Sequence[Row]) -> Returned:
    """What the strings of a file say of the rows of a sheet. A string whose original has changed since is
    taken, but its paragraph is not done with; of those that name the same words, the first is taken."""
    taking = _Taking(file, rows)
    for entry in file:
        if not entry.obsolete:
            taking.entry(entry)
    return taking.returned()


class _Taking:
    def __init__(self, file: polib.POFile, rows: Sequence[Row]) -> None:
        self._rows = {row.name: row for row in rows}
        named = {_context(entry).row for entry in file}
        self._at = {row.at: row for row in rows if row.at and row.name not in named}
        self._found = Returned()
        self._typed: dict[str, dict[str, str]] = {}
        self._was: dict[str, dict[str, str]] = {}
        self._done: dict[str, bool] = {}
        self._seen: set[tuple[str, str]] = set()

    def entry(self, entry: polib.POEntry) -> None:
        context, words = _context(entry), entry.msgstr.strip()
        row = self._row(context)
        if row is None or row.now is None:
            self._found.unknown += [_cut(entry.msgid)] if words else []
            return
        if (row.name, context.field) in self._seen:
            self._found.twice += [_cut(entry.msgid)] if words else []
            return
        self._seen.add((row.name, context.field))
        source = typing_in.shown(row.kind, context.field, row.now.words(context.field))
        current = source is not None and _in_line(source[0]) == entry.msgid
        finished = bool(words) and current and not entry.fuzzy
        self._done[row.name] = self._done.get(row.name, True) and finished
        if not words:
            return
        if _stands(row, context.field) == working.shown_digest(entry.msgstr):
            self._found.same += 1
            return
        self._typed.setdefault(row.name, {})[context.field] = entry.msgstr
        self._was.setdefault(row.name, {})[context.field] = context.was
        self._found.strings.setdefault(row.name, []).append(_cut(entry.msgid))

    def returned(self) -> Returned:
        for name, finished in self._done.items():
            self._found.answers[name] = Answer(
                typed=self._typed.get(name, {}),
                was=self._was.get(name, {}),
                done=self._rows[name].seen if finished and self._whole(name) else "",
                open=not finished,
            )
        return self._found

    def _whole(self, name: str) -> bool:
        """Whether the file says all of a row."""
        row = self._rows[name]
        said = row.now.fields if row.now else ()
        return all((name, one) in self._seen for one, words in said if words.strip())

    def _row(self, context: "_Context") -> Row | None:
        """The row that a string names; or, where the original says something else there now, the one that
        stands at its place and still says what it said."""
        row = self._rows.get(context.row)
        if row is None and (row := self._at.get(context.at)) and _digest(row, context.field) != context.was:
            row = None
        alike = row is not None and row.kind == context.kind and context.field in paragraphs.FIELDS[row.kind]
        return row if alike else None


@dataclass(frozen=True)
class _Context:
    kind: str = ""
    field: str = ""
    row: str = ""
    was: str = ""
    at: str = ""


def _context(entry: polib.POEntry) -> _Context:
    return _Context(*(entry.msgctxt or "").split(" ")[:5])


def told(found: Returned, *, refused: Mapping[str, str], kept: Sequence[str]) -> list[Line]:
    """What to say of each string."""
    lines: list[Line] = []
    for row, strings in found.strings.items():
        for words in strings:
            if row in refused:
                lines.append(Line(words, "refused", refused[row]))
            else:
                lines.append(Line(words, "kept" if row in kept else "taken"))
    lines += [Line(words, "twice") for words in found.twice]
    return lines + [Line(words, "unknown") for words in found.unknown]


def _stands(row: Row, name: str) -> str:
    """The digest of what stands there, as a file says it."""
    return working.shown_digest(_in_line(_shown(row, name)))


def _digest(row: Row, name: str) -> str:
    return working.shown_digest(_shown(row, name))


def _shown(row: Row, name: str) -> str:
    shown = typing_in.shown(row.kind, name, working.fields_of(row).get(name, ""))
    return shown[0] if shown is not None else ""


def _in_line(words: str) -> str:
    return words.translate(_BREAKS)


def _cut(words: str) -> str:
    return words if len(words) <= 90 else words[:89] + "…"
