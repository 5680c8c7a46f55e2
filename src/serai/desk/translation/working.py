"""Working on a sheet: what a translator typed and marked, laid into the translation.

Rule: pure. Only what was typed is changed, and only where it still stands as it was shown: what somebody else
has written meanwhile is kept, and the translator is told. What is untouched is never changed, whatever the
original has done. Words whose place is gone are given back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from serai.desk import paragraphs
from serai.desk.errors import TypedError
from serai.desk.paragraphs import Content, Followed, Paragraph
from serai.desk.translation import sheet, typing_in
from serai.desk.translation.manuscript import Manuscript
from serai.desk.translation.sheet import Found, Row


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a form says of one row: the words typed, the digests of the words that were shown, the digest of
    the original's paragraph that is done with ("" where it is not), and where the row stood (`Row.at`)."""

    typed: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
    at: str = ""
    open: bool = False  # the words were translated from other words of the original: they are not done with


@dataclass(kw_only=True)
class Worked:
    """What came of it: the new version, what it follows, and by row what could not be taken and why."""

    content: Content
    follows: tuple[Followed, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # rows that somebody else had changed meanwhile
    lost: list[str] = field(default_factory=list)  # words typed where nothing stands any more
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
    placed, lost = _placed(rows, answers)
    desk = _Desk(rows, Manuscript(content), placed)
    for place in reversed(range(len(rows))):  # from the end, so that what was counted stays where it was
        desk.row(place)
    worked = Worked(content=desk.manuscript.content(), refused=desk.refused, kept=desk.kept, lost=lost)
    worked.follows = _with_made(desk.follows(), worked.content)
    worked.changed = desk.changed
    return worked


def typed_words(answer: Answer) -> dict[str, str]:
    """What was typed and is not what was shown."""
    return {
        name: words for name, words in answer.typed.items() if shown_digest(words) != answer.was.get(name)
    }


def _placed(rows: Sequence[Row], answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], list[str]]:
    """Answers by the rows that are there, and the words that have none. Where the original's paragraph is
    another one now, the row still stands where it stood: its words are taken, and it is not done with."""
    names, by_place = {row.name for row in rows}, {row.at: row for row in rows if row.at}
    placed = {name: answer for name, answer in answers.items() if name in names}
    lost: list[str] = []
    for name, answer in answers.items():
        words = typed_words(answer)
        if name in names or not words:
            continue
        row = by_place.get(answer.at)
        if row is not None and row.name not in placed and _shows(row, answer):
            placed[row.name] = replace(answer, done="", open=True)
        else:
            lost += [one for one in words.values() if one.strip()]
    return placed, lost


def _shows(row: Row, answer: Answer) -> bool:
    """Whether the row's words are those beside which the answer was typed."""
    return all(
        name in answer.was and _digest_of(row, name) == answer.was[name] for name in typed_words(answer)
    )


def _digest_of(row: Row, name: str) -> str:
    words = fields_of(row).get(name)
    shown = typing_in.shown(row.kind, name, words) if words is not None else None
    return shown_digest(shown[0]) if shown is not None else ""


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
        for name, typed in typed_words(answer).items():
            if name not in now:
                continue
            if _digest_of(row, name) != answer.was.get(name):
                self.kept.append(row.name)
                return None
            shown = typing_in.shown(row.kind, name, now[name]) or ("", {})
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
        translated at all and now is, field by field."""
        found = self._stands[place]
        whole = {**{name: found.paragraph.words(name) for name in paragraphs.FIELDS[row.kind]}, **words}
        self.changed = True
        if not any(whole.values()) and not found.paragraph.photo:
            self.manuscript.remove(found)
            del self._stands[place]
            return True
        for name, one in words.items():
            self.manuscript.put(found, name, one)
        original = dict(row.now.fields) if row.now else {}
        left = [name for name, said in original.items() if said and name not in words and whole[name] == said]
        return row.what == "todo" and not answer.open and not left

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
