"""Who talks in the journeys: a reader who comments, and a moderator who decides by keyboard.

Rule: a reader finds forms, fields and buttons by what the page's markup means (a field's name, a button's
value), so that one journey is walked in every language, with scripts and without.

    receipt = commenter.comments(story, name="Samal", text="A good bridge.")
    moderator.decides("A good bridge.", "a")
    commenter.finds("A good bridge.", story)
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from tests.browser import new_page
from tests.journeys.actors import AtDesk
from tests.journeys.house import House
from tests.newsrooms import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

RECEIPT = "a[href^='/gate/receipt/']"


@dataclass
class Commenter:
    """A reader who writes, with scripts or without; what the browser asked for and complained of is kept."""

    house: House
    browser: "Browser"
    scripts: bool
    page: "Page" = field(init=False)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = new_page(self.browser, scripts=self.scripts)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda line: self.complaints.append(f"{line.type}: {line.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def opens(self, address: str) -> None:
        self.page.goto(self.house.site_url + address)

    # --- writing ----------------------------------------------------------------------------------------

    def comments(self, story: str, *, name: str, text: str) -> str:
        """Under a story; the receipt's address."""
        self.opens(story)
        return self._writes(name, text)

    def replies(self, story: str, to: str, *, name: str, text: str) -> str:
        """To the comment that says `to`; the receipt's address."""
        self.opens(story)
        self.remark(to).locator(".reply").click()
        return self._writes(name, text)

    def reports(self, story: str, what: str, *, reason: str, detail: str) -> str:
        """The comment that says `what`; the receipt's address."""
        self.opens(story)
        self.remark(what).locator("a[href^='/gate/report']").click()
        self.page.locator(f"[name=reason][value={reason}]").check()
        self.page.locator("[name=detail]").fill(detail)
        self.page.locator("form[action='/gate/report'] button").click()
        return self._receipt()

    def likes(self, story: str, answer: str) -> str:
        """Answer "Do you like this article?" with yes or no; the receipt's address."""
        self.opens(story)
        button = f"form.liking button[value={answer}]"
        self.page.locator(button).click()
        if not self.scripts:
            self.page.wait_for_url("**/gate/rate")
            self.page.locator(button).click()
        return self._receipt()

    # --- the receipt --------------------------------------------------------------------------------------

    def looks_at(self, receipt: str) -> str:
        """Open the private link; what it says."""
        self.opens(receipt)
        return self.page.inner_text("main")

    def state(self, receipt: str) -> str:
        """The state that the receipt shows, by its name."""
        self.opens(receipt)
        words = self.page.locator(".status").get_attribute("class") or ""
        return words.removeprefix("status ")

    def wrote(self, receipt: str) -> str:
        """What the receipt says that its reader wrote, while it can still be changed."""
        self.opens(receipt)
        return self.page.locator("form[action$='/edit'] [name=text]").input_value()

    def edits(self, receipt: str, text: str) -> None:
        self.opens(receipt)
        self.page.locator("form[action$='/edit'] [name=text]").fill(text)
        self._presses("form[action$='/edit'] button", "edited")

    def withdraws(self, receipt: str) -> None:
        self.opens(receipt)
        self._presses("form[action$='/withdraw'] button", "withdrawn")

    def erases(self, receipt: str) -> None:
        self.opens(receipt)
        self.page.locator("main details summary").click()
        self._presses("form[action$='/erase'] button", "erased")

    def changes_answer(self, receipt: str, answer: str) -> None:
        self.opens(receipt)
        self._presses(f"form.liking button[value={answer}]", "rated")

    # --- reading ------------------------------------------------------------------------------------------

    def remark(self, words: str) -> "Locator":
        """The comment on the page that says this."""
        return self.page.locator(".thread .remark").filter(has_text=words)

    def finds(self, words: str, story: str) -> None:
        """Wait until the story's page has a comment that says this."""
        wait_until(lambda: self._reads(story, words), f"{words!r} under {story}")

    def misses(self, words: str, story: str) -> None:
        """Wait until the story's page says this no more."""
        wait_until(lambda: not self._reads(story, words), f"{words!r} to leave {story}")

    def said(self, story: str) -> int:
        """How many comments stand under a story, counted on its page."""
        self.opens(story)
        return self.page.locator(".thread .remark").count()

    def _reads(self, story: str, words: str) -> bool:
        self.opens(story)
        return self.remark(words).count() > 0

    def _writes(self, name: str, text: str) -> str:
        form = self.page.locator("#write")
        form.locator("[name=name]").fill(name)
        form.locator("[name=text]").fill(text)
        form.locator("button:not([type=button])").click()
        if not self.scripts:
            self.page.locator("button[name=act][value=send]").click()
        return self._receipt()

    def _presses(self, button: str, done: str) -> None:
        self.page.locator(button).click()
        self.page.wait_for_url(f"**?done={done}")

    def _receipt(self) -> str:
        link = self.page.locator(RECEIPT).first
        link.wait_for()
        return urlsplit(link.get_attribute("href") or "").path


class Moderator(AtDesk):
    """Decides, by keyboard."""

    arrives_at = "#main"

    def decides(self, words: str, key: str, *, reason: str = "", note: str = "") -> str:
        """Wait until a comment that says this stands in a queue, press a key on it; what was said."""
        self.waits_for(words)
        self.page.keyboard.press(key)
        if key == "r":
            self.page.keyboard.type(reason)
            self.page.keyboard.press("Tab")
            self.page.keyboard.type(note)
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")
        return self._hears()

    def undoes(self) -> str:
        """The last decision, by keyboard; what was said then."""
        said = self.page.locator("[data-said]").inner_text()
        self.page.keyboard.press("u")
        wait_until(lambda: self.page.locator("[data-said]").inner_text() != said, "an undo to be said")
        return self.page.locator("[data-said]").inner_text()

    def waits_for(self, words: str, queues: tuple[str, ...] = ("new", "held")) -> str:
        """Look until one of the queues has a comment that says this, and stay there; which one it was."""
        found: list[str] = []

        def there() -> bool:
            for queue in queues:
                self.goes_to(f"/discussion/queue/{queue}/?{urlencode({'q': words})}")
                if self.page.locator("[data-row]").count():
                    found.append(queue)
                    return True
            return False

        wait_until(there, f"{words!r} in the queues {queues}")
        return found[0]

    def counts(self) -> dict[str, int]:
        """What the queues say that they hold."""
        self.goes_to("/discussion/queue/all/")
        places = self.page.locator("[data-count]")
        names = places.evaluate_all("all => all.map(one => [one.dataset.count, one.textContent])")
        return {name: int(count) for name, count in names if count.strip()}

    def _hears(self) -> str:
        said = self.page.locator("[data-said]")
        wait_until(lambda: said.inner_text().strip() != "", "the decision to be said")
        return said.inner_text()
