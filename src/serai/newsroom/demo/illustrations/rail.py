"""The night train: crossing the steppe, the tea at its window, the platform at dawn.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    PORTRAIT,
    Pen,
    Sheet,
    Tone,
    bend,
    ground_below,
    ridge,
)


def night_train() -> Image.Image:
    """A train with lit windows on a long low viaduct, a cut moon, hills like folded paper."""
    sheet = Sheet("night train", ground="ink")
    with sheet.layer("dusk", tone=Tone(ink="ink", towards="up", end=0.9)) as pen:
        pen.box(-5, 120, 1605, 700)
    with sheet.layer("chalk", lift=14) as pen:
        pen.disc(330, 250, 118)
        pen.disc(386, 216, 104, out=True)
    with sheet.layer("chalk", dry=False) as pen:
        for _ in range(58):
            pen.disc(
                sheet.dice.uniform(0, 1600), sheet.dice.uniform(0, 330), sheet.dice.choice((1.6, 2.4, 3.4))
            )
    for ink, level, height, sharp, dots in (
        ("lake", 470, 92, True, "ink"),
        ("pine", 556, 70, True, "night"),
        ("ink", 640, 34, False, "night"),
    ):
        with sheet.layer(ink, lift=12, tone=Tone(ink=dots, towards="down", end=0.6)) as pen:
            pen.polygon(
                ground_below(ridge(sheet.dice, sheet.width, level, height, steps=9, sharp=sharp), 1080)
            )
    _viaduct(sheet)
    _carriages(sheet)
    with sheet.layer("wine", lift=10, tone=Tone(ink="night", towards="down", end=0.6)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 962, 24, steps=6), 1080))
    with sheet.layer("apricot") as pen:
        for _i in range(54):
            x = sheet.dice.uniform(0, 1600)
            foot = sheet.dice.uniform(985, 1075)
            pen.line([(x, foot), (x + sheet.dice.uniform(-9, 9), foot - sheet.dice.uniform(14, 34))], 3)
    return sheet.finish()


def _viaduct(sheet: Sheet) -> None:
    with sheet.layer("sand", lift=16, tone=Tone(ink="wine", towards="down", start=0.1, end=0.7)) as pen:
        pen.box(-10, 742, 1610, 1020)
        for i in range(9):
            x = 70 + i * 188
            pen.disc(x, 858, 72)
            pen.box(x - 72, 858, x + 72, 1020, out=True)
            pen.disc(x, 858, 72, out=True)
    with sheet.layer("chalk") as pen:
        pen.box(-10, 738, 1610, 752)


def _carriages(sheet: Sheet) -> None:
    with sheet.layer("night", lift=10) as pen:
        for car in range(4):
            left = -210 + car * 400
            pen.round_box(left, 580, left + 386, 716, 18)
            pen.box(left + 380, 660, left + 410, 700)
            for wheel in (60, 110, 280, 330):
                pen.disc(left + wheel, 722, 18)
        pen.polygon(bend((1390, 716), (1390, 585), (1470, 588), (1530, 640), (1545, 716)))
        for wheel in (1420, 1468, 1516):
            pen.disc(wheel, 722, 18)
        pen.line([(1440, 585), (1470, 545), (1440, 508)], 4)
        pen.line([(-20, 505), (1620, 500)], 2.4)
    with sheet.layer("brick") as pen:
        for car in range(4):
            left = -210 + car * 400
            pen.box(left, 672, left + 386, 682)
    dark = {(1, 3), (2, 0), (2, 4), (0, 4), (3, 2)}
    with sheet.layer("ochre", dry=False) as pen:
        for car in range(4):
            for window in range(6):
                if (car, window) not in dark:
                    left = -184 + car * 400 + window * 57
                    pen.round_box(left, 608, left + 42, 654, 6)
        pen.polygon([(1488, 620), (1512, 626), (1528, 656), (1488, 656)])
        pen.disc(1540, 700, 9)
    with sheet.layer("night", dry=False) as pen:
        for car, window in ((1, 1), (2, 2), (3, 4)):
            left = -184 + car * 400 + window * 57
            pen.disc(left + 21, 628, 8)
            pen.round_box(left + 8, 637, left + 34, 656, 6)


def tea() -> Image.Image:
    """A glass of tea in a metal holder on a compartment table, hills going by, a paper on the table."""
    sheet = Sheet("tea", PORTRAIT, ground="wine")
    frame = (150, 120, 917, 900)
    with sheet.layer("rose", dry=False) as pen:
        pen.round_box(*frame, 70)
    pane = pen.mask
    with sheet.layer("apricot", within=pane, dry=False) as pen:
        pen.disc(700, 390, 120)
    for ink, level, height, dots in (
        ("dusk", 500, 80, "rose"),
        ("lake", 610, 55, "ink"),
        ("ochre", 715, 28, "brick"),
        ("sand", 810, 18, "apricot"),
    ):
        with sheet.layer(ink, lift=8, within=pane, tone=Tone(ink=dots, towards="down", end=0.5)) as pen:
            pen.polygon(ground_below(ridge(sheet.dice, sheet.width, level, height, steps=5), 1100))
    with sheet.layer("ink", within=pane) as pen:
        for x in (260, 720):
            pen.box(x, 300, x + 14, 1010)
            pen.box(x - 44, 350, x + 58, 360)
        pen.line(bend((100, 352), (480, 400), (940, 352)), 4)
    with sheet.layer("brick", lift=20, tone=Tone(ink="wine", towards="left", end=0.5)) as pen:
        pen.polygon(bend((-20, 60), (120, 60), (250, 60), (232, 420), (120, 760), (60, 930), (-20, 940)))
        pen.polygon(bend((1090, 60), (950, 60), (825, 60), (850, 420), (950, 760), (1010, 930), (1090, 940)))
    with sheet.layer("ink", lift=10) as pen:
        pen.box(-10, 40, 1080, 72)
    with sheet.layer("chalk", lift=24, tone=Tone(ink="sand", towards="down", end=0.8)) as pen:
        pen.polygon([(-20, 1000), (1090, 1000), (1090, 1620), (-20, 1620)])
    _newspaper(sheet)
    _glass(sheet, 640, 1190)
    return sheet.finish()


def _newspaper(sheet: Sheet) -> None:
    with sheet.layer("mist", lift=14, tone=Tone(ink="dusk", towards="left", end=0.22)) as pen:
        pen.polygon([(40, 1240), (400, 1180), (500, 1450), (110, 1530)])
    with sheet.layer("ink", dry=False) as pen:
        pen.polygon([(78, 1258), (380, 1208), (392, 1240), (88, 1291)])
        for i in range(6):
            x, y = 100 + i * 13, 1318 + i * 34
            pen.line([(x, y), (x + 130, y - 22)], 7)
            pen.line([(x + 166, y - 28), (x + 300, y - 51)], 7)


def _glass(sheet: Sheet, x: float, foot: float) -> None:
    top = foot - 400
    with sheet.layer("mist", lift=18, dry=False) as pen:
        pen.polygon([(x - 112, top), (x + 112, top), (x + 96, foot - 20), (x - 96, foot - 20)])
    with sheet.layer("brick", dry=False, tone=Tone(ink="wine", towards="down", start=0.05, end=0.7)) as pen:
        pen.polygon([(x - 107, top + 70), (x + 107, top + 70), (x + 96, foot - 20), (x - 96, foot - 20)])
    with sheet.layer("ochre") as pen:
        pen.disc(x, top + 72, 106, flat=0.13)
    with sheet.layer("ink", lift=18) as pen:
        pen.polygon([(x - 114, foot - 215), (x + 114, foot - 215), (x + 104, foot), (x - 104, foot)])
        pen.ring(x + 128, foot - 110, 68, 26, 255, 100)
        pen.round_box(x - 132, foot - 8, x + 132, foot + 22, 14)
    with sheet.layer("ochre", dry=False) as pen:
        for i in range(5):
            middle = x - 84 + i * 42
            pen.polygon(
                [
                    (middle, foot - 152),
                    (middle + 17, foot - 108),
                    (middle, foot - 64),
                    (middle - 17, foot - 108),
                ]
            )
        pen.box(x - 112, foot - 196, x + 112, foot - 188)
        pen.box(x - 105, foot - 30, x + 105, foot - 22)
    with sheet.layer("chalk", dry=False) as pen:
        pen.line([(x + 20, top + 120), (x + 66, top - 74)], 10)
        pen.line([(x - 84, top + 16), (x - 80, top + 168)], 9)
        for side in (-34, 24):
            pen.line(
                bend(
                    (x + side, top - 30),
                    (x + side + 24, top - 78),
                    (x + side, top - 128),
                    (x + side + 18, top - 170),
                ),
                7,
            )


def platform() -> Image.Image:
    """A platform at first light: a samovar stall, two passengers with bundles, rails to one point."""
    sheet = Sheet("platform", ground="rose")
    with sheet.layer("apricot", tone=Tone(ink="rose", towards="up", end=0.75)) as pen:
        pen.box(-5, 180, 1605, 560)
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(560, 470, 92)
    with sheet.layer("dusk", tone=Tone(ink="rose", towards="down", end=0.5)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 470, 44, steps=9, sharp=True), 700))
    with sheet.layer("wine", tone=Tone(ink="brick", towards="up", end=0.5)) as pen:
        pen.box(-5, 545, 1605, 1080)
    with sheet.layer("ink", dry=False) as pen:
        for i in range(13):
            t = (i / 12) ** 1.9
            y = 552 + 520 * t
            pen.box(560 - 30 - 560 * t, y, 560 + 30 + 200 * t, y + 4 + 22 * t)
    with sheet.layer("chalk") as pen:
        for left, right in ((30, 76), (670, 716)):
            pen.polygon([(558, 548), (562, 548), (right, 1080), (left, 1080)])
    with sheet.layer("sand", lift=20, tone=Tone(ink="apricot", towards="down", end=0.6)) as pen:
        pen.polygon([(596, 545), (1620, 545), (1620, 1090), (1000, 1090)])
    with sheet.layer("chalk") as pen:
        pen.polygon([(600, 549), (616, 549), (1052, 1090), (1000, 1090)])
    with sheet.layer("pine", lift=22, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.polygon([(880, 190), (1640, 96), (1640, 176), (880, 246)])
        pen.box(1010, 220, 1036, 790)
        pen.box(1430, 180, 1466, 920)
    _passengers(sheet)
    _samovar(sheet, 1300, 850)
    return sheet.finish()


def _passengers(sheet: Sheet) -> None:
    with sheet.layer("ink", lift=12) as pen:
        for x, foot, tall in ((790, 740, 250), (868, 752, 226)):
            pen.disc(x, foot - tall, 21)
            pen.polygon(
                [
                    (x - 26, foot - tall + 24),
                    (x + 26, foot - tall + 24),
                    (x + 44, foot - 30),
                    (x - 44, foot - 30),
                ]
            )
            pen.line([(x - 13, foot - 34), (x - 13, foot)], 14)
            pen.line([(x + 13, foot - 34), (x + 13, foot)], 14)
    with sheet.layer("brick", lift=8, tone=Tone(ink="wine", towards="down", end=0.5)) as pen:
        pen.polygon(bend((842, 556), (844, 512), (868, 500), (892, 512), (894, 556), (868, 546)))
        pen.round_box(690, 662, 760, 744, 16)
        pen.round_box(908, 690, 980, 766, 30)
    with sheet.layer("ochre", dry=False) as pen:
        pen.box(690, 694, 760, 704)
        pen.line([(922, 700), (968, 758)], 7)
        pen.line([(968, 700), (922, 758)], 7)


def _samovar(sheet: Sheet, x: float, foot: float) -> None:
    with sheet.layer("lake", lift=16, tone=Tone(ink="ink", towards="down", end=0.5)) as pen:
        pen.polygon([(x - 170, foot), (x + 170, foot), (x + 150, foot + 220), (x - 150, foot + 220)])
    with sheet.layer("ochre", lift=14, tone=Tone(ink="brick", towards="right", end=0.7)) as pen:
        _samovar_body(pen, x, foot)
    with sheet.layer("chalk", dry=False) as pen:
        for cup in (-132, -86, 96):
            pen.polygon(
                [
                    (x + cup - 20, foot - 34),
                    (x + cup + 20, foot - 34),
                    (x + cup + 13, foot),
                    (x + cup - 13, foot),
                ]
            )
        for lean in (-12, 14):
            pen.line(
                bend(
                    (x + lean, foot - 330),
                    (x + lean + 26, foot - 390),
                    (x + lean - 4, foot - 440),
                    (x + lean + 22, foot - 500),
                ),
                8,
            )


def _samovar_body(pen: Pen, x: float, foot: float) -> None:
    pen.polygon(
        bend((x - 50, foot - 40), (x - 92, foot - 130), (x - 84, foot - 230), (x - 44, foot - 262))
        + bend((x + 44, foot - 262), (x + 84, foot - 230), (x + 92, foot - 130), (x + 50, foot - 40))
    )
    pen.box(x - 60, foot - 42, x + 60, foot)
    pen.box(x - 30, foot - 306, x + 30, foot - 258)
    pen.ring(x - 96, foot - 180, 30, 11, 80, 290)
    pen.ring(x + 96, foot - 180, 30, 11, 250, 100)
    pen.line([(x - 70, foot - 96), (x - 118, foot - 92), (x - 120, foot - 74)], 12)
