"""Out of doors: a karez in section, kites caught by a poplar, a table of fruit.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    CLASSIC,
    Point,
    Sheet,
    Tone,
    bend,
    blob,
    ground_below,
    ridge,
)


def wells() -> Image.Image:
    """A hill in section: shafts from a row of mounds down to a stream that comes out at a tree."""
    sheet = Sheet("wells", ground="mist")
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(1290, 210, 104)
    with sheet.layer("dusk", tone=Tone(ink="mist", towards="down", end=0.5)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 330, 80, steps=7, sharp=True), 800))
    surface = bend((-60, 330), (260, 380), (700, 520), (1100, 650), (1360, 712), (1660, 720), parts=30)
    strata = (
        ("ochre", 0, "brick"),
        ("apricot", 120, "brick"),
        ("brick", 250, "wine"),
        ("wine", 390, "night"),
    )
    for ink, down, dots in strata:
        with sheet.layer(ink, lift=10, tone=Tone(ink=dots, towards="down", end=0.4)) as pen:
            pen.polygon(ground_below([(x, y + down * (1 - x / 2600)) for x, y in surface], 1100))
    with sheet.layer("night", lift=6, dry=False) as pen:
        for i in range(6):
            x = 150 + i * 196
            pen.box(x - 24, _height(surface, x) - 4, x + 24, 866)
        pen.polygon(
            [*bend((-60, 880), (700, 820), (1250, 770), (1420, 716), (1420, 770)), (1200, 880), (-60, 960)]
        )
    with sheet.layer("lake", dry=False, tone=Tone(ink="mist", towards="right", end=0.5)) as pen:
        pen.polygon(
            [
                *bend((-60, 920), (700, 862), (1250, 804), (1430, 736), (1660, 742)),
                (1660, 762),
                (1430, 760),
                (1210, 880),
                (-60, 960),
            ]
        )
    with sheet.layer("sand", lift=8, tone=Tone(ink="apricot", towards="right", end=0.6)) as pen:
        for i in range(6):
            x = 150 + i * 196
            foot = _height(surface, x) + 16
            for side in (-1, 1):
                pen.polygon(
                    bend((x + side * 22, foot), (x + side * 34, foot - 44), (x + side * 84, foot + 12))
                )
    with sheet.layer("wine", lift=6) as pen:
        pen.polygon([(1490, 722), (1502, 520), (1524, 520), (1540, 722)])
    with sheet.layer("pine", lift=12, tone=Tone(ink="sage", towards="left", end=0.6)) as pen:
        pen.polygon(blob(sheet.dice, 1510, 452, 118, rough=0.14))
    with sheet.layer("apricot", dry=False) as pen:
        for _ in range(17):
            angle, far = sheet.dice.uniform(0, math.tau), 92 * math.sqrt(sheet.dice.random())
            pen.disc(1510 + far * math.cos(angle), 452 + far * math.sin(angle), 9)
    return sheet.finish()


def _height(line: list[Point], x: float) -> float:
    """How high a skyline is at `x`."""
    return min(line, key=lambda point: abs(point[0] - x))[1]


def kites() -> Image.Image:
    """Eleven paper kites, their strings run together into one bare poplar on a low hill."""
    sheet = Sheet("kites", ground="apricot")
    with sheet.layer("rose", tone=Tone(ink="apricot", towards="down", end=0.8)) as pen:
        pen.polygon(blob(sheet.dice, 900, 380, 760, rough=0.06, flat=0.6))
    with sheet.layer("brick", lift=8, tone=Tone(ink="wine", towards="down", end=0.5)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 840, 36, steps=6), 1090))
    with sheet.layer("wine", lift=10, tone=Tone(ink="night", towards="down", end=0.6)) as pen:
        pen.polygon(ground_below(bend((-60, 1000), (330, 880), (800, 960), (1660, 1040)), 1090))
    places = [
        (620 + i % 4 * 268 + sheet.dice.uniform(-60, 60), 130 + i // 4 * 210 + sheet.dice.uniform(-50, 50))
        for i in range(11)
    ]
    with sheet.layer("ink", dry=False) as pen:
        for x, y in places:
            pen.line(bend((x, y), ((x + 330) / 2 + 40, (y + 640) / 2 + 70), (330, 640)), 2.4)
        pen.polygon([(312, 900), (326, 380), (334, 380), (350, 900)])
        for i in range(15):
            y, side = 860 - i * 32, -1 if i % 2 else 1
            reach = 96 * (1.1 - i / 17)
            pen.line(
                [
                    (330, y),
                    (330 + side * reach * 0.5, y - reach * 0.8),
                    (330 + side * reach * 0.62, y - reach * 1.7),
                ],
                5,
            )
    for i, (x, y) in enumerate(places):
        _kite(
            sheet, x, y, ("lake", "chalk", "ochre", "dusk")[i % 4], ("brick", "pine", "wine", "chalk")[i % 4]
        )
    return sheet.finish()


def _kite(sheet: Sheet, x: float, y: float, ink: str, cross: str) -> None:
    lean, size = sheet.dice.uniform(-0.7, 0.5), sheet.dice.uniform(52, 78)

    def place(a: float, b: float) -> Point:
        cosine, sine = math.cos(lean) * size, math.sin(lean) * size
        return x + a * cosine - b * sine, y + a * sine + b * cosine

    with sheet.layer(cross, dry=False) as pen:
        pen.line(bend(place(0, 1.3), place(0.4, 1.8), place(-0.2, 2.3), place(0.3, 2.9)), 6)
    with sheet.layer(ink, lift=10) as pen:
        pen.polygon([place(0, -1.1), place(0.8, 0), place(0, 1.3), place(-0.8, 0)])
    with sheet.layer(cross, dry=False) as pen:
        pen.polygon([place(0, -1.1), place(0.8, 0), place(0, 0)])
        pen.polygon([place(0, 1.3), place(-0.8, 0), place(0, 0)])


def melons() -> Image.Image:
    """A table from above: a cut melon, pears, bean pods, an open exercise book with a pencil."""
    sheet = Sheet("melons", CLASSIC, ground="pine")
    with sheet.layer("lake", tone=Tone(ink="pine", towards="edge", end=0.9)) as pen:
        pen.box(-5, -5, 1605, 1205)
    with sheet.layer("chalk") as pen:
        for i in range(7):
            pen.line([(-20, 90 + i * 180), (1620, 60 + i * 180)], 5)
    for x, y, radius in ((430, 420, 290), (1280, 900, 210)):
        rinds = (
            ("ochre", 1.0, "brick"),
            ("sage", 0.92, "pine"),
            ("chalk", 0.84, "sand"),
            ("apricot", 0.5, "brick"),
        )
        for ink, share, dots in rinds:
            with sheet.layer(
                ink, lift=20 if share == 1 else 0, tone=Tone(ink=dots, towards="edge", end=0.3)
            ) as pen:
                pen.polygon(blob(sheet.dice, x, y, radius * share, rough=0.05, flat=0.86))
        with sheet.layer("sand", dry=False) as pen:
            for i in range(26):
                angle = math.tau * i / 26
                seed_x, seed_y = x + radius * 0.36 * math.cos(angle), y + radius * 0.31 * math.sin(angle)
                pen.polygon(blob(sheet.dice, seed_x, seed_y, 15, rough=0.2, flat=0.55))
    for x, y, ink in ((860, 170, "sage"), (1010, 250, "ochre"), (900, 340, "sage")):
        with sheet.layer(ink, lift=14, tone=Tone(ink="brick", towards="right", end=0.45)) as pen:
            pen.polygon(
                bend(
                    (x, y - 96),
                    (x + 40, y - 30),
                    (x + 70, y + 40),
                    (x, y + 92),
                    (x - 70, y + 40),
                    (x - 40, y - 30),
                    (x, y - 96),
                )
            )
        with sheet.layer("wine", dry=False) as pen:
            pen.line([(x, y - 86), (x + 16, y - 130)], 8)
    for i in range(5):
        x, y = 200 + i * 96, 900 + i % 2 * 60
        with sheet.layer("brick" if i % 2 else "wine", lift=9) as pen:
            pen.polygon(
                bend(
                    (x, y - 120),
                    (x + 44, y),
                    (x + 20, y + 150),
                    (x + 6, y + 60),
                    (x - 6, y - 40),
                    (x, y - 120),
                )
            )
    with sheet.layer("chalk", lift=22, tone=Tone(ink="mist", towards="left", end=0.4)) as pen:
        pen.polygon([(700, 560), (1080, 500), (1150, 900), (770, 970)])
        pen.polygon([(1080, 500), (1440, 470), (1510, 850), (1150, 900)])
    with sheet.layer("dusk", dry=False) as pen:
        for i in range(11):
            pen.line([(736 + i * 6, 612 + i * 31), (1052 + i * 6, 562 + i * 31)], 4)
    with sheet.layer("ochre", lift=12) as pen:
        pen.line([(820, 820), (1130, 610)], 22)
    return sheet.finish()
