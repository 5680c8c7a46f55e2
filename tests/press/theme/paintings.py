"""Pictures for the samples, painted by code: ridges of hills under a sky, one colour an hour of the day."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from tests.press.theme.samples import PHOTOS, WIDTHS, photo_file

Colour = tuple[int, int, int]
_SKIES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((244, 196, 128), (214, 110, 74), (58, 42, 62)),
    ((176, 205, 214), (236, 222, 190), (40, 66, 72)),
    ((46, 62, 96), (226, 134, 96), (16, 20, 36)),
    ((238, 226, 200), (198, 170, 120), (92, 66, 40)),
    ((198, 214, 190), (244, 232, 196), (38, 62, 46)),
    ((120, 140, 176), (232, 200, 196), (44, 44, 74)),
)
_SIZE = (1600, 1000)


def paint(number: int) -> Image.Image:
    """Painting `number`: the same each time."""
    high, low, near = _SKIES[number % len(_SKIES)]
    dice = random.Random(number)
    width, height = _SIZE
    sky = Image.new("RGB", (1, height))
    for y in range(height):
        sky.putpixel((0, y), _mix(high, low, y / height))
    canvas = sky.resize(_SIZE)
    draw = ImageDraw.Draw(canvas)
    sun = (dice.randint(300, 1300), dice.randint(220, 420), dice.randint(60, 110))
    draw.ellipse(
        (sun[0] - sun[2], sun[1] - sun[2], sun[0] + sun[2], sun[1] + sun[2]),
        fill=_mix(low, (255, 250, 235), 0.75),
    )
    canvas = canvas.filter(ImageFilter.GaussianBlur(3))
    draw = ImageDraw.Draw(canvas)
    for ridge in range(6):
        base, phase = 420 + ridge * 105, dice.random() * 9
        outline = [
            (
                x,
                base
                + 52 * math.sin(x / 210 + phase)
                + 24 * math.sin(x / 67 + phase * 2)
                + 9 * math.sin(x / 23 + phase * 3),
            )
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([(0, height), *outline, (width, height)], fill=_mix(low, near, (ridge + 1) / 6))
    return canvas


def write(folder: Path) -> None:
    """All paintings in all their files, below `folder`/media."""
    for number in range(PHOTOS):
        painting = paint(number)
        for name, widths in WIDTHS.items():
            for width in widths:
                path = folder / "media" / photo_file(number, name, width)
                path.parent.mkdir(parents=True, exist_ok=True)
                small = painting.resize((width, width * 5 // 8))
                speed = {"avif": {"speed": 10}, "webp": {"method": 0}}.get(name, {})
                small.save(path, format=name.upper(), quality=70, **speed)


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
