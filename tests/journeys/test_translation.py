"""An editor changes an English story: Russian and Uzbek lag, are brought up to date side by side, and readers
are told for as long as they lag."""

import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import new_page
from tests.journeys.actors import Editor, Reader, Writer
from tests.journeys.house import House, Login
from tests.journeys.test_desk_screens import seen
from tests.newsrooms import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser

SETTLING = """
import json
from datetime import UTC, datetime
from serai.desk import actions, queries, roles
from serai.desk.models import Section, Story, TranslationCard
from serai.desk.translation import actions as translation, display
from serai.desk.translation.working import Answer
from serai.newsroom import people

en = queries.edition("en")
city = Section.objects.get(slug="city", locale_id=en.locale_id)
source = actions.create_story(
    edition=en, headline="The pump", slug="the-pump", section=city, place="Taraz",
    dateline_at=datetime(2026, 11, 16, 7, 0, tzinfo=UTC),
    body=[("paragraph", f"<p>{words}</p>") for words in ("It is old.", "It stands still.", "It waits.")])
source = actions.publish(story=source)
found = {"en": [source.pk, source.address]}
WORDS = {
    "ru": ["Насос", "Тараз", "Он стар.", "Он стоит.", "Он ждёт."],
    "uz": ["Nasos", "Taroz", "U eski.", "U turibdi.", "U kutmoqda."],
}
for place, (code, name) in enumerate([("ru", "Русский"), ("uz", "Oʻzbekcha")], start=8):
    edition = queries.edition(code) or actions.create_edition(
        code=code, name=f"Courier {code}", language_name=name, position=place)
    story = translation.begin(source=source, edition=edition).story
    rows = display.sheet(source, story.get_latest_revision_as_object()).rows
    translation.save(card=TranslationCard.objects.get(target=story), answers={
        shown.row.name: Answer(typed={"text": words}, was={"text": shown.fields[0].was}, done=shown.row.seen)
        for shown, words in zip(rows, WORDS[code], strict=True)})
    story = actions.publish(story=story)
    found[code] = [story.pk, story.address]
ru = Story.objects.get(pk=found["ru"][0])
raw = ru.body.get_prep_value()
raw[2]["value"] = "<p>Он ждёт, приписано рукой.</p>"
raw.append({"type": "paragraph", "value": "<p>Ещё абзац рукой.</p>"})
actions.revise(story=ru, body=ru.body.stream_block.to_python(raw))
actions.publish(story=ru)
people.put_user(name="perevod", role="translator-ru", password=PASSWORD)
print(json.dumps(found))
"""


@pytest.fixture
def stories(courier: House) -> tuple[dict[str, Any], Login]:
    """Number and address of the story in each edition; who translates into Russian."""
    login = Login(name="perevod", password=secrets.token_urlsafe(12))
    found = json.loads(courier.made.at_desk(f"PASSWORD = {login.password!r}\n{SETTLING}"))
    courier.press_has_everything()
    return found, login


@pytest.fixture
def translator(courier: House, browser: "Browser", stories: tuple[dict[str, Any], Login]) -> Writer:
    return Writer(house=courier, browser=browser, login=stories[1])


def types(editor: Editor, block: int, words: str) -> None:
    """More words at the end of a block of the body."""
    body = editor.panel("Body").locator("[data-streamfield-child]").nth(block)
    body.locator("[contenteditable=true]").click()
    editor.page.keyboard.press("Control+End")
    editor.page.keyboard.type(words)
    kept = body.locator("input[name$='-value']")
    wait_until(lambda: words in kept.input_value(), "the text to be in the form")


def cell(page: "Page", edition: str) -> str:
    """What the grid says of the pump in an edition."""
    row = page.locator(".tr-grid tbody tr").filter(has_text="The pump")
    place = page.locator(".tr-grid thead th").all_inner_texts().index(edition) - 1
    return " ".join(row.locator("td").nth(place).inner_text().split())


def beside(page: "Page", words: str) -> str:
    """The name of the row in which the original says these words."""
    row = page.locator(".tr-row").filter(has=page.locator(".tr-source", has_text=words)).first
    return str(row.get_attribute("id")).removeprefix("row-")


def puts(page: "Page", beside_words: str, words: str) -> None:
    name = beside(page, beside_words)
    page.locator(f"#text-{name}-text").fill(words)
    page.locator(f"#done-{name}").check()


def presses(page: "Page", button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def is_asked_before_leaving(page: "Page") -> bool:
    """Whether leaving the sheet with words that were not saved asks, and staying stays."""
    sheet = page.url
    asked: list[str] = []

    def stays(dialog: "Dialog") -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stays)
    field = page.locator(".tr-target textarea").first

    def noticed() -> bool:
        field.press("End")
        page.keyboard.type(" ")  # what is typed before the page is ready to compare goes unnoticed
        return page.locator(".tr-sheet").get_attribute("data-w-unsaved-has-edits-value") == "true"

    wait_until(noticed, "the sheet to notice what was typed")
    page.get_by_role("link", name="All translations").click()
    wait_until(lambda: bool(asked), "a question")
    return asked == ["beforeunload"] and page.url == sheet


def notice(reader: Reader, address: str) -> list[str]:
    reader.opens(address)
    return [" ".join(line.split()) for line in reader.page.locator(".translated.behind").all_inner_texts()]


def test_a_changed_original_is_followed_edition_by_edition(
    courier: House,
    browser: "Browser",
    editor: Editor,
    translator: Writer,
    reader: Reader,
    stories: tuple[dict[str, Any], Login],
) -> None:
    found = stories[0]
    pk, sheet = found["en"][0], f"/translations/{found['en'][0]}"
    assert notice(reader, found["uz"][1]) == []
    assert reader.page.locator(".translated a").inner_text() == "English"

    editor.page = new_page(browser, width=1400, height=1000, scripts=True, bypass_csp=True)
    editor.logs_in()
    editor.goes_to(f"/pages/{pk}/edit/")
    types(editor, 0, " Very old.")
    types(editor, 1, " Nobody repairs it.")
    editor.corrects("It was built in 1962, not in 1964.", changed="the caption")
    editor.publishes()
    courier.press_has_everything()
    editor.goes_to("/translations/?state=stale")
    for edition in ("Русский", "Oʻzbekcha"):
        assert cell(editor.page, edition) == "Published stale by 2 paragraphs 1 correction"
    assert seen(editor) == []
    for code in ("ru", "uz"):
        told = notice(reader, found[code][1])
        assert len(told) == 1
        assert reader.page.locator(".translated.behind time").count() == 1

    editor.goes_to(f"{sheet}/ru/")
    editor.page.locator("#id_translator").select_option(label="perevod")
    presses(editor.page, "Note it")
    assert seen(editor) == []

    translator.logs_in()
    translator.page.get_by_role("link", name="Next for me").click()
    page = translator.page
    page.locator(".tr-sheet").wait_for()
    assert page.locator("ins").all_inner_texts() == [" Very old.", " Nobody repairs it."]
    assert is_asked_before_leaving(page)
    puts(page, "Very old.", "Он стар, очень стар.")
    puts(page, "Nobody repairs it.", "Он стоит, и никто его не чинит.")
    page.get_by_label("The correction in this edition").fill("Он построен в 1962 году.")
    presses(page, "Save and submit to an editor")
    assert "The translation is up to date." in translator.told

    editor.goes_to(f"{sheet}/ru/")
    presses(editor.page, "Save and publish")
    courier.press_has_everything()
    assert notice(reader, found["ru"][1]) == []
    words = (
        "Он стар, очень стар.",
        "никто его не чинит",
        "приписано рукой",
        "Ещё абзац рукой.",
        "в 1962 году",
    )
    assert [word for word in words if not reader.sees(word)] == []
    assert len(notice(reader, found["uz"][1])) == 1

    editor.goes_to(f"{sheet}/uz/")
    puts(editor.page, "Very old.", "U eski, juda eski.")
    editor.page.locator(f"#done-{beside(editor.page, 'Nobody repairs it.')}").check()
    editor.page.get_by_label("It does not concern this edition").check()
    presses(editor.page, "Save and publish")
    courier.press_has_everything()
    assert notice(reader, found["uz"][1]) == []
    assert reader.sees("U eski, juda eski.")
    editor.goes_to("/translations/")
    assert cell(editor.page, "Oʻzbekcha").startswith("Published")
    assert "stale" not in cell(editor.page, "Oʻzbekcha") + cell(editor.page, "Русский")
