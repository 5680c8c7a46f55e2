"""An archive to measure with: seeded, realistic plates of an invented outlet, as many as are asked for.

Rule: pure; the same seed and number give the same plates. Ten years of stories in two editions (a story in
three has a translation), eight sections, forty authors, three hundred topics, a correction in fifty, two
related stories each, 150 to 650 words.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from serai.press import addresses
from serai.press.changes import Put
from serai.press.plates import (
    AuthorPlate,
    Block,
    Correction,
    EditionPlate,
    Paragraph,
    Quote,
    SectionPlate,
    StoryPlate,
    Subhead,
    TopicPlate,
)

BEGINNING = datetime(2016, 11, 1, 6, tzinfo=UTC)
YEARS = 10
SECTIONS, AUTHORS, TOPICS = 8, 40, 300
_WORDS = {
    "en": "the river had risen before dawn by noon water stood at third step of bridge market stayed open",
    "ru": "вода поднялась ещё до рассвета и к полдню стояла на третьей ступени моста рынок работал",
}


def things() -> Iterator[Put]:
    """Editions, sections, authors and topics."""
    for position, (code, name) in enumerate((("en", "English"), ("ru", "Русский"))):
        yield Put(
            EditionPlate(
                edition=code,
                key=code,
                address=addresses.edition(code),
                language=code,
                name="The Measured Courier",
                language_name=name,
                tagline="News by weight",
                about="<p>We are a benchmark.</p>",
                comment_policy="<p>Be brief.</p>",
                position=position,
            )
        )
        for number in range(SECTIONS):
            yield Put(
                SectionPlate(
                    edition=code,
                    key=f"section{number}",
                    slug=f"section-{number}",
                    address=addresses.section(code, f"section-{number}"),
                    name=f"Section {number}",
                    position=number,
                )
            )
        for number in range(AUTHORS):
            slug = f"author-{number}"
            yield Put(
                AuthorPlate(
                    edition=code,
                    key=f"author{number}",
                    slug=slug,
                    address=addresses.author(code, slug),
                    name=f"Author {number}",
                )
            )
        for number in range(TOPICS):
            slug = f"topic-{number}"
            yield Put(
                TopicPlate(
                    edition=code,
                    key=f"topic{number}",
                    slug=slug,
                    address=addresses.topic(code, slug),
                    name=f"Topic {number}",
                )
            )


def stories(count: int, seed: int = 7) -> Iterator[Put]:
    """`count` stories, oldest first, spread evenly over ten years."""
    step = timedelta(days=365 * YEARS) / max(1, count)
    for number in range(count):
        yield Put(story(number, BEGINNING + step * number, seed))


def newest(number: int, archive: int, seed: int = 7) -> Put:
    """A story that comes after an archive of `archive` stories, the `number`th of them."""
    time = BEGINNING + timedelta(days=365 * YEARS, minutes=10 * (number + 1))
    return Put(story(archive + number, time, seed))


def story(number: int, time: datetime, seed: int) -> StoryPlate:
    """Story `number` at `time`."""
    dice = random.Random(f"{seed} {number}")
    code = "ru" if number % 3 == 2 else "en"
    key = f"story{number - 1 if code == 'ru' and number % 2 else number}"
    time = time.replace(microsecond=0)
    slug = f"story-{number}"
    corrected = dice.random() < 0.02
    return StoryPlate(
        edition=code,
        key=key,
        slug=slug,
        address=addresses.story(code, time.date(), slug),
        headline=_sentence(dice, code, 8).rstrip("."),
        deck=_sentence(dice, code, 18),
        section=f"section{dice.randrange(SECTIONS)}",
        authors=tuple(f"author{dice.randrange(AUTHORS)}" for _ in range(1 + (dice.random() < 0.2))),
        topics=tuple({f"topic{dice.randrange(TOPICS)}" for _ in range(3)}),
        place="Almaty",
        published_at=time,
        updated_at=time,
        related=tuple(f"story{dice.randrange(number)}" for _ in range(2)) if number else (),
        corrections=(Correction(at=time, text=_sentence(dice, code, 12)),) if corrected else (),
        body=_body(dice, code),
    )


def _body(dice: random.Random, code: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in range(dice.randint(4, 16)):
        if number and number % 5 == 0:
            blocks.append(Subhead(text=_sentence(dice, code, 4).rstrip(".")))
        if number % 4 == 3:
            blocks.append(Quote(html=_sentence(dice, code, 20), speaker="A resident"))
        else:
            blocks.append(Paragraph(html=" ".join(_sentence(dice, code, 14) for _ in range(3))))
    return tuple(blocks)


def _sentence(dice: random.Random, code: str, words: int) -> str:
    return " ".join(dice.choices(_WORDS[code].split(), k=words)).capitalize() + "."
