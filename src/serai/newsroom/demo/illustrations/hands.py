"""Hands and what they hold: phones over an underground stream, a chessboard.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

import math

from PIL import Image, ImageChops

from serai.newsroom.demo.illustrations.paper import Point, Sheet, Tone, bend, blob


def phones() -> Image.Image:
    """Five raised hands with phones; one thread of water runs through all the screens."""
    sheet = Sheet("phones", ground="ochre")
    with sheet.layer("apricot", tone=Tone(ink="ochre", towards="up", end=0.8)) as pen:
        pen.polygon(blob(sheet.dice, 800, 420, 640, rough=0.05, flat=0.7))
    hands = (
        (180, 470, "wine", "night", -0.16),
        (500, 320, "dusk", "ink", -0.06),
        (810, 430, "brick", "wine", 0.04),
        (1120, 290, "pine", "night", 0.10),
        (1430, 440, "rose", "brick", 0.18),
    )
    screens = Image.new("L", sheet.size, 0)
    for x, y, ink, dots, lean in hands:
        _arm(sheet, x, y, ink, dots, lean)
        screens = ImageChops.lighter(screens, _phone(sheet, x, y, lean))
        _fingers(sheet, x, y, ink, lean)
    flow = bend(
        (-60, 560), (180, 420), (500, 290), (810, 400), (1120, 250), (1430, 395), (1680, 250), parts=30
    )
    with sheet.layer("lake", within=screens, dry=False, tone=Tone(ink="ink", towards="down", end=0.5)) as pen:
        pen.polygon([*flow, (1700, 640), (-60, 640)])
    with sheet.layer("chalk", within=screens, dry=False) as pen:
        for drop in (0, 44, 84):
            pen.line([(x, y + drop) for x, y in flow], 7 - drop / 22)
    return sheet.finish()


def _turn(x: float, y: float, lean: float, points: list[Point]) -> list[Point]:
    cosine, sine = math.cos(lean), math.sin(lean)
    return [(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in points]


def _arm(sheet: Sheet, x: float, y: float, ink: str, dots: str, lean: float) -> None:
    with sheet.layer(ink, lift=18, tone=Tone(ink=dots, towards="down", end=0.6)) as pen:
        outline = [
            (-96, 60),
            (-128, 190),
            (-66, 300),
            (-80, 1000),
            (80, 1000),
            (62, 300),
            (122, 190),
            (104, 60),
        ]
        pen.polygon(_turn(x, y, lean, bend(*outline)))
    with sheet.layer("chalk", lift=8) as pen:
        pen.polygon(_turn(x, y, lean, [(-84, 520), (84, 520), (92, 600), (-92, 600)]))


def _phone(sheet: Sheet, x: float, y: float, lean: float) -> Image.Image:
    body: list[Point] = [(-88, -190), (88, -190), (88, 150), (-88, 150)]
    with sheet.layer("night", lift=14, dry=False) as pen:
        pen.polygon(_turn(x, y, lean, _rounded(body, 24)))
    inner: list[Point] = [(-74, -168), (74, -168), (74, 128), (-74, 128)]
    with sheet.layer("chalk", dry=False) as pen:
        pen.polygon(_turn(x, y, lean, _rounded(inner, 10)))
    screen = pen.mask
    with sheet.layer("ink", dry=False) as pen:
        pen.polygon(_turn(x, y, lean, [(-56, -146), (56, -146), (56, -118), (-56, -118)]))
        for row in range(2):
            pen.polygon(
                _turn(
                    x,
                    y,
                    lean,
                    [
                        (-56, -100 + row * 22),
                        (30 + row * 14, -100 + row * 22),
                        (30 + row * 14, -91 + row * 22),
                        (-56, -91 + row * 22),
                    ],
                )
            )
    return screen


def _rounded(box: list[Point], radius: float) -> list[Point]:
    (left, top), (right, _), (_, bottom), _ = box
    points = []
    for x, y, start in (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    ):
        for step in range(7):
            angle = math.radians(start + step * 15)
            points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return points


def _fingers(sheet: Sheet, x: float, y: float, ink: str, lean: float) -> None:
    with sheet.layer(ink, lift=7) as pen:
        for finger in range(4):
            down = -26 + finger * 47
            pen.line(_turn(x, y, lean, [(112, down), (66, down + 8)]), 40)
        pen.line(_turn(x, y, lean, [(-112, 120), (-104, 30), (-62, -4)]), 46)
    with sheet.layer("chalk", dry=False) as pen:
        pen.line(_turn(x, y, lean, [(-70, 2), (-58, -8)]), 14)


def chess() -> Image.Image:
    """A chess game in a box of light: a rook, a king and a pawn on a slanting board, long shadows."""
    sheet = Sheet("chess", ground="lake")
    with sheet.layer("pine", tone=Tone(ink="lake", towards="right", end=0.8)) as pen:
        pen.polygon([(-20, -20), (640, -20), (320, 1090), (-20, 1090)])

    def square(column: float, row: float) -> tuple[float, float]:
        return 150 + column * 172 + row * -34 + 70, 560 + row * 128 + column * 8

    with sheet.layer("chalk", lift=24) as pen:
        pen.polygon([square(-0.1, -1.1), square(8.1, -1.1), square(8.1, 5), square(-0.1, 5)])
    with sheet.layer("brick", tone=Tone(ink="wine", towards="down", end=0.4)) as pen:
        for row in range(-1, 5):
            for column in range(8):
                if (row + column) % 2:
                    pen.polygon(
                        [
                            square(column, row),
                            square(column + 1, row),
                            square(column + 1, row + 1),
                            square(column, row + 1),
                        ]
                    )
    pieces = (
        (1180, 640, 0.74, "chalk", "mist", _PAWN),
        (860, 700, 0.9, "night", "dusk", _KING),
        (470, 830, 1.0, "chalk", "mist", _ROOK),
        (1330, 900, 0.95, "night", "dusk", _PAWN),
        (700, 1000, 0.95, "night", "dusk", _PAWN),
    )
    with sheet.layer("night", dry=False, tone=Tone(ink="wine", towards="right", end=0.5)) as pen:
        for x, foot, size, *_ in pieces:
            pen.polygon(
                [
                    (x - 80 * size, foot),
                    (x + 80 * size, foot + 6),
                    (x + 430 * size, foot - 108 * size),
                    (x + 320 * size, foot - 124 * size),
                ]
            )
    for x, foot, size, ink, dots, profile in pieces:
        with sheet.layer(ink, lift=8, tone=Tone(ink=dots, towards="right", end=0.7)) as pen:
            right = [(x + a * size, foot - b * size) for a, b in profile]
            pen.polygon(right + [(x - a * size, foot - b * size) for a, b in reversed(profile)])
            pen.disc(x, foot, profile[0][0] * size, flat=0.26)
            if profile is _PAWN:
                pen.disc(x, foot - 290 * size, 66 * size)
            if profile is _ROOK:
                for side in (-42, 42):
                    pen.box(
                        x + (side - 16) * size,
                        foot - 440 * size,
                        x + (side + 16) * size,
                        foot - 392 * size,
                        out=True,
                    )
            if profile is _KING:
                pen.box(x - 11 * size, foot - 640 * size, x + 11 * size, foot - 520 * size)
                pen.box(x - 42 * size, foot - 606 * size, x + 42 * size, foot - 584 * size)
    return sheet.finish()


_PAWN = ((104, 0), (104, 30), (82, 54), (46, 110), (38, 210), (70, 222), (70, 240), (30, 250))
_ROOK = ((124, 0), (124, 36), (100, 62), (72, 110), (64, 296), (98, 316), (98, 436), (0, 436))
_KING = (
    (132, 0),
    (132, 38),
    (106, 66),
    (68, 126),
    (50, 330),
    (92, 350),
    (92, 372),
    (60, 384),
    (94, 500),
    (50, 530),
    (0, 534),
)
