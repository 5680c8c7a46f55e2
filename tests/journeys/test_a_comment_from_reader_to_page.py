"""A comment's way: written, waiting, approved by keyboard, answered, changed, reported, taken back, refused.

In English, Russian and Persian, once with scripts and once without.
"""

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.house import House
from tests.journeys.talking import Commenter, Moderator
from tests.newsrooms import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TALK = {
    "en": ("Samal", "A good bridge, and late.", "Late is better than never.", "Late, and twice paid."),
    "ru": ("Самал", "Хороший мост, но поздно.", "Лучше поздно, чем никогда.", "Поздно и оплачен дважды."),
    "fa": ("سمل", "پلی خوب، اما دیر.", "دیر بهتر از هرگز است.", "دیر و دو بار پرداخته."),
}
# What is refused is said in other words: three waiting comments alike would be a brigade, in its own queue.
REFUSED = {
    "en": ("The mayor's cousin owns the cement works.", "Everybody who voted for this should resign."),
    "ru": ("Двоюродный брат мэра владеет цементным заводом.", "Всем, кто голосовал за это, пора на покой."),
    "fa": ("پسرعموی شهردار صاحب کارخانه سیمان است.", "همه رأی‌دهندگان باید استعفا بدهند."),
}
NAMES = {"with scripts": True, "without scripts": False}


def story_of(house: House, edition: str, slug: str) -> str:
    (page,) = (house.made.site / edition).glob(f"[0-9]*/[0-9]*/[0-9]*/{slug}/index.html")
    return f"/{page.parent.relative_to(house.made.site)}/"


def counted(reader: Commenter, address: str, about: str = "") -> int:
    """The comment count that a page shows: a story's own, or of the teaser that leads to `about`."""
    reader.opens(address)
    if about:
        found = reader.page.locator("article").filter(has=reader.page.locator(f"a[href='{about}']"))
        words = found.first.inner_text()
        match = re.search(r"(\d+|[۰-۹]+)\s*(comment|комментари|دیدگاه|نظر)", words)
        return int(match[1]) if match else 0
    words = reader.page.locator("#comments-title").inner_text()
    match = re.search(r"\d+|[۰-۹]+", words)
    return int(match[0]) if match else 0


def everywhere_counted(reader: Commenter, story: str, edition: str, count: int) -> None:
    """The story says so many comments, and so does its teaser on the front, put in place after it."""
    assert counted(reader, story) == count
    front = f"/{edition}/"
    wait_until(lambda: counted(reader, front, about=story) == count, f"{count} comments on the front")


@pytest.mark.parametrize("scripts", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("edition", TALK)
def test_a_comment_is_written_approved_answered_changed_and_taken_back(
    forum: House, browser: "Browser", edition: str, scripts: bool
) -> None:
    name, first, answer, changed = TALK[edition]
    mark = "1" if scripts else "2"
    first, answer, changed = (f"{words} {mark}" for words in (first, answer, changed))
    story = story_of(forum, edition, "lively" if scripts else "plain")
    reader = Commenter(house=forum, browser=browser, scripts=scripts)
    moderator = Moderator(house=forum, browser=browser, login=forum.logins["moderator"])
    moderator.logs_in()

    receipt = reader.comments(story, name=name, text=first)
    assert reader.state(receipt) == "waiting"
    reader.misses(first, story)
    moderator.decides(first, "a")
    reader.finds(first, story)
    wait_until(lambda: reader.state(receipt) == "approved", "the receipt to say approved")
    everywhere_counted(reader, story, edition, 1)

    reply = reader.replies(story, first, name=name, text=answer)
    moderator.decides(answer, "a")
    reader.finds(answer, story)
    assert reader.page.locator(".replies .remark").filter(has_text=answer).count() == 1
    everywhere_counted(reader, story, edition, 2)

    reader.edits(receipt, changed)
    assert reader.wrote(receipt) == changed
    moderator.decides(changed, "a")
    reader.finds(changed, story)
    reader.misses(first, story)

    report = reader.reports(story, answer, reason="spam", detail=f"Again and again {mark}")
    assert reader.state(report) == "waiting"
    moderator.waits_for(answer, ("reported",))

    reader.withdraws(reply)
    reader.misses(answer, story)
    assert reader.state(reply) == "withdrawn"
    everywhere_counted(reader, story, edition, 1)

    other = Commenter(house=forum, browser=browser, scripts=False)
    liked = reader.likes(story, "yes")
    wait_until(lambda: likes(other, story) == (1, 0), "the like on the page")
    reader.changes_answer(liked, "no")
    wait_until(lambda: likes(other, story) == (0, 1), "the changed answer on the page")

    reader.erases(receipt)
    reader.misses(changed, story)
    assert changed not in reader.looks_at(receipt)
    assert [url for url in reader.asked if not url.startswith(forum.site_url + "/")] == []
    assert reader.complaints == []


@pytest.mark.parametrize("scripts", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("edition", TALK)
def test_a_refused_comment_says_why_on_its_receipt_and_the_decision_can_be_undone(
    forum: House, browser: "Browser", edition: str, scripts: bool
) -> None:
    name, *_ = TALK[edition]
    words = REFUSED[edition][scripts]
    story = story_of(forum, edition, "long")
    reader = Commenter(house=forum, browser=browser, scripts=scripts)
    moderator = Moderator(house=forum, browser=browser, login=forum.logins["moderator"])
    moderator.logs_in()

    receipt = reader.comments(story, name=name, text=words)
    moderator.decides(words, "r", reason="Brigade", note="Please speak of the bridge.")
    wait_until(lambda: reader.state(receipt) == "rejected", "the receipt to say rejected")
    assert "Please speak of the bridge." in reader.looks_at(receipt)
    assert "Brigade" not in reader.looks_at(receipt)

    moderator.undoes()
    wait_until(lambda: reader.state(receipt) == "waiting", "the receipt to say waiting")
    reader.misses(words, story)


def likes(reader: Commenter, story: str) -> tuple[int, int]:
    """The two counts under "Do you like this article?"."""
    reader.opens(story)
    buttons = reader.page.locator("form.liking")
    found = {}
    for answer in ("yes", "no"):
        match = re.search(r"\d+|[۰-۹]+", buttons.locator(f"button[value={answer}]").inner_text())
        found[answer] = int(match[0]) if match else 0
    return found["yes"], found["no"]
