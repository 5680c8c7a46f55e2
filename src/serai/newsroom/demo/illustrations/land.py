"""The land: an orchard in flower, turbines on the steppe, a football pitch from above.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    Pen,
    Point,
    Sheet,
    Tone,
    bend,
    blob,
    ground_below,
    ridge,
)


def orchard() -> Image.Image:
    """Apricot trees in fruit, rows running to the hills, a ladder against the nearest."""
    sheet = Sheet("orchard", ground="mist")
    with sheet.layer("chalk") as pen:
        pen.disc(1240, 190, 96)
    with sheet.layer("dusk", lift=8, tone=Tone(ink="mist", towards="down", end=0.6)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 300, 110, steps=8, sharp=True), 700))
    with sheet.layer("pine", lift=8, tone=Tone(ink="sage", towards="down", end=0.6)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 420, 34, steps=6), 700))
    with sheet.layer("ochre", lift=8, tone=Tone(ink="brick", towards="down", end=0.35)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 492, 12, steps=5), 1080))
    with sheet.layer("sand") as pen:
        for x in (-900, -330, 130, 560, 1010, 1560, 2300):
            pen.polygon([(812, 488), (820, 488), (x + 130, 1080), (x, 1080)])
    rows = (
        (512, 34, (90, 200, 305, 415, 520, 640, 745, 862, 985, 1100, 1215, 1330, 1450, 1560)),
        (570, 64, (40, 250, 450, 640, 985, 1170, 1380, 1570)),
        (690, 118, (150, 520, 1120, 1500)),
    )
    for foot, size, places in rows:
        _trees(sheet, places, foot, size)
    _trees(sheet, (1270,), 1010, 300)
    _ladder(sheet)
    return sheet.finish()


def _trees(sheet: Sheet, places: tuple[float, ...], foot: float, size: float) -> None:
    crown = foot - size * 1.42
    with sheet.layer("wine") as pen:
        for x in places:
            _trunk(pen, x, foot, size)
    with sheet.layer("pine", lift=size / 18, tone=Tone(ink="sage", towards="left", end=0.6)) as pen:
        for x in places:
            pen.polygon(blob(sheet.dice, x, crown, size * 0.78, rough=0.14, flat=0.82))
    with sheet.layer("sage", dry=False) as pen:
        for _ in range(16):
            for x in places:
                leaf_x, leaf_y = _in_crown(sheet, x, crown, size * 0.62)
                pen.polygon(blob(sheet.dice, leaf_x, leaf_y, size * 0.07, rough=0.3, flat=0.6))
    for ink, many, radius in (("brick", 11, 0.062), ("apricot", 15, 0.056), ("ochre", 6, 0.05)):
        with sheet.layer(ink, dry=False) as pen:
            for x in places:
                for _ in range(many):
                    pen.disc(*_in_crown(sheet, x, crown, size * 0.66), size * radius)


def _trunk(pen: Pen, x: float, foot: float, size: float) -> None:
    waist = size * 0.085
    top = foot - size
    pen.polygon([(x - waist * 1.6, foot), (x - waist, top), (x + waist, top), (x + waist * 1.6, foot)])
    pen.line([(x, foot - size * 0.55), (x - size * 0.45, foot - size * 1.1)], waist * 1.1)
    pen.line([(x, foot - size * 0.5), (x + size * 0.45, foot - size * 1.15)], waist * 1.1)


def _in_crown(sheet: Sheet, x: float, y: float, reach: float) -> Point:
    """Somewhere in a tree's crown, evenly spread."""
    angle, far = sheet.dice.uniform(0, math.tau), reach * math.sqrt(sheet.dice.random())
    return x + far * math.cos(angle), y + far * 0.8 * math.sin(angle)


def _ladder(sheet: Sheet) -> None:
    with sheet.layer("chalk", lift=10) as pen:
        pen.line([(905, 1040), (1108, 452)], 15)
        pen.line([(1002, 1052), (1166, 462)], 15)
        for i in range(9):
            t = 0.08 + i * 0.108
            pen.line(
                [(905 + 203 * t, 1040 - 588 * t), (1002 + 164 * t, 1052 - 590 * t)],
                11,
            )
    with sheet.layer("brick", lift=8) as pen:
        pen.polygon([(640, 940), (830, 940), (800, 1050), (670, 1050)])
    with sheet.layer("apricot", dry=False) as pen:
        for x in (672, 712, 754, 796):
            pen.disc(x, 928, 27)
    with sheet.layer("ochre", dry=False) as pen:
        for x in (694, 735, 776):
            pen.disc(x, 902, 25)
    with sheet.layer("wine") as pen:
        for y in (968, 1000, 1030):
            pen.box(652, y, 818, y + 7)


def steppe() -> Image.Image:
    """Wind turbines in front of a huge sun, the steppe in bands, one house with a lit window."""
    sheet = Sheet("steppe", ground="sand")
    with sheet.layer("brick", tone=Tone(ink="apricot", towards="down", end=0.75)) as pen:
        pen.disc(620, 520, 356)
    with sheet.layer("sand") as pen:
        for y, tall in ((330, 16), (410, 12), (476, 9)):
            pen.polygon(
                bend((150, y), (420, y - 9), (800, y + 8), (1100, y), (800, y + tall + 6), (420, y + tall))
            )
    bands = (("apricot", 640, 16, "brick"), ("ochre", 706, 20, "brick"), ("wine", 800, 24, "ink"))
    heights = ((170, 650, 240), (1180, 655, 262), (980, 720, 380))
    for (ink, level, height, dots), (x, foot, tall) in zip(bands, heights, strict=True):
        _turbine(sheet, x, foot + 30, tall)
        if ink == "wine":
            _turbine(sheet, 384, foot + 40, 470)
        with sheet.layer(ink, lift=10, tone=Tone(ink=dots, towards="down", end=0.45)) as pen:
            pen.polygon(ground_below(ridge(sheet.dice, sheet.width, level, height, steps=5), 1080))
    _turbine(sheet, 1360, 1010, 800)
    with sheet.layer("ink", lift=12, tone=Tone(ink="night", towards="down", end=0.7)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 935, 26, steps=5), 1080))
    with sheet.layer("night", lift=6) as pen:
        pen.polygon([(170, 950), (170, 872), (240, 826), (310, 872), (310, 950)])
        pen.box(272, 822, 290, 868)
    with sheet.layer("ochre", dry=False) as pen:
        pen.box(198, 890, 224, 918)
    with sheet.layer("sand", dry=False) as pen:
        for x, foot, turned in ((560, 962, 1), (640, 972, -1), (708, 950, 1), (806, 976, 1), (880, 955, -1)):
            _sheep(pen, x, foot, turned)
    return sheet.finish()


def _turbine(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    top, start = foot - tall, sheet.dice.uniform(0, math.tau / 3)
    with sheet.layer("chalk", lift=tall / 70, tone=Tone(ink="mist", towards="right", end=0.5)) as pen:
        waist = tall * 0.016
        pen.polygon([(x - waist, top), (x + waist, top), (x + waist * 2, foot), (x - waist * 2, foot)])
        for blade in range(3):
            angle = start + blade * math.tau / 3
            reach, side = tall * 0.56, angle + math.pi / 2
            fat = tall * 0.026
            belly = (x + reach * 0.22 * math.cos(angle), top + reach * 0.22 * math.sin(angle))
            pen.polygon(
                [
                    (x, top),
                    (belly[0] + fat * math.cos(side), belly[1] + fat * math.sin(side)),
                    (x + reach * math.cos(angle), top + reach * math.sin(angle)),
                    (belly[0] - fat * 0.3 * math.cos(side), belly[1] - fat * 0.3 * math.sin(side)),
                ]
            )
        pen.disc(x, top, tall * 0.026)


def _sheep(pen: Pen, x: float, foot: float, turned: int) -> None:
    pen.disc(x, foot - 30, 30, flat=0.7)
    pen.disc(x - 12 * turned, foot - 36, 18)
    pen.disc(x + 28 * turned, foot - 20, 11)
    for leg in (-14, -4, 8, 16):
        pen.line([(x + leg, foot - 20), (x + leg, foot + 4)], 4)


def pitch() -> Image.Image:
    """A football pitch straight from above on a low evening: players as discs with long shadows."""
    sheet = Sheet("pitch", ground="pine")
    with sheet.layer("sage", dry=True) as pen:
        for i in range(7):
            pen.polygon(
                [(-400 + i * 360, -20), (-220 + i * 360, -20), (150 + i * 360, 1090), (-30 + i * 360, 1090)]
            )
    with sheet.layer("chalk") as pen:
        _markings(pen)
    players = (
        ("brick", ((380, 300), (560, 690), (800, 480), (910, 214), (1090, 610), (1214, 390), (300, 560))),
        ("ochre", ((470, 430), (660, 250), (880, 730), (1010, 420), (1290, 560), (1160, 800), (700, 890))),
    )
    with sheet.layer("night", dry=False, tone=Tone(ink="pine", towards="right", end=0.5)) as pen:
        for _, places in players:
            for x, y in places:
                pen.polygon([(x - 20, y - 22), (x + 20, y + 22), (x + 212, y + 104), (x + 190, y + 62)])
    for ink, places in players:
        with sheet.layer(ink, lift=5, dry=False) as pen:
            for x, y in places:
                pen.disc(x, y, 33, flat=0.9)
        with sheet.layer("ink", dry=False) as pen:
            for x, y in places:
                pen.disc(x + sheet.dice.uniform(-5, 5), y + sheet.dice.uniform(-4, 4), 14)
    with sheet.layer("chalk", lift=8, dry=False) as pen:
        pen.disc(1132, 498, 17)
    with sheet.layer("wine", lift=20, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.polygon([(-20, 930), (520, 1090), (-20, 1090)])
    with sheet.layer("sand", dry=False) as pen:
        for row in range(4):
            for seat in range(9 - row * 2):
                if sheet.dice.random() < 0.72:
                    pen.disc(24 + seat * 40 + row * 4, 968 + row * 30 + seat * 12, 10)
    return sheet.finish()


def _slant(x: float, y: float) -> tuple[float, float]:
    return 130 + x + y * 0.34, 60 + y


def _markings(pen: Pen) -> None:
    corners = [_slant(0, 0), _slant(1000, 0), _slant(1000, 900), _slant(0, 900), _slant(0, 0)]
    pen.line(corners, 9)
    pen.line([_slant(500, 0), _slant(500, 900)], 8)
    circle = [
        _slant(500 + 130 * math.cos(a / 40 * math.tau), 450 + 130 * math.sin(a / 40 * math.tau))
        for a in range(41)
    ]
    pen.line(circle, 8)
    pen.disc(*_slant(500, 450), 12)
    for near, deep in ((0, 170), (1000, 830)):
        pen.line([_slant(near, 200), _slant(deep, 200), _slant(deep, 700), _slant(near, 700)], 8)
        goal = near + (deep - near) * 0.4
        pen.line([_slant(near, 330), _slant(goal, 330), _slant(goal, 570), _slant(near, 570)], 7)
