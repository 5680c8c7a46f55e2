"""Water and what people build at it: the reservoir, the sluice, the bridge at dusk.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    PORTRAIT,
    Pen,
    Sheet,
    Tone,
    bend,
    blob,
    ground_below,
    ridge,
)


def reservoir() -> Image.Image:
    """A reservoir fallen to a third: old waterlines like terraces, and a gauge standing in dry air."""
    sheet = Sheet("reservoir", ground="rose")
    with sheet.layer("apricot", tone=Tone(ink="brick", towards="up", end=0.35)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 215, 70, steps=7, sharp=True), 1100))
    with sheet.layer("wine", lift=10, tone=Tone(ink="ink", towards="left", end=0.5)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 318, 42, steps=6), 1100))
    banks = ["brick", "apricot", "ochre", "sand", "paper", "mist"]
    for i, ink in enumerate(banks):
        tone = Tone(ink="wine" if i < 3 else "apricot", towards="left", end=0.30)
        with sheet.layer(ink, lift=16, tone=tone) as pen:
            reach = 1120 - i * 120
            pen.polygon(blob(sheet.dice, 690 - i * 26, 905 - i * 22, reach, rough=0.10, flat=0.52 - i * 0.02))
    with sheet.layer("lake", lift=10, tone=Tone(ink="ink", towards="up", end=0.6)) as pen:
        pool = blob(sheet.dice, 530, 770, 355, rough=0.16, flat=0.34)
        pen.polygon(pool)
    with sheet.layer("mist") as pen:
        for x, y, length in ((420, 735, 150), (600, 775, 190), (380, 800, 90), (520, 832, 130)):
            pen.line([(x, y), (x + length, y)], 5)
    _stranded_boat(sheet)
    _gauge(sheet)
    return sheet.finish()


def _stranded_boat(sheet: Sheet) -> None:
    with sheet.layer("ink", lift=12) as pen:
        pen.polygon(bend((150, 905), (215, 968), (330, 985), (420, 930), (300, 950), (150, 905)))
    with sheet.layer("chalk") as pen:
        pen.line(bend((158, 908), (222, 941), (300, 955), (412, 933)), 6)


def _gauge(sheet: Sheet) -> None:
    left, right, top, bottom = 1196, 1300, 120, 1010
    with sheet.layer("chalk", lift=22) as pen:
        pen.polygon([(left, top + 14), (right - 4, top), (right, bottom), (left + 4, bottom + 8)])
    with sheet.layer("ink") as pen:
        step = (bottom - top) / 12
        for i in range(12):
            y = top + 16 + i * step
            if i % 2 == 0:
                pen.box(left + 4, y, left + 54, y + step * 0.5)
            else:
                pen.box(left + 50, y, right - 3, y + step * 0.5)
    with sheet.layer("brick") as pen:
        pen.polygon([(left - 74, 262), (left - 6, 296), (left - 74, 330)])
    with sheet.layer("wine", lift=8) as pen:
        pen.polygon(blob(sheet.dice, 1250, 1030, 190, rough=0.2, flat=0.28))


def sluice() -> Image.Image:
    """A sluice in a concrete frame, its handwheel above, a thread of water below."""
    sheet = Sheet("sluice", PORTRAIT, ground="sand")
    with sheet.layer("apricot", tone=Tone(ink="brick", towards="up", end=0.35)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 500, 60, steps=4), 1640))
    with sheet.layer("ochre", lift=10, tone=Tone(ink="brick", towards="left", end=0.25)) as pen:
        pen.polygon([(-20, 760), (330, 640), (330, 1620), (-20, 1620)])
        pen.polygon([(1090, 760), (740, 640), (740, 1620), (1090, 1620)])
    with sheet.layer("pine", lift=18, tone=Tone(ink="night", towards="down", end=0.7)) as pen:
        pen.polygon([(300, 560), (767, 560), (767, 1300), (300, 1300)])
    with sheet.layer("brick", lift=14, tone=Tone(ink="wine", towards="down", start=0.05, end=0.5)) as pen:
        pen.box(352, 690, 715, 1090)
    with sheet.layer("wine") as pen:
        for y in (760, 850, 940, 1030):
            pen.box(352, y, 715, y + 12)
        for y in (725, 805, 895, 985, 1065):
            for x in (378, 690):
                pen.disc(x, y, 7)
    with sheet.layer("mist", lift=16, tone=Tone(ink="dusk", towards="left", end=0.35)) as pen:
        pen.box(250, 500, 352, 1320)
        pen.box(715, 500, 817, 1320)
        pen.box(220, 440, 847, 548)
    with sheet.layer("chalk") as pen:
        pen.box(220, 440, 847, 456)
    with sheet.layer("lake", tone=Tone(ink="night", towards="up", end=0.7)) as pen:
        pen.polygon([(352, 1090), (715, 1090), (760, 1300), (900, 1640), (170, 1640), (310, 1300)])
    with sheet.layer("sand", lift=8, tone=Tone(ink="apricot", towards="down", end=0.5)) as pen:
        pen.polygon(
            [*bend((300, 1290), (470, 1310), (500, 1420), (440, 1540), (470, 1660)), (100, 1660), (220, 1290)]
        )
        pen.polygon(
            [
                *bend((770, 1290), (640, 1320), (600, 1430), (640, 1550), (620, 1660)),
                (1000, 1660),
                (850, 1290),
            ]
        )
    with sheet.layer("chalk") as pen:
        pen.line(bend((520, 1150), (545, 1290), (535, 1420), (520, 1560)), 7)
        pen.line(bend((575, 1130), (580, 1260), (590, 1340)), 5)
    _handwheel(sheet, 533, 270)
    return sheet.finish()


def _handwheel(sheet: Sheet, x: float, y: float) -> None:
    with sheet.layer("ink", lift=8) as pen:
        pen.box(x - 15, y, x + 15, 690)
    with sheet.layer("ink", lift=18) as pen:
        pen.ring(x, y, 168, 34)
        for spoke in range(6):
            angle = math.tau * spoke / 6 + 0.26
            pen.line([(x, y), (x + 165 * math.cos(angle), y + 165 * math.sin(angle))], 17)
        pen.disc(x, y, 40)
    with sheet.layer("brick") as pen:
        pen.disc(x, y, 17)
        pen.ring(x, y, 176, 7, 190, 285)


def bridge() -> Image.Image:
    """Five arches over a slow river at dusk, a sun on the water, one walker with a bicycle."""
    sheet = Sheet("bridge", ground="rose")
    with sheet.layer("apricot", tone=Tone(ink="rose", towards="up", end=0.7)) as pen:
        pen.box(-5, 150, 1605, 620)
    with sheet.layer("brick", dry=False) as pen:
        pen.disc(1050, 420, 168)
    hills = (("rose", 395, 74, "apricot"), ("dusk", 470, 66, "ink"), ("ink", 560, 38, "night"))
    for ink, level, height, dots in hills:
        with sheet.layer(ink, lift=9, tone=Tone(ink=dots, towards="down", end=0.55)) as pen:
            pen.polygon(ground_below(ridge(sheet.dice, sheet.width, level, height, steps=7), 700))
    with sheet.layer("dusk", tone=Tone(ink="ink", towards="down", end=0.75)) as pen:
        pen.box(-5, 640, 1605, 1075)
    with sheet.layer("apricot") as pen:
        for i in range(15):
            reach = 150 - i * 7 + sheet.dice.uniform(-26, 26)
            y = 664 + i * 26
            pen.round_box(1050 - reach, y, 1050 + reach, y + 10 - i * 0.2, 5)
    _arches(sheet)
    with sheet.layer("night", lift=6) as pen:
        pen.polygon(ground_below(bend((-60, 880), (200, 905), (420, 985), (560, 1100)), 1120))
    with sheet.layer("pine") as pen:
        for i in range(46):
            x = -10 + i * 11
            foot = 885 + max(0, (i - 10) * 4.2)
            pen.line(
                [(x, foot + 40), (x + sheet.dice.uniform(-16, 20), foot - sheet.dice.uniform(30, 120))], 4
            )
    return sheet.finish()


def _arches(sheet: Sheet) -> None:
    with sheet.layer("night", lift=14, tone=Tone(ink="dusk", towards="up", end=0.22)) as pen:
        pen.polygon([*bend((-60, 556), (500, 512), (1100, 512), (1660, 556)), (1660, 740), (-60, 740)])
        for i in range(5):
            x, reach = 150 + i * 322, 128
            pen.disc(x, 705, reach, flat=0.86, out=True)
            pen.box(x - reach, 705, x + reach, 800, out=True)
    with sheet.layer("ink") as pen:
        for i in range(6):
            x = -11 + i * 322
            pen.box(x - 44, 750, x + 44, 762)
            pen.box(x - 36, 782, x + 36, 791)
            pen.box(x - 24, 812, x + 24, 819)
    with sheet.layer("night") as pen:
        pen.line(bend((-60, 520), (500, 476), (1100, 476), (1660, 520)), 5)
        for i in range(41):
            x = -30 + i * 41
            deck = 512 + 44 * ((x - 800) / 860) ** 2
            pen.line([(x, deck + 6), (x, deck - 36)], 3)
        for x in (470, 1130):
            pen.box(x - 3, 375, x + 3, 520)
            pen.round_box(x - 16, 352, x + 16, 384, 8)
        _walker(pen, 690, 508)
    with sheet.layer("ochre") as pen:
        for x in (470, 1130):
            pen.disc(x, 369, 8)


def _walker(pen: Pen, x: float, foot: float) -> None:
    pen.disc(x, foot - 104, 12)
    pen.polygon([(x - 15, foot - 90), (x + 13, foot - 90), (x + 17, foot - 36), (x - 18, foot - 36)])
    pen.line([(x - 6, foot - 40), (x - 17, foot)], 8)
    pen.line([(x + 6, foot - 40), (x + 14, foot)], 8)
    pen.line([(x + 8, foot - 80), (x + 46, foot - 62)], 6)
    for wheel in (x + 38, x + 112):
        pen.ring(wheel, foot - 26, 26, 4)
    pen.line([(x + 38, foot - 26), (x + 62, foot - 64), (x + 100, foot - 64), (x + 112, foot - 26)], 4)
    pen.line([(x + 62, foot - 64), (x + 78, foot - 26), (x + 100, foot - 64)], 4)
    pen.line([(x + 46, foot - 70), (x + 60, foot - 72)], 5)
