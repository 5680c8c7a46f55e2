"""A story moves: in another section it keeps its address, with another slug it leaves a way to the new."""

from datetime import UTC, datetime

import pytest

from tests.journeys.actors import Draft, Editor, Reader
from tests.journeys.house import House
from tests.journeys.pages import differences, without_banner

OLD, NEW = "/fa/2026/11/14/pol/", "/fa/2026/11/14/pol-e-kohne/"
HEADLINE = "پل کهنه باز شد"


@pytest.mark.browser
def test_a_persian_story_gets_another_section_and_another_slug(
    editor: Editor, reader: Reader, courier: House
) -> None:
    editor.logs_in()
    editor.writes(
        Draft(
            headline=HEADLINE,
            section="شهر",
            author="آیگل",
            place="دوشنبه",
            at=datetime(2026, 11, 14, 5, 0, tzinfo=UTC),
            body=(("Text", "پل پس از ده سال باز شد."),),
        ),
        edition="فارسی",
    )
    editor.turns_to("Publishing")
    editor.sets("Slug", "pol")
    editor.publishes()
    courier.press_has_everything()
    reader.opens(OLD)
    assert reader.sees("پل پس از ده سال باز شد.")
    assert reader.page.locator("html").get_attribute("dir") == "rtl"

    editor.opens_story(HEADLINE)
    editor.page.get_by_role("combobox", name="Section").select_option(label="دادگاه")
    editor.saves()
    previewed = without_banner(editor.draft_page())
    editor.publishes()
    courier.press_has_everything()
    reader.opens(OLD)
    assert reader.page.inner_text(".story-head .kicker") == "دادگاه"
    assert differences(previewed, reader.gets(OLD)) == []
    told_in = courier.files_that_say(HEADLINE)
    assert {"fa/sections/ddgh/index.html"} <= told_in
    assert [name for name in told_in if name.startswith("fa/sections/shhr/")] == []

    editor.opens_story(HEADLINE)
    editor.turns_to("Publishing")
    editor.sets("Slug", "pol-e-kohne")
    editor.publishes()
    courier.press_has_everything()
    reader.opens(OLD)
    reader.page.wait_for_url(courier.site_url + NEW)
    assert reader.sees("پل پس از ده سال باز شد.")
    assert OLD not in "".join(reader.gets(page).decode() for page in ("/fa/", "/fa/feed.xml", "/fa/2026/11/"))
