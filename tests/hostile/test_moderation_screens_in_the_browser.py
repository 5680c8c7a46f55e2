"""Every payload before a moderator: in the queues, in the conversation, in what the screens say of it."""

import json
from typing import TYPE_CHECKING

import pytest

from tests.hostile.corpus import CORPUS
from tests.hostile.watching import Watched, watched
from tests.newsrooms import MadeNewsroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A policy that tells on what a payload would do, and forbids nothing: the screens must not need it.
TELLS = (
    "script-src-attr 'none'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; object-src 'none'; base-uri 'none'; media-src 'self'; font-src 'self' data:"
)
FILL = "from tests.hostile import moderated; moderated.fill()"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_no_payload_runs_before_a_moderator(browser: "Browser", newsroom: MadeNewsroom) -> None:
    newsroom.environment["PYTHONPATH"] = "."
    screens = json.loads(newsroom.at_desk(FILL))
    assert len(screens) > len(CORPUS) // 6
    with newsroom.running() as running, watched(browser, running.desk_url, None, TELLS) as moderator:
        enters(moderator, running.desk_url)
        assert moderator.seen == []
        for address in screens:
            moderator.opens(running.desk_url + address)
            for key in ("j", "j", "k"):
                moderator.page.keyboard.press(key)
        assert moderator.seen == []


def enters(moderator: Watched, desk: str) -> None:
    """Through the desk's door."""
    moderator.page.goto(f"{desk}/login/")
    moderator.page.get_by_label("Username").fill("aigerim")
    moderator.page.get_by_label("Password").fill("only-for-this-test")
    moderator.page.keyboard.press("Enter")
    moderator.page.wait_for_url(lambda address: "/login/" not in address)
