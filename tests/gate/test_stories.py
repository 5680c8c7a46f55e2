"""What the gate knows of stories is what is baked, read again when it changes and not before."""

from pathlib import Path

import pytest

from serai.gate import shelf
from serai.gate.shelf import Shelf
from serai.gate.stories import Stories
from serai.press.threads import Comment
from tests.gate.gates import NOW, STORY, Site


class Ticks:
    """A clock for shelves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def site(tmp_path: Path) -> Site:
    baked = Site(tmp_path)
    baked.has_edition()
    baked.has_story()
    return baked


def said(*numbers: int) -> tuple[Comment, ...]:
    return tuple(Comment(key=f"c{n}", number=n, text=f"Said {n}.") for n in numbers)


def test_a_change_is_seen_within_the_time_it_takes(site: Site) -> None:
    ticks = Ticks()
    stories = Stories(site.folder, ticks)
    story = stories.find(STORY)
    assert story is not None
    assert stories.open(story, NOW) is True
    site.has_story(comments="closed")
    ticks.now = 0.9
    assert stories.find(STORY) is story
    ticks.now = 1.0
    found = stories.find(STORY)
    assert found is not None
    assert stories.open(found, NOW) is False


def test_an_unchanged_file_is_not_read_again(site: Site) -> None:
    ticks = Ticks()
    reads: list[bytes] = []
    kept: Shelf[bytes] = Shelf(lambda data: reads.append(data) or data, kept=2, clock=ticks)  # type: ignore[func-returns-value]
    path = str(site.folder / "en" / "plate.json")
    for ticks.now in range(5):
        assert kept.get(path)
    assert len(reads) == 1


def test_what_was_not_asked_for_longest_is_forgotten_first(site: Site) -> None:
    kept: Shelf[bytes] = Shelf(bytes, kept=2, clock=Ticks())
    for name in ("a", "b", "c"):
        (site.folder / name).write_bytes(name.encode())
        kept.get(str(site.folder / name))
    assert [Path(name).name for name in kept._held] == ["b", "c"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"kind":"section"}', b"\xff" * 9, b"[" * 100_000]
)
def test_a_file_that_is_no_plate_is_no_story(site: Site, data: bytes) -> None:
    (site.folder / STORY.strip("/") / "plate.json").write_bytes(data)
    assert Stories(site.folder, Ticks()).find(STORY) is None


def test_a_plate_over_the_limit_is_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "FILE_LIMIT", 100)
    assert Stories(site.folder, Ticks()).find(STORY) is None


def test_a_plate_of_another_address_is_not_this_story(site: Site) -> None:
    other = site.folder / "en/2026/11/23/other"
    other.mkdir()
    (other / "plate.json").write_bytes((site.folder / STORY.strip("/") / "plate.json").read_bytes())
    assert Stories(site.folder, Ticks()).find("/en/2026/11/23/other/") is None


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "/../x/", "", "/en/"])
def test_a_redirect_that_leads_elsewhere_is_not_followed(site: Site, to: str) -> None:
    site.has_moved("/en/2026/11/22/old/", to)
    assert Stories(site.folder, Ticks()).find("/en/2026/11/22/old/") is None


def test_comments_are_found_in_every_part_and_gone_when_they_are(site: Site) -> None:
    ticks = Ticks()
    stories = Stories(site.folder, ticks)
    story = stories.find(STORY)
    assert story is not None
    assert stories.comment(story, "c1") is None
    site.has_said(*said(*range(1, 131)))
    found = [stories.comment(story, f"c{n}") for n in (1, 50, 51, 130)]
    assert [comment.number for comment in found if comment] == [1, 50, 51, 130]
    site.has_said(*said(*range(1, 130)))
    ticks.now = 1.0
    assert stories.comment(story, "c130") is None
    site.has_said(*said(*range(1, 132)))
    comment = stories.comment(story, "c131")
    assert comment is not None
    assert comment.text == "Said 131."


def test_a_thread_that_cannot_be_read_leaves_the_story_open(site: Site) -> None:
    (site.folder / STORY.strip("/") / "thread.json").write_bytes(b"{broken")
    stories = Stories(site.folder, Ticks())
    story = stories.find(STORY)
    assert story is not None
    assert stories.open(story, NOW) is True
    assert stories.comment(story, "c1") is None
