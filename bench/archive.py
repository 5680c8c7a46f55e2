"""An archive to measure with: seeded, realistic plates of an invented outlet, as many as are asked for.

Rule: pure, one story at a time, whatever the archive's size; the same seed and number give the same plates.
Ten years of stories in three editions (a story in three has translations), eight sections, sixty authors of
whom one wrote every twentieth story, four hundred topics by Zipf's law (a few stories have dozens, the
500th has 200), up to four related stories, a correction in fifty, 150 to 900 words, a discussion under
one in ten with a long tail. No pictures.

    press.bake([*archive.things(), *archive.stories(1_000), *archive.threads(1_000)])
    press.bake([archive.newest(0, 1_000)])

Stories are numbered as they were published, over all editions. Nine of them are six things to tell: one in
all editions, one in two, four in one. Twice as many stories are twice as dense in the same ten years.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from bench import wordstock
from serai.press import addresses
from serai.press.changes import Put, PutThread
from serai.press.plates import (
    AuthorPlate,
    Block,
    Correction,
    EditionPlate,
    LinkCard,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    SectionPlate,
    StoryPlate,
    Subhead,
    TopicPlate,
)
from serai.press.threads import Comment, Rating, Thread

BEGINNING = datetime(2016, 11, 1, 6, tzinfo=UTC)
YEARS = 10
EDITIONS = tuple(wordstock.STOCKS)
SECTIONS, AUTHORS, TOPICS = 8, 60, 400
MANY_TOPICS = 500  # the number of the story with 200 topics
_SPAN = timedelta(days=365 * YEARS) // timedelta(microseconds=1)
_OPEN_FOR = timedelta(days=365)  # a discussion is open so long, counted from the archive's end
# Which story of six each of nine plates tells, and in which edition.
_CYCLE = (
    (0, "en"),
    (1, "en"),
    (0, "ru"),
    (2, "ru"),
    (3, "en"),
    (1, "ru"),
    (0, "fa"),
    (4, "fa"),
    (5, "en"),
)
_STORIES_A_CYCLE = 6
_TOLD_IN = {code: tuple(told for told, edition in _CYCLE if edition == code) for code in EDITIONS}
_AUTHOR_WEIGHTS = (0.05, *(0.95 / (AUTHORS - 1) for _ in range(AUTHORS - 1)))
_AUTHOR_SUMS = tuple(accumulate(_AUTHOR_WEIGHTS))
_TOPIC_SUMS = tuple(accumulate(1 / rank for rank in range(1, TOPICS + 1)))
_SECTION_SLUGS = ("city", "politics", "economy", "courts", "culture", "region", "investigations", "letters")
_END = BEGINNING + timedelta(days=365 * YEARS)


def things() -> Iterator[Put]:
    """Editions, sections, authors and topics."""
    for position, (code, stock) in enumerate(wordstock.STOCKS.items()):
        yield Put(_edition(code, stock, position))
        for number, (slug, name) in enumerate(zip(_SECTION_SLUGS, stock.sections, strict=True)):
            address = addresses.section(code, slug)
            yield Put(
                SectionPlate(
                    edition=code,
                    key=f"section{number}",
                    slug=slug,
                    address=address,
                    name=name,
                    position=number,
                )
            )
        for number in range(AUTHORS):
            yield Put(_author(code, stock, number))
        for number in range(TOPICS):
            yield Put(_topic(code, stock, number))


def stories(count: int, seed: int = 7) -> Iterator[Put]:
    """`count` stories, oldest first, spread evenly over ten years."""
    return (Put(story(number, time_of(number, count), seed)) for number in range(count))


def threads(count: int, seed: int = 7) -> Iterator[PutThread]:
    """The discussions of an archive of `count` stories, about a tenth of them, oldest story first."""
    for number in range(count):
        said = thread(number, time_of(number, count), seed)
        if said:
            yield PutThread(said)


def newest(number: int, archive: int, seed: int = 7) -> Put:
    """A story that comes after an archive of `archive` stories, the `number`th of them."""
    return Put(story(archive + number, _END + timedelta(minutes=10 * (number + 1)), seed))


def time_of(number: int, count: int) -> datetime:
    """When story `number` of an archive of `count` is published."""
    # In microseconds: a million times ten years is more than a timedelta holds.
    return BEGINNING + timedelta(microseconds=_SPAN * number // max(1, count))


def edition_of(number: int) -> str:
    """The edition that story `number` is told in."""
    return _CYCLE[number % len(_CYCLE)][1]


def key_of(number: int) -> str:
    """The key of story `number`: its translations, a few numbers on, have the same."""
    cycle, place = divmod(number, len(_CYCLE))
    return f"story{cycle * _STORIES_A_CYCLE + _CYCLE[place][0]}"


def story(number: int, time: datetime, seed: int = 7) -> StoryPlate:
    """Story `number`, published at `time`."""
    dice = random.Random(seed << 40 | number)
    roll = dice.random
    code = edition_of(number)
    stock, time = wordstock.STOCKS[code], time.replace(microsecond=0)
    headline, deck = _clause(dice, code), _sentences(dice, code, 1)
    slug = f"story-{number}-{_SLUG_WORDS[int(roll() * 20)]}-{_SLUG_WORDS[int(roll() * 20)]}"
    corrections = _corrections(dice, code, time) if roll() < 0.02 else ()
    return StoryPlate(
        edition=code,
        key=key_of(number),
        slug=slug,
        address=addresses.story(code, time.astimezone(_zone(stock.time_zone)).date(), slug),
        headline=headline,
        deck=deck,
        section=f"section{int(roll() * roll() * SECTIONS)}",
        authors=_authors(dice),
        topics=_topics(dice, 200 if number == MANY_TOPICS else 0),
        place=stock.places[int(roll() * len(stock.places))],
        published_at=time,
        updated_at=corrections[-1].at if corrections else time,
        related=_related(dice, code, number // len(_CYCLE)),
        corrections=corrections,
        body=_body(dice, code),
        comments="open" if time > _END - _OPEN_FOR else "closed",
    )


def thread(number: int, time: datetime, seed: int = 7) -> Thread | None:
    """The discussion under story `number`, published at `time`; None where nobody said anything."""
    dice = random.Random(seed << 40 | 1 << 39 | number)
    roll = dice.random
    if roll() >= 0.1:
        return None
    code, time = edition_of(number), time.replace(microsecond=0)
    given = wordstock.STOCKS[code].given
    length = min(600, int(3 * dice.paretovariate(0.9)))
    minutes, comments = 0, []
    for place in range(1, length + 1):
        minutes += 1 + int(dice.expovariate(0.02))
        answers = place - 1 - int(roll() * min(place, 12)) if roll() < 0.5 else 0
        comments.append(
            Comment(
                key=f"{number:08x}{place:08x}",
                number=place,
                text=_sentences(dice, code, 1 + int(roll() * roll() * 6)),
                name=f"{given[int(roll() * len(given))]} {int(roll() * 90)}",
                written_at=time + timedelta(minutes=minutes),
                reply_to=f"{number:08x}{answers:08x}" if answers > 0 else "",
                staff=roll() < 0.01,
            )
        )
    rating = Rating(likes=int(roll() * length * 4), dislikes=int(roll() * length))
    return Thread(edition=code, key=key_of(number), rating=rating, comments=tuple(comments))


# --- what is not a story --------------------------------------------------------------------------------


def _edition(code: str, stock: wordstock.Stock, position: int) -> EditionPlate:
    dice = random.Random(position)
    return EditionPlate(
        edition=code,
        key=code,
        address=addresses.edition(code),
        language=code,
        direction="rtl" if stock.direction == "rtl" else "ltr",
        name=stock.outlet,
        language_name=stock.language,
        tagline=stock.tagline,
        description=_sentences(dice, code, 1),
        time_zone=stock.time_zone,
        about="".join(f"<p>{_sentences(dice, code, 3)}</p>" for _ in range(4)),
        comment_policy="".join(f"<p>{_sentences(dice, code, 2)}</p>" for _ in range(5)),
        position=position,
    )


def _author(code: str, stock: wordstock.Stock, number: int) -> AuthorPlate:
    slug = f"author-{number}"
    given, family = stock.given[number % 12], stock.family[(number // 12 + number) % 12]
    return AuthorPlate(
        edition=code,
        key=f"author{number}",
        slug=slug,
        address=addresses.author(code, slug),
        name=f"{given} {family}",
        role=stock.roles[0] if number % 3 == 0 else "",
        biography=f"<p>{_sentences(random.Random(number), code, 2)}</p>",
    )


def _topic(code: str, stock: wordstock.Stock, number: int) -> TopicPlate:
    slug = f"topic-{number}"
    first, second = divmod(number, len(stock.matters))
    matters = stock.matters[first], stock.matters[(first + second) % len(stock.matters)]
    name = stock.joining.format(*matters) if second else matters[0]
    return TopicPlate(
        edition=code,
        key=f"topic{number}",
        slug=slug,
        address=addresses.topic(code, slug),
        name=name[:1].upper() + name[1:],
    )


# --- a story's parts ------------------------------------------------------------------------------------

_SLUG_WORDS = tuple(word.replace(" ", "-") for word in wordstock.STOCKS["en"].matters)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _authors(dice: random.Random) -> tuple[str, ...]:
    """One of all, a second under one story in six."""
    first = bisect(_AUTHOR_SUMS, dice.random() * _AUTHOR_SUMS[-1], hi=AUTHORS - 1)
    if dice.random() > 1 / 6:
        return (f"author{first}",)
    return (f"author{first}", f"author{(first + 1 + int(dice.random() * (AUTHORS - 2))) % AUTHORS}")


def _topics(dice: random.Random, wanted: int) -> tuple[str, ...]:
    """One to five by Zipf's law, seldom dozens."""
    roll = dice.random
    if not wanted:
        wanted = 12 + int(roll() * 36) if roll() < 0.001 else 1 + int(roll() * 5)
    found: dict[int, None] = {}
    while len(found) < wanted:
        found[bisect(_TOPIC_SUMS, roll() * _TOPIC_SUMS[-1], hi=TOPICS - 1)] = None
    return tuple(f"topic{number}" for number in found)


def _related(dice: random.Random, code: str, cycle: int) -> tuple[str, ...]:
    """Up to four earlier stories of the same edition, most of them recent; seldom one that many name."""
    if not cycle:
        return ()
    roll, told_in = dice.random, _TOLD_IN[code]
    keys: dict[str, None] = {}
    for _ in range(int(roll() * 5)):
        back = 1 + int(roll() * (min(cycle, 60) if roll() < 0.7 else cycle))
        at = cycle // 2_000 * 2_000 if roll() < 0.01 else cycle - min(back, cycle)
        keys[f"story{at * _STORIES_A_CYCLE + told_in[int(roll() * len(told_in))]}"] = None
    return tuple(keys)


def _corrections(dice: random.Random, code: str, time: datetime) -> tuple[Correction, ...]:
    made = []
    for _ in range(1 + (dice.random() < 0.1)):
        time += timedelta(minutes=20 + int(dice.random() * 2_000))
        changed = _clause(dice, code) if dice.random() < 0.5 else ""
        made.append(Correction(at=time, text=_sentences(dice, code, 1), changed=changed))
    return tuple(made)


def _body(dice: random.Random, code: str) -> tuple[Block, ...]:
    """Some 150 to 900 words, 470 in the mean."""
    stock, roll = wordstock.STOCKS[code], dice.random
    blocks: list[Block] = []
    sentences = 7 + int((roll() + roll()) * 11)  # of some 24 words
    while sentences > 0:
        at, take = roll(), 1 + int(roll() * 3)
        sentences -= take
        words = _sentences(dice, code, take)
        if at < 0.74 or not blocks:
            blocks.append(Paragraph(html=_marked(words, roll())))
        elif at < 0.86:
            speaker = f"{stock.given[int(roll() * 12)]} {stock.family[int(roll() * 12)]}"
            role = stock.roles[int(roll() * len(stock.roles))] if at < 0.8 else ""
            blocks.append(Quote(html=words, speaker=speaker, role=role))
        elif at < 0.94:
            blocks += [Subhead(text=_clause(dice, code)), Paragraph(html=words)]
        elif at < 0.97:
            items = tuple(_clause(dice, code) for _ in range(2 + take))
            blocks.append(ListBlock(items=items, ordered=at < 0.95))
        elif at < 0.985:
            blocks.append(PullQuote(text=words))
        else:
            url = f"https://example.org/papers/{int(roll() * 100_000)}"
            blocks.append(LinkCard(url=url, title=_clause(dice, code), source="example.org"))
    return tuple(blocks)


def _marked(words: str, at: float) -> str:
    """One paragraph in five has a link, one in five something stressed."""
    if at > 0.4:
        return words
    first, _, rest = words.partition(" ")
    if at > 0.2:
        return f"<em>{first}</em> {rest}"
    return f'<a href="https://example.org/{int(at * 1_000_000)}">{first}</a> {rest}'


def _sentences(dice: random.Random, code: str, count: int) -> str:
    openings, closings = _clauses(code)
    joint, roll, size = wordstock.STOCKS[code].joint, dice.random, wordstock.CLAUSES
    return " ".join(
        [f"{openings[int(roll() * size)]}{joint}{closings[int(roll() * size)]}." for _ in range(count)]
    )


def _clause(dice: random.Random, code: str) -> str:
    return _clauses(code)[0][int(dice.random() * wordstock.CLAUSES)]


@cache
def _clauses(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    made = wordstock.clauses(code)
    return made.openings, made.closings
