"""The authors, as paper busts: four heads from the same scissors, told apart by hair, cloth and colour.

Rule: pure drawing; each function gives one finished picture, the same every time. Nobody real sat for them.
"""

from PIL import Image

from serai.newsroom.demo.illustrations.paper import SQUARE, Pen, Point, Sheet, Tone, bend


def nigora() -> Image.Image:
    """A woman in profile, hair in a heavy knot, a patterned collar."""
    sheet = Sheet("nigora", SQUARE, ground="lake")
    _sun(sheet, "ochre", 640, 520)
    with sheet.layer("night", lift=18, tone=Tone(ink="dusk", towards="left", end=0.35)) as pen:
        pen.disc(880, 470, 150)
        pen.polygon(
            bend(
                (430, 330), (560, 190), (760, 190), (880, 340), (870, 600), (780, 760), (640, 640), (430, 330)
            )
        )
    _profile(sheet, "apricot", "brick")
    with sheet.layer("night", tone=Tone(ink="dusk", towards="left", end=0.35)) as pen:
        pen.polygon(
            bend(
                (432, 384),
                (450, 270),
                (560, 200),
                (720, 196),
                (850, 320),
                (850, 540),
                (740, 590),
                (660, 470),
                (520, 380),
                (432, 384),
            )
        )
    with sheet.layer("brick", lift=20, tone=Tone(ink="wine", towards="down", end=0.6)) as pen:
        pen.polygon(
            bend((180, 1230), (250, 1010), (480, 900), (640, 990), (790, 880), (1010, 980), (1090, 1230))
        )
    with sheet.layer("chalk", dry=False) as pen:
        for i in range(9):
            x = 330 + i * 76
            y = 1050 + abs(i - 4) * 12
            pen.polygon([(x, y - 34), (x + 24, y), (x, y + 34), (x - 24, y)])
    with sheet.layer("ochre", lift=6, dry=False) as pen:
        pen.disc(652, 640, 26)
        pen.polygon([(652, 660), (676, 720), (628, 720)])
    return sheet.finish()


def timur() -> Image.Image:
    """A bearded man facing us, round glasses, a flat cap."""
    sheet = Sheet("timur", SQUARE, ground="ochre")
    _sun(sheet, "brick", 600, 560)
    _shoulders(sheet, "pine", "night")
    _face(sheet, "rose", "apricot")
    with sheet.layer("wine", lift=8, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.polygon(
            bend((398, 600), (420, 780), (520, 900), (600, 925), (680, 900), (780, 780), (802, 600))
            + bend((770, 640), (700, 700), (600, 690), (500, 700), (430, 640))
        )
    with sheet.layer("rose", dry=False) as pen:
        pen.round_box(540, 752, 660, 778, 12)
    with sheet.layer("ink", lift=16, tone=Tone(ink="dusk", towards="left", end=0.4)) as pen:
        pen.polygon(bend((372, 450), (400, 270), (600, 205), (800, 270), (828, 450), (600, 410), (372, 450)))
        pen.polygon(bend((360, 452), (600, 405), (846, 452), (870, 492), (600, 450), (336, 492)))
    with sheet.layer("night", dry=False) as pen:
        for x in (500, 700):
            pen.ring(x, 570, 72, 15)
            pen.disc(x, 574, 15)
        pen.line([(572, 560), (628, 560)], 13)
    _nose(sheet, "apricot")
    return sheet.finish()


def aizat() -> Image.Image:
    """A woman facing us with a short fringe, a camera held under the chin."""
    sheet = Sheet("aizat", SQUARE, ground="rose")
    _sun(sheet, "lake", 600, 540)
    with sheet.layer("night", lift=16) as pen:
        pen.polygon(
            bend(
                (340, 780),
                (330, 480),
                (420, 270),
                (600, 215),
                (780, 270),
                (870, 480),
                (860, 780),
                (700, 800),
                (500, 800),
                (340, 780),
            )
        )
    _shoulders(sheet, "chalk", "mist")
    _face(sheet, "apricot", "brick")
    with sheet.layer("night", lift=10, tone=Tone(ink="dusk", towards="left", end=0.35)) as pen:
        pen.polygon(
            bend(
                (366, 590),
                (372, 380),
                (480, 262),
                (600, 240),
                (720, 262),
                (828, 380),
                (834, 590),
                (790, 480),
                (600, 462),
                (410, 480),
                (366, 590),
            )
        )
    with sheet.layer("night", dry=False) as pen:
        for x in (504, 696):
            pen.polygon(bend((x - 46, 580), (x, 552), (x + 46, 580), (x, 596), (x - 46, 580)))
    _nose(sheet, "brick")
    with sheet.layer("wine", dry=False) as pen:
        pen.polygon(bend((540, 756), (600, 744), (660, 756), (600, 784), (540, 756)))
    _camera(sheet)
    return sheet.finish()


def rustam() -> Image.Image:
    """An elderly man in profile with a moustache and an embroidered skullcap."""
    sheet = Sheet("rustam", SQUARE, ground="dusk")
    _sun(sheet, "apricot", 600, 540)
    _profile(sheet, "sand", "apricot")
    with sheet.layer("chalk", lift=8) as pen:
        pen.polygon(bend((404, 688), (470, 676), (540, 716), (566, 770), (500, 742), (408, 734), (404, 688)))
        pen.polygon(bend((700, 430), (800, 440), (840, 560), (790, 690), (740, 600), (700, 430)))
    with sheet.layer("night", lift=14, tone=Tone(ink="dusk", towards="left", end=0.35)) as pen:
        pen.polygon(
            bend((424, 400), (470, 222), (640, 150), (800, 210), (850, 420))
            + bend((850, 420), (640, 392), (424, 400))
        )
    with sheet.layer("chalk", dry=False) as pen:
        for i in range(4):
            x = 506 + i * 92
            pen.polygon(bend((x, 362), (x - 26, 320), (x + 6, 258), (x + 34, 322), (x, 362)))
        pen.line(bend((438, 388), (640, 376), (846, 402)), 8)
    with sheet.layer("wine", lift=20, tone=Tone(ink="night", towards="down", end=0.5)) as pen:
        pen.polygon(
            bend((150, 1230), (240, 1000), (500, 890), (640, 960), (800, 880), (1030, 990), (1120, 1230))
        )
    with sheet.layer("ochre", dry=False) as pen:
        pen.polygon([(560, 930), (640, 965), (690, 1220), (610, 1220)])
        for i in range(4):
            pen.line([(400 - i * 34, 1010 + i * 66), (560 - i * 6, 1010 + i * 66)], 9)
            pen.line([(720 + i * 8, 1010 + i * 66), (880 + i * 34, 1010 + i * 66)], 9)
    return sheet.finish()


def _sun(sheet: Sheet, ink: str, x: float, y: float) -> None:
    with sheet.layer(ink, tone=Tone(ink="chalk", towards="up", end=0.35)) as pen:
        pen.disc(x, y, 440)


def _profile(sheet: Sheet, ink: str, dots: str) -> None:
    """A head that looks to the left, with neck."""
    outline: list[Point] = bend(
        (452, 300), (428, 400), (432, 470), (404, 540), (372, 606), (424, 626), (416, 676), (432, 706),
        (420, 744), (438, 786), (470, 836), (560, 836), (584, 860), (580, 1010),
    )  # fmt: skip
    back: list[Point] = bend(
        (830, 1010), (800, 860), (820, 700), (850, 520), (820, 340), (680, 220), (452, 300)
    )
    with sheet.layer(ink, lift=20, tone=Tone(ink=dots, towards="right", end=0.55)) as pen:
        pen.polygon(outline + back)
    with sheet.layer("night", dry=False) as pen:
        pen.polygon(bend((462, 540), (500, 514), (538, 536), (500, 552), (462, 540)))
        pen.line(bend((452, 482), (500, 460), (556, 478)), 13)
        pen.line(bend((428, 728), (462, 730), (492, 718)), 8)


def _face(sheet: Sheet, ink: str, dots: str) -> None:
    """A head that looks at us, with neck and ears."""
    with sheet.layer(ink, tone=Tone(ink=dots, towards="right", end=0.55)) as pen:
        pen.polygon([(510, 760), (690, 760), (720, 1010), (480, 1010)])
    with sheet.layer(ink, lift=16, tone=Tone(ink=dots, towards="right", end=0.5)) as pen:
        pen.disc(378, 590, 46)
        pen.disc(822, 590, 46)
        pen.polygon(
            bend(
                (384, 560),
                (400, 360),
                (600, 250),
                (800, 360),
                (816, 560),
                (780, 760),
                (680, 880),
                (600, 905),
                (520, 880),
                (420, 760),
                (384, 560),
            )
        )


def _nose(sheet: Sheet, ink: str) -> None:
    with sheet.layer(ink, dry=False) as pen:
        pen.polygon(bend((606, 560), (630, 660), (596, 690), (566, 680), (600, 650), (606, 560)))


def _shoulders(sheet: Sheet, ink: str, dots: str) -> None:
    with sheet.layer(ink, lift=18, tone=Tone(ink=dots, towards="down", end=0.6)) as pen:
        pen.polygon(
            bend(
                (110, 1230),
                (180, 1040),
                (420, 930),
                (520, 900),
                (600, 1000),
                (680, 900),
                (780, 930),
                (1020, 1040),
                (1090, 1230),
            )
        )


def _camera(sheet: Sheet) -> None:
    with sheet.layer("brick", lift=18) as pen:
        _strap(pen)
    with sheet.layer("ink", lift=20, tone=Tone(ink="night", towards="down", end=0.7)) as pen:
        pen.round_box(430, 960, 770, 1170, 24)
        pen.polygon([(530, 962), (560, 916), (640, 916), (670, 962)])
    for ink, radius in (("mist", 88), ("night", 74), ("lake", 48), ("night", 24)):
        with sheet.layer(ink, dry=False) as pen:
            pen.disc(600, 1066, radius)
    with sheet.layer("chalk", dry=False) as pen:
        pen.disc(578, 1042, 11)
        pen.round_box(704, 982, 748, 1006, 6)


def _strap(pen: Pen) -> None:
    pen.line(bend((444, 984), (410, 930), (440, 900)), 22)
    pen.line(bend((756, 984), (790, 930), (760, 900)), 22)
