"""Paper, ink and scissors: what the demo's illustrations are printed with.

Rule: deterministic by name. A picture is a stack of cut layers, each one colour of a short palette, with
an optional shadow (it lies on the one below) and an optional halftone of a second ink. Measures are pixels
of the finished picture; edges are drawn at three times that and averaged down.
"""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Size = tuple[int, int]
Box = tuple[int, int, int, int]

LANDSCAPE: Size = (1600, 1067)
CLASSIC: Size = (1600, 1200)
PORTRAIT: Size = (1067, 1600)
SQUARE: Size = (1200, 1200)

INKS = {
    "paper": (243, 233, 214),
    "chalk": (252, 247, 236),
    "sand": (230, 203, 158),
    "ochre": (229, 164, 58),
    "apricot": (238, 136, 74),
    "brick": (205, 74, 48),
    "wine": (126, 41, 48),
    "rose": (231, 180, 158),
    "mist": (176, 198, 193),
    "sage": (126, 156, 128),
    "pine": (44, 86, 80),
    "lake": (47, 114, 127),
    "dusk": (70, 84, 128),
    "ink": (28, 34, 62),
    "night": (17, 21, 42),
}
FINE = 3  # edges are drawn this many times larger
_PERIOD = 9  # pixels between halftone dots


@dataclass(frozen=True, kw_only=True)
class Tone:
    """A halftone of `ink` within a layer: its density goes from `start` to `end` (0 to 1) towards a side."""

    ink: str
    towards: str = "down"  # down, up, left, right, or "edge": from the middle outwards
    start: float = 0.0
    end: float = 0.6


class Pen:
    """Draws one layer's shape. What is drawn with `out=True` is cut away again."""

    def __init__(self, size: Size) -> None:
        self.mask = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
        self._draw = ImageDraw.Draw(self.mask)

    def polygon(self, points: Sequence[Point], *, out: bool = False) -> None:
        """A filled outline."""
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=0 if out else 255)

    def box(self, left: float, top: float, right: float, bottom: float, *, out: bool = False) -> None:
        """A rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], out=out)

    def round_box(
        self, left: float, top: float, right: float, bottom: float, radius: float, *, out: bool = False
    ) -> None:
        """A rectangle with round corners."""
        corners = [value * FINE for value in (left, top, right, bottom)]
        self._draw.rounded_rectangle(corners, radius * FINE, fill=0 if out else 255)

    def disc(self, x: float, y: float, radius: float, *, flat: float = 1.0, out: bool = False) -> None:
        """A disc; `flat` below 1 presses it down to an ellipse."""
        tall = radius * flat
        corners = [(x - radius) * FINE, (y - tall) * FINE, (x + radius) * FINE, (y + tall) * FINE]
        self._draw.ellipse(corners, fill=0 if out else 255)

    def line(self, points: Sequence[Point], width: float, *, out: bool = False) -> None:
        """A line with round joints and ends."""
        shade = 0 if out else 255
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(scaled, fill=shade, width=max(1, round(width * FINE)), joint="curve")
        if width >= 4:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, out=out)

    def ring(
        self, x: float, y: float, radius: float, width: float, start: float = 0, end: float = 360
    ) -> None:
        """A part of a circle's line; degrees run clockwise from three o'clock."""
        outer = radius + width / 2
        corners = [(x - outer) * FINE, (y - outer) * FINE, (x + outer) * FINE, (y + outer) * FINE]
        self._draw.arc(corners, start, end, fill=255, width=max(1, round(width * FINE)))


class Sheet:
    """One picture in the making; `dice` gives the same throws for the same name."""

    def __init__(self, name: str, size: Size = LANDSCAPE, ground: str = "paper") -> None:
        self.size = size
        self.width, self.height = size
        self.dice = random.Random(f"serai demo {name}")  # noqa: S311
        self.image = Image.new("RGB", size, INKS[ground])
        self._specks = _specks(self.dice, size)

    @contextmanager
    def layer(
        self,
        ink: str,
        *,
        lift: float = 0,
        tone: Tone | None = None,
        within: Image.Image | None = None,
        dry: bool = True,
    ) -> Iterator[Pen]:
        """Draw a layer with the pen, then print it. `lift` is its shadow's length, `within` a mask it
        may not leave, `dry` lets the paper show through in specks."""
        pen = Pen(self.size)
        yield pen
        pen.mask = pen.mask.reduce(FINE)
        if within is not None:
            pen.mask = ImageChops.multiply(pen.mask, within)
        box = pen.mask.getbbox()
        if box is not None:
            self._print(pen.mask.crop(box), box, ink, lift=lift, tone=tone, dry=dry)

    def _print(
        self, mask: Image.Image, box: Box, ink: str, *, lift: float, tone: Tone | None, dry: bool
    ) -> None:
        """Print the part of a layer that has anything on it: `mask`, which stands at `box`."""
        if lift:
            shadow, corner = _shadow(mask, box, lift)
            self.image.paste(INKS["night"], corner, shadow)
        if dry:
            away = ImageChops.offset(self._specks, self.dice.randrange(999), self.dice.randrange(999))
            mask = ImageChops.subtract(mask, away.crop(box))
        self.image.paste(INKS[ink], box, mask)
        if tone is not None:
            dots = ImageChops.multiply(mask, _dots(self.size, box, tone))
            self.image.paste(INKS[tone.ink], box, dots)

    def finish(self) -> Image.Image:
        """The picture with the paper's grain and the ink's unevenness over all of it."""
        small = (self.width // 36, self.height // 36)
        cloud = _noise(self.dice, small).resize(self.size, Image.Resampling.BICUBIC)
        fibre = _noise(self.dice, (self.width // 2, self.height // 2)).resize(
            self.size, Image.Resampling.BILINEAR
        )
        grain = Image.blend(cloud, fibre, 0.7).point(lambda value: 128 + (value - 128) * 0.32)
        return ImageChops.soft_light(self.image, Image.merge("RGB", (grain, grain, grain)))


# --- outlines -------------------------------------------------------------------------------------------


def ridge(
    dice: random.Random, width: float, level: float, height: float, *, steps: int = 9, sharp: bool = False
) -> list[Point]:
    """A skyline from beyond the left edge to beyond the right, `height` up and down around `level`."""
    span = (width + 120) / steps
    knots = [level + height * dice.uniform(-1, 1) for _ in range(steps + 1)]
    if sharp:
        return [(-60 + i * span + dice.uniform(-0.2, 0.2) * span, knot) for i, knot in enumerate(knots)]
    points: list[Point] = []
    for i in range(steps):
        for part in range(14):
            t = part / 14
            ease = (1 - math.cos(math.pi * t)) / 2
            points.append((-60 + (i + t) * span, knots[i] + (knots[i + 1] - knots[i]) * ease))
    points.append((width + 60, knots[-1]))
    return points


def ground_below(line: Sequence[Point], bottom: float) -> list[Point]:
    """The land under a skyline, down to `bottom`."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def blob(
    dice: random.Random, x: float, y: float, radius: float, *, rough: float = 0.1, flat: float = 1.0
) -> list[Point]:
    """A disc cut by hand: `rough` is how unsteady the hand is."""
    waves = [(dice.uniform(0.2, 1), dice.uniform(0, math.tau), n) for n in (2, 3, 5, 8)]
    points = []
    for i in range(72):
        angle = math.tau * i / 72
        sway = sum(size * math.sin(n * angle + phase) for size, phase, n in waves) / len(waves)
        reach = radius * (1 + rough * sway)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle) * flat))
    return points


def bend(*knots: Point, parts: int = 16) -> list[Point]:
    """A smooth line through the knots (Catmull and Rom's)."""
    ends = [knots[0], *knots, knots[-1]]
    points: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for part in range(parts):
            t = part / parts
            points.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return [*points, knots[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    cubic = -a + 3 * b - 3 * c + d
    square = 2 * a - 5 * b + 4 * c - d
    return 0.5 * (2 * b + (c - a) * t + square * t * t + cubic * t * t * t)


# --- the print shop -------------------------------------------------------------------------------------


def _noise(dice: random.Random, size: Size) -> Image.Image:
    return Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))


def _specks(dice: random.Random, size: Size) -> Image.Image:
    """Where the ink did not take: single grains, and here and there a larger flake."""
    fine = _noise(dice, size).point(lambda value: 110 if value > 250 else 0)
    coarse = _noise(dice, (size[0] // 3, size[1] // 3)).point(lambda value: 150 if value > 253 else 0)
    return ImageChops.lighter(fine, coarse.resize(size, Image.Resampling.BILINEAR))


def _shadow(mask: Image.Image, box: Box, lift: float) -> tuple[Image.Image, tuple[int, int]]:
    """A layer's shadow, and where its corner goes. Blurred at a quarter of its size."""
    margin = 4 * round(lift / 2 + 2)
    wide = Image.new("L", (mask.width + 2 * margin, mask.height + 2 * margin), 0)
    wide.paste(mask, (margin, margin))
    small = wide.reduce(4).filter(ImageFilter.GaussianBlur(lift / 5))
    shade = small.point(lambda value: value * 0.42).resize(wide.size, Image.Resampling.BILINEAR)
    return shade, (box[0] - margin + round(lift / 9) * 4, box[1] - margin + round(lift / 5) * 4)


def _dots(size: Size, box: Box, tone: Tone) -> Image.Image:
    """The halftone's dots within `box`, their size following the tone."""
    if tone.towards == "edge":
        ramp = Image.radial_gradient("L")
    else:
        turn = {"down": 0, "right": 90, "up": 180, "left": 270}[tone.towards]
        ramp = Image.linear_gradient("L").rotate(turn)
    ramp = ramp.point(lambda value: 255 * (tone.start + (tone.end - tone.start) * value / 255))
    level = ramp.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
    return ImageChops.subtract(level, _screen(size).crop(box), scale=0.14, offset=0)


@lru_cache(maxsize=8)
def _screen(size: Size) -> Image.Image:
    """Thresholds of a dot screen at 30 degrees: a dot grows from each lattice point."""
    cell = Image.new("L", (_PERIOD * 4, _PERIOD * 4))
    middle = _PERIOD * 2
    reach = math.hypot(middle, middle)
    cell.putdata(
        [
            round(255 * (math.hypot(x - middle, y - middle) / reach) ** 1.15)
            for y in range(_PERIOD * 4)
            for x in range(_PERIOD * 4)
        ]
    )
    cell = cell.reduce(4)
    side = round(math.hypot(*size)) + _PERIOD * 2
    field = Image.new("L", (side, side))
    row = Image.new("L", (side, _PERIOD))
    for x in range(0, side, _PERIOD):
        row.paste(cell, (x, 0))
    for y in range(0, side, _PERIOD):
        field.paste(row, (0, y))
    field = field.rotate(30, Image.Resampling.BICUBIC)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return field.crop((left, top, left + size[0], top + size[1]))
