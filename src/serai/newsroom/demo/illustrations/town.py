"""The town: a bus station in the rain, a radio tower at night, the market, a school in the first snow.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

from PIL import Image

from serai.newsroom.demo.illustrations.paper import (
    CLASSIC,
    PORTRAIT,
    Pen,
    Sheet,
    Tone,
    bend,
    ground_below,
    ridge,
)


def bus_station() -> Image.Image:
    """A concrete shelter with a folded roof, an old bus with lit windows, an umbrella, slanting rain."""
    sheet = Sheet("bus station", ground="mist")
    with sheet.layer("dusk", lift=6, tone=Tone(ink="mist", towards="down", end=0.7)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 330, 80, steps=8), 800))
    with sheet.layer("ink", tone=Tone(ink="dusk", towards="up", end=0.5)) as pen:
        pen.box(-10, 760, 1610, 1080)
    _bus(sheet)
    with sheet.layer("sand", lift=24, tone=Tone(ink="brick", towards="down", end=0.42)) as pen:
        folds = [(-40.0, 250.0)]
        for i in range(6):
            folds += [(40 + i * 180, 160), (130 + i * 180, 280)]
        pen.polygon([*folds, (1030, 330), (-40, 352)])
    with sheet.layer("brick", lift=12, tone=Tone(ink="wine", towards="down", end=0.6)) as pen:
        for x in (110, 470, 830):
            pen.polygon([(x, 300), (x + 54, 296), (x + 42, 850), (x + 12, 850)])
    _waiting(sheet)
    with sheet.layer("ochre", dry=False) as pen:
        for i in range(6):
            lamp = 874 + i * 118
            for level in range(5):
                reach = 38 - level * 6 + sheet.dice.uniform(-5, 5)
                pen.round_box(lamp - reach, 918 + level * 22, lamp + reach, 926 + level * 22, 4)
    with sheet.layer("dusk") as pen:
        for puddle_x, puddle_y, wide in (
            (250, 935, 180),
            (600, 1010, 260),
            (1180, 1032, 210),
            (80, 1026, 110),
        ):
            pen.disc(puddle_x, puddle_y, wide / 2, flat=0.13)
    with sheet.layer("chalk", dry=False) as pen:
        for _ in range(150):
            left, top = sheet.dice.uniform(-40, 1640), sheet.dice.uniform(-40, 1040)
            long = sheet.dice.uniform(34, 92)
            pen.line([(left, top), (left - long * 0.3, top + long)], 2.4)
    return sheet.finish()


def _bus(sheet: Sheet) -> None:
    with sheet.layer("pine", lift=20, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.round_box(780, 396, 1570, 830, 74)
    with sheet.layer("chalk") as pen:
        pen.box(780, 640, 1570, 672)
    with sheet.layer("ochre", dry=False, tone=Tone(ink="apricot", towards="down", end=0.7)) as pen:
        for i in range(5):
            pen.round_box(846 + i * 118, 462, 940 + i * 118, 604, 16)
        pen.round_box(1440, 452, 1548, 626, 18)
    with sheet.layer("ink", dry=False) as pen:
        for x, head in ((893.0, 520.0), (1129, 530), (1247, 514)):
            pen.disc(x, head, 25)
            pen.round_box(x - 40, head + 28, x + 40, 640, 24)
            pen.box(x - 46, 604, x + 46, 642, out=True)
        pen.ring(1500, 600, 30, 7, 180, 360)
    with sheet.layer("night", lift=8) as pen:
        for x in (930, 1420):
            pen.disc(x, 830, 68)
    with sheet.layer("mist", dry=False) as pen:
        for x in (930, 1420):
            pen.disc(x, 830, 26)
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(1546, 730, 24)


def _waiting(sheet: Sheet) -> None:
    with sheet.layer("night") as pen:
        _standing(pen, 300, 876, 250)
        _standing(pen, 610, 884, 268)
        _standing(pen, 676, 880, 170)
        pen.line([(322, 690), (322, 560)], 7)
        pen.round_box(204, 800, 262, 880, 8)
        pen.ring(233, 798, 17, 6, 180, 360)
    with sheet.layer("brick", lift=10, tone=Tone(ink="wine", towards="right", end=0.6)) as pen:
        pen.disc(322, 600, 152, flat=0.72)
        pen.box(160, 602, 480, 720, out=True)
        for x in (221, 288, 356, 423):
            pen.disc(x, 604, 34, flat=0.5, out=True)


def _standing(pen: Pen, x: float, foot: float, tall: float) -> None:
    head = tall * 0.088
    pen.disc(x, foot - tall + head, head)
    shoulder, hem = foot - tall * 0.83, foot - tall * 0.32
    pen.polygon(
        [
            (x - tall * 0.1, shoulder),
            (x + tall * 0.1, shoulder),
            (x + tall * 0.16, hem),
            (x - tall * 0.16, hem),
        ]
    )
    for leg in (-0.055, 0.055):
        pen.line([(x + leg * tall, hem - 4), (x + leg * tall, foot)], tall * 0.06)


def tower() -> Image.Image:
    """A lattice mast at night sending rings over housing blocks; a few windows are still lit."""
    sheet = Sheet("tower", PORTRAIT, ground="ink")
    rings = (("dusk", 700), ("lake", 555), ("pine", 420), ("brick", 290), ("apricot", 170), ("ochre", 84))
    for ink, radius in rings:
        with sheet.layer(ink, tone=Tone(ink="night", towards="edge", start=0.0, end=0.62)) as pen:
            pen.disc(533, 400, radius)
    with sheet.layer("night", lift=10) as pen:
        foot, top = 1290, 400
        for side in (-1, 1):
            pen.line([(533 + side * 14, top), (533 + side * 150, foot)], 13)
        pen.line([(533, 250), (533, top)], 9)
        y = float(top)
        while y < foot:
            tall = 34 + (y - top) * 0.115
            reach, below = 14 + 136 * (y - top) / 890, 14 + 136 * (y + tall - top) / 890
            pen.line([(533 - reach, y), (533 + below, y + tall)], 6)
            pen.line([(533 + reach, y), (533 - below, y + tall)], 6)
            pen.line([(533 - reach, y), (533 + reach, y)], 5)
            y += tall
        for level, reach in ((560, 66), (760, 96)):
            pen.box(533 - reach, level, 533 + reach, level + 15)
            pen.disc(533 - reach, level - 12, 24)
            pen.disc(533 + reach, level - 12, 24)
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(533, 250, 12)
        pen.disc(533, 560, 7)
    _blocks(sheet)
    return sheet.finish()


def _blocks(sheet: Sheet) -> None:
    blocks = ((-30, 1180, 300), (770, 1140, 330), (250, 1330, 250), (560, 1270, 300))
    for i, (x, top, wide) in enumerate(blocks):
        with sheet.layer(
            "night" if i < 2 else "ink", lift=16, tone=Tone(ink="dusk", towards="up", end=0.25)
        ) as pen:
            pen.box(x, top, x + wide, 1620)
            pen.box(x + wide * 0.6, top - 34, x + wide * 0.8, top + 5)
        with sheet.layer("dusk", dry=False) as dark:
            _windows(dark, x, top, wide)
        lit = {0: ((1, 2),), 1: ((2, 1), (0, 4)), 2: ((2, 0), (1, 3)), 3: ((0, 1), (3, 2), (1, 4))}[i]
        with sheet.layer("ochre", dry=False) as pen:
            for column, row in lit:
                left, upper = x + 26 + column * 68, top + 34 + row * 74
                pen.box(left, upper, left + 38, upper + 44)


def _windows(pen: Pen, x: float, top: float, wide: float) -> None:
    for column in range(int((wide - 26) // 68)):
        for row in range(7):
            left, upper = x + 26 + column * 68, top + 34 + row * 74
            pen.box(left, upper, left + 38, upper + 44)


def market() -> Image.Image:
    """Market stalls in a row: striped awnings, crates of fruit and flat breads, three shoppers."""
    sheet = Sheet("market", CLASSIC, ground="ochre")
    with sheet.layer("apricot", tone=Tone(ink="brick", towards="up", end=0.4)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 190, 40, steps=6, sharp=True), 700))
    for row, (y, size) in enumerate(((140, 0.62), (470, 1.0))):
        _stalls(sheet, y, size, row)
    for ink, dots, x, tall in (
        ("lake", "ink", 330, 450),
        ("dusk", "ink", 1000, 480),
        ("rose", "wine", 1130, 420),
    ):
        with sheet.layer(ink, lift=14, tone=Tone(ink=dots, towards="right", end=0.6)) as pen:
            _standing(pen, x, 1196, tall)
    with sheet.layer("lake", lift=5) as pen:
        pen.line([(372, 900), (412, 960), (452, 1010)], 26)
    with sheet.layer("brick", lift=6) as pen:
        pen.polygon(
            bend((1078, 880), (1088, 790), (1130, 764), (1172, 790), (1184, 880), (1150, 862), (1110, 862))
        )
    with sheet.layer("chalk", lift=5) as pen:
        pen.polygon(bend((948, 768), (958, 712), (1000, 694), (1042, 712), (1052, 768)))
    with sheet.layer("apricot", lift=5) as pen:
        pen.polygon(bend((282, 800), (294, 750), (330, 732), (366, 750), (378, 800), (250, 812), (282, 800)))
    with sheet.layer("chalk", lift=8) as pen:
        pen.polygon([(410, 1010), (500, 1010), (486, 1110), (424, 1110)])
    return sheet.finish()


def _stalls(sheet: Sheet, y: float, size: float, row: int) -> None:
    wide, deep, stripes = 560 * size, 170 * size, 8
    start = -90 * size - row * 60
    with sheet.layer("ink", tone=Tone(ink="night", towards="down", end=0.6)) as pen:
        pen.box(-10, y + deep * 0.6, 1610, y + 420 * size)
    with sheet.layer("wine", lift=10 * size, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.box(-10, y + 390 * size, 1610, y + 620 * size)
    goods = ("brick", "apricot", "sage", "sand", "ochre", "rose")
    for i, ink in enumerate(goods):
        with sheet.layer(ink, lift=5, dry=False) as pen:
            for crate in range(i, 24, len(goods)):
                left = start + crate * 140 * size
                for level in range(3):
                    for piece in range(4 - level):
                        flat = 0.42 if ink == "sand" else 0.95
                        x = left + (24 + piece * 30 + level * 15) * size
                        pen.disc(x, y + (386 - level * 25) * size, 17 * size, flat=flat)
    stalls = range(int(1800 / wide) + 2)
    with sheet.layer("chalk", lift=22 * size) as pen:
        for stall in stalls:
            _awning(pen, start + stall * wide, y, wide, deep, stripes, range(stripes))
    for ink, which in (("brick", 0), ("lake", 1)):
        with sheet.layer(ink, tone=Tone(ink="night", towards="down", end=0.28)) as pen:
            for stall in stalls:
                if (stall + row) % 2 == which:
                    _awning(pen, start + stall * wide, y, wide, deep, stripes, range(0, stripes, 2))


def _awning(pen: Pen, left: float, top: float, wide: float, deep: float, stripes: int, chosen: range) -> None:
    step, inset = (wide - 16) / stripes, wide * 0.05
    narrow = (wide - 16 - 2 * inset) / stripes
    for i in chosen:
        a, b = left + inset + i * narrow, left + i * step
        pen.polygon([(a, top), (a + narrow, top), (b + step, top + deep), (b, top + deep)])
        pen.disc(b + step / 2, top + deep, step / 2)


def school() -> Image.Image:
    """A village school in the first snow: one row of windows lit, tracks to the door, bare poplars."""
    sheet = Sheet("school", ground="dusk")
    with sheet.layer("mist", tone=Tone(ink="dusk", towards="up", end=0.65)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 330, 120, steps=7, sharp=True), 760))
    with sheet.layer("brick", lift=18, tone=Tone(ink="wine", towards="down", end=0.5)) as pen:
        pen.box(300, 390, 1330, 800)
    with sheet.layer("wine", lift=10) as pen:
        pen.box(700, 600, 850, 800)
    with sheet.layer("chalk", lift=12) as pen:
        pen.polygon([(262, 398), (330, 300), (1300, 300), (1370, 398)])
        pen.polygon([(610, 330), (775, 214), (940, 330)])
        pen.polygon([*bend((668, 604), (700, 582), (850, 582), (884, 604)), (884, 616), (668, 616)])
    for ink, row in (("ochre", 440), ("ink", 620)):
        with sheet.layer(ink, dry=False) as pen:
            for i in range(8):
                x = 344 + i * 122
                if ink == "ochre" or not 600 < x < 860:
                    pen.box(x, row, x + 76, row + 112)
    with sheet.layer("chalk", dry=False) as pen:
        for row in (440, 620):
            for i in range(8):
                x = 344 + i * 122
                if row == 440 or not 600 < x < 860:
                    pen.box(x + 35, row, x + 41, row + 112)
                    pen.box(x, row + 40, x + 76, row + 45)
                    pen.box(x - 8, row + 112, x + 84, row + 126)
    with sheet.layer("chalk", lift=8, tone=Tone(ink="mist", towards="down", end=0.5)) as pen:
        pen.polygon(ground_below(ridge(sheet.dice, sheet.width, 790, 14, steps=5), 1080))
    with sheet.layer("dusk", dry=False) as pen:
        for i in range(15):
            t = i / 14
            step_x, step_y = 775 - 330 * t * t + (14 + 20 * t) * (1 if i % 2 else -1), 826 + 225 * t
            pen.disc(step_x, step_y, 7 + 10 * t, flat=0.6)
    with sheet.layer("night", lift=6) as pen:
        for tree, foot, tall in ((140, 870, 640), (1480, 900, 720), (1392, 850, 520)):
            _bare_tree(sheet, pen, tree, foot, tall)
    with sheet.layer("chalk", dry=False) as pen:
        for _ in range(210):
            pen.disc(
                sheet.dice.uniform(0, 1600), sheet.dice.uniform(0, 1000), sheet.dice.choice((3, 4, 6, 8))
            )
    return sheet.finish()


def _bare_tree(sheet: Sheet, pen: Pen, x: float, foot: float, tall: float) -> None:
    pen.polygon(
        [(x - tall * 0.022, foot), (x - 2, foot - tall), (x + 2, foot - tall), (x + tall * 0.022, foot)]
    )
    for i in range(13):
        t, side = 0.22 + i * 0.055, -1 if i % 2 else 1
        y, reach = foot - tall * t, tall * 0.19 * (1.15 - t)
        pen.line(
            [(x, y), (x + side * reach * 0.5, y - reach * 1.1), (x + side * reach * 0.7, y - reach * 2)],
            5 - 3 * t,
        )
