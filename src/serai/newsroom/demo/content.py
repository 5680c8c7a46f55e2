"""The demo's content: what the files under `copy/` hold, read and checked into records.

Rule: pure but for reading those files. Each name that one file uses and another defines (a section, an
author, a picture) is looked up by `fill`; the tests hold the files to all that publishing demands.
"""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, TypeVar

import msgspec

from serai.newsroom.demo import markup

T = TypeVar("T")
State = Literal["published", "scheduled", "embargoed", "submitted"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of the content is: immutable, named fields, nothing unknown."""


class EditionWords(Record, frozen=True, kw_only=True):
    """One language's outlet, with the credit that its illustrations carry.

    `made_from`: the edition that this one is the second script of; what it does not say, it has from there.
    """

    name: str
    language_name: str
    direction: str
    time_zone: str
    tagline: str = ""
    description: str = ""
    credit: str = ""
    about: str = ""
    comment_policy: str = ""
    made_from: str = ""


class Correction(Record, frozen=True, kw_only=True):
    """A correction, so many hours before now."""

    hours: float
    text: str
    changed: str = ""


class Front(Record, frozen=True, kw_only=True):
    """What stands before a story's words."""

    headline: str
    deck: str
    slug: str
    place: str
    corrections: tuple[Correction, ...] = ()


class Words(Record, frozen=True, kw_only=True):
    """A story in one language; its blocks are `markup.blocks`."""

    front: Front
    blocks: list[tuple[str, object]]


class Facts(Record, frozen=True, kw_only=True):
    """What all languages of a story share. Hours count back from now, `in_hours` forward."""

    section: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    hours: float
    picture: str = ""
    related: tuple[str, ...] = ()
    state: State = "published"
    in_hours: float = 0


class Remark(Record, frozen=True, kw_only=True):
    """A reader's comment, `after` hours from the dateline; `to` is the place of the one it answers."""

    name: str
    text: str
    after: float
    to: int | None = None


class Talk(Record, frozen=True, kw_only=True):
    """What readers said and felt about one story: (liked, did not)."""

    likes: tuple[int, int]
    comments: tuple[Remark, ...]


Lines = dict[str, tuple[str, ...]]  # for each language: a name, then what stands under it


class Signs(Record, frozen=True, kw_only=True):
    """Sections, topics and authors, by name; an author's is also the name of their portrait."""

    sections: dict[str, Lines]
    topics: dict[str, Lines]
    authors: dict[str, Lines]


@cache
def editions() -> dict[str, EditionWords]:
    """The editions by code, in the switcher's order."""
    return read_toml("editions.toml", dict[str, EditionWords])


@cache
def signs() -> Signs:
    """What stories belong to, are about, and are signed with."""
    return read_toml("signs.toml", Signs)


@cache
def facts() -> dict[str, Facts]:
    """All stories, the oldest first."""
    return read_toml("stories.toml", dict[str, Facts])


@cache
def pictures() -> dict[str, Lines]:
    """For each picture and language: alternative text, and a caption where it has one."""
    return read_toml("pictures.toml", dict[str, Lines])


@cache
def talks() -> dict[str, dict[str, Talk]]:
    """What readers said, by edition and story."""
    return read_toml("comments.toml", dict[str, dict[str, Talk]])


@cache
def words(code: str) -> dict[str, Words]:
    """The stories that are written in the edition, by name, the oldest first."""
    if editions()[code].made_from:
        return {}
    folder = _folder() / code
    there = {file.name.removesuffix(".md"): file for file in folder.iterdir() if file.name.endswith(".md")}
    if strangers := sorted(there.keys() - facts().keys()):
        raise markup.DemoContentError(f"stories.toml does not know {', '.join(strangers)}. Add them there.")
    return {name: _story(there[name]) for name in facts() if name in there}


def _story(file: Traversable) -> Words:
    head, body = markup.split(file.read_text(encoding="utf-8"))
    try:
        front = msgspec.toml.decode(head, type=Front)
    except msgspec.MsgspecError as error:
        raise markup.DemoContentError(f"{file.name}: {error}. Mend the lines between +++.") from error
    return Words(front=front, blocks=markup.blocks(body))


def read_toml(name: str, kind: type[T]) -> T:
    """A file of `copy/`, read as `kind`; DemoContentError names what is wrong in it."""
    try:
        return msgspec.toml.decode((_folder() / name).read_bytes(), type=kind)
    except msgspec.MsgspecError as error:
        raise markup.DemoContentError(f"{name}: {error}. Mend that line.") from error


def _folder() -> Traversable:
    return resources.files("serai.newsroom.demo") / "copy"
