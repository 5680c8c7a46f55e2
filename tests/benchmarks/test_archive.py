"""The archive to measure with: the same each time, whole, and as varied as it says."""

from collections import Counter
from datetime import timedelta

from bench import archive

from serai.press import plates
from serai.press.changes import Put
from serai.press.checking import check, check_thread
from serai.press.plates import StoryPlate

COUNT = 1_200


def _stories() -> list[StoryPlate]:
    return [put.plate for put in archive.stories(COUNT) if isinstance(put.plate, StoryPlate)]


def _bytes(puts: list[Put]) -> list[bytes]:
    return [plates.to_bytes(put.plate) for put in puts]


def test_the_same_seed_gives_the_same_plates_and_another_seed_gives_others() -> None:
    once, again, other = (_bytes([*archive.things(), *archive.stories(40, seed)]) for seed in (7, 7, 8))
    assert (once == again, once == other) == (True, False)


def test_a_story_is_the_same_in_a_larger_archive_but_for_its_day() -> None:
    *_, small = archive.stories(10)
    assert isinstance(small.plate, StoryPlate)
    assert archive.story(9, small.plate.published_at) == small.plate


def test_every_plate_and_thread_may_be_published() -> None:
    for put in [*archive.things(), *archive.stories(COUNT), archive.newest(0, COUNT)]:
        check(put.plate)
    for said in archive.threads(COUNT):
        check_thread(said.thread)


def test_a_story_in_three_has_translations_and_what_it_names_is_there() -> None:
    stories = _stories()
    names = {(story.edition, story.key) for story in stories}
    things = {(put.plate.edition, put.plate.key) for put in archive.things()}
    told = Counter(Counter(story.key for story in stories).values())
    assert len(names) == COUNT
    assert sum(told[times] for times in (2, 3)) * 2 in range(told[1] - 4, told[1] + 5)
    for story in stories:
        named = {(story.edition, key) for key in (story.section, *story.authors, *story.topics)}
        assert named <= things
        assert {(story.edition, key) for key in story.related} <= names


def test_one_author_is_very_busy_and_one_story_has_two_hundred_topics() -> None:
    stories = _stories()
    [(busiest, first), (_, second)] = Counter(story.authors[0] for story in stories).most_common(2)
    assert busiest == "author0"
    assert second < first in range(COUNT // 25, COUNT // 15)
    assert [number for number, story in enumerate(stories) if len(story.topics) == 200] == [500]


def test_a_tenth_of_the_stories_has_a_thread_with_a_long_tail() -> None:
    lengths = sorted(len(said.thread.comments) for said in archive.threads(COUNT))
    assert len(lengths) in range(COUNT // 15, COUNT // 7)
    assert lengths[len(lengths) // 2] < 10
    assert lengths[-1] > 100


def test_the_newest_stories_come_after_the_archive() -> None:
    last = _stories()[-1].published_at
    found = [archive.newest(number, COUNT).plate for number in range(2)]
    times = [story.published_at for story in found if isinstance(story, StoryPlate)]
    assert last < times[0] == times[1] - timedelta(minutes=10)
