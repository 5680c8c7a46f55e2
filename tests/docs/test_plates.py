"""The published schema and description of plates are the code's."""

import json
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from serai.press import plates, threads

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
RECORDS: list[type[plates.Record]] = [
    plates.StoryPlate,
    plates.SectionPlate,
    plates.AuthorPlate,
    plates.TopicPlate,
    plates.EditionPlate,
    plates.FrontPlate,
    plates.FrontRow,
    plates.Banner,
    plates.Paragraph,
    plates.Subhead,
    plates.Quote,
    plates.PullQuote,
    plates.Figure,
    plates.ListBlock,
    plates.LinkCard,
    plates.Correction,
    plates.Photo,
    plates.Rendition,
    threads.Thread,
    threads.Rating,
    threads.Comment,
]


@pytest.mark.parametrize("room", [plates, threads], ids=["plates", "threads"])
def test_the_published_schema_is_the_codes(room: ModuleType) -> None:
    name = f"{room.__name__.rpartition('.')[2]}.schema.json"
    published = json.loads((REFERENCE / name).read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(room.schema()))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_and_kind_is_described(record: type[plates.Record]) -> None:
    text = (REFERENCE / "plates.md").read_text(encoding="utf-8")
    names = [field.encode_name for field in msgspec.structs.fields(record)]
    tag = record.__struct_config__.tag
    assert [name for name in [*names, tag] if name and f"`{name}`" not in text] == []
