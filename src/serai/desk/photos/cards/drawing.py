"""Drawing: a card's words put on paper, and the picture kept in the pool.

Rule: the same words give the same bytes, without metadata. What was drawn is noted in the pool, under
`cards/`, by its words and RECIPE: asked again, nothing is drawn. No card is drawn of words that the theme has
no letters for, or that this machine cannot set: then a story has none.
"""

import io
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import msgspec
from PIL import Image, ImageColor, ImageDraw

from serai.core import canonical, files
from serai.desk.photos.cards import setting
from serai.desk.photos.cards.faces import BOLD, TEXT, can_set, face_of, font, shaping, shown
from serai.desk.photos.cards.setting import Words
from serai.press.plates import Rendition

RECIPE = "2"  # raised when anything is drawn in another way
WIDTH, HEIGHT = 1200, 630  # pixels: what networks show without cutting
MARGIN = 76
PAPER, INK, SOFT, LINE, ACCENT = "#fffdf9", "#1b1917", "#5e574f", "#d8d1c5", "#97271a"
_STEPS = {INK: 16, ACCENT: 8, SOFT: 6, LINE: 2}  # of each colour on its way to paper, for smooth letters
_MASTHEAD, _KICKER, _DAY = 40, 32, 27  # pixels
_SIZES = range(96, 47, -4)  # the headline's, the largest that fits
_TOP, _BOTTOM = 212, 520  # between them stands the headline
_LEADING = {False: 1.1, True: 1.36}  # of the size; wider where letters hang lower
_LINES = 5
_LETTERS = 400  # of each of the words are read


def card(words: Words, pool: Path, *, keep: bool = True) -> Rendition | None:
    """Draw a card into `pool`, or find it there; None where it cannot be set. Unless it is to be kept,
    nothing is written: it is told what the card would be."""
    said = _set(words)
    if said is None:
        return None
    index = pool / "cards" / f"{canonical.digest(canonical.encode([RECIPE, *said]))}.json"
    known = _known(index, pool)
    if known is not None:
        return known
    data = _drawn(said)
    digest = canonical.digest(data)
    file = f"{digest[:2]}/{digest}.png"
    found = Rendition(format="png", width=WIDTH, height=HEIGHT, size=len(data), file=file)
    if keep:
        files.write_if_changed(pool / file, data)
        files.write(index, canonical.encode(found))
    return found


@lru_cache(maxsize=16)
def _drawn(words: Words) -> bytes:
    """The last few stay in memory: an editor who writes on has the same card previewed again and again."""
    return draw(words)


def _set(words: Words) -> Words | None:
    """The words as they can be set; None where the headline or the paper's name cannot."""
    paper, section, headline, day = (
        shown(part[:_LETTERS]) for part in (words.paper, words.section, words.headline, words.day)
    )
    if not headline or paper is None or not can_set(f"{paper}{section}{headline}{day}"):
        return None
    return words._replace(paper=paper, section=section or "", headline=headline, day=day or "")


def _known(index: Path, pool: Path) -> Rendition | None:
    """What was noted, where the file is still there with its size."""
    try:
        found = msgspec.json.decode(index.read_bytes(), type=Rendition)
        whole = (pool / found.file).stat().st_size == found.size
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if whole else None


def draw(words: Words) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    page = ImageDraw.Draw(image)
    line = partial(_line, page, words)
    line(words.paper.split(), BOLD, _MASTHEAD, 104, INK)
    page.rectangle((MARGIN, 128, WIDTH - MARGIN - 1, 131), fill=INK)
    page.rectangle((MARGIN, 135, WIDTH - MARGIN - 1, 135), fill=INK)
    line(words.section.split(), BOLD, _KICKER, 186, ACCENT)
    _headline(words, line)
    page.rectangle((MARGIN, 546, WIDTH - MARGIN - 1, 546), fill=LINE)
    line(words.day.split(), TEXT, _DAY, 586, SOFT)
    out = io.BytesIO()
    small = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    small.save(out, format="PNG", compress_level=6)
    return out.getvalue()


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """The few colours that a card is made of."""
    found: list[tuple[int, ...]] = [ImageColor.getrgb(PAPER)]
    for colour, steps in _STEPS.items():
        pairs = list(zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True))
        found += [
            tuple(round(high + (low - high) * step / steps) for high, low in pairs)
            for step in range(1, steps + 1)
        ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in found for part in colour])
    return palette


Line = Callable[[list[str], int, int, float, str], None]


def _headline(words: Words, line: Line) -> None:
    """As large as fits, in balanced lines, in the middle of what is free."""
    lines: list[list[str]] = []
    size = _SIZES[-1]
    for size in _SIZES:
        measure = partial(setting.length, weight=BOLD, size=size, language=words.language)
        space = setting.length(" ", BOLD, size, words.language)
        lines = setting.balanced(words.headline.split(), measure, space, WIDTH - 2 * MARGIN)
        leading = size * _LEADING[words.right_to_left]
        wide = max(setting.runs(one, BOLD, size, words)[1] for one in lines)
        if len(lines) * leading <= _BOTTOM - _TOP + size * 0.1 and wide <= WIDTH - 2 * MARGIN:
            break
    else:
        lines = _cut(lines)
    leading = size * _LEADING[words.right_to_left]
    top = _TOP + (_BOTTOM - _TOP - len(lines) * leading) / 2
    for number, one in enumerate(lines):
        line(one, BOLD, size, top + leading * number + (leading + size * 0.68) / 2, INK)


def _cut(lines: list[list[str]]) -> list[list[str]]:
    """The first lines, and that there is more."""
    kept = [list(one) for one in lines[:_LINES]]
    if len(lines) > len(kept):
        kept[-1][-1] += "…"
    return kept


def _line(
    page: ImageDraw.ImageDraw, said: Words, words: list[str], weight: int, size: int, base: float, colour: str
) -> None:
    """One line on the base line `base`, from the side where the language begins."""
    words = setting.fitted(words, weight, size, said, WIDTH - 2 * MARGIN)
    runs, wide = setting.runs(words, weight, size, said)
    start = WIDTH - MARGIN - wide if said.right_to_left else MARGIN
    for run in runs:
        face = face_of(run.text[0], weight)
        if face:
            page.text(
                (start + run.left, base),
                run.text,
                fill=colour,
                font=font(face, weight, size),
                anchor="ls",
                **shaping(said.language, right_to_left=run.right_to_left),
            )
