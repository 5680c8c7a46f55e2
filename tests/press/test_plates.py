"""A plate is read back as it was written, has one spelling, and takes nothing it does not know."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import canonical
from serai.press import plates
from serai.press.errors import PlateError
from tests.press import casting
from tests.press.records import any_plate, of

STORY = casting.story(
    1,
    deck="A line",
    body=(
        plates.Paragraph(html="<b>پل</b>"),
        plates.Quote(html="Said", speaker="Ada"),
        plates.ListBlock(items=("a", "b"), ordered=True),
    ),
    corrections=(plates.Correction(at=datetime(2026, 11, 1, tzinfo=UTC), text="Wrong"),),
)


@given(any_plate)
def test_what_was_written_is_read_back(plate: plates.AnyPlate) -> None:
    assert plates.from_bytes(plates.to_bytes(plate)) == plate


@given(any_plate)
def test_the_bytes_are_canonical(plate: plates.AnyPlate) -> None:
    data = plates.to_bytes(plate)

    assert canonical.encode(json.loads(data)) == data
    assert plates.to_bytes(plates.from_bytes(data)) == data


@given(any_plate)
def test_any_json_reader_finds_the_version_the_kind_and_the_address(plate: plates.AnyPlate) -> None:
    found = json.loads(plates.to_bytes(plate))

    assert (found["version"], found["kind"], found["edition"], found["key"], found["address"]) == (
        1,
        plates.kind(plate),
        plate.edition,
        plate.key,
        plate.address,
    )


@given(any_plate, any_plate)
def test_different_plates_have_different_bytes(one: plates.AnyPlate, other: plates.AnyPlate) -> None:
    assert (plates.to_bytes(one) == plates.to_bytes(other)) == (one == other)


def test_how_a_plate_is_spelled() -> None:
    assert (
        plates.to_bytes(casting.topic(name="Вода"))
        == (
            '{"address":"/en/topics/water/","description":"","edition":"en","former_addresses":[],"key":"water",'
            '"kind":"topic","name":"Вода","slug":"water","version":1}\n'
        ).encode()
    )


@pytest.mark.parametrize(
    ("plate", "kind"),
    [
        (casting.story(), "story"),
        (casting.section(), "section"),
        (casting.author(), "author"),
        (casting.topic(), "topic"),
        (casting.edition(), "edition"),
    ],
)
def test_every_kind_says_what_it_is(plate: plates.AnyPlate, kind: str) -> None:
    assert plates.kind(plate) == kind


def test_a_plate_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        STORY.headline = "Another"  # type: ignore[misc]


def changed(**fields: Any) -> bytes:
    """The story's JSON with fields changed; None takes one away."""
    found = json.loads(plates.to_bytes(STORY))
    found.update(fields)
    return canonical.encode({name: value for name, value in found.items() if value is not None})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        plates.to_bytes(STORY)[:-20],
        plates.to_bytes(STORY) * 2,
        changed(version=2),
        changed(version="1"),
        changed(kind="diary"),
        changed(kind=None),
        changed(key=None),
        changed(headline=None),
        changed(headline=7),
        changed(source="a name that must not be public"),
        changed(comments="moderated"),
        changed(published_at="yesterday"),
        changed(body=[{"type": "script", "html": "x"}]),
        changed(headline="x").replace(b'"headline"', b'"\x80eadline"'),
        changed(headline="[deep]").replace(b'"[deep]"', b"[" * 100_000),
        changed(body=[{"type": "paragraph", "html": "x", "onclick": "x"}]),
        changed(corrections=[{"at": "2026-11-01T00:00:00Z"}]),
    ],
)
def test_what_is_not_a_plate_of_this_version_is_refused(data: bytes) -> None:
    with pytest.raises(PlateError, match="Cast the story again"):
        plates.from_bytes(data)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else_than_be_a_plate_or_be_refused(data: bytes) -> None:
    with pytest.raises(PlateError):
        plates.from_bytes(data)


@given(st.integers(0, len(plates.to_bytes(STORY)) - 1), st.integers(0, 255))
def test_a_plate_with_a_changed_byte_is_another_plate_or_none(place: int, value: int) -> None:
    data = bytearray(plates.to_bytes(STORY))
    same = data[place] == value
    data[place] = value
    try:
        read = plates.from_bytes(bytes(data))
    except PlateError:
        return
    assert same or read != STORY or bytes(data).split() == plates.to_bytes(STORY).split()


def test_the_schema_names_every_plate_and_fits_what_is_written() -> None:
    schema = plates.schema()
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)

    story = definitions["StoryPlate"]
    written = json.loads(plates.to_bytes(STORY))
    assert {"StoryPlate", "SectionPlate", "AuthorPlate", "TopicPlate", "EditionPlate"} <= set(definitions)
    assert set(story["properties"]) == set(written)
    assert set(story["required"]) <= set(written)


def test_a_copy_of_a_plate_is_the_same_plate() -> None:
    assert copy.deepcopy(STORY) == STORY
    assert msgspec.structs.replace(STORY, headline="Another") != STORY


@given(of(plates.StoryPlate))
def test_a_summary_says_of_a_story_what_its_plate_says(plate: plates.StoryPlate) -> None:
    summary = plates.summary_from_bytes(plates.to_bytes(plate))
    fields = [name for name in plates.Summary.__struct_fields__ if name != "corrections"]
    assert [getattr(summary, name) for name in fields] == [getattr(plate, name) for name in fields]
    assert len(summary.corrections) == len(plate.corrections)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"kind":"story"}', b'{"edition":1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_story_has_no_summary(data: bytes) -> None:
    with pytest.raises(PlateError):
        plates.summary_from_bytes(data)
