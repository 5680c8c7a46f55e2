"""What a sample says in its language; `samples` makes views of it."""

from dataclasses import dataclass
from typing import Literal

from serai.press.plates import Block


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sample's comment; `to` is the place of the comment it answers."""

    name: str
    text: str
    to: int | None = None
    staff: bool = False
    picked: bool = False
    imported: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """One language's sample. In `body`, "figure" stands for a photo."""

    code: str
    language: str
    direction: Literal["ltr", "rtl"]
    language_name: str
    masthead: str
    tagline: str
    description: str
    time_zone: str
    about: str
    policy: str
    sections: tuple[str, ...]
    authors: tuple[str, ...]
    role: str
    topics: tuple[str, ...]
    place: str
    headline: str
    deck: str
    caption: str
    credit: str
    alt: str
    body: tuple[Block | Literal["figure"], ...]
    correction: str
    changed: str
    said: tuple[Said, ...]
    others: tuple[tuple[str, str], ...]  # headline, deck
