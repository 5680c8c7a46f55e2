"""The board by plain forms: what is shown, moved, saved, refused, and met by another editor."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from serai.core import clock
from serai.desk import actions
from serai.desk.fronts import layouts
from serai.desk.models import Author, Edition, Front, FrontVersion, Section, Story
from tests.desk.conftest import signed_in, somebody

pytestmark = pytest.mark.django_db

BOARD = "/fronts/en/"


def published(edition: Edition, section: Section, author: Author, number: int, **fields: Any) -> Story:
    story = actions.create_story(
        edition=edition,
        headline=f"Story {number} <b>&",
        section=section,
        authors=[author],
        place="Almaty",
        dateline_at=clock.now() - timedelta(hours=number + 1),
        body=[("paragraph", "<p>First.</p>")],
        **fields,
    )
    return actions.publish(story=story)


@pytest.fixture
def stories(edition: Edition, section: Section, author: Author) -> list[Story]:
    return [published(edition, section, author, number) for number in range(3)]


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def lives_in(zone: str, user: User) -> None:
    profile = UserProfile.get_for_user(user)
    profile.current_time_zone = zone
    profile.save()


def sent(number: int = 0, /, **places: list[Story]) -> dict[str, Any]:
    """What the board's form holds."""
    items = [item for name, some in places.items() for item in (f"@{name}", *(story.key for story in some))]
    return {"number": str(number), "item": items, "banner_text": "", "banner_kind": "breaking"}


def placed(page: bytes) -> dict[str, list[str]]:
    """Which stories the board shows in which place, but for the newest."""
    found: dict[str, list[str]] = {}
    here = ""
    for item in re.findall(r'name="item" value="([^"]+)"', unescape(page.decode())):
        if item.startswith("@"):
            here = item[1:]
        elif here != "flow":
            found.setdefault(here, []).append(item)
    return found


def test_the_board_shows_every_place_and_offers_the_newest_with_their_names_escaped(
    desk: Client, stories: list[Story], section: Section
) -> None:
    page = desk.get(BOARD)
    assert page.status_code == 200
    assert placed(page.content) == {}
    assert f'data-place="row:{section.key}"'.encode() in page.content
    assert [f'data-card="{story.key}"'.encode() in page.content for story in stories] == [True] * 3
    assert b"<b>&" not in page.content
    assert desk.get("/fronts/").headers["Location"] == BOARD


def test_a_front_is_arranged_without_a_script(
    desk: Client, editor: User, stories: list[Story], section: Section
) -> None:
    a, b, c = stories
    moved = desk.post(BOARD, {**sent(lead=[b]), "move": f"{a.key} lead"})
    assert moved.status_code == 200
    assert placed(moved.content) == {"lead": [a.key], "second": [b.key]}
    assert not Front.objects.exists()
    row = f"row:{section.key}"
    saved = desk.post(BOARD, {**sent(lead=[a], second=[b], **{row: [c]}), "save": "1"})
    assert (saved.status_code, saved.headers["Location"]) == (302, BOARD)
    assert placed(desk.get(BOARD).content) == {"lead": [a.key], "second": [b.key], row: [c.key]}
    front = Front.objects.get()
    assert (front.number, front.versions.get().saved_by) == (1, editor)


def test_a_story_with_an_end_and_a_banner_are_kept(desk: Client, stories: list[Story]) -> None:
    a, b, _c = stories
    data = sent(pinned=[a]) | {
        f"until:{a.key}": "2099-01-01T10:00",
        "banner_text": 'Polls <script>"close"</script>',
        "banner_kind": "notice",
        "banner_story": b.key,
        "banner_until": "2099-01-02T10:00",
        "save": "1",
    }
    assert desk.post(BOARD, data).status_code == 302
    layout = layouts.read(Front.objects.get().layout)
    assert layout.banner is not None
    assert layout.pinned[0].until is not None
    assert (layout.banner.text, layout.banner.kind, layout.banner.story) == (
        'Polls <script>"close"</script>',
        "notice",
        b.key,
    )
    page = desk.get(BOARD).content
    assert b"<script>&quot;" not in page
    assert b'value="2099-01-01T10:00"' in page
    assert b'value="2099-01-02T10:00"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"banner_text": "x" * 141, "banner_until": "2099-01-01T10:00"},
        {"banner_text": "Now", "banner_until": ""},
        {"banner_text": "Now", "banner_until": "2001-01-01T10:00"},
        {"banner_text": "Now", "banner_until": "soon"},
        {"banner_text": "a\u202eb", "banner_until": "2099-01-01T10:00"},
        {"banner_text": "Now", "banner_link": "javascript:alert(1)", "banner_until": "2099-01-01T10:00"},
        {"banner_text": "Now", "banner_kind": "loud", "banner_until": "2099-01-01T10:00"},
        {"banner_text": "Now", "banner_story": "0" * 32, "banner_until": "2099-01-01T10:00"},
        {"banner_text": "\u200b\u200b", "banner_until": "2099-01-01T10:00"},
        {"banner_text": "Now", "banner_until": "9999-12-31T23:59"},
        {
            "banner_text": "Now",
            "banner_story": "A",
            "banner_link": "https://elsewhere.example/",
            "banner_until": "2099-01-01T10:00",
        },
        {"until:A": "2001-01-01T10:00"},
        {"until:A": "9999-12-31T23:59"},
        {"until:A": "never"},
    ],
)
def test_what_cannot_be_is_refused_and_the_board_comes_back_as_it_was_sent(
    desk: Client, editor: User, stories: list[Story], wrong: dict[str, str]
) -> None:
    a = stories[0]
    fields = {
        name.replace(":A", f":{a.key}"): a.key if value == "A" else value for name, value in wrong.items()
    }
    lives_in("America/Lima", editor)  # where the last hours of UTC's last year are not over yet
    page = desk.post(BOARD, {**sent(lead=[a]), **fields, "save": "1"})
    assert page.status_code == 400
    assert b'role="alert"' in page.content
    assert placed(page.content) == {"lead": [a.key]}
    assert not Front.objects.exists()


def test_an_end_is_told_in_the_editors_time_zone_and_shown_so(
    desk: Client, editor: User, stories: list[Story]
) -> None:
    lives_in("Asia/Almaty", editor)
    banner = {"banner_text": "Now", "banner_until": "2099-01-01T02:00", "save": "1"}
    assert desk.post(BOARD, {**sent(), **banner}).status_code == 302
    [kept] = layouts.moments(layouts.read(Front.objects.get().layout))
    assert kept == datetime(2098, 12, 31, 21, tzinfo=UTC)
    assert b'value="2099-01-01T02:00"' in desk.get(BOARD).content


@pytest.mark.parametrize("hour", ["2099-03-08T02:30", "2099-11-01T01:30"])
def test_an_hour_that_the_clocks_leave_out_or_have_twice_is_no_end(
    desk: Client, editor: User, stories: list[Story], hour: str
) -> None:
    lives_in("America/New_York", editor)
    banner = {"banner_text": "Now", "banner_until": hour}
    assert desk.post(BOARD, {**sent(lead=stories[:1]), **banner, "save": "1"}).status_code == 400
    pinned = {**sent(pinned=stories[:1]), f"until:{stories[0].key}": hour}
    assert desk.post(BOARD, {**pinned, "save": "1"}).status_code == 400


def test_an_end_that_is_over_holds_up_no_story_that_flows(desk: Client, stories: list[Story]) -> None:
    a, b, _c = stories
    data = {**sent(lead=[b], flow=[a]), f"until:{a.key}": "2001-01-01T10:00", "save": "1"}
    assert desk.post(BOARD, data).status_code == 302
    assert placed(desk.get(BOARD).content) == {"lead": [b.key]}


def test_ten_thousand_slots_and_keys_that_are_no_stories_come_to_nothing(
    desk: Client, stories: list[Story]
) -> None:
    items = ["@lead", "../../etc/passwd", "'", "@row:x", "@second", *(f"{n:032x}" for n in range(900))]
    data = {"number": "-1", "item": [*items, "@pinned", stories[0].key], "save": "1"}
    assert desk.post(BOARD, data).status_code == 302
    assert layouts.stories(layouts.read(Front.objects.get().layout)) == {stories[0].key}
    for move in ("", "x", f"{'0' * 32} lead", f"row:{'0' * 32} up", f"{stories[0].key} nowhere", "\0 up"):
        assert desk.post(BOARD, {**sent(1), "move": move, "find": "1", "q": "\0'\"*"}).status_code == 200
        assert desk.get(BOARD, {"move": move, "banner": move}).status_code == 200


def test_the_later_of_two_editors_is_told_and_neither_loses_anything(
    desk: Client, editor: User, stories: list[Story]
) -> None:
    a, b, c = stories
    desk.post(BOARD, {**sent(lead=[a]), "save": "1"})
    other = somebody("Administrators")
    signed_in(other).post(BOARD, {**sent(1, lead=[b], second=[c]), "save": "1"})
    met = desk.post(BOARD, {**sent(1, lead=[a], pinned=[b]), "save": "1"})
    words = unescape(met.content.decode())
    assert met.status_code == 409
    assert str(other) in words
    assert Front.objects.get().number == 2
    assert re.search(r'name="number" value="(\d+)"', words)[1] == "2"  # type: ignore[index]
    # The lead only they changed is theirs, and b stands there: it is pinned no more.
    assert placed(met.content) == {"lead": [b.key], "second": [c.key]}
    again = desk.post(BOARD, {**sent(2, lead=[b], second=[c]), "save": "1"})
    assert again.status_code == 302
    assert FrontVersion.objects.count() == 3


def test_the_other_editors_order_of_rows_is_told_by_the_sections_names(
    desk: Client, edition: Edition, section: Section, stories: list[Story]
) -> None:
    arts = actions.create_section(edition=edition, name="Arts")
    ours: dict[str, list[Story]] = {f"row:{arts.key}": [], f"row:{section.key}": []}
    theirs = {f"row:{section.key}": stories[:1], f"row:{arts.key}": []}
    desk.post(BOARD, {**sent(**ours), "save": "1"})
    signed_in(somebody("Administrators")).post(BOARD, {**sent(1, **theirs), "save": "1"})
    met = desk.post(BOARD, {**sent(1, lead=stories[1:2], **ours), "save": "1"})
    assert met.status_code == 409
    assert f"{section.name}; Arts" in unescape(met.content.decode())


def test_that_a_story_was_deleted_meanwhile_is_said(desk: Client, stories: list[Story]) -> None:
    a, b, _c = stories
    data = sent(lead=[a], pinned=[b])
    a.delete()
    saved = desk.post(BOARD, {**data, "save": "1"}, follow=True)
    assert "was deleted or moved away" in saved.content.decode()
    assert placed(saved.content) == {"pinned": [b.key]}


def test_an_earlier_front_is_brought_back(desk: Client, stories: list[Story]) -> None:
    a, b, _c = stories
    desk.post(BOARD, {**sent(lead=[a]), "save": "1"})
    desk.post(BOARD, {**sent(1, lead=[b]), "save": "1"})
    assert desk.post(f"{BOARD}restore/", {"version": "1", "number": "2"}).status_code == 302
    assert placed(desk.get(BOARD).content) == {"lead": [a.key]}
    assert desk.post(f"{BOARD}restore/", {"version": "99", "number": "3"}).status_code == 404
    assert desk.post(f"{BOARD}restore/", {"version": "x", "number": "3"}).status_code == 404


def test_a_story_on_hold_is_offered_marked_and_what_is_searched_is_found(
    desk: Client, edition: Edition, section: Section, author: Author, stories: list[Story]
) -> None:
    held = published(edition, section, author, 5, embargo_until=clock.now() + timedelta(days=1))
    page = desk.get(BOARD).content.decode()
    assert re.search(rf'front-card--embargoed" data-card="{held.key}"', page)
    found = desk.post(BOARD, {**sent(), "find": "1", "q": "Story 2"}).content.decode()
    assert found.index(stories[2].key) < found.index(stories[0].key)


def test_a_storys_menu_leads_to_the_board_with_it_in_the_lead(desk: Client, stories: list[Story]) -> None:
    edit = desk.get(f"/pages/{stories[1].pk}/edit/").content.decode()
    [way] = set(re.findall(r'href="(/fronts/en/\?move=[^"]+)"', edit))
    page = desk.get(unescape(way))
    assert placed(page.content) == {"lead": [stories[1].key]}
    assert not Front.objects.exists()
    banner = desk.get(BOARD, {"banner": stories[1].key}).content.decode()
    assert f'value="{stories[1].key}" selected' in banner


def test_an_empty_edition_has_an_empty_board(edition: Edition, desk: Client) -> None:
    page = desk.get(BOARD)
    assert page.status_code == 200
    assert b"There is no story here yet." in page.content
    assert desk.post(BOARD, {**sent(), "save": "1"}).status_code == 302


@pytest.mark.parametrize("who", ["Writers", "Moderators", "Translators: en"])
def test_who_does_not_publish_gets_nothing(roles: None, stories: list[Story], who: str) -> None:
    client = signed_in(somebody(who))
    assert {
        client.get("/fronts/").status_code,
        client.get(BOARD).status_code,
        client.post(BOARD, {**sent(lead=stories[:1]), "save": "1"}).status_code,
        client.get(f"{BOARD}preview/").status_code,
        client.get(f"{BOARD}preview/", {"at": "2099-01-01T10:00"}).status_code,
        client.post(f"{BOARD}restore/", {"version": "1", "number": "1"}).status_code,
    } <= {302, 403}
    assert not Front.objects.exists()
    assert b"/fronts/" not in client.get("/").content


@pytest.mark.usefixtures("baked")
def test_the_preview_is_the_front_as_the_press_would_bake_it(desk: Client, stories: list[Story]) -> None:
    kept = desk.get(f"{BOARD}preview/")
    assert kept.status_code == 200
    assert "no-store" in kept.headers["Cache-Control"]
    assert "frame-ancestors 'self'" in kept.headers["Content-Security-Policy"]
    data = sent(lead=[stories[0]]) | {"banner_text": "Now & then", "banner_until": "2099-01-01T10:00"}
    drafted = desk.post(f"{BOARD}preview/", data)
    assert b"Now &amp; then" in drafted.content
    assert not Front.objects.exists()
    assert desk.get("/fronts/zz/preview/").status_code == 404


def hour(user: User, **ahead: float) -> str:
    """A moment to come as this user's browser sends it."""
    zone = ZoneInfo(UserProfile.get_for_user(user).current_time_zone or "UTC")
    return (clock.now() + timedelta(**ahead)).astimezone(zone).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.usefixtures("baked")
def test_the_preview_for_a_moment_holds_the_front_of_then_and_says_when_and_what_is_not_ready(
    desk: Client, editor: User, edition: Edition, section: Section, author: Author
) -> None:
    lives_in("Asia/Almaty", editor)
    published(edition, section, author, 1, embargo_until=clock.now() + timedelta(hours=2))
    due = actions.create_story(edition=edition, headline="Half <b>done", section=section, authors=[author])
    due.go_live_at = clock.now() + timedelta(hours=1)
    due.save_revision(clean=False).publish()
    before, then = (desk.get(f"{BOARD}preview/", {"at": hour(editor, hours=hours)}) for hours in (1, 3))
    assert [b"Story 1" in page.content for page in (before, then)] == [False, True]
    posted = desk.post(f"{BOARD}preview/", sent() | {"at": hour(editor, hours=3)})
    assert posted.content == then.content
    assert "no-store" in then.headers["Cache-Control"]
    assert "frame-ancestors 'self'" in then.headers["Content-Security-Policy"]
    words = then.content.decode()
    told = re.search(r'<time datetime="([^"]+)">([^<]+)</time>', words)
    assert told is not None
    assert told[1].endswith("+05:00")
    assert datetime.fromisoformat(told[1]) - clock.now() > timedelta(hours=2, minutes=58)
    assert "Half &lt;b&gt;done</b>: Say where the story was reported from." in words
    inside = re.search(r'srcdoc="([^"]*)"', words)
    assert inside is not None
    assert unescape(inside[1]).startswith("<!doctype html>")
    assert unescape(inside[1]).count("Story 1 &lt;b&gt;&amp;") == 1


@pytest.mark.usefixtures("baked")
def test_a_moment_that_is_over_far_off_or_none_is_refused_and_holds_up_nothing_else(
    desk: Client, editor: User, stories: list[Story]
) -> None:
    lives_in("America/New_York", editor)
    moments = ["2001-01-01T10:00", "9999-12-31T23:59", "2099-03-08T02:30", "soon", "\0", "'", "1" * 100_000]
    for at in moments:
        page = desk.post(f"{BOARD}preview/", sent(lead=stories[:1]) | {"at": at})
        assert (at[:20], page.status_code) == (at[:20], 400)
        assert b"There is no preview yet." in page.content
        moved = desk.post(BOARD, sent() | {"at": at, "move": f"{stories[0].key} lead"})
        assert (moved.status_code, placed(moved.content)) == (200, {"lead": [stories[0].key]})


@pytest.mark.usefixtures("baked")
def test_the_minute_it_is_may_be_asked_for_and_the_board_keeps_what_was(desk: Client, editor: User) -> None:
    assert desk.get(f"{BOARD}preview/", {"at": hour(editor)}).status_code == 200
    assert desk.get(f"{BOARD}preview/", {"at": hour(editor, weeks=7.9)}).status_code == 200
    assert desk.get(f"{BOARD}preview/", {"at": hour(editor, weeks=8.1)}).status_code == 400
    asked = hour(editor, hours=3)
    assert f'value="{asked}"'.encode() in desk.post(BOARD, sent() | {"at": asked, "find": "1"}).content


def test_the_board_asks_as_much_for_thirty_stories_as_for_three(
    desk: Client, edition: Edition, section: Section, author: Author, stories: list[Story]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(BOARD).status_code == 200
        return len(queries)

    desk.get(BOARD)
    few = asked()
    more = [published(edition, section, author, number) for number in range(10, 37)]
    desk.post(BOARD, {**sent(lead=more[:1], second=more[1:4], pinned=more[4:9]), "save": "1"})
    desk.get(BOARD)
    assert asked() - few <= 3  # the layout's own stories, the version, who saved it
