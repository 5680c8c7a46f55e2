"""Printing: a rotary press with its ribbon of paper, a case of type with a composing stick.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image

from serai.newsroom.demo.illustrations.paper import CLASSIC, Pen, Point, Sheet, Tone, bend

Cell = tuple[float, float, float, float]  # left, top, right, bottom


def press() -> Image.Image:
    """A rotary press: two great rollers, a ribbon of newspaper running over and under them."""
    sheet = Sheet("press", CLASSIC, ground="sand")
    with sheet.layer("brick", tone=Tone(ink="apricot", towards="up", end=0.6)) as pen:
        pen.polygon([(-20, -20), (1620, -20), (1620, 420), (-20, 760)])
    with sheet.layer("ink", lift=20, tone=Tone(ink="night", towards="down", end=0.6)) as pen:
        pen.polygon([(60, 1220), (150, 90), (330, 90), (420, 1220)])
        pen.polygon([(1150, 1220), (1240, 90), (1420, 90), (1510, 1220)])
    _roller(sheet, 520, 380, 214, "lake")
    _roller(sheet, 1050, 760, 250, "pine")
    ribbon = bend(
        (-80, 700),
        (180, 560),
        (330, 300),
        (520, 160),
        (720, 290),
        (770, 560),
        (820, 860),
        (1050, 1020),
        (1290, 900),
        (1420, 640),
        (1700, 420),
        parts=24,
    )
    with sheet.layer("chalk", lift=26, tone=Tone(ink="sand", towards="down", end=0.5)) as pen:
        pen.polygon(_band(ribbon, 0, 176))
    with sheet.layer("ink", dry=False) as pen:
        _print_on(pen, ribbon)
    with sheet.layer("brick", dry=False) as pen:
        for at in (52, 130, 208):
            pen.polygon(_band(ribbon[at : at + 11], 22, 88))
    _roller(sheet, 250, 930, 130, "dusk")
    return sheet.finish()


def _roller(sheet: Sheet, x: float, y: float, radius: float, ink: str) -> None:
    with sheet.layer(ink, lift=22, tone=Tone(ink="night", towards="right", end=0.75)) as pen:
        pen.disc(x, y, radius)
    with sheet.layer("mist", dry=False) as pen:
        pen.ring(x, y, radius * 0.8, 7)
        pen.disc(x, y, radius * 0.3)
    with sheet.layer("night", dry=False) as pen:
        pen.disc(x, y, radius * 0.14)
        for bolt in range(6):
            angle = math.tau * bolt / 6
            pen.disc(x + radius * 0.55 * math.cos(angle), y + radius * 0.55 * math.sin(angle), radius * 0.045)


def _band(line: list[Point], near: float, far: float) -> list[Point]:
    """A strip alongside a line, between two distances from it, measured straight down and to the right."""
    lean = 0.34
    upper = [(x + near * lean, y + near) for x, y in line]
    lower = [(x + far * lean, y + far) for x, y in line]
    return upper + lower[::-1]


def _print_on(pen: Pen, ribbon: list[Point]) -> None:
    for at in range(4, len(ribbon) - 14, 26):
        pen.polygon(_band(ribbon[at : at + 18], 18, 40))
        for row in range(6):
            pen.polygon(_band(ribbon[at : at + 8], 54 + row * 18, 61 + row * 18))
            start = at + 11 if row > 1 else at + 18
            if start < at + 18:
                pen.polygon(_band(ribbon[start : at + 18], 54 + row * 18, 61 + row * 18))


def type_case() -> Image.Image:
    """A printer's case from above: its compartments, the sorts in them, a composing stick laid across."""
    sheet = Sheet("type case", CLASSIC, ground="wine")
    with sheet.layer("brick", tone=Tone(ink="wine", towards="edge", end=0.7)) as pen:
        pen.box(-5, -5, 1605, 1205)
    with sheet.layer("sand", lift=30, tone=Tone(ink="apricot", towards="right", end=0.5)) as pen:
        pen.polygon([(110, 80), (1500, 60), (1520, 1120), (90, 1140)])
    cells = _cells()
    with sheet.layer("night", dry=False, tone=Tone(ink="dusk", towards="down", end=0.35)) as pen:
        for left, top, right, bottom in cells:
            pen.box(left, top, right, bottom)
    for ink, share in (("mist", 0.5), ("chalk", 0.5), ("ochre", 0.12)):
        with sheet.layer(ink, lift=4, dry=False) as pen:
            for left, top, right, bottom in cells:
                for _ in range(round((right - left) * (bottom - top) / 2600 * share)):
                    _sort(sheet, pen, (left, top, right, bottom))
    _stick(sheet)
    return sheet.finish()


def _cells() -> list[Cell]:
    """A lay of the case: seven rows, small compartments above, wide ones in the middle of the lower rows."""
    cells: list[Cell] = []
    for row in range(7):
        spans = (1,) * 12 if row < 3 else ((1, 1, 2, 2, 2, 2, 1, 1) if row % 2 else (1, 2, 1, 3, 2, 1, 1, 1))
        left = 150.0
        for span in spans:
            cells.append((left, 124 + row * 140, left + span * 109 - 14, 124 + row * 140 + 124))
            left += span * 109
    return cells


def _sort(sheet: Sheet, pen: Pen, cell: Cell) -> None:
    left, top, right, bottom = cell
    x, y = sheet.dice.uniform(left + 20, right - 20), sheet.dice.uniform(top + 22, bottom - 22)
    angle = sheet.dice.uniform(0, math.pi)
    across, along = (7 * math.cos(angle), 7 * math.sin(angle)), (-17 * math.sin(angle), 17 * math.cos(angle))
    pen.polygon(
        [
            (x + a * across[0] + b * along[0], y + a * across[1] + b * along[1])
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
    )


_SORTS = (34, 52, 40, 28, 52, 46, 30, 52, 40, 34, 50, 28, 44)  # how wide each letter in the stick is


def _stick(sheet: Sheet) -> None:
    def place(along: float, across: float) -> Point:
        return 250 + along * 0.955 - across * 0.29, 905 - along * 0.29 - across * 0.955

    def block(left: float, near: float, right: float, far: float) -> list[Point]:
        return [place(left, near), place(right, near), place(right, far), place(left, far)]

    with sheet.layer("lake", lift=26, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.polygon(block(-60, -34, 1180, 10))
        pen.polygon(block(-60, -34, -10, 180))
        pen.polygon(block(900, -10, 950, 180))
    starts = [6 + 1.28 * sum(_SORTS[:i]) for i in range(len(_SORTS))]
    with sheet.layer("chalk", lift=10, dry=False) as pen:
        for start, wide in zip(starts, _SORTS, strict=True):
            pen.polygon(block(start, 14, start + wide, 150))
    with sheet.layer("brick", dry=False) as pen:
        for i, (start, wide) in enumerate(zip(starts, _SORTS, strict=True)):
            bar, arm = start + wide * 0.28, 84 + i % 3 * 22
            pen.polygon(block(bar, 84, bar + 8, 134))
            pen.polygon(block(bar, arm, start + wide * 0.78, arm + 9))
