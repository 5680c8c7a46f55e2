"""The gate's pages: plain forms that lose nothing, say every problem in words, and lead on."""

from typing import Any, get_args

import msgspec
import pytest

from serai.gate.views import TEMPLATES, AnyGateView, CommentFormView, Notice, NoticeView
from serai.press.theme.environment import Theme
from tests.gate.page_samples import RECEIPT, SECRET, gate_views
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES
from tests.press.theme.test_escaping import ATTACK, poisoned


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme()


def shown(theme: Theme, view: AnyGateView) -> Any:
    """The page of a view, read back."""
    edition = view.chrome.edition
    page = theme.show(TEMPLATES[type(view)], view, language=edition.language, time_zone=edition.time_zone)
    return parsed(page)


def views(theme: Theme, code: str = "en") -> dict[str, AnyGateView]:
    return gate_views(code, style=theme.style, icon=theme.icon)


def fields(page: Any, form: str = "//main//form") -> dict[str, str]:
    """What a form would send as it stands, without its buttons."""
    sent = {field.get("name"): field.get("value", "") for field in page.xpath(f"{form}//input[@name]")}
    return sent | {
        area.get("name"): (area.text or "").removeprefix("\n") for area in page.xpath(f"{form}//textarea")
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_of_the_gate_speaks_the_editions_language_and_is_not_indexed(
    theme: Theme, code: str
) -> None:
    for name, view in views(theme, code).items():
        page = shown(theme, view)
        words = LANGUAGES[code]
        assert (page.get("lang"), page.get("dir")) == (words.language, words.direction), name
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], name
        assert page.xpath("//meta[@name='referrer']/@content") == ["strict-origin"], name
        assert page.xpath("//link[@rel='canonical'] | //link[@hreflang]") == [], name
        assert len(page.xpath("//h1")) == len(page.xpath("//*[@class='answer']")) == 1, name
        assert page.xpath("string(//title)") == (
            " ".join(page.xpath("string(//h1)").split()) + f" — {words.masthead}"
        ), name
        ids = page.xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), name


def test_every_form_posts_to_the_gate_and_asks_nobody_else(theme: Theme) -> None:
    for name, view in views(theme).items():
        page = shown(theme, view)
        for form in page.xpath("//form"):
            assert form.get("method") == (None if name.startswith("search") else "post"), name
            assert form.get("action").startswith("/gate/"), name
        assert page.xpath("//@style | //style | //@*[starts-with(name(), 'on')]") == [], name
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        scripts = "" if name.startswith("search") else "; script-src 'self'; connect-src 'self'"
        assert policy.endswith(f"base-uri 'none'{scripts}"), name


def test_a_reply_form_brings_back_what_was_written_and_whom_it_answers(theme: Theme) -> None:
    view = views(theme)["reply"]
    assert isinstance(view, CommentFormView)
    page = shown(theme, view)
    assert fields(page) == {
        "story": "/en/2026/11/23/river/",
        "reply_to": "c0",
        "known": SECRET,
        "name": view.writing.name,
        "text": view.writing.text,
        "contact": view.writing.contact,
    }
    assert page.xpath("string(//*[@class='parent']//bdi)") == "Dana"
    assert page.xpath("string(//*[@id='limit']/bdi)") == f"{1500 - view.length} / 1500"


def test_every_problem_stands_in_words_at_its_field_and_on_top_with_a_link(theme: Theme) -> None:
    for code in LANGUAGES:
        page = shown(theme, views(theme, code)["mend"])
        assert page.xpath("//*[@id='problems']//a/@href") == ["#name", "#text", "#contact"]
        assert len(page.xpath("//*[@id='problems']//li")) == 4
        for field in ("name", "text", "contact"):
            (box,) = page.xpath(f"//*[@id='{field}']")
            assert box.get("aria-invalid") == "true"
            described = box.get("aria-describedby").split()
            assert described[0] == f"{field}-problem"
            assert all(page.xpath(f"string(//*[@id='{one}'])").strip() for one in described)


def test_a_story_that_asks_for_no_contact_has_no_field_for_one(theme: Theme) -> None:
    page = shown(theme, views(theme)["form"])
    assert page.xpath("//form//*[@required]/@name") == ["name", "text"]
    assert page.xpath("//*[@name='contact']") == []


def test_a_preview_shows_the_comment_and_sends_or_changes(theme: Theme) -> None:
    page = shown(theme, views(theme)["preview"])
    assert page.xpath("//form//button/@value") == ["send", "change"]
    assert page.xpath("//form//button/@name") == ["act", "act"]
    assert fields(page)["key"] == SECRET
    assert page.xpath("//*[@class='problems']") == []
    assert len(shown(theme, views(theme)["stale"]).xpath("//*[@class='problems']//li")) == 1


def test_a_report_keeps_its_reason_and_its_words(theme: Theme) -> None:
    view = msgspec.structs.replace(views(theme)["report_mend"], reason="threat")
    page = shown(theme, view)
    assert page.xpath("//input[@checked]/@value") == ["threat"]
    assert page.xpath("//input[@type='radio']/@value") == [
        "hate", "threat", "private", "spam", "false", "other",
    ]  # fmt: skip
    assert fields(page)["detail"].startswith("My uncle")


def test_a_rating_page_names_the_answer_and_offers_both(theme: Theme) -> None:
    page = shown(theme, views(theme)["rate"])
    assert page.xpath("//button/@value") == ["yes", "no"]
    assert page.xpath("//button[@aria-pressed='true']/@value") == ["yes"]


def test_a_receipt_offers_what_may_still_be_done_and_nothing_else(theme: Theme) -> None:
    offers = {
        name.removeprefix("receipt_"): [
            action.removeprefix(RECEIPT) for action in shown(theme, view).xpath("//form/@action")
        ]
        for name, view in views(theme).items()
        if name.startswith("receipt_")
    }
    assert offers == {
        "new": ["edit", "withdraw", "erase"],
        "edit_refused": ["edit", "withdraw", "erase"],
        "edited": ["withdraw", "erase"],
        "approved": ["withdraw", "erase"],
        "rejected": ["erase"],
        "withdrawn": ["erase"],
        "removed": ["erase"],
        "erased": [],
        "rating": ["rate", "erase"],
        "rated": ["rate", "erase"],
        "report": ["erase"],
        "report_kept": ["erase"],
        "report_agreed": ["erase"],
    }


def test_a_receipt_says_its_link_its_state_and_the_moderators_note(theme: Theme) -> None:
    page = shown(theme, views(theme)["receipt_rejected"])
    assert page.xpath("//*[@class='link']/a/@href") == [RECEIPT]
    assert page.xpath("string(//*[@class='link']/a)") == f"https://courier.example{RECEIPT}"
    assert " ".join(page.xpath("string(//*[@class='state'])").split()) == (
        "A moderator decided not to publish your comment."
    )
    assert page.xpath("string(//*[@class='note']/p)").startswith("My uncle")
    approved = shown(theme, views(theme)["receipt_approved"])
    assert approved.xpath("//*[@class='state']/a/@href") == ["/en/2026/11/23/river/#comment-c0"]


def test_an_edit_that_was_refused_keeps_its_words(theme: Theme) -> None:
    view = views(theme)["receipt_edit_refused"]
    page = shown(theme, view)
    assert fields(page, "//form[contains(@action, '/edit')]") == {
        "key": "next",
        "text": getattr(view, "writing", ""),
    }
    assert page.xpath("//textarea/@aria-invalid") == ["true"]


@pytest.mark.parametrize("what", get_args(Notice))
def test_a_notice_says_why_and_what_to_do_and_gives_the_words_back(theme: Theme, what: Notice) -> None:
    for code in LANGUAGES:
        view = views(theme, code)[f"notice_{what}"]
        assert isinstance(view, NoticeView)
        page = shown(theme, view)
        said = [" ".join(line.text_content().split()) for line in page.xpath("//*[@class='problems']/p")]
        assert len(said) == 2
        assert all(said)
        kept = [area.text.removeprefix("\n") for area in page.xpath("//textarea")]
        assert kept == ([] if what.startswith("no_") else [view.writing.text])


@pytest.mark.parametrize("name", gate_views("en", style="/s", icon="/i"))
def test_nothing_a_reader_writes_becomes_markup(theme: Theme, name: str) -> None:
    view = views(theme)[name]
    keep = {
        field: getattr(view, field)
        for field in (
            "of",
            "state",
            "done",
            "what",
            "answer",
            "reason",
            "problems",
            "hidden",
            "place",
            "reply",
        )
        if hasattr(view, field)
    }
    page = shown(theme, msgspec.structs.replace(poisoned(view), **keep))
    scripts = [] if name.startswith("search") else ["/assets/discussion"]
    assert [script.get("src", "")[:18] for script in page.xpath("//script")] == scripts
    assert page.xpath("//img | //@style | //style | //@*[starts-with(name(), 'on')]") == []
    bare = ("notice_no_", "receipt_erased")
    assert (ATTACK in page.xpath("string(//main)")) is not name.startswith(bare)


@pytest.mark.parametrize(("code", "comma"), [("en", ","), ("ru", ","), ("fa", "،")])
def test_a_place_and_its_day_are_parted_by_the_languages_own_comma(
    theme: Theme, code: str, comma: str
) -> None:
    line = shown(theme, views(theme, code)["search_found"]).xpath("string(//p[@class='when'])")
    assert f"{LANGUAGES[code].place}{comma} " in line
