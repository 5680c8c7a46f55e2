"""IPTC-IIM: the fields Serai keeps, from the older of the two ways agencies write them (IIM 4.2).

Rule: pure. Each dataset is 0x1C, record, number, length, bytes. The character set is what record 1:90
declares (UTF-8); files that declare nothing are read as UTF-8 where that fits, else as the old code page
that reads best (`words`). Gives raw text: cleaning is metadata's.
"""

from typing import TypeAlias

Fields: TypeAlias = dict[str, tuple[str, ...]]

_NAMES = {120: "caption", 105: "headline", 80: "creator", 110: "credit", 116: "copyright"}
_CHARSET, _UTF8 = (1, 90), b"\x1b%G"
_DATASETS_LIMIT = 10_000
_CYRILLIC_SHARE = 0.5  # of the letters beyond ASCII, in runs, from which Cyrillic is taken
_VOWELS = frozenset("аеёиоуыэюяіїєўөүұәАЕЁИОУЫЭЮЯІЇЄЎӨҮҰӘ")


def read(data: bytes) -> Fields:
    """The fields in an IIM block; of one that breaks off, what came before."""
    raw: dict[str, list[bytes]] = {}
    utf8 = False
    place = 0
    for _ in range(_DATASETS_LIMIT):
        if data[place : place + 1] != b"\x1c" or place + 5 > len(data):
            break
        record, number = data[place + 1], data[place + 2]
        size = int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if size & 0x8000:
            wide = size & 0x7FFF
            size = int.from_bytes(data[place : place + wide], "big") if wide <= 4 else len(data)
            place += wide
        value = data[place : place + size]
        place += size
        if (record, number) == _CHARSET:
            utf8 = value.startswith(_UTF8)
        elif record == 2 and number in _NAMES and value.strip():
            raw.setdefault(_NAMES[number], []).append(value)
    return {name: tuple(words(value, utf8=utf8) for value in values) for name, values in raw.items()}


def words(value: bytes, *, utf8: bool = False) -> str:
    """Text of an undeclared character set: UTF-8, else Windows-1251 or Windows-1252, whichever reads well.

    >>> words("Мост через Чу".encode("cp1251")), words("Café à Namur".encode("latin-1"))
    ('Мост через Чу', 'Café à Namur')
    """
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if utf8:
            return value.decode("utf-8", "replace")
    cyrillic = value.decode("cp1251", "replace")
    return cyrillic if _reads_as_cyrillic(value, cyrillic) else value.decode("cp1252", "replace")


def _reads_as_cyrillic(value: bytes, text: str) -> bool:
    """Whether the letters beyond ASCII stand next to each other, with vowels among them, as in words.

    In Latin text accented letters stand alone between ASCII letters; in Cyrillic they make up whole words.
    """
    high = [place for place, byte in enumerate(value) if byte >= 0xA8]
    if not high:
        return False
    places = set(high)
    together = sum(1 for place in high if place - 1 in places or place + 1 in places)
    vowels = sum(1 for place in high if text[place] in _VOWELS)
    return together / len(high) > _CYRILLIC_SHARE and vowels * 8 >= len(high)
