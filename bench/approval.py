"""From a moderator's approval to the comment on the public page, through a whole running newsroom.

Rule: the time from before the verb is called until Caddy answers with a page that holds the comment: the
verb's own transaction, the runner's waking, its cast, bake and flush, and the reader's request. The page is
asked for every few milliseconds. Threads of several lengths, each under a story of its own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figures import Figure, Table
from bench.serving import free_port
from serai.newsroom import create
from serai.newsroom.config import Newsroom

SIZES = (10, 1_000, 10_000)
ROUNDS = 15  # approvals under each story
REST = 0.5  # seconds
PATIENCE = 120.0  # seconds
RUN = (sys.executable, "-c", "from serai.cli import main; main()", "run")


def measure() -> Table:
    """Run a newsroom, fill threads, and approve one comment at a time."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        public, desk = (f"127.0.0.1:{free_port()}" for _which in range(2))
        newsroom = create.create(
            Path(name) / "room",
            name="The Measured Courier",
            editions=["en"],
            say=_nobody,
            values={"public_address": public, "desk_address": desk, "site_url": f"http://{public}"},
        )
        stories = {size: _story(size) for size in SIZES}
        with _running(newsroom):
            figures = []
            for size, story in stories.items():
                page = f"http://{public}{story.address}"
                _wait(page, "said 1.")
                took = [_approve(story, number, page) for number in range(ROUNDS)]
                figures.append(_figure(size, took))
    return Table(
        "From approval to the visible page",
        f"A whole running newsroom; {ROUNDS} approvals under each story, one at a time.",
        figures,
    )


def _figure(size: int, took: list[float]) -> Figure:
    return Figure(
        f"{size:,} comments in the thread, median",
        statistics.median(took) * 1000,
        "ms",
        f"longest {max(took) * 1000:,.0f} ms",
    )


def _story(size: int) -> Any:
    """A published story with so many approved comments under it."""
    from datetime import timedelta

    from serai.core import clock
    from serai.desk import actions
    from serai.desk.models import Edition, Section
    from serai.discussion import actions as discussion

    edition = Edition.objects.get(slug="en")
    section = Section.objects.first() or actions.create_section(edition=edition, name="City")
    story = actions.create_story(
        edition=edition,
        headline=f"What {size} said",
        slug=f"what-{size}-said",
        section=section,
        place="Almaty",
        dateline_at=clock.now() - timedelta(hours=2),
        body=[("paragraph", "<p>The bridge opened.</p>")],
    )
    story = actions.publish(story=story)
    said = [
        discussion.Incoming(name=f"Reader {number}", text=f"The bridge is wide, said {number}.")
        for number in range(1, size + 1)
    ]
    discussion.import_comments(edition="en", story=story.key, source="bench", comments=said)
    return story


def _approve(story: Any, number: int, page: str) -> float:
    """Seconds from the verb to the page, for a new comment."""
    from serai.discussion import actions
    from serai.discussion.models import Comment

    text = f"Measured comment {number}."
    [*_before, comment] = actions.import_comments(
        edition="en",
        story=story.key,
        source=f"bench {number}",
        comments=[actions.Incoming(name="Reader", text=text)],
        state="pending",
    )
    assert isinstance(comment, Comment)
    time.sleep(REST + number * 0.007)  # the runner rests again, and is met anywhere between two looks
    started = time.perf_counter()
    actions.approve(comment=comment, by="moderator")
    # The newest comments are on the thread's last part; the story's own page tells where that is.
    return _seen(page, comment, text) - started


def _seen(page: str, comment: Any, text: str) -> float:
    from serai.press import addresses
    from serai.press.threads import part_of

    comment.refresh_from_db()
    _wait(addresses.comments(page, part_of(comment.number)), text)
    return time.perf_counter()


def _wait(url: str, words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while words not in _page(url):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} never showed the comment")
        time.sleep(0.005)


def _page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


@contextmanager
def _running(newsroom: Newsroom) -> Iterator[None]:
    environment = {**os.environ, "SERAI_NEWSROOM": str(newsroom.folder)}
    process = subprocess.Popen(RUN, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _nobody(_line: str) -> None:
    return


if __name__ == "__main__":
    from bench import figures as shown

    shown.say(measure())
