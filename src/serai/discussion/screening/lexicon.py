"""The lexicon: the newsroom's list of words to look for, and the verbs that change it.

Rule: Serai ships no list: what is an insult, and whom a list would silence, each newsroom knows for itself.
A list is kept ready in memory and read anew when a row of it changed.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, Max

from serai.discussion.database import atomic
from serai.discussion.models import Word
from serai.discussion.screening import words
from serai.discussion.screening.errors import WordError

NOTE_LIMIT: Final = 200  # code points
IMPORT_LIMIT: Final = 1_000_000  # code points of a list that is brought in at once
EDITIONS: Final = 100  # lists kept ready

_ready: dict[str, tuple[Any, words.Words]] = {}


def words_for(edition: str) -> words.Words:
    """The words to look for in an edition's comments: its own and those for all editions."""
    state = tuple(Word.objects.aggregate(newest=Max("changed_at"), count=Count("pk")).values())
    known = _ready.get(edition)
    if known is None or known[0] != state:
        of_edition = Word.objects.filter(edition__in=("", edition))
        if len(_ready) >= EDITIONS:
            _ready.clear()
        listed = of_edition.order_by("pk").values_list("word", flat=True)[: words.LIST_LIMIT]
        known = _ready[edition] = (state, words.Words(listed))
    return known[1]


@atomic()
def add_word(*, word: str, edition: str = "", note: str = "", by: str = "") -> Word:
    """Add a word or phrase, a trailing * for any ending; "" is every edition. There already: nothing changes.

    Raises WordError where it has no letters, is over its limits, or the list is full.
    """
    word = " ".join(word.split())
    _check(word)
    if Word.objects.count() >= words.LIST_LIMIT and not _there(word, edition):
        raise WordError(f"The list is full: it holds {words.LIST_LIMIT} entries. Take some out first.")
    row, _ = Word.objects.get_or_create(
        edition=edition, word=word, defaults={"note": note[:NOTE_LIMIT], "added_by": by}
    )
    return row


@atomic()
def remove_word(*, word: str, edition: str = "") -> bool:
    """Take a word off the list; whether it was there."""
    gone, _ = Word.objects.filter(edition=edition, word=" ".join(word.split())).delete()
    return bool(gone)


@atomic()
def add_lines(*, lines: str, edition: str = "", by: str = "") -> int:
    """Add a list with an entry on each line; empty lines and those that begin with # are passed over. All of
    it or, with WordError, nothing; how many were new."""
    if len(lines) > IMPORT_LIMIT:
        raise WordError(f"This list has {len(lines)} characters, over the limit of {IMPORT_LIMIT}. Split it.")
    wanted: dict[str, None] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        word = " ".join(line.split())
        if word and not word.startswith("#"):
            _check(word, f"Line {number}")
            wanted[word] = None
    known = _known(edition)
    new = [word for word in wanted if word not in known]
    if Word.objects.count() + len(new) > words.LIST_LIMIT:
        raise WordError(
            f"With these {len(new)} the list would have more than {words.LIST_LIMIT} entries. Shorten it."
        )
    Word.objects.bulk_create([Word(edition=edition, word=word, added_by=by) for word in new])
    return len(new)


def _check(word: str, where: str = "This entry") -> None:
    if not words.fits(word):
        raise WordError(
            f"{where} cannot be looked for. It needs a letter, and has at most {words.WORD_LIMIT} "
            f"characters and {words.PHRASE_WORDS} words; before a * stand at most {words.PREFIX} characters."
        )


def _there(word: str, edition: str) -> bool:
    return Word.objects.filter(edition=edition, word=word).exists()


def _known(edition: str) -> set[str]:
    known: Iterable[str] = Word.objects.filter(edition=edition).values_list("word", flat=True)
    return set(known)
