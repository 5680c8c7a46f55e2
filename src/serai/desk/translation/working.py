"""Working on a sheet: what a translator typed and marked, laid into the translation.

Rule: pure. Only what was typed is changed, and only where it still stands as it was shown: what somebody else
has written meanwhile is kept, and the translator is told. What is untouched is never changed, whatever the
original has done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from serai.desk import paragraphs
from serai.desk.errors import TypedError
from serai.desk.paragraphs import Content, Followed, Paragraph
from serai.desk.translation import sheet, typing_in
from serai.desk.translation.manuscript import Manuscript
from serai.desk.translation.sheet import Found, Row


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a form says of one row: the words typed, the digests of the words that were shown, and the digest
    of the original's paragraph that is done with ("" where it is not)."""

    typed: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
    open: bool = False  # the words were translated from other words of the original: they are not done with


@dataclass(kw_only=True)
class Worked:
    """What came of it: the new version, what it follows, and by row what could not be taken and why."""

    content: Content
    follows: tuple[Followed, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # rows that somebody else had changed meanwhile
    changed: bool = False


def fields_of(row: Row) -> dict[str, str]:
    """The words that a row's fields are shown with: the translation's; none where nothing is translated."""
    shown = row.found.paragraph if row.found else None
    blank = shown is None or untouched(row)
    return {name: "" if blank or shown is None else shown.words(name) for name in paragraphs.FIELDS[row.kind]}


def untouched(row: Row) -> bool:
    """Whether what stands in the translation is still the original's own words."""
    old = row.step.old if row.step else None
    return bool(
        row.what == "todo" and row.found and old is not None and old.made == row.found.paragraph.digest
    )


def work(rows: Sequence[Row], content: Content, answers: Mapping[str, Answer]) -> Worked:
    """Lay `answers` into the version `content`, whose sheet is `rows`."""
    desk = _Desk(rows, Manuscript(content), answers)
    for place in reversed(range(len(rows))):  # from the end, so that what was counted stays where it was
        desk.row(place)
    worked = Worked(content=desk.manuscript.content(), refused=desk.refused, kept=desk.kept)
    worked.follows = _with_made(desk.follows(), worked.content)
    worked.changed = desk.changed
    return worked


class _Desk:
    def __init__(self, rows: Sequence[Row], manuscript: Manuscript, answers: Mapping[str, Answer]) -> None:
        self.manuscript = manuscript
        self.refused: dict[str, str] = {}
        self.kept: list[str] = []
        self.changed = False
        self._rows, self._answers = rows, answers
        self._stands: dict[int, Found] = {place: row.found for place, row in enumerate(rows) if row.found}
        self._follows: dict[int, Followed] = {}

    def follows(self) -> list[Followed]:
        return [self._follows[place] for place in sorted(self._follows)]

    def row(self, place: int) -> None:
        row = self._rows[place]
        answer = self._answers.get(row.name, Answer())
        done = bool(answer.done) and answer.done == row.seen
        words = self._words(row, answer)
        dealt = done
        if words is None:
            dealt = False
        elif words and row.found:
            dealt = self._put(place, row, words, answer) or done
        elif any(words.values()) and row.now:
            self._stands[place] = self._insert(place, row.now, words)
            self.changed = dealt = True
        if dealt and row.now and row.before and row.now.photo != row.before.photo:
            self._photo(row)
        self._follow(place, row, dealt=dealt)

    def _words(self, row: Row, answer: Answer) -> dict[str, str] | None:
        """What was typed and differs from what was shown, as the story keeps it; None: it was refused."""
        words: dict[str, str] = {}
        now = fields_of(row)
        for name, typed in answer.typed.items():
            if name not in now or paragraphs.digest(_plain(typed)) == answer.was.get(name):
                continue
            shown = typing_in.shown(row.kind, name, now[name])
            if shown is None or paragraphs.digest(_plain(shown[0])) != answer.was.get(name):
                self.kept.append(row.name)
                return None
            origin = typing_in.shown(row.kind, name, row.now.words(name)) if row.now else None
            try:
                words[name] = typing_in.kept(
                    row.kind, name, typed, {**(origin[1] if origin else {}), **shown[1]}
                )
            except TypedError as error:
                self.refused[row.name] = str(error)
                return None
        return words

    def _put(self, place: int, row: Row, words: Mapping[str, str], answer: Answer) -> bool:
        """Put the words; whether that deals with the original's paragraph, which it does for one that was not
        translated at all."""
        found = self._stands[place]
        whole = {**{name: found.paragraph.words(name) for name in paragraphs.FIELDS[row.kind]}, **words}
        self.changed = True
        if not any(whole.values()) and not found.paragraph.photo and row.kind != "headline":
            self.manuscript.remove(found)
            del self._stands[place]
            return True
        for name, one in words.items():
            if one or row.kind != "headline":
                self.manuscript.put(found, name, one)
        return row.what == "todo" and not answer.open

    def _insert(self, place: int, new: Paragraph, words: Mapping[str, str]) -> Found:
        whole = {name: words.get(name, "") for name in paragraphs.FIELDS[new.kind]}
        after = next((self._stands[one] for one in range(place - 1, -1, -1) if one in self._stands), None)
        return self.manuscript.insert(new, whole, after=after, beside=self._beside(place, new))

    def _beside(self, place: int, new: Paragraph) -> tuple[Found, int] | None:
        for step, counts in ((1, range(place - 1, -1, -1)), (0, range(place + 1, len(self._rows)))):
            for other in counts:
                row = self._rows[other]
                shown = row.now or row.before
                alike = shown and (shown.unit == new.unit or shown.kind == new.kind == "item")
                if shown and not alike:
                    break
                if alike and other in self._stands:
                    return self._stands[other], step
        return None

    def _photo(self, row: Row) -> None:
        """The original shows another picture: so does the translation, where it showed the same."""
        if row.found and row.now and row.before and row.found.paragraph.photo == row.before.photo:
            self.manuscript.put_photo(row.found, row.now.photo)
            self.changed = True

    def _follow(self, place: int, row: Row, *, dealt: bool) -> None:
        old = row.step.old if row.step else None
        stands = place in self._stands
        if row.step is None or row.what == "own":
            if old is not None and stands:
                self._follows[place] = old
        elif row.what == "removed":
            if old is not None and (stands or not (dealt or row.found)):
                self._follows[place] = Followed(old.paragraph, "own" if dealt else old.state, old.made)
        elif row.now is not None and (dealt or row.what == "same"):
            skipped = row.what == "same" and old is not None and old.state == "skip" and not stands
            self._follows[place] = Followed(row.now, "skip" if skipped or not stands else "")
        elif old is not None:
            self._follows[place] = old


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def shown_digest(words: str) -> str:
    """The digest that a form sends back beside a field: of the words as they were shown."""
    return paragraphs.digest(_plain(words))


def _with_made(follows: Sequence[Followed], content: Content) -> tuple[Followed, ...]:
    """`follows`, each with the digest of the paragraph that it has become; untranslated ones keep theirs."""
    source = [one.paragraph for one in follows if one.state != "own"]
    made: dict[int, str] = {}
    for row in sheet.rows(follows, source, paragraphs.paragraphs(content)):
        if row.found and row.step and row.step.old:
            made[id(row.step.old)] = row.found.paragraph.digest
    return tuple(
        one if one.state == "todo" else Followed(one.paragraph, one.state, made.get(id(one), ""))
        for one in follows
    )
