"""Faces: the theme's font files, and which of them has which letter.

Rule: the theme's style sheet says what each file covers, here as for browsers. Letters that no file has are
told, so that no card is drawn with holes in it. Needs Pillow's Raqm (HarfBuzz, FriBiDi): without FriBiDi on
the machine, nothing that is written from right to left can be set.
"""

import io
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from PIL import ImageFont, features

BOLD, TEXT = 700, 400
_RULE = re.compile(
    r'@font-face \{ font-family: "?([\w ]+)"?; font-weight: ([\d ]+);.*?url\("fonts/([\w-]+\.woff2)"\); '
    r"unicode-range: ([^;]+);"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_MARKS = 2  # on one letter: Arabic has a doubling and a vowel; more are there to climb out of the card


class Face(NamedTuple):
    """One file of the theme: the weights it has, and the code points."""

    file: str
    weights: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]

    def has(self, letter: str) -> bool:
        """Whether the file covers a letter."""
        return any(low <= ord(letter) <= high for low, high in self.ranges)


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """The theme's files, as its style sheet lists them."""
    css = _assets().joinpath("css", "10-fonts.css").read_text(encoding="utf-8")
    return tuple(
        Face(file, tuple(int(weight) for weight in weights.split()), tuple(_ranges(ranges)))
        for _, weights, file, ranges in _RULE.findall(css)
    )


@lru_cache(maxsize=4096)
def face_of(letter: str, weight: int) -> Face | None:
    """The file that has a letter in a weight; None where none does."""
    return next((face for face in faces() if weight in face.weights and face.has(letter)), None)


@lru_cache(maxsize=256)
def font(face: Face, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """A file at a size in pixels."""
    engine = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    opened = ImageFont.truetype(io.BytesIO(_bytes(face.file)), size, layout_engine=engine)
    if len(face.weights) > 1:
        opened.set_variation_by_axes([weight])
    return opened


def shaping(language: str, *, right_to_left: bool = False) -> dict[str, Any]:
    """What is told to Pillow of a run; nothing without Raqm, which alone understands it."""
    if not features.check("raqm"):
        return {}
    return {"language": language, "direction": "rtl" if right_to_left else "ltr"}


def shown(words: str) -> str | None:
    """Words without what cannot be set and need not be (emoji, marks of stress, controls); None where a
    letter or a digit could not be, so that what is left would say something else."""
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", words):
        kind = unicodedata.category(letter)[0]
        marks = marks + 1 if kind == "M" else 0
        if marks > _MARKS or (marks and not _sits(letter, kept)):
            continue
        if face_of(letter, BOLD) and face_of(letter, TEXT):
            kept.append(letter)
        elif kind in "LN":
            return None
        elif letter.isspace():
            kept.append(" ")
    return " ".join("".join(kept).split())


def _sits(mark: str, kept: list[str]) -> bool:
    """Whether a mark stands on a letter of its own face: on another's it would float beside it."""
    return bool(kept) and not kept[-1].isspace() and face_of(kept[-1], BOLD) == face_of(mark, BOLD)


def can_set(words: str) -> bool:
    """Whether this machine can set the direction of these words."""
    return bool(features.check("raqm")) or not any(map(is_right_to_left, words))


def is_right_to_left(letter: str) -> bool:
    """Whether a letter is written from right to left."""
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT


@lru_cache(maxsize=32)
def _bytes(file: str) -> bytes:
    return _assets().joinpath("fonts", file).read_bytes()


def _assets() -> Traversable:
    return resources.files("serai.press.theme").joinpath("assets")


def _ranges(listed: str) -> list[tuple[int, int]]:
    found = []
    for part in listed.split(","):
        low, _, high = part.strip().removeprefix("U+").partition("-")
        found.append((int(low, 16), int(high or low, 16)))
    return found
