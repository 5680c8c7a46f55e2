"""The feed of a story's comments: the newest, plain text, whatever readers wrote."""

from xml.etree.ElementTree import Element

import defusedxml.ElementTree as trees
from hypothesis import given
from hypothesis import strategies as st

from serai.press import comments_feed
from serai.press.changes import Put, PutThread
from serai.press.pages import FEED_COMMENTS
from serai.press.plates import StoryPlate
from serai.press.threads import Thread
from tests.press import casting
from tests.press.sites import Works
from tests.press.talking import comment, thread

ATOM = "{http://www.w3.org/2005/Atom}"
STORY = casting.story(1, comments="open", headline="Bread & <water>")


def baked(desk: Works, said: Thread, story: StoryPlate = STORY, **settings: str) -> Element:
    desk.press(**settings).bake([Put(casting.edition()), Put(casting.section()), Put(story), PutThread(said)])
    return trees.fromstring((desk.site / story.address[1:] / "comments/feed.xml").read_bytes())


def words(tree: Element, path: str) -> list[str]:
    return [found.text or "" for found in tree.iterfind("/".join(ATOM + name for name in path.split("/")))]


def links(tree: Element, path: str = "") -> list[str | None]:
    return [found.get("href") for found in tree.iterfind(f"{path}{ATOM}link")]


def test_a_feed_of_comments_says_what_rfc_4287_asks_for(desk: Works) -> None:
    tree = baked(desk, Thread(edition="en", key="s1", comments=(comment(51, text="Too <much> & late"),)))
    home = f"https://bridge.example{STORY.address}"
    assert words(tree, "title") == ["The Bridge (en): Bread & <water>"]
    assert words(tree, "updated") == ["2026-10-29T09:51:00Z"]
    assert links(tree) == [f"{home}comments/feed.xml", home]
    assert words(tree, "entry/title") == ["Reader 51: Bread & <water>"]
    assert words(tree, "entry/author/name") == ["Reader 51"]
    assert words(tree, "entry/published") == words(tree, "entry/updated") == ["2026-10-29T09:51:00Z"]
    assert links(tree, f"{ATOM}entry/") == [f"{home}comments/2/#comment-c51"]
    (content,) = tree.iterfind(f"{ATOM}entry/{ATOM}content")
    assert (content.get("type"), content.text) == ("text", "Too <much> & late")


def test_it_holds_the_newest_comments_first_and_no_more(desk: Works) -> None:
    tree = baked(desk, thread(120, but=(118, *range(60, 101))))
    newest = [number for number in range(120, 0, -1) if number not in {118, *range(60, 101)}]
    marks = [f"#comment-c{number}" for number in newest[:FEED_COMMENTS]]
    assert [f"#{str(link).partition('#')[2]}" for link in links(tree, f"{ATOM}entry/")] == marks


def test_identifiers_stay_when_slug_and_site_address_change(desk: Works) -> None:
    first = baked(desk, thread(3))
    moved = casting.story(1, slug="another", headline="Another")
    second = baked(desk, thread(3), moved, site_url="https://elsewhere.example")
    assert words(first, "entry/id") == words(second, "entry/id")
    assert words(first, "id") == words(second, "id")
    other = baked(desk, thread(3, key="s2"), casting.story(2))
    assert len({*words(first, "entry/id"), *words(first, "id"), *words(other, "entry/id")}) == 7


def test_an_archives_comment_without_name_and_time_is_nobodys_and_as_old_as_its_story(desk: Works) -> None:
    bare = comment(1, name="", written_at=None, imported=True)
    tree = baked(desk, Thread(edition="en", key="s1", comments=(bare,)))
    assert words(tree, "entry/author/name") == ["—"]
    assert words(tree, "entry/title") == ["Bread & <water>"]
    assert words(tree, "updated") == words(tree, "entry/updated") == ["2026-10-29T09:00:00Z"]


@given(st.text(), st.text(), st.text())
def test_any_words_give_xml_that_can_be_read(text: str, name: str, headline: str) -> None:
    story = casting.story(1, headline=headline)
    said = [comment(1, text=text, name=name)]
    data = comments_feed.atom(casting.edition(), story, said, site_url="https://bridge.example", icon="")
    tree = trees.fromstring(data)
    assert [found.tag.removeprefix(ATOM) for found in tree.iterfind(f"{ATOM}entry/*")] == [
        "id",
        "title",
        "link",
        "published",
        "updated",
        "author",
        "content",
    ]
