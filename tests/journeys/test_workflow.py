"""Who publishes, and when: a writer submits and an editor approves; embargoes and schedules are kept."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.actors import Draft, Editor, Reader, Writer
from tests.journeys.house import House
from tests.newsrooms import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Route

TIMED = """
from datetime import timedelta
from serai.core import clock
from serai.desk import actions, queries
from serai.desk.models import Section
edition = queries.edition("en")
section = Section.objects.get(slug="city")
moment = clock.now() + timedelta(seconds=SECONDS)
for word, fields in (("embargoed", {"embargo_until": moment}), ("scheduled", {})):
    story = actions.create_story(
        edition=edition, headline=f"The {word} word is qazaniq", slug=f"{word}-word", section=section,
        place="Almaty", dateline_at=moment, body=[("paragraph", "<p>Text.</p>")], **fields,
    )
    if word == "scheduled":
        actions.revise(story=story, go_live_at=moment)
    actions.publish(story=story)
    print(story.address)
print(moment.timestamp())
"""


@pytest.mark.browser
def test_a_writer_submits_and_an_editor_approves(
    writer: Writer, editor: Editor, reader: Reader, courier: House
) -> None:
    headline = "The well in the yard"
    writer.logs_in()
    writer.writes(
        Draft(
            headline=headline,
            section="City",
            author="Timur K.",
            place="Taraz",
            at=datetime(2026, 11, 18, 7, 0, tzinfo=UTC),
            body=(("Text", "There is water in it."),),
        )
    )
    assert not writer.may("Publish")
    writer.submits()
    courier.press_has_everything()
    assert courier.files_that_say(headline) == set()

    editor.logs_in()
    editor.opens_story(headline)
    editor.approves()
    courier.press_has_everything()
    reader.opens("/en/2026/11/18/the-well-in-the-yard/")
    assert reader.sees("There is water in it.")
    assert reader.page.inner_text(".byline") == "By Timur K."


@pytest.mark.browser
def test_an_embargo_is_kept_until_the_editor_lifts_it(editor: Editor, reader: Reader, courier: House) -> None:
    headline, address = "What the court will say tomorrow", "/en/2026/11/17/what-the-court-will-say-tomorrow/"
    editor.logs_in()
    editor.writes(
        Draft(
            headline=headline,
            section="Courts",
            author="Timur K.",
            place="Astana",
            at=datetime(2026, 11, 17, 7, 0, tzinfo=UTC),
            body=(("Text", "The words of the court."),),
        )
    )
    editor.turns_to("Publishing")
    editor.sets_moment("Embargo until", datetime.now(UTC) + timedelta(days=1))
    editor.publishes()
    courier.press_has_everything()
    for words in (headline, "The words of the court.", address):
        assert courier.files_that_say(words) == set(), words
    assert reader.opens(address) == 404
    assert editor.state_in_list(headline) == "Embargoed"

    editor.opens_story(headline)
    editor.turns_to("Publishing")
    editor.sets_moment("Embargo until", None)
    editor.publishes()
    courier.press_has_everything()
    assert reader.opens(address) == 200
    assert reader.sees("The words of the court.")


def test_when_their_hour_comes_embargoed_and_scheduled_stories_are_public(courier: House) -> None:
    seconds = 20  # in which the whole site is looked through
    *addresses, moment = courier.made.at_desk(f"SECONDS = {seconds}\n{TIMED}").split()
    courier.press_has_everything()
    early = courier.files_that_say("qazaniq")
    answers = [courier.running.answers(courier.site_url + address) for address in addresses]
    assert datetime.now(UTC).timestamp() < float(moment), "the site was looked through too late"
    assert (early, answers) == (set(), [False, False])
    for address in addresses:
        courier.running.page_is_there(address)
    assert datetime.now(UTC).timestamp() >= float(moment)


@pytest.mark.browser
def test_a_press_on_save_while_the_desk_saves_by_itself_makes_one_story(
    editor: Editor, courier: House
) -> None:
    headline = "Saved twice at once"
    editor.logs_in()
    held: list[Route] = []
    editor.page.route(
        re.compile(r"/pages/add/"),
        lambda asked: held.append(asked) if "json" in asked.request.headers["accept"] else asked.continue_(),
    )
    editor.writes(Draft(headline=headline, section="City", body=(("Text", "Only once."),)))
    deck = editor.page.get_by_role("textbox", name="Deck")

    def saves() -> bool:
        deck.press_sequentially("a")  # the desk passes over what is typed while a form is opening,
        editor.page.wait_for_timeout(1000)  # and saves when nothing more comes
        return bool(held)

    wait_until(saves, "the desk to save by itself")
    editor.page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    held[0].continue_()
    editor.page.locator(".messages").get_by_text("has been updated").wait_for()
    rows = courier.ask("SELECT slug FROM wagtailcore_page WHERE title = ?", headline)
    assert rows == [("saved-twice-at-once",)]
