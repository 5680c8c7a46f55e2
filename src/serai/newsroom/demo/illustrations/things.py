"""Things left behind: a courtyard's games, a radio's dial, a fence in flower.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    CLASSIC,
    Pen,
    Point,
    Sheet,
    Tone,
    bend,
    blob,
    ground_below,
    ridge,
)


def dial() -> Image.Image:
    """A radio's lit dial at night, its needle left of the middle, moths around a lamp."""
    sheet = Sheet("dial", ground="ink")
    with sheet.layer("dusk", tone=Tone(ink="night", towards="edge", start=0.0, end=0.9)) as pen:
        pen.disc(800, 1010, 980)
    with sheet.layer("brick", lift=24, tone=Tone(ink="wine", towards="edge", end=0.6)) as pen:
        pen.disc(800, 1010, 760)
    with sheet.layer("ochre", lift=18, tone=Tone(ink="apricot", towards="down", end=0.55)) as pen:
        pen.disc(800, 1010, 640)
    with sheet.layer("chalk", lift=8) as pen:
        pen.disc(800, 1010, 430)
    with sheet.layer("ink", dry=False) as pen:
        for i in range(61):
            angle = math.radians(184 + i * 172 / 60)
            inner, thick = (520, 9) if i % 5 == 0 else (566, 4)
            pen.line([(800 + r * math.cos(angle), 1010 + r * math.sin(angle)) for r in (inner, 612)], thick)
        for radius, start, end in ((470, 196, 232), (470, 246, 291), (470, 306, 343)):
            pen.ring(800, 1010, radius, 13, start, end)
    with sheet.layer("night", lift=16) as pen:
        angle = math.radians(247)
        tip = (800 + 660 * math.cos(angle), 1010 + 660 * math.sin(angle))
        side = (13 * math.sin(angle), -13 * math.cos(angle))
        pen.polygon([(800 + side[0], 1010 + side[1]), tip, (800 - side[0], 1010 - side[1])])
    with sheet.layer("lake", lift=22, tone=Tone(ink="night", towards="right", end=0.7)) as pen:
        pen.disc(800, 1010, 200)
    with sheet.layer("mist", dry=False) as pen:
        for i in range(13):
            angle = math.radians(180 + i * 15)
            pen.line([(800 + r * math.cos(angle), 1010 + r * math.sin(angle)) for r in (166, 190)], 7)
    with sheet.layer("chalk", lift=8) as pen:
        moths = ((300, 190, 66, 0.5), (1215, 150, 84, -0.4), (1390, 420, 46, 0.9), (930, 96, 40, 0.1))
        for x, y, size, lean in moths:
            _moth(pen, x, y, size, lean)
    return sheet.finish()


def _moth(pen: Pen, x: float, y: float, size: float, lean: float) -> None:
    def place(a: float, b: float) -> Point:
        return (
            x + size * (a * math.cos(lean) - b * math.sin(lean)),
            y + size * (a * math.sin(lean) + b * math.cos(lean)),
        )

    for side in (-1, 1):
        fore = ((0, -0.3), (side * 0.5, -0.9), (side * 1.1, -0.8), (side * 0.95, 0), (0, 0.2))
        hind = ((0, 0), (side * 0.8, 0.1), (side * 0.6, 0.8), (side * 0.1, 0.4), (0, 0))
        for wing in (fore, hind):
            pen.polygon(bend(*(place(a, b) for a, b in wing)))
        pen.line([place(0, -0.5), place(side * 0.3, -1.0)], 3)
    pen.polygon(bend(place(0, -0.6), place(0.14, 0), place(0, 0.8), place(-0.14, 0), place(0, -0.6)))


def fence() -> Image.Image:
    """Fence posts with wire along a hill at first light, each post in flower."""
    sheet = Sheet("fence", ground="dusk")
    with sheet.layer("rose", tone=Tone(ink="dusk", towards="up", end=0.85)) as pen:
        pen.box(-5, 150, 1605, 620)
    with sheet.layer("apricot", dry=False) as pen:
        pen.disc(1130, 520, 130)
    for ink, level, height, dots in (("wine", 560, 50, "dusk"), ("pine", 650, 40, "ink")):
        with sheet.layer(ink, lift=9, tone=Tone(ink=dots, towards="down", end=0.6)) as pen:
            pen.polygon(ground_below(ridge(sheet.dice, sheet.width, level, height, steps=6), 1080))
    with sheet.layer("ochre", lift=12, tone=Tone(ink="brick", towards="down", end=0.5)) as pen:
        pen.polygon(ground_below(bend((-60, 990), (400, 900), (900, 780), (1300, 720), (1660, 700)), 1080))
    with sheet.layer("ink", dry=False) as pen:
        for share in (0.28, 0.55, 0.82):
            posts = ((x, foot - 470 * size * share) for x, foot, size in _POSTS)
            pen.line([(-140, 1050 - 470 * share), *posts, (1660, 690)], 4)
    _in_flower(sheet, _POSTS[3:])
    for post in reversed(_POSTS[:3]):
        _in_flower(sheet, [post])
    with sheet.layer("chalk", dry=False) as pen:
        for _ in range(46):
            x = sheet.dice.uniform(0, 1500)
            y = sheet.dice.uniform(990, 1060) - x * 0.16
            pen.polygon(blob(sheet.dice, x, y, 8, rough=0.4, flat=0.5))
    return sheet.finish()


_POSTS: list[tuple[float, float, float]] = [  # x, foot, size
    (130, 985, 1.0),
    (520, 902, 0.8),
    (830, 822, 0.62),
    (1075, 768, 0.47),
    (1265, 735, 0.36),
    (1412, 718, 0.27),
    (1524, 710, 0.2),
]


def _in_flower(sheet: Sheet, posts: list[tuple[float, float, float]]) -> None:
    largest = max(size for _, _, size in posts)
    with sheet.layer("wine", lift=14 * largest, tone=Tone(ink="night", towards="right", end=0.7)) as pen:
        for x, foot, size in posts:
            top = foot - 500 * size
            left, right = x - 34 * size, x + 36 * size
            pen.polygon(
                [(left, foot + 14), (left + 7 * size, top), (right - 12 * size, top), (right, foot + 8)]
            )
            for a, b, level in ((-120, -110, 60), (130, -90, 110), (-90, -60, 230), (100, -70, 290)):
                pen.line([(x, top + level * size), (x + a * size, top + (level + b) * size)], 10 * size)
    for ink, many, petal in (("rose", 26, 22.0), ("chalk", 34, 17.0), ("brick", 16, 5.0)):
        with sheet.layer(ink, lift=5 * largest if petal > 5 else 0, dry=False) as pen:
            for x, foot, size in posts:
                _petals(sheet, pen, (x, foot - 490 * size), (68 * size, 60 * size), many, petal * size)
                if petal > 5:
                    _petals(
                        sheet,
                        pen,
                        (x, foot - 310 * size),
                        (88 * size, 26 * size),
                        many // 3,
                        petal * size * 0.8,
                    )


def _petals(sheet: Sheet, pen: Pen, middle: Point, spread: Point, many: int, petal: float) -> None:
    for _ in range(many):
        away_x, away_y = sheet.dice.gauss(0, spread[0]), sheet.dice.gauss(0, spread[1])
        pen.disc(middle[0] + away_x, middle[1] + away_y, petal)


def courtyard() -> Image.Image:
    """A courtyard from a fourth-floor window: poplars, a chalk hopscotch, washing, a ball."""
    sheet = Sheet("courtyard", CLASSIC, ground="sand")
    with sheet.layer("apricot", tone=Tone(ink="brick", towards="left", end=0.28)) as pen:
        pen.polygon([(-20, -20), (1620, -20), (1620, 300), (820, 420), (-20, 250)])
    with sheet.layer("ink", dry=False) as pen:
        for row in range(2):
            for i in range(9):
                x, y = 50 + i * 84, 18 + row * 96 + i * 13
                pen.polygon([(x, y), (x + 46, y + 7), (x + 46, y + 66), (x, y + 58)])
        for row in range(2):
            for i in range(8):
                x, y = 900 + i * 88, 130 + row * 92 - i * 12
                pen.polygon([(x, y), (x + 48, y - 7), (x + 48, y + 54), (x, y + 60)])
    with sheet.layer("ochre", dry=False) as pen:
        pen.polygon([(386, 70), (432, 77), (432, 136), (386, 128)])
        pen.polygon([(1164, 186), (1212, 179), (1212, 240), (1164, 246)])
    _hopscotch(sheet)
    with sheet.layer("night", tone=Tone(ink="sand", towards="right", start=0.1, end=0.5)) as pen:
        for x, y, tall in ((150, 800, 300), (330, 905, 330), (1300, 640, 250)):
            pen.polygon(
                bend(
                    (x - 14, y),
                    (x + tall * 0.5, y - 26),
                    (x + tall, y + 60),
                    (x + tall * 0.45, y + 70),
                    (x - 14, y + 18),
                )
            )
    for x, y, tall in ((1300, 640, 420), (150, 800, 520), (330, 905, 560)):
        with sheet.layer("wine") as pen:
            pen.box(x - 12, y - 120, x + 12, y + 40)
        with sheet.layer("pine", lift=12, tone=Tone(ink="sage", towards="left", end=0.6)) as pen:
            pen.polygon(
                bend(
                    (x, y - tall),
                    (x + 92, y - tall * 0.5),
                    (x + 66, y - 60),
                    (x, y - 20),
                    (x - 66, y - 60),
                    (x - 92, y - tall * 0.5),
                    (x, y - tall),
                )
            )
    _washing(sheet)
    with sheet.layer("brick", lift=12, dry=False) as pen:
        pen.disc(1330, 1010, 52)
    with sheet.layer("chalk", dry=False) as pen:
        pen.ring(1330, 1010, 30, 9, 190, 330)
    return sheet.finish()


def _hopscotch(sheet: Sheet) -> None:
    def place(across: float, along: float) -> tuple[float, float]:
        return 700 + along * 74 + across * 96, 1080 - along * 76 + across * 46

    with sheet.layer("chalk") as pen:
        for along in range(6):
            sides = (0.0,) if along in (0, 1, 3) else (-0.52, 0.52)
            for side in sides:
                square = [
                    place(side + a, along + b)
                    for a, b in ((-0.5, 0), (0.5, 0), (0.5, 1), (-0.5, 1), (-0.5, 0))
                ]
                pen.line(square, 9)
        arc = [
            place(0.9 * math.cos(a / 12 * math.pi), 6 + 0.9 * math.sin(a / 12 * math.pi)) for a in range(13)
        ]
        pen.line([*arc, arc[0]], 9)
    with sheet.layer("ink", lift=5, dry=False) as pen:
        pen.polygon(blob(sheet.dice, *place(0.5, 4.5), 24, rough=0.3, flat=0.7))


def _washing(sheet: Sheet) -> None:
    with sheet.layer("ink") as pen:
        pen.line([(560, 400), (560, 640)], 10)
        pen.line([(1120, 350), (1120, 580)], 10)
        pen.line(bend((560, 410), (840, 440), (1120, 360)), 4)
    for x, y, wide, tall, ink in (
        (604, 424, 104, 130, "chalk"),
        (730, 433, 70, 96, "brick"),
        (818, 434, 110, 140, "mist"),
        (948, 417, 60, 84, "dusk"),
        (1024, 396, 66, 110, "ochre"),
    ):
        with sheet.layer(ink, lift=9, tone=Tone(ink="wine", towards="left", end=0.22)) as pen:
            pen.polygon(
                [(x, y), (x + wide, y - wide * 0.12), (x + wide + 9, y + tall - 6), (x - 7, y + tall + 8)]
            )
