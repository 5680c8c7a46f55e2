"""Documents for followers' servers: read by PyLD with the official contexts, and true of what is public."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from serai.press import activity
from serai.press.changes import Put, Withdraw
from serai.press.plates import Photo, StoryPlate, TopicPlate
from tests.press import casting, linked
from tests.press.records import of
from tests.press.sites import Works

SITE = "https://bridge.example"
KEY = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n"
ACTOR = f"{SITE}/fediverse/en/actor.json"
FOLLOWERS = f"{SITE}/fediverse/en/followers.json"
NODEINFO = Path(__file__).parent / "contexts" / "nodeinfo-2.1.json"


@pytest.fixture
def desk(desk: Works) -> Works:
    """Works whose editions have accounts."""
    desk.settings = {"fediverse_key": KEY}
    return desk


def bake(desk: Works, *stories: StoryPlate) -> None:
    told = [Put(casting.edition(description="News & <views>")), Put(casting.section()), Put(casting.topic())]
    desk.press().bake([*told, *(Put(story) for story in stories)])


def read(desk: Works, path: str) -> Any:
    """A document of the site, whole and understood."""
    document = json.loads((desk.site / path).read_bytes())
    linked.check(document)
    return document


def outbox(desk: Works) -> Iterator[dict[str, Any]]:
    """What a server finds that goes through an edition's outbox, from its beginning on."""
    box = read(desk, "fediverse/en/outbox.json")
    page = box["first"]
    assert page["id"] == f"{box['id']}#newest"  # what has no address may be anybody's
    while True:
        yield from page["orderedItems"]
        if "next" not in page:
            return
        page = read(desk, page["next"].removeprefix(f"{SITE}/"))
        assert page["partOf"] == f"{SITE}/fediverse/en/outbox.json"


def documents(desk: Works) -> set[str]:
    return {path for path in desk.tree() if path.startswith("fediverse/")}


def test_an_edition_s_account_is_what_mastodon_asks_of_one(desk: Works) -> None:
    bake(desk)
    found = read(desk, "fediverse/en/actor.json")
    assert {key: value for key, value in found.items() if key != "@context"} == {
        "id": ACTOR,
        "type": "Organization",
        "preferredUsername": "en",
        "name": "The Bridge (en)",
        "summary": "<p>News &amp; &lt;views&gt;</p>",
        "url": f"{SITE}/en/",
        "inbox": f"{SITE}/gate/activity/en",
        "outbox": f"{SITE}/fediverse/en/outbox.json",
        "followers": FOLLOWERS,
        "icon": {"type": "Image", "mediaType": "image/svg+xml", "url": f"{SITE}/favicon.svg"},
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "indexable": True,
        "attributionDomains": ["bridge.example"],
        "publicKey": {"id": f"{ACTOR}#main-key", "owner": ACTOR, "publicKeyPem": KEY},
    }


def test_an_account_shows_the_theme_s_large_icon_for_mastodon_shows_no_svg() -> None:
    from serai.press.theme.environment import Theme

    theme = Theme()
    shown = activity.portrait(theme.assets(), theme.icon)
    assert theme.assets()[shown].startswith(b"\x89PNG")
    assert activity.portrait(["/favicon.svg"], "/favicon.svg") == "/favicon.svg"


def test_nobody_is_told_who_follows_or_how_many(desk: Works) -> None:
    bake(desk)
    assert read(desk, "fediverse/en/followers.json") == {
        "@context": activity.STREAMS,
        "id": FOLLOWERS,
        "type": "OrderedCollection",
    }


def test_a_story_is_a_note_with_its_photo_and_topics(desk: Works) -> None:
    story = casting.story(
        1,
        headline="Water <rises>",
        deck="Two & two",
        topics=("water", "nothing", "water"),
        lead_photo=casting.photo(desk.pool),
        updated_at=casting.BEGINNING + timedelta(days=1, hours=3),
    )
    bake(desk, story)
    note = read(desk, "fediverse/en/notes/s1/s1.json")
    at, topic = f"{SITE}{story.address}", f"{SITE}/en/topics/water/"
    content = (
        f'<p><strong>Water &lt;rises&gt;</strong></p><p>Two &amp; two</p><p><a href="{at}">{at}</a></p>'
        f'<p><a href="{topic}" class="mention hashtag" rel="tag">#<span>Water</span></a></p>'
    )
    [jpeg] = [file for file in story.lead_photo.renditions if file.format == "jpeg"]  # type: ignore[union-attr]
    assert {key: value for key, value in note.items() if key != "@context"} == {
        "id": f"{SITE}/fediverse/en/notes/s1/s1.json",
        "type": "Note",
        "attributedTo": ACTOR,
        "to": [activity.PUBLIC],
        "cc": [FOLLOWERS],
        "published": "2026-10-29T09:00:00Z",
        "updated": "2026-10-29T12:00:00Z",
        "url": at,
        "sensitive": False,
        "content": content,
        "contentMap": {"en": content},
        "attachment": [
            {
                "type": "Document",
                "mediaType": "image/jpeg",
                "url": f"{SITE}/media/{jpeg.file}",
                "name": "A bridge (A. Writer)",
                "width": 640,
                "height": 480,
            }
        ],
        "tag": [{"type": "Hashtag", "href": topic, "name": "#Water"}],
    }


def test_a_note_s_address_stays_when_the_story_s_own_does_not(desk: Works) -> None:
    bake(desk, casting.story(1))
    before = documents(desk)
    moved = casting.story(1, slug="another", former_addresses=(casting.story(1).address,))
    desk.press().bake([Put(moved)])
    assert documents(desk) == before
    assert read(desk, "fediverse/en/notes/s1/s1.json")["url"] == SITE + moved.address


def test_the_outbox_holds_every_public_story_once_newest_first(desk: Works) -> None:
    stories = [casting.story(number) for number in range(1, 30)]
    bake(desk, *stories)
    desk.press().bake([Withdraw("story", "en", "s7"), Withdraw("story", "en", "s29")])
    kept = [number for number in range(28, 0, -1) if number != 7]
    found = list(outbox(desk))
    assert [one["object"] for one in found] == [
        SITE + activity.note_address("en", f"s{number}") for number in kept
    ]
    assert {one["type"] for one in found} == {"Create"}
    assert read(desk, "fediverse/en/outbox.json")["totalItems"] == len(kept)
    assert {path for path in documents(desk) if "/notes/" in path} == {
        activity.note_address("en", f"s{number}").lstrip("/") for number in kept
    }


@pytest.mark.parametrize("number", [31, 3])
def test_one_story_writes_its_note_and_a_few_parts_of_the_outbox(desk: Works, number: int) -> None:
    bake(desk, *(casting.story(of) for of in range(1, 31) if of != number))
    report = desk.press().bake([Put(casting.story(number))])
    written = {path for path in report.written if path.startswith("fediverse/")}
    assert {activity.note_address("en", f"s{number}")[1:], "fediverse/en/outbox.json"} <= written
    assert len(written) <= 2 + 6
    assert not [path for path in desk.tree() if path.startswith("fediverse/") and path.endswith(".gz")]
    again = desk.press().bake([Put(casting.story(number, headline="Another"))])
    changed = {path for path in again.written if path.startswith("fediverse/")}
    assert changed == {activity.note_address("en", f"s{number}")[1:]}


def test_without_a_key_or_an_address_there_is_no_account(desk: Works) -> None:
    bake(desk, casting.story(1))
    assert documents(desk) != set()
    for settings_ in ({"fediverse_key": ""}, {"site_url": ""}):
        desk.press(**settings_).bake([])
        assert documents(desk) == set()


def test_a_story_s_page_and_the_front_name_their_documents(desk: Works) -> None:
    bake(desk, casting.story(1))
    shown = {
        path: (desk.site / path).read_text(encoding="utf-8")
        for path in ("en/index.html", "en/2026/10/29/story-1/index.html", "en/stories/index.html")
    }
    named = [re.findall(r"&#34;activity&#34;:&#34;([^&]*)&#34;", page) for page in shown.values()]
    assert named == [["/fediverse/en/actor.json"], ["/fediverse/en/notes/s1/s1.json"], [""]]
    desk.press(fediverse_key="").bake([])
    assert "&#34;activity&#34;:&#34;&#34;" in (desk.site / "en/index.html").read_text(encoding="utf-8")


def test_webfinger_host_meta_and_nodeinfo_lead_to_the_account(desk: Works) -> None:
    bake(desk)
    found = {
        path: (desk.site / "fediverse" / path).read_bytes() for path in ("host-meta.xml", "nodeinfo.json")
    }
    assert json.loads((desk.site / "fediverse/en/webfinger.json").read_bytes()) == {
        "subject": "acct:en@bridge.example",
        "aliases": [ACTOR, f"{SITE}/en/"],
        "links": [
            {"rel": "self", "type": "application/activity+json", "href": ACTOR},
            {"rel": activity.PROFILE, "type": "text/html", "href": f"{SITE}/en/"},
        ],
    }
    assert f'template="{SITE}/.well-known/webfinger?resource={{uri}}"'.encode() in found["host-meta.xml"]
    [link] = json.loads(found["nodeinfo.json"])["links"]
    described = json.loads((desk.site / link["href"].removeprefix(f"{SITE}/")).read_bytes())
    Draft4Validator(json.loads(NODEINFO.read_bytes())).validate(described)
    assert described["usage"] == {"users": {"total": 1}}


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Water", "Water"),
        ("water rights", "WaterRights"),
        ("Вода и люди", "ВодаИЛюди"),
        ("می‌خواهم آب", "می‌خواهمآب"),
        ("C++ & co.", "CCo"),
        ("2026", ""),
        ("—", ""),
        ("", ""),
        ('"><script>', "script"),
    ],
)
def test_a_topic_s_hashtag_is_one_word(name: str, tag: str) -> None:
    assert activity.hashtag(name) == tag


@settings(max_examples=60)
@given(of(StoryPlate), st.lists(of(TopicPlate), max_size=2))
def test_any_story_makes_documents_that_mean_what_they_say(
    story: StoryPlate, topics: list[TopicPlate]
) -> None:
    edition = casting.edition()
    note = activity.note(story, edition, topics, site_url=SITE)
    at = story.updated_at
    for document in (note, activity.created(note), activity.updated(note, at)):
        assert json.loads(activity.spelled(document)) == document
    # What is plain words on a plate is no markup in the note.
    tags = re.findall(r"<(/?[a-z]+)", note["content"])
    assert set(tags) <= {"p", "/p", "strong", "/strong", "a", "/a", "span", "/span"}
    assert note["content"].count("<") == len(tags)
    # Neither topics nor addresses are what is seen of a story; each of its own words is.
    bare = activity.note(story, edition, [], site_url="https://elsewhere.example")
    assert activity.seen(note) == activity.seen(bare)
    other = msgspec.structs.replace(story, deck=f"{story.deck}.")
    assert activity.seen(note) != activity.seen(activity.note(other, edition, topics, site_url=SITE))


def test_another_photo_is_seen_and_the_same_one_in_another_file_is_not(desk: Works) -> None:
    def seen(photo: Photo | None) -> bytes:
        story = casting.story(1, lead_photo=photo)
        return activity.seen(activity.note(story, casting.edition(), [], site_url=SITE))

    photo, again = casting.photo(desk.pool), casting.photo(desk.pool, 2)
    assert seen(photo) == seen(msgspec.structs.replace(again, alt=photo.alt, credit=photo.credit))
    assert len({seen(photo), seen(msgspec.structs.replace(photo, alt="A dam")), seen(None)}) == 3


def test_what_is_sent_is_linked_data(desk: Works) -> None:
    story = casting.story(1, topics=("water",), lead_photo=casting.photo(desk.pool))
    note = activity.note(story, casting.edition(), [casting.topic()], site_url=SITE)
    at = casting.BEGINNING
    sent = (
        activity.created(note),
        activity.updated(note, at),
        activity.deleted("en", "s1", at, site_url=SITE),
    )
    kinds = [linked.check(one)["@type"] for one in sent]
    assert kinds == [[linked.STREAMS + kind] for kind in ("Create", "Update", "Delete")]
    assert len({one["id"] for one in sent}) == 3
    with pytest.raises(AssertionError):
        linked.check({**note, "headline": "a term that no context knows"})
