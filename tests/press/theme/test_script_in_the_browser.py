"""The discussion's script in a real browser: it sends the plain forms without leaving the page, loses no
word whatever fails, and keeps nothing on a device that it was not asked to."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from serai.press.theme.environment import Theme
from tests.browser import axe_violations, new_page
from tests.press.theme import fake_gate
from tests.press.theme.fake_gate import NUMBER, FakeGate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
STORY = "/en/2026/11/23/river/"


@pytest.fixture
def gate(sample_site: Path, theme: Theme) -> Iterator[FakeGate]:
    yield from fake_gate.opened(sample_site, theme)


@pytest.fixture
def page(browser: "Browser", gate: FakeGate) -> "Page":
    """The story's page with scripts; whatever the browser complains of fails the test."""
    page = new_page(browser, scripts=True)
    page.goto(f"{gate.url}/en/story.html")
    return page


def writes(page: "Page", name: str = "Dana", text: str = "A word.") -> None:
    page.fill("#name", name)
    page.fill("#text", text)


def stored(page: "Page", box: str) -> dict[str, object]:
    """What the device keeps for the site."""
    kept = page.evaluate(f"Object.fromEntries(Object.entries({box}))")
    return {name: json.loads(value) for name, value in kept.items()}


def test_a_comment_is_sent_with_its_proof_and_the_receipt_stands_in_place(
    page: "Page", gate: FakeGate
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    writes(page)
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert page.url.endswith("/en/story.html")
    ((address, fields),) = gate.posts
    proof = json.loads(base64.b64decode(fields.pop("proof")))
    assert (address, fields) == (
        "/gate/comment",
        {"story": STORY, "name": "Dana", "text": "A word.", "token": "token1", "key": "key1", "act": "send"},
    )
    assert (proof["number"], proof["signature"], proof["algorithm"]) == (NUMBER, "signed", "SHA-256")
    assert "waits for a moderator" in page.inner_text(".answer .state")
    assert page.locator(".answer .link a").get_attribute("href") is not None
    assert page.evaluate("document.activeElement.className") == "answer"
    assert gate.headers[0]["sec-fetch-site"] == "same-origin"
    assert gate.headers[0]["origin"] == gate.url
    assert stored(page, "sessionStorage") == stored(page, "localStorage") == {}
    assert said == []


def test_what_is_to_be_mended_is_said_at_its_field_and_the_same_key_is_sent_again(
    page: "Page", gate: FakeGate
) -> None:
    gate.does = "mend"
    writes(page)
    page.click("#write button")
    page.wait_for_selector(".answer .problems")
    assert page.evaluate("document.activeElement.id") == "problems"
    assert page.locator("#name").get_attribute("aria-invalid") == "true"
    gate.does = "taken"
    page.fill("#contact", "dana@example.org")
    writes(page, text="Shorter.")
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert [(fields["key"], fields["token"]) for _address, fields in gate.posts] == [("key1", "token1")] * 2


def test_a_notice_stands_where_the_form_was_with_the_words(page: "Page", gate: FakeGate) -> None:
    gate.does = "closed"
    writes(page)
    page.click("#write button")
    page.wait_for_selector(".answer .problems")
    assert "Comments on this story are closed." in page.inner_text(".answer")
    assert page.locator(".answer textarea").input_value().startswith("My uncle")


@pytest.mark.parametrize("fails", ["gone", "lost"])
def test_when_the_line_is_cut_the_words_stay_and_the_same_post_is_tried_again(
    page: "Page", gate: FakeGate, fails: str
) -> None:
    gate.does = fails
    writes(page, text="Do not lose me.")
    page.click("#write button")
    page.wait_for_selector(".failed")
    assert page.inner_text(".failed") == "It could not be sent. Nothing is lost: try again in a while."
    assert page.input_value("#text") == "Do not lose me."
    gate.does = "taken"
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert {fields["key"] for _address, fields in gate.posts} == {"key1"}
    assert gate.tokens == 1


def test_a_draft_outlives_the_page_and_is_gone_when_it_is_sent(page: "Page") -> None:
    writes(page, text="Half a thought")
    page.reload()
    assert (page.input_value("#name"), page.input_value("#text")) == ("Dana", "Half a thought")
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    page.reload()
    assert (page.input_value("#name"), page.input_value("#text")) == ("", "")


def test_a_gate_that_gives_no_token_gets_the_plain_form(page: "Page", gate: FakeGate) -> None:
    gate.token_status = 503
    writes(page)
    page.click("#write button")
    page.wait_for_url(f"{gate.url}/gate/comment")
    ((_address, fields),) = gate.posts
    assert fields == {"story": STORY, "name": "Dana", "text": "A word."}
    assert stored(page, "sessionStorage") == {}


def test_a_device_without_cryptography_sends_without_a_proof(browser: "Browser", gate: FakeGate) -> None:
    page = new_page(browser, scripts=True)
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto(f"{gate.url}/en/story.html")
    writes(page)
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert gate.posts[0][1]["key"] == "key1"
    assert not gate.posts[0][1].get("proof")


def test_a_device_that_keeps_nothing_still_sends(browser: "Browser", gate: FakeGate) -> None:
    page = new_page(browser, scripts=True)
    page.add_init_script(
        "for (const box of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, box, { get() { throw new Error('refused') } })"
    )
    page.goto(f"{gate.url}/en/story.html")
    writes(page)
    page.check(".remember input")
    page.click("#write button")
    page.wait_for_selector(".answer .status")


def test_a_plain_form_says_from_which_site_it_comes_and_not_from_which_page(
    browser: "Browser", gate: FakeGate
) -> None:
    page = new_page(browser)
    page.goto(f"{gate.url}/en/story.html")
    writes(page)
    page.click("#write button")
    page.click("button[value=send]")
    page.wait_for_url(f"{gate.url}/gate/receipt/**")
    assert [sent["origin"] for sent in gate.headers] == [gate.url] * 2
    assert gate.headers[1]["referer"] == f"{gate.url}/"


# --- replies ----------------------------------------------------------------------------------------------


def test_a_reply_is_written_below_what_it_answers_and_escape_takes_it_back(
    page: "Page", gate: FakeGate
) -> None:
    page.click("#comment-c1 .reply")
    assert page.evaluate("document.querySelector('#comment-c1').nextElementSibling.id") == "write"
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.inner_text("#form-title") == "Reply: Tomas Rehn"
    page.keyboard.press("Escape")
    assert page.inner_text("#form-title") == "Join the discussion"
    assert page.evaluate("document.activeElement.className") == "reply"
    assert page.locator("[name=reply_to]").count() == 0
    page.keyboard.press("Enter")
    page.click("#write .second")
    assert page.evaluate("document.querySelector('#comments').lastElementChild.id") == "write"
    page.click("#comment-c0 .reply")
    page.click("#comment-c2 .reply")
    writes(page)
    page.keyboard.press("Tab")
    page.click("#write button:not(.second)")
    page.wait_for_selector("#comment-c2 + .answer .status")
    assert gate.posts[0][1]["reply_to"] == "c2"
    page.click("#comment-c0 .reply")
    assert page.input_value("#text") == ""
    assert page.inner_text("#limit bdi") == "1500 / 1500"
    writes(page, text="Another.")
    page.click("#write button:not(.second)")
    page.wait_for_selector("#comment-c0 + .answer .status")
    assert [(fields["reply_to"], fields["key"]) for _address, fields in gate.posts] == [
        ("c2", "key1"),
        ("c0", "key2"),
    ]


def test_an_old_browser_that_cannot_move_the_form_follows_the_link(
    browser: "Browser", gate: FakeGate
) -> None:
    page = new_page(browser, scripts=True)
    page.add_init_script(
        "delete Element.prototype.replaceChildren; delete Document.prototype.replaceChildren"
    )
    page.goto(f"{gate.url}/en/story.html")
    with page.expect_request("**/gate/comment?**") as asked:
        page.click("#comment-c1 .reply")
    assert parse_qs(urlsplit(asked.value.url).query) == {"story": [STORY], "reply_to": ["c1"]}


# --- the counter ------------------------------------------------------------------------------------------


def test_the_counter_counts_as_a_reader_does_and_tells_it_when_the_typing_rests(page: "Page") -> None:
    page.fill("#text", "é👩‍👩‍👧‍👦 ")
    assert page.inner_text("#limit bdi") == "1498 / 1500"
    assert page.locator("#limit [aria-live]").inner_text() == ""
    page.locator("#limit [aria-live]:not(:empty)").wait_for(state="attached")
    assert page.locator("#limit [aria-live]").text_content() == "Characters left: 1498"
    page.fill("#text", "a" * 1501)
    assert page.inner_text("#limit bdi") == "-1 / 1500"
    assert page.locator("#limit.over").count() == 1


def test_the_counter_writes_the_editions_digits_and_does_without_a_segmenter(
    browser: "Browser", gate: FakeGate
) -> None:
    page = new_page(browser, scripts=True)
    page.add_init_script("Object.defineProperty(Intl, 'Segmenter', { value: undefined })")
    page.goto(f"{gate.url}/fa/story.html")
    page.fill("#text", "سلام 😀")
    assert page.inner_text("#limit bdi") == "۱۴۹۴ / ۱۵۰۰"


# --- the name on this device ------------------------------------------------------------------------------


def test_the_name_is_remembered_only_where_the_reader_says_so_and_forgotten_when_not(
    page: "Page", gate: FakeGate
) -> None:
    writes(page)
    page.check(".remember input")
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert stored(page, "localStorage") == {"serai-name": {"name": "Dana", "known": "comment-key1"}}
    page.reload()
    assert page.input_value("#name") == "Dana"
    assert page.is_checked(".remember input")
    page.fill("#text", "Again.")
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert gate.posts[1][1]["known"] == "comment-key1"
    page.reload()
    page.uncheck(".remember input")
    assert stored(page, "localStorage") == {}
    page.fill("#text", "Once more.")
    page.click("#write button")
    page.wait_for_selector(".answer .status")
    assert not gate.posts[2][1].get("known")
    assert stored(page, "localStorage") == {}


# --- the rating -------------------------------------------------------------------------------------------


def test_an_answer_is_given_in_place_kept_in_the_tab_and_can_be_changed(page: "Page", gate: FakeGate) -> None:
    page.click(".liking [value=yes]")
    page.wait_for_selector(".answer .liking")
    ((address, fields),) = gate.posts
    assert (address, fields["answer"], fields["story"], fields["key"]) == ("/gate/rate", "yes", STORY, "key1")
    page.reload()
    page.wait_for_selector(".answer .liking")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.click(".liking [value=no]")
    assert gate.posts[1][0].endswith("/rate")
    assert gate.posts[1][1] == {"key": "next", "answer": "no"}


def test_an_answer_that_cannot_be_sent_is_said(page: "Page", gate: FakeGate) -> None:
    gate.does = "gone"
    page.click(".liking [value=yes]")
    page.wait_for_selector(".liking .failed")
    gate.does = "taken"
    page.click(".liking [value=no]")
    page.wait_for_selector(".answer .liking")


# --- on the gate's own pages ------------------------------------------------------------------------------


def test_a_preview_gets_its_proof_and_keeps_its_own_key(page: "Page", gate: FakeGate) -> None:
    page.goto(f"{gate.url}/gate/preview")
    page.click("button[value=send]")
    page.wait_for_url(f"{gate.url}/gate/receipt/**")
    ((_address, fields),) = gate.posts
    assert (fields["act"], fields["token"], fields["key"]) == ("send", "a-token", "N2Q3ZDk4YjE0ZTU2Zjc4OQ")
    assert json.loads(base64.b64decode(fields["proof"]))["number"] == NUMBER


def test_a_preview_is_sent_though_no_proof_can_be_had(page: "Page", gate: FakeGate) -> None:
    gate.token_status = 500
    page.goto(f"{gate.url}/gate/preview")
    page.click("button[value=send]")
    page.wait_for_url(f"{gate.url}/gate/receipt/**")
    assert "proof" not in gate.posts[0][1]


# --- who cannot see it ------------------------------------------------------------------------------------


def test_axe_finds_nothing_wrong_with_what_the_script_makes(browser: "Browser", gate: FakeGate) -> None:
    page = new_page(browser, scripts=True, bypass_csp=True)
    page.goto(f"{gate.url}/en/story.html")
    page.click("#comment-c1 .reply")
    page.fill("#text", "a" * 1600)
    assert axe_violations(page) == []
    gate.does = "mend"
    writes(page)
    page.click("#write button:not(.second)")
    page.wait_for_selector(".answer .problems")
    assert axe_violations(page) == []
    gate.does = "taken"
    page.fill("#contact", "")
    writes(page)
    page.click("#write button:not(.second)")
    page.wait_for_selector(".answer .status")
    page.click(".liking [value=yes]")
    page.wait_for_selector(".answer .liking")
    assert axe_violations(page) == []
