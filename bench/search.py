"""Search: one story more in the index, and what a reader waits for, by the size of the archive.

Rule: the real index on the disk, of an archive's own plates. `FOLLOWED` stories are indexed one by one, each
in a commit of its own, as after a bake; then readers ask, with plain words, several, slips, phrases and
filters. What a result shows is cut from its plate, as the gate does. Without the ledger's look-up and
without HTTP, which cost the same in any archive. Stories are 150 to 900 words; in
archives of more than `WHOLE` stories they are a headline, a line under it and a paragraph.

    python -m bench search --stories 10000 --stories 100000
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from pathlib import Path

import msgspec

from bench import archive
from bench.figures import Figure, Table
from serai.press import addresses, plates
from serai.press.plates import AnyPlate, StoryPlate
from serai.search import analysis, generations, questions, snippets, texts, writing
from serai.search.changes import Changed
from serai.search.finding import Finder
from serai.search.generations import Mark
from serai.search.questions import Question

SIZES = (10_000, 100_000)
FOLLOWED = 120  # stories indexed one by one; the first ones are not counted
WARMING = 20
ASKED = 1_000
WHOLE = 200_000  # stories; in larger archives they are short ones
_SHORT = 1_000  # different texts of short stories
_PAGE = 10


def measure(size: int) -> Table:
    """An archive of so many stories, indexed; then followed, and asked."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        folder = Path(name)
        place = folder / generations.begin(folder)
        began = time.perf_counter()
        _fill(place, size)
        filled = time.perf_counter() - began
        writing.finish(folder, "making")
        took, merged = _follow(place, size)
        lies = sum(file.stat().st_size for file in place.iterdir()) / 1e6
        asked, shown, none = _ask(folder, size)
    middle = statistics.median(took)
    figures = [
        Figure("the whole index made anew", size / filled, "stories/s", f"{filled:.0f} s"),
        Figure("size of the index", lies, "MB", f"{lies * 1e6 / size / 1000:.1f} kB a story"),
        Figure(
            f"one story more is found after, median of {len(took)}", middle * 1000, "ms", "a durable commit"
        ),
        Figure("one story more is found after, 99th percentile", _at(took, 0.99) * 1000, "ms"),
        Figure(
            "merging parts of the index afterwards, mean of all stories",
            statistics.fmean(merged) * 1000,
            "ms",
            f"the longest {max(merged):.1f} s",
        ),
        Figure("a question answered, median", statistics.median(asked) * 1000, "ms", f"{ASKED:,} questions"),
        Figure("a question answered, 99th percentile", _at(asked, 0.99) * 1000, "ms"),
        Figure("ten results cut and marked, median", statistics.median(shown) * 1000, "ms"),
        Figure("ten results cut and marked, 99th percentile", _at(shown, 0.99) * 1000, "ms"),
        Figure("questions that found nothing", none, "questions"),
    ]
    how = (
        f"{FOLLOWED - WARMING} stories indexed one by one; {ASKED:,} questions: one word, two, three, with a "
        "slip, in quotation marks, in a section and a year. The plates of results are read beforehand."
    )
    return Table(f"Searching {size:,} stories", how, figures)


def _fill(place: Path, size: int) -> None:
    names = _changes(change.plate for change in archive.things())
    writing.put(place, names, _language, Mark(ledger="bench", bake=1))
    some = _changes(_plate(number, size) for number in range(size))
    while part := list(islice(some, writing.STEP)):
        writing.put(place, part, _language, Mark(ledger="bench", bake=1))


def _changes(found: Iterator[AnyPlate]) -> Iterator[Changed]:
    for plate in found:
        yield Changed(1, addresses.plate(plate.address).lstrip("/"), plates.to_bytes(plate))


def _language(code: str) -> str:
    return code


def _follow(place: Path, size: int) -> tuple[list[float], list[float]]:
    """Seconds for each story that is indexed by itself: until it is found, and for what is merged then."""
    took, merged = [], []
    for number in range(FOLLOWED):
        change = list(_changes(iter([_plate(size + number, size)])))
        moments = [time.perf_counter()]
        mark = Mark(ledger="bench", bake=number + 2)
        writing.put(place, change, _language, mark, partial(_tick, moments))
        took.append(moments[1] - moments[0])
        merged.append(time.perf_counter() - moments[1])
    return took[WARMING:], merged


def _tick(moments: list[float]) -> None:
    moments.append(time.perf_counter())


def _ask(folder: Path, size: int) -> tuple[list[float], list[float], int]:
    """Seconds for each question, and for its results; how many found nothing."""
    finder, dice = Finder(folder, time.monotonic), random.Random(5)
    asked, shown, none = [], [], 0
    for question in [_question(dice, size) for _ in range(ASKED)]:
        began = time.perf_counter()
        found = finder.find(question, take=_PAGE)
        asked.append(time.perf_counter() - began)
        none += not found.total
        stories = [_story(path, size) for path in found.paths]
        began = time.perf_counter()
        for story in stories:
            snippets.marked(story.headline, question)
            snippets.cut(texts.running(story), question)
        shown.append(time.perf_counter() - began)
    return asked, shown, none


def _question(dice: random.Random, size: int) -> Question:
    """What a reader may ask, of words that a story of the archive has."""
    number = dice.randrange(size)
    story = _plate(number, size)
    text = texts.running(story)
    words = [text[start:end] for start, end in analysis.spans(text) if end - start > 3]
    at = dice.randrange(len(words) - 3)
    kind = dice.randrange(6)
    more: dict[str, object] = {}
    said = {0: words[at], 1: f"{words[at]} {dice.choice(words)}", 2: " ".join(dice.sample(words, 3))}.get(
        kind, ""
    )
    if kind == 3:
        cut = dice.randrange(1, len(words[at]))
        said = words[at][:cut] + words[at][cut + 1 :]
    elif kind == 4:
        start, end = list(analysis.spans(text))[at : at + 2]
        said = f'"{text[start[0] : end[1]]}"'
    elif kind == 5:
        since = int(story.published_at.timestamp()) - 86_400 * 180
        said, more = words[at], {"section": story.section, "since": since, "until": since + 86_400 * 365}
    return questions.read(said, edition=story.edition, language=story.edition, **more)  # type: ignore[arg-type]


def _story(path: str, size: int) -> StoryPlate:
    """The story whose plate lies at a path: the archive's slugs say its number."""
    return _plate(int(path.split("/")[-2].split("-")[1]), size)


def _plate(number: int, size: int) -> StoryPlate:
    """Story `number`, from `size` on one of those that come after the archive."""
    time = archive.time_of(number, size)
    if size <= WHOLE:
        return archive.story(number, time)
    text = _text(number % _SHORT)
    slug = f"story-{number}"
    return msgspec.structs.replace(
        text,
        key=slug,
        slug=slug,
        address=addresses.story(text.edition, time.date(), slug),
        published_at=time.replace(microsecond=0),
    )


@cache
def _text(number: int) -> StoryPlate:
    story = archive.story(number, archive.BEGINNING)
    return msgspec.structs.replace(story, body=story.body[:1])


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
