"""Who acts in the journeys: a writer and an editor at the desk, a reader at the public site.

Rule: each does what a person does, by what a person sees: labels, buttons and links. Somebody at the desk has
scripts on, as Wagtail needs; a reader has them off. Everything that the desk's people are told is in `told`.

    editor.logs_in()
    editor.writes(Draft(headline="…", section="City", …))
    editor.publishes()
    reader.opens("/en/")
"""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from tests.browser import new_page
from tests.journeys.house import House, Login
from tests.newsrooms import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Response


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A picture on an editor's disk, and the words that they add to those in the file."""

    path: Path
    title: str = "The bridge"
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a story's form is filled with; what is "" or None is left as it is."""

    headline: str
    deck: str = ""
    section: str = ""
    author: str = ""
    place: str = ""
    at: datetime | None = None
    topics: tuple[str, ...] = ()
    photo: Upload | None = None
    body: tuple[tuple[Literal["Text", "Subhead"], str], ...] = ()


@dataclass
class AtDesk:
    """Somebody who works at the desk, with a browser of their own."""

    house: House
    browser: "Browser"
    login: Login
    page: "Page" = field(init=False)
    arrives_at: ClassVar[str] = "h2:has-text('The desk today')"

    def __post_init__(self) -> None:
        self.page = new_page(self.browser, width=1400, height=1000, scripts=True)

    # --- coming in and finding things ------------------------------------------------------------------

    def logs_in(self) -> None:
        self.page.goto(f"{self.house.desk_url}/login/")
        self.page.get_by_label("Username").fill(self.login.name)
        self.page.get_by_label("Password").fill(self.login.password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.locator(self.arrives_at).wait_for()

    def goes_to(self, path: str) -> None:
        self.page.goto(self.house.desk_url + path)

    def opens_story(self, headline: str) -> None:
        """From the list of stories."""
        self.goes_to("/stories/")
        self.page.get_by_role("link", name=headline, exact=True).first.click()
        self.page.locator("#page-edit-form, [data-edit-form]").first.wait_for()

    def state_in_list(self, headline: str) -> str:
        """The word that the list of stories has for it."""
        self.goes_to("/stories/")
        row = self.page.get_by_role("row").filter(has_text=headline)
        return row.locator(".desk-state").inner_text()

    @property
    def told(self) -> str:
        """What stands at the top of the screen, and at the fields."""
        self.page.wait_for_load_state()
        return "\n".join(self.page.locator(".messages, .error-message, .help-critical").all_inner_texts())

    def told_at(self, name: str) -> str:
        """What stands at the field with this name in the form."""
        around = "xpath=ancestor::*[contains(@class, 'w-field__wrapper')][1]"
        wrapper = self.page.locator(f"[name='{name}']").locator(around)
        return "\n".join(wrapper.locator(".error-message").all_inner_texts())

    # --- writing ------------------------------------------------------------------------------------------

    def writes(self, draft: Draft, *, edition: str = "English") -> None:
        """A new story, as far as the form; nothing is saved by this."""
        self.goes_to("/")
        self.page.get_by_role("link", name=f"New story: {edition}").click()
        self.page.get_by_role("textbox", name="Headline").fill(draft.headline)
        if draft.deck:
            self.page.get_by_role("textbox", name="Deck").fill(draft.deck)
        if draft.section:
            self.page.get_by_role("combobox", name="Section").select_option(label=draft.section)
        if draft.author:
            self.page.get_by_role("button", name="Add Author").click()
            self.page.locator("select[name^='byline-']").last.select_option(label=draft.author)
        if draft.place:
            self.sets("Place", draft.place)
        if draft.at:
            self.sets_moment("Date and time", draft.at)
        if draft.photo:
            self.uploads(draft.photo, at=self.panel("Lead photo"))
        for kind, words in draft.body:
            self.adds(kind, words)
        if draft.topics:
            self.turns_to("Around it")
            for topic in draft.topics:
                self.page.get_by_role("checkbox", name=topic).check()
            self.turns_to("Story")

    def turns_to(self, tab: str) -> None:
        self.page.get_by_role("tab", name=tab, exact=True).click()

    def panel(self, heading: str) -> "Locator":
        """A panel of the form, by its heading."""
        return self.page.locator("section.w-panel").filter(
            has=self.page.get_by_role("heading", name=heading, exact=True)
        )

    def sets(self, label: str, words: str) -> None:
        self.page.get_by_role("textbox", name=label).fill(words)

    def sets_moment(self, label: str, at: datetime | None) -> None:
        box = self.page.get_by_role("textbox", name=label)
        box.fill(f"{at:%Y-%m-%d %H:%M}" if at else "")
        box.press("Escape")  # the calendar

    def uploads(self, upload: Upload, *, at: "Locator") -> None:
        """Choose a photo by uploading it."""
        at.get_by_role("button", name="Choose an image").first.click()
        chooser = self.page.locator(".modal")
        chooser.get_by_role("tab", name="Upload").click()
        chooser.locator("input[type=file]").set_input_files(upload.path)
        chooser.get_by_label("Title").fill(upload.title)
        if upload.alt:
            chooser.get_by_label("Alternative text").fill(upload.alt)
        if upload.credit:
            chooser.get_by_label("Credit", exact=True).fill(upload.credit)
        chooser.get_by_role("button", name="Upload").click()
        again = chooser.get_by_role("link", name="Use new image")  # asked where the desk has it already
        wait_until(lambda: again.count() > 0 or chooser.count() == 0, "the photo's upload")
        if again.count():
            again.click()
            chooser.wait_for(state="detached")
        at.get_by_text(upload.title, exact=True).first.wait_for()

    def adds(self, kind: str, words: str) -> None:
        """One more block at the end of the body."""
        body = self.panel("Body")
        many = body.locator("[data-streamfield-child]").count()
        body.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        block = body.locator("[data-streamfield-child]").nth(many)
        if kind == "Text":
            block.locator("[contenteditable=true]").click()
            self.page.keyboard.type(words)
            kept = block.locator("input[name$='-value']")  # the editor's box fills it a moment later
            wait_until(lambda: words in kept.input_value(), "the text to be in the form")
        else:
            block.locator("input[type=text]").fill(words)

    # --- what was rescued ------------------------------------------------------------------------------

    def reads_the_receipt(self) -> str:
        """Open the receipt beside the story that is open."""
        self.page.wait_for_load_state()
        toggle = self.page.get_by_role("button", name="Show the receipt of the rescue")
        if toggle.get_attribute("aria-expanded") != "true":  # the desk remembers which panel was open
            toggle.press("Enter")
        receipt = self.page.locator(".wire-receipt")
        receipt.wait_for()
        return receipt.inner_text()

    def replaces_the_missing_photos(self, uploads: Sequence[Upload]) -> None:
        """One after another, in the order of the story; ends at the story's form."""
        self.page.get_by_role("link", name="Put photos in place of the missing ones").click()
        for upload in uploads:
            missing = self.page.locator("form.wire-missing").first
            self.uploads(upload, at=missing)
            missing.get_by_role("button", name="Put it in its place").click()
            self._is_told("photo")
        self.page.get_by_role("link", name="Back to the story").click()
        self.page.get_by_role("textbox", name="Headline").wait_for()

    # --- from draft to public ---------------------------------------------------------------------------

    def saves(self) -> None:
        with self.page.expect_event("load"):  # as below
            self.page.get_by_role("button", name="Save draft").click()
        self._is_told(re.compile("' (created|has been updated)"))

    def submits(self) -> None:
        """To the workflow."""
        self._does("Submit to An editor approves")
        self._is_told("submitted for moderation")

    def tries_to_publish(self) -> None:
        """Press Publish, whatever comes of it."""
        self._does("Publish")

    def publishes(self) -> None:
        """Press Publish, and be told that it is so."""
        self._does("Publish")
        self._is_told("published")

    def approves(self) -> None:
        """In the workflow."""
        self._does("Approve and Publish")
        self._is_told("has been updated")

    def unpublishes(self) -> None:
        self.page.goto(self.page.url.rstrip("/").removesuffix("/edit") + "/unpublish/")
        self.page.get_by_role("button", name="Yes, unpublish it").click()
        self._is_told("unpublished")

    def corrects(self, text: str, *, changed: str) -> None:
        """Add a correction to the story that is open."""
        self.turns_to("Corrections")
        self.page.get_by_role("button", name="Add Correction").click()
        self.page.locator("textarea[name^='corrections-']").last.fill(text)
        self.page.locator("input[name^='corrections-'][name$='-changed']").last.fill(changed)

    def previews(self) -> bytes:
        """Look at the preview beside the form; the page that it shows."""
        with self.page.expect_response(
            lambda response: (
                "/preview/" in response.url
                and response.request.method == "GET"
                and response.request.resource_type == "document"
            )
        ) as shown:
            self.page.get_by_role("button", name="Toggle preview").click()
        return shown.value.body()

    def draft_page(self) -> bytes:
        """What "View draft" shows of the story that is open."""
        return self.draft_page_of(self.page.url.rstrip("/").removesuffix("/edit").rpartition("/")[2])

    def draft_page_of(self, number: str) -> bytes:
        """What "View draft" shows of the story with this number."""
        answer = self.page.context.request.get(f"{self.house.desk_url}/pages/{number}/view_draft/")
        assert answer.status == 200, answer.text()
        return answer.body()

    def may(self, verb: str) -> bool:
        """Whether the story that is open offers this verb."""
        self.page.get_by_role("button", name="More actions").click()
        offered = self.page.locator("footer nav button:visible").all_inner_texts()
        self.page.keyboard.press("Escape")
        return verb in [words.strip() for words in offered]

    def _does(self, verb: str) -> None:
        self.page.get_by_role("button", name="More actions").click()
        with self.page.expect_event("load"):  # what the desk saves by itself changes the address alone
            self.page.get_by_role("button", name=verb, exact=True).click()

    def _is_told(self, words: str | re.Pattern[str]) -> None:
        with contextlib.suppress(self._timeout()):
            self.page.locator(".messages").get_by_text(words).first.wait_for()
            self.page.wait_for_load_state()  # the form's scripts
            return
        raise AssertionError(f"the desk did not say {words!r}, but: {self.told}")

    @staticmethod
    def _timeout() -> type[Exception]:
        from playwright.sync_api import TimeoutError as NoAnswerError

        return NoAnswerError


class Editor(AtDesk):
    """May publish."""


class Writer(AtDesk):
    """Writes and submits."""


@dataclass
class Reader:
    """Somebody who reads, without scripts; whatever their browser asked for and complained of is kept."""

    house: House
    browser: "Browser"
    page: "Page" = field(init=False)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = new_page(self.browser)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda line: self.complaints.append(f"{line.type}: {line.text}"))

    def opens(self, address: str) -> int:
        """Go there; the answer's status."""
        answer: Response | None = self.page.goto(self.house.site_url + address)
        assert answer is not None
        return answer.status

    def gets(self, address: str) -> bytes:
        """The bytes at an address that is answered with 200."""
        answer = self.page.context.request.get(self.house.site_url + address)
        assert answer.status == 200, (address, answer.status)
        return answer.body()

    def sees(self, words: str) -> bool:
        """Whether these words stand where the reader is."""
        return words in self.page.inner_text("main")
