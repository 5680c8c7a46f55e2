"""The demo's illustrations: drawn by code, printed in one palette, the same bytes every time.

Rule: a picture is asked for by its name in `DRAWINGS`; nothing is read from disk and nobody real is shown.
"""

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from serai.newsroom.demo.illustrations import (
    hands,
    indoors,
    land,
    outdoors,
    people,
    printing,
    rail,
    things,
    town,
    water,
)

DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "reservoir": water.reservoir,
    "sluice": water.sluice,
    "bridge": water.bridge,
    "orchard": land.orchard,
    "steppe": land.steppe,
    "pitch": land.pitch,
    "courtyard": things.courtyard,
    "dial": things.dial,
    "fence": things.fence,
    "type-case": printing.type_case,
    "bus-station": town.bus_station,
    "tower": town.tower,
    "market": town.market,
    "school": town.school,
    "night-train": rail.night_train,
    "tea": rail.tea,
    "platform": rail.platform,
    "phones": hands.phones,
    "press": printing.press,
    "chess": hands.chess,
    "wells": outdoors.wells,
    "kites": outdoors.kites,
    "melons": outdoors.melons,
    "stamp": indoors.stamp,
    "books": indoors.books,
    "pool": indoors.pool,
    "nigora": people.nigora,
    "timur": people.timur,
    "aizat": people.aizat,
    "rustam": people.rustam,
}


def jpeg(name: str) -> bytes:
    """Draw the picture of that name and give it as a JPEG file; KeyError where there is none."""
    file = BytesIO()
    DRAWINGS[name]().save(file, "JPEG", quality=90, subsampling=0)
    return file.getvalue()
