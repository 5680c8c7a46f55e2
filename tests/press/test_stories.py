"""A discussion on its pages: the story's own, the further parts, the feed; and what each change rewrites."""

import json
from typing import Any

import msgspec
import pytest
from lxml import html as parser

from serai.press import addresses
from serai.press.changes import Change, Put, PutThread, Withdraw
from serai.press.pages import RANKS
from serai.press.plates import Paragraph, StoryPlate
from serai.press.theme.environment import Theme
from serai.press.threads import Rating, Thread, from_bytes, whole
from tests.press import casting
from tests.press.sites import Works, differing
from tests.press.talking import comment, thread

STORY = casting.story(1, comments="open")
HOME = STORY.address[1:]


def baked(desk: Works, *said: Thread, story: StoryPlate = STORY) -> None:
    told: list[Change] = [Put(casting.edition()), Put(casting.section()), Put(story)]
    desk.press().bake([*told, *(PutThread(one) for one in said)])


def written(desk: Works, *changes: Change) -> list[str]:
    """The files of the story that a bake writes, without their variants, as they stand below its folder."""
    report = desk.press().bake(changes)
    return [
        path.removeprefix(HOME)
        for path in report.written
        if path.startswith(HOME) and not path.endswith((".gz", ".br"))
    ]


def lying(desk: Works) -> list[str]:
    """The story's files without their variants."""
    return [
        path.removeprefix(HOME)
        for path in desk.tree()
        if path.startswith(HOME) and not path.endswith((".gz", ".br"))
    ]


def view(desk: Works, address: str) -> dict[str, Any]:
    """The view that the plain theme shows in a page."""
    page = parser.parse(desk.site / addresses.file(address)).getroot()
    lines = (line.text_content().partition(": ") for line in page.iter("p") if ": " in line.text_content())
    return {name: json.loads(value) for name, _, value in lines}


def edited(said: Thread, number: int, **fields: Any) -> Thread:
    """The thread with one comment changed."""
    comments = (
        msgspec.structs.replace(one, **fields) if one.number == number else one for one in said.comments
    )
    return msgspec.structs.replace(said, comments=tuple(comments))


def test_a_long_thread_stands_in_parts_of_fifty_each_with_its_comments_beside_it(desk: Works) -> None:
    said = thread(120)
    baked(desk, said)
    assert lying(desk) == [
        "comments/2/index.html",
        "comments/2/thread.json",
        "comments/3/index.html",
        "comments/3/thread.json",
        "comments/feed.xml",
        "index.html",
        "ninjs.json",
        "plate.json",
        "thread.json",
    ]
    files = (desk.site / HOME / f"{folder}thread.json" for folder in ("", "comments/2/", "comments/3/"))
    assert whole(from_bytes(file.read_bytes()) for file in files) == said
    counts = [len(view(desk, place)["talk"]["thread"]["comments"]) for place in places(1, 2, 3)]
    assert counts == [50, 50, 20]


def places(*parts: int) -> list[str]:
    return [addresses.comments(STORY.address, part) for part in parts]


def test_what_the_pages_of_a_discussion_say(desk: Works) -> None:
    said = edited(thread(120, picks=("c2", "c60")), 51, reply_to="c3")
    baked(desk, said)
    first, second = (view(desk, place) for place in places(1, 2))
    talk = first["talk"]
    shown = (talk["open"], talk["depth"], talk["contacts"], talk["story"], talk["feed"])
    assert shown == (True, 3, False, STORY.address, f"{STORY.address}comments/feed.xml")
    assert [pick["address"] for pick in talk["picks"]] == [
        f"{STORY.address}#comment-c2",
        f"{STORY.address}comments/2/#comment-c60",
    ]
    assert [(part["number"], part["address"], part["current"]) for part in talk["parts"]] == [
        (1, STORY.address, True),
        (2, f"{STORY.address}comments/2/", False),
        (3, f"{STORY.address}comments/3/", False),
    ]
    assert (talk["thread"]["count"], talk["answered"]) == (120, {})
    assert second["story"] == {"text": STORY.headline, "address": STORY.address}
    chrome = second["chrome"]
    assert (chrome["index"], chrome["feed"]) == (False, f"{STORY.address}comments/feed.xml")
    (answered,) = second["talk"]["answered"].values()
    assert (answered["address"], answered["comment"]["key"]) == (f"{STORY.address}#comment-c3", "c3")
    assert [part["current"] for part in second["talk"]["parts"]] == [False, True, False]
    assert (second["talk"]["picks"], second["talk"]["story"]) == ([], STORY.address)


def test_a_further_part_leads_to_the_first_and_to_its_neighbours(desk: Works) -> None:
    baked(desk, thread(420, but=range(251, 301)))
    leads = [[part["number"] for part in view(desk, place)["talk"]["parts"]] for place in places(1, 5, 7, 9)]
    assert leads == [[1, 2, 3, 4, 5, 7, 8, 9], [1, 4, 5, 7], [1, 5, 7, 8], [1, 8, 9]]


def test_a_story_without_a_thread_can_be_talked_about(desk: Works) -> None:
    baked(desk)
    talk = view(desk, STORY.address)["talk"]
    assert (talk["open"], talk["feed"], talk["parts"], talk["thread"]["count"]) == (True, "", [], 0)
    assert lying(desk) == ["index.html", "ninjs.json", "plate.json"]


def test_an_empty_thread_is_published_for_the_gate_and_has_no_feed(desk: Works) -> None:
    baked(desk)
    empty = Thread(edition="en", key="s1", open=False, closes_at=casting.BEGINNING)
    assert written(desk, PutThread(empty)) == ["index.html", "thread.json"]
    assert view(desk, STORY.address)["talk"]["open"] is False
    assert from_bytes((desk.site / HOME / "thread.json").read_bytes()).closes_at == casting.BEGINNING


def test_nobody_may_write_where_the_plate_does_not_say_so(desk: Works) -> None:
    baked(desk, thread(51), story=casting.story(1))
    assert [view(desk, place)["talk"]["open"] for place in places(1, 2)] == [False, False]
    desk.press().bake([Put(STORY)])
    assert [view(desk, place)["talk"]["open"] for place in places(1, 2)] == [True, True]


def test_one_comment_more_rewrites_the_first_part_the_newest_and_the_feed(desk: Works) -> None:
    baked(desk, thread(220))
    assert written(desk, PutThread(thread(221))) == [
        "comments/5/index.html",
        "comments/5/thread.json",
        "comments/feed.xml",
        "index.html",
        "thread.json",
    ]


def test_the_first_comment_of_a_new_part_also_shows_on_the_part_before(desk: Works) -> None:
    baked(desk, thread(150))
    assert written(desk, PutThread(thread(151))) == [
        "comments/3/index.html",
        "comments/4/index.html",
        "comments/4/thread.json",
        "comments/feed.xml",
        "index.html",
        "thread.json",
    ]


def test_an_edited_comment_rewrites_its_part_and_those_who_answer_it(desk: Works) -> None:
    said = edited(thread(170), 101, reply_to="c60")
    baked(desk, said)
    assert written(desk, PutThread(edited(said, 60, name="Ada"))) == [
        "comments/2/index.html",
        "comments/2/thread.json",
        "comments/3/index.html",
    ]


def test_a_pick_shows_on_its_part_and_on_the_story(desk: Works) -> None:
    said = thread(120)
    baked(desk, said)
    picked = msgspec.structs.replace(edited(said, 60, picked=True), picks=("c60",))
    assert written(desk, PutThread(picked)) == [
        "comments/2/index.html",
        "comments/2/thread.json",
        "index.html",
        "thread.json",
    ]


def test_an_answer_to_the_rating_rewrites_the_story_alone(desk: Works) -> None:
    baked(desk, thread(120))
    rated = thread(120, rating=Rating(likes=1))
    assert written(desk, PutThread(rated)) == ["index.html", "thread.json"]


def test_a_closed_discussion_is_closed_on_all_its_pages(desk: Works) -> None:
    baked(desk, thread(120))
    desk.press().bake([PutThread(thread(120, open=False))])
    assert [view(desk, place)["talk"]["open"] for place in places(1, 2, 3)] == [False] * 3


def test_a_part_whose_comments_are_all_removed_goes_and_comes_back(desk: Works) -> None:
    baked(desk, thread(120))
    before = desk.tree()
    removed = thread(120, but=range(51, 101))
    desk.press().bake([PutThread(removed)])
    assert not (desk.site / HOME / "comments/2").exists()
    assert view(desk, STORY.address)["talk"]["thread"]["parts"] == [1, 3]
    desk.press().bake([PutThread(thread(120))])
    assert desk.tree() == before


def test_when_all_is_removed_the_feed_goes(desk: Works) -> None:
    baked(desk, thread(70))
    desk.press().bake([PutThread(thread(0))])
    assert lying(desk) == ["index.html", "ninjs.json", "plate.json", "thread.json"]
    assert not (desk.site / HOME / "comments").exists()


def test_a_withdrawn_story_takes_its_discussion_with_it_and_brings_it_back(desk: Works) -> None:
    baked(desk, thread(120))
    before = desk.tree()
    desk.press().bake([Withdraw(kind="story", edition="en", key="s1")])
    assert not (desk.site / HOME).exists()
    desk.press().bake([Put(STORY)])
    assert desk.tree() == before


def test_a_discussion_moves_with_its_story(desk: Works) -> None:
    baked(desk, thread(120))
    moved = casting.story(1, slug="moved", comments="open", former_addresses=(STORY.address,))
    desk.press().bake([Put(moved)])
    assert lying(desk) == ["index.html"]  # the redirect; a part's old address is not kept
    assert "moved" in (desk.site / HOME / "index.html").read_text(encoding="utf-8")
    other = desk.beside("other")
    baked(other, thread(120), story=moved)
    assert differing(desk, other) == []


def test_a_correction_rewrites_further_parts_only_where_they_show_it(desk: Works) -> None:
    baked(desk, thread(60))
    amended = msgspec.structs.replace(STORY, body=(Paragraph(html="Quite another."),))
    assert written(desk, Put(amended)) == ["index.html", "ninjs.json", "plate.json"]
    renamed = msgspec.structs.replace(amended, headline="Quite another")
    assert written(desk, Put(renamed)) == [
        "comments/2/index.html",
        "comments/feed.xml",
        "index.html",
        "ninjs.json",
        "plate.json",
    ]


def test_a_former_address_gives_way_to_a_part_of_a_discussion(desk: Works) -> None:
    baked(desk)
    elsewhere = casting.story(2, former_addresses=(f"{STORY.address}comments/2/", "/old/"))
    desk.press().bake([Put(elsewhere)])
    path = desk.site / HOME / "comments/2/index.html"
    assert "RedirectView" in path.read_text(encoding="utf-8")
    desk.press().bake([PutThread(thread(51))])
    assert "CommentsView" in path.read_text(encoding="utf-8")
    desk.press().bake([PutThread(thread(50))])
    assert "RedirectView" in path.read_text(encoding="utf-8")


def test_a_story_called_comments_is_a_story_like_any_other(desk: Works) -> None:
    story = casting.story(1, slug="comments", comments="open")
    baked(desk, thread(51), story=story)
    found = [path for path in desk.tree() if path.startswith(story.address[1:]) and path.endswith(".html")]
    assert found == [f"{story.address[1:]}{file}" for file in ("comments/2/index.html", "index.html")]


def test_the_thread_may_come_before_its_story(desk: Works) -> None:
    baked(desk, thread(70))
    other = desk.beside("other")
    other.press().bake([PutThread(thread(70))])
    assert [path for path in other.tree() if "2026" in path] == []
    baked(other)
    assert differing(desk, other) == []


def test_parts_stand_before_the_page_that_leads_to_them(desk: Works) -> None:
    assert max(RANKS["comments"], RANKS["comments_feed"]) < RANKS["story"] < RANKS["front"]


@pytest.mark.parametrize("changed", [{"thread_depth": 1}, {"contacts": True}])
def test_a_setting_of_the_discussion_makes_the_site_again(desk: Works, changed: dict[str, Any]) -> None:
    baked(desk, thread(60))
    desk.press(**changed).bake([])
    ((name, value),) = changed.items()
    shown = [view(desk, place)["talk"][name.removeprefix("thread_")] for place in places(1, 2)]
    assert shown == [value, value]


def test_the_preview_of_a_story_shows_its_discussion_as_baked(desk: Works) -> None:
    said = thread(120, picks=("c60",))
    baked(desk, said)
    page = (desk.site / HOME / "index.html").read_bytes()
    previews = [desk.press().preview(STORY), desk.press().preview(STORY, said)]
    assert [preview.replace(b"preview: true", b"preview: false") for preview in previews] == [page, page]


def test_counts_are_the_threads_own_wherever_they_stand(desk: Works) -> None:
    baked(desk)
    for said in (thread(3), thread(120), thread(120, but=(1, 60, 120)), thread(0), thread(51)):
        desk.press().bake([PutThread(said)])
        counts = [teaser["comment_count"] for teaser in view(desk, "/en/")["teasers"]]
        counts.append(view(desk, STORY.address)["talk"]["thread"]["count"])
        assert counts == [len(said.comments)] * 2


def test_the_real_theme_shows_every_part(desk: Works) -> None:
    said = edited(thread(120, picks=("c60",)), 51, reply_to="c3")
    told: list[Change] = [Put(casting.edition()), Put(casting.section()), Put(STORY)]
    desk.press(theme=Theme()).bake([*told, PutThread(said)])
    found = {
        mark.removeprefix("comment-")
        for place in places(1, 2, 3)
        for mark in parser.parse(desk.site / addresses.file(place)).getroot().xpath("//@id")
        if mark.startswith("comment-c")
    }
    assert found == {comment.key for comment in said.comments}


def test_a_comment_of_any_number_stands_alone(desk: Works) -> None:
    baked(desk, Thread(edition="en", key="s1", comments=(comment(9_999_999),)))
    assert [path for path in lying(desk) if path.endswith("thread.json")] == [
        "comments/200000/thread.json",
        "thread.json",
    ]
