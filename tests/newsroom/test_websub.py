"""A hub hears of what changed, once it is there to be fetched, and is asked again where it was away."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from serai.newsroom import carrier, websub
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import HubError
from serai.newsroom.table import TABLE
from serai.press.changes import Put
from tests.newsroom.hub_server import Hub, hub
from tests.newsrooms import wait_until
from tests.press import casting
from tests.press.sites import Works

OF_ONE_STORY = [
    f"https://bridge.example/en/{place}{file}"
    for place in ("", "sections/city/")
    for file in ("feed.json", "feed.xml", "rss.xml")
]


@pytest.fixture
def listening() -> Iterator[Hub]:
    """A hub."""
    with hub() as found:
        yield found


@pytest.fixture
def newsroom(works: Works, listening: Hub) -> Newsroom:
    """A newsroom that tells the hub."""
    values = {row.name: row.default for row in TABLE}
    values |= {"site_url": "https://bridge.example", "websub_hub": listening.url}
    return Newsroom(folder=works.folder, values=values)


def _bakes(works: Works, number: int) -> None:
    works.press().bake([Put(casting.story(number))])


def test_the_first_time_nothing_is_told_then_each_feed_that_changed_and_each_once(
    works: Works, newsroom: Newsroom, listening: Hub
) -> None:
    assert websub.tell(newsroom) == 0
    _bakes(works, 2)
    assert websub.tell(newsroom) == len(OF_ONE_STORY)
    assert websub.tell(newsroom) == 0
    assert listening.topics == OF_ONE_STORY
    assert {notice["hub.mode"] for notice in listening.told} == {"publish"}
    assert {notice["path"] for notice in listening.told} == {"/publish?of=us"}


def test_what_a_hub_did_not_take_is_told_again_and_nothing_that_came_after_is_lost(
    works: Works, newsroom: Newsroom, listening: Hub
) -> None:
    websub.tell(newsroom)
    _bakes(works, 2)
    listening.answers = [204, 503, 204]
    with pytest.raises(HubError, match="answered 503"):
        websub.tell(newsroom)
    assert websub.tell(newsroom) == len(OF_ONE_STORY)
    assert listening.topics[1:] == OF_ONE_STORY


def test_a_hub_that_wants_a_feed_no_more_is_told_of_the_others(
    works: Works, newsroom: Newsroom, listening: Hub
) -> None:
    websub.tell(newsroom)
    _bakes(works, 2)
    listening.answers = [404, 204]
    websub.tell(newsroom)
    assert listening.topics == OF_ONE_STORY[1:]


def test_a_hub_that_is_away_is_an_error_without_its_words(works: Works, newsroom: Newsroom) -> None:
    websub.tell(newsroom)
    away = replace(newsroom, values={**newsroom.values, "websub_hub": "http://127.0.0.1:9/secret?token=x"})
    websub.tell(away)
    _bakes(works, 2)
    with pytest.raises(HubError, match="did not answer") as caught:
        websub.tell(away)
    assert "token" not in str(caught.value)


@pytest.mark.parametrize("note", ["", "{", '{"hub": 1}', "null"])
def test_a_spoilt_note_is_as_none(works: Works, newsroom: Newsroom, listening: Hub, note: str) -> None:
    file = newsroom.data / "told/hub.json"
    file.parent.mkdir()
    file.write_text(note)
    assert websub.tell(newsroom) == 0
    assert json.loads(file.read_bytes())["bake"] == 1
    assert listening.told == []


def test_another_hub_is_not_told_of_what_was_before_it(
    works: Works, newsroom: Newsroom, listening: Hub
) -> None:
    websub.tell(newsroom)
    _bakes(works, 2)
    with hub() as other:
        assert websub.tell(replace(newsroom, values={**newsroom.values, "websub_hub": other.url})) == 0
        assert other.told == []


def test_the_carrier_tells_the_hub_when_the_copies_have_what_it_will_ask_for(
    works: Works, newsroom: Newsroom, listening: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("FIRST_DELAY", 0.05), ("SETTLE", 0.0)):
        monkeypatch.setattr(carrier, name, value)
    mirror = works.folder / "mirror"
    room = replace(newsroom, values={**newsroom.values, "carry_targets": str(mirror)})
    front, stop = mirror / "en/feed.xml", threading.Event()
    thread = threading.Thread(target=carrier.run, args=(room, stop))
    thread.start()
    try:
        note = newsroom.data / "told/hub.json"
        wait_until(note.is_file, "the first note")
        listening.answers = [500, 204]
        _bakes(works, 2)
        wait_until(lambda: len(listening.told) == len(OF_ONE_STORY), "the hub to be told")
        assert front.read_bytes() == (works.site / "en/feed.xml").read_bytes()
    finally:
        stop.set()
        thread.join()
        for left in threading.enumerate():
            if left.name in {"the hub", str(mirror)}:
                left.join()
    assert listening.topics == OF_ONE_STORY
