"""Indoors: a stamp coming down, a library at night, a pool without water.

Rule: pure drawing; each function gives one finished picture, the same every time.
"""

from PIL import Image

from serai.newsroom.demo.illustrations.paper import CLASSIC, Pen, Point, Sheet, Tone, bend


def stamp() -> Image.Image:
    """A hand brings a rubber stamp down on a stack of papers full of round red marks."""
    sheet = Sheet("stamp", ground="dusk")
    with sheet.layer("ink", tone=Tone(ink="dusk", towards="up", end=0.5)) as pen:
        pen.polygon([(-20, 640), (1620, 560), (1620, 1090), (-20, 1090)])
    for i, ink in enumerate(("sand", "mist", "sand", "chalk")):
        shift = i * 16
        with sheet.layer(ink, lift=14, tone=Tone(ink="apricot", towards="left", end=0.25)) as pen:
            corners: list[Point] = [
                (190 + shift * 2, 640),
                (1180 - shift, 560),
                (1440 - shift, 980),
                (330, 1060),
            ]
            pen.polygon([(x + sheet.dice.uniform(-14, 14), y - shift) for x, y in corners])
    with sheet.layer("dusk", dry=False) as pen:
        for i in range(9):
            left, right = 330 + i * 17, 760 + i * 17 - i % 3 * 90
            pen.line([(left, 660 + i * 34), (right, 626 + i * 34)], 8)
    with sheet.layer("brick") as pen:
        for x, y, size in ((840, 690, 74), (1120, 800, 82), (640, 900, 78), (420, 760, 62), (1080, 655, 60)):
            pen.disc(x, y, size, flat=0.62)
            pen.disc(x, y, size * 0.82, flat=0.62, out=True)
            pen.disc(x, y, size * 0.7, flat=0.62)
            pen.disc(x, y, size * 0.42, flat=0.62, out=True)
            pen.box(x - size * 0.16, y - 7, x + size * 0.16, y + 7)
    with sheet.layer("night", lift=26, dry=False) as pen:
        pen.polygon([(650, 560), (1010, 548), (1024, 640), (664, 654)])
    with sheet.layer("wine", lift=14, tone=Tone(ink="night", towards="right", end=0.6)) as pen:
        pen.polygon([(690, 470), (965, 462), (1010, 552), (650, 564)])
        pen.polygon(bend((770, 480), (800, 380), (770, 250), (880, 246), (858, 378), (890, 476)))
    with sheet.layer("ochre", dry=False) as pen:
        pen.polygon([(654, 566), (1011, 553), (1014, 574), (657, 587)])
    _fist(sheet)
    return sheet.finish()


def _fist(sheet: Sheet) -> None:
    with sheet.layer("chalk", lift=16) as pen:
        pen.polygon([(1010, -20), (1330, -20), (1080, 190), (930, 90)])
    with sheet.layer("pine", lift=16, tone=Tone(ink="night", towards="up", end=0.6)) as pen:
        pen.polygon([(1120, -20), (1620, -20), (1620, 60), (1190, 200), (1030, 60)])
    with sheet.layer("rose", lift=12, tone=Tone(ink="brick", towards="right", end=0.55)) as pen:
        pen.polygon(
            bend(
                (960, 60), (820, 120), (730, 220), (740, 330), (850, 360), (960, 330), (1080, 190), (960, 60)
            )
        )
    for i in range(4):
        with sheet.layer("rose", lift=7, tone=Tone(ink="brick", towards="down", end=0.35)) as pen:
            y = 212 + i * 52
            pen.line([(742 + i * 6, y), (866 - i * 4, y + 16)], 50)
    with sheet.layer("chalk", dry=False) as pen:
        for i in range(4):
            pen.line([(858 - i * 4, 222 + i * 52), (874 - i * 4, 226 + i * 52)], 17)


def books() -> Image.Image:
    """Shelves of books at night, and in the gap a lamp with a cone of yellow light over a reader."""
    sheet = Sheet("books", CLASSIC, ground="night")
    with sheet.layer("ochre", dry=False, tone=Tone(ink="apricot", towards="down", end=0.6)) as pen:
        pen.polygon([(800, 250), (830, 250), (1130, 1210), (500, 1210)])
    inks = ("brick", "lake", "dusk", "pine", "wine", "sand", "apricot", "mist")
    shelves = [(float(side), 60 + row * 232) for row in range(5) for side in (-20, 1060)]
    for number, ink in enumerate(inks):
        with sheet.layer(ink, lift=6, tone=Tone(ink="night", towards="edge", start=0.1, end=0.4)) as pen:
            for shelf, (left, top) in enumerate(shelves):
                _books(pen=pen, left=left, top=top, shelf=shelf, number=number)
    with sheet.layer("wine", lift=12, tone=Tone(ink="night", towards="down", end=0.4)) as pen:
        for left, top in shelves:
            pen.box(left, top + 190, left + 560, top + 214)
        pen.box(526, -10, 552, 1210)
        pen.box(1048, -10, 1074, 1210)
    with sheet.layer("ink", lift=10) as pen:
        pen.box(811, -10, 819, 150)
        pen.polygon(bend((700, 262), (730, 180), (800, 140), (830, 140), (900, 180), (930, 262)))
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(815, 266, 36)
    with sheet.layer("night", lift=10) as pen:
        pen.disc(815, 770, 76)
        pen.polygon(bend((660, 1210), (680, 940), (760, 862), (870, 862), (950, 940), (970, 1210)))
    with sheet.layer("chalk", lift=12, tone=Tone(ink="sand", towards="down", end=0.5)) as pen:
        pen.polygon([(815, 1030), (640, 980), (610, 1130), (815, 1180)])
        pen.polygon([(815, 1030), (990, 980), (1020, 1130), (815, 1180)])
    with sheet.layer("dusk", dry=False) as pen:
        for i in range(4):
            pen.line([(660 - i * 5, 1016 + i * 28), (788, 1054 + i * 28)], 6)
            pen.line([(842, 1054 + i * 28), (970 + i * 5, 1016 + i * 28)], 6)
    return sheet.finish()


def _books(*, pen: Pen, left: float, top: float, shelf: int, number: int) -> None:
    """The books of one colour on one shelf: the same lay for every colour, each prints its own."""
    x = left + 6
    for place in range(18):
        wide, tall = 22 + (place * 7 + shelf * 5) % 19, 122 + (place * 31 + shelf * 17) % 62
        if x + wide > left + 545:
            break
        if (place * 5 + shelf * 3) % 8 == number:
            pen.box(x, top + 190 - tall, x + wide - 3, top + 190)
            pen.box(x + 4, top + 206 - tall, x + wide - 7, top + 212 - tall, out=True)
        x += wide


def pool() -> Image.Image:
    """A swimming pool without water in one-point view: tiles, blue lanes, red sandals at the edge."""
    sheet = Sheet("pool", ground="sand")
    with sheet.layer("mist", lift=20, tone=Tone(ink="lake", towards="up", end=0.4)) as pen:
        pen.polygon([(-200, 1090), (420, 210), (1180, 210), (1800, 1090)])
    with sheet.layer("chalk", tone=Tone(ink="mist", towards="down", end=0.4)) as pen:
        pen.polygon([(130, 1090), (540, 330), (1060, 330), (1470, 1090)])
    with sheet.layer("lake", dry=False, tone=Tone(ink="ink", towards="up", end=0.5)) as pen:
        for i in range(1, 8):
            far, near = 540 + i * 65, 130 + i * 167.5
            pen.polygon([(far - 4, 334), (far + 4, 334), (near + 15, 1090), (near - 15, 1090)])
            pen.box(far - 16, 360, far + 16, 366)
    with sheet.layer("dusk", dry=False) as pen:
        for i in range(9):
            share = (i / 8) ** 1.7
            y = 330 + 760 * share
            pen.line([(540 - 410 * share, y), (1060 + 410 * share, y)], 2 + 2 * share)
    with sheet.layer("pine", lift=14, tone=Tone(ink="night", towards="down", end=0.6)) as pen:
        pen.box(-10, -10, 1610, 150)
    with sheet.layer("ochre", dry=False) as pen:
        for i in range(9):
            pen.box(60 + i * 172, 24, 190 + i * 172, 108)
    with sheet.layer("chalk", lift=10) as pen:
        for i in range(8):
            x = 490 + i * 90
            pen.polygon([(x - 26, 176), (x + 26, 176), (x + 32, 226), (x - 32, 226)])
    with sheet.layer("ink", dry=False) as pen:
        for i in range(8):
            pen.disc(490 + i * 90, 200, 8)
        pen.line([(1390, 420), (1390, 360), (1430, 340), (1460, 380), (1540, 520)], 11)
        pen.line([(1330, 470), (1330, 410), (1370, 390), (1400, 430), (1480, 570)], 11)
    with sheet.layer("brick", lift=12) as pen:
        for x in (1396, 1476):
            pen.polygon(
                bend(
                    (x, 770),
                    (x + 34, 800),
                    (x + 26, 880),
                    (x + 4, 920),
                    (x - 22, 880),
                    (x - 28, 800),
                    (x, 770),
                )
            )
    with sheet.layer("wine", dry=False) as pen:
        for x in (1400, 1480):
            pen.line(bend((x - 26, 836), (x, 806), (x + 24, 836)), 10)
    return sheet.finish()
