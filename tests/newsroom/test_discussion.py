"""The whole way of a comment through a running newsroom: gate, inbox, collector, discussion, runner, page."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.newsroom.readers import Reader
from tests.newsrooms import MadeNewsroom, Running, wait_until

pytestmark = pytest.mark.databases

APPROVE = """
from serai.discussion import actions
from serai.discussion.models import Comment
for comment in Comment.objects.filter(state__in=["pending", "held"]).order_by("pk"):
    actions.approve(comment=comment, by="moderator")
"""


def kept(newsroom: MadeNewsroom, columns: str = "text, state") -> list[tuple[Any, ...]]:
    """What the discussion keeps of each comment, in the order of arrival; read from its database."""
    return newsroom.ask("discussion", f"SELECT {columns} FROM discussion_comment ORDER BY id")


def published(newsroom: MadeNewsroom, count: int = 1, *, first: int = 0) -> list[str]:
    """Publish so many stories, numbered from `first`; their addresses."""
    command = [sys.executable, "-m", "tests.newsroom.publishing", str(first), str(count)]
    done = subprocess.run(
        command,
        env=newsroom.environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.split()[1] for line in done.stdout.splitlines()]


@pytest.fixture
def running(newsroom: MadeNewsroom) -> Iterator[Running]:
    with newsroom.running() as running:
        yield running


def test_a_comment_s_way_from_the_form_to_the_page(newsroom: MadeNewsroom, running: Running) -> None:
    [story] = published(newsroom)
    running.page_is_there(story)
    reader = Reader(running.site_url, "127.0.0.5")
    link = reader.comments(story, "At last it is open.")
    reader.rates(story, "yes")
    wait_until(lambda: len(kept(newsroom)) == 1, "the comment in the discussion")
    assert kept(newsroom, "text, state, CAST(reasons AS text)") == [
        ("At last it is open.", "held", '[{"code": "no_proof"}]')
    ]
    page = running.site_url + story
    assert "At last" not in httpx.get(page).text
    newsroom.at_desk(APPROVE)
    wait_until(lambda: "At last it is open." in httpx.get(page).text, "the comment on the page")
    thread = httpx.get(page + "thread.json").json()
    assert (thread["count"], thread["rating"]) == (1, {"likes": 1})
    key = thread["comments"][0]["key"]
    wait_until(lambda: f"{story}#comment-{key}" in reader.receipt(link), "the answer on the receipt")
    reply = reader.comments(story, "And it is wide.", reply_to=key)
    reader.reports(story, key)
    assert reply != link
    reported = [("At last it is open.", 1), ("And it is wide.", 0)]
    wait_until(lambda: kept(newsroom, "text, open_reports") == reported, "the report and the reply")


def test_what_was_sent_while_the_private_side_was_down_comes_in_when_it_is_back(
    newsroom: MadeNewsroom,
) -> None:

    with newsroom.running() as running:
        [story] = published(newsroom)
        running.page_is_there(story)
        parts = [
            pid for words in ("newsroom.collector", "newsroom.runner", "wsgi") for pid in running.part(words)
        ]
        for pid in parts:
            os.kill(pid, signal.SIGSTOP)
        Reader(running.site_url).comments(story, "Nobody is there.")
        for pid in parts:
            os.kill(pid, signal.SIGCONT)
        wait_until(lambda: [row[0] for row in kept(newsroom)] == ["Nobody is there."], "the comment taken in")
