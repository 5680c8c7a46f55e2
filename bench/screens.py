"""The moderation screens: how long the server takes for a page of each queue, whole, with 100,000 comments.

Rule: the newsroom of `bench.moderation`, filled as it is there; what is measured is the whole request as
Django answers it (session, rights, counts, rows, template), without a network. Median and worst of twenty.
"""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import moderation
from bench.figures import Figure, Table
from serai.newsroom import create

TIMES = 20
SCREENS = {
    "the new": "queue/new/",
    "the held": "queue/held/",
    "the reported": "queue/reported/",
    "the brigades": "queue/brigade/",
    "all": "queue/all/",
    "the work": "work/",
}


def measure(comments: int = moderation.COMMENTS) -> Table:
    """Fill the discussion and ask for each screen twenty times, as a moderator."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        create.create(Path(name) / "room", name="The Measured Courier", editions=["en"], say=_nobody)
        moderation.fill(comments)
        _dress()
        client = _moderator()
        figures = []
        for screen, path in SCREENS.items():
            asked = [_asked(client, f"/discussion/{path}") for _time in range(TIMES + 1)][1:]
            times, worked = ([one[index] for one in asked] for index in (0, 1))
            beside = f"of it {statistics.median(worked):.0f} ms of the processor; worst {max(times):.0f} ms"
            figures.append(Figure(f"{screen}, the whole page", statistics.median(times), "ms", beside))
        figures.append(_one_decision(client))
    return Table(
        f"The moderation screens with {comments:,} comments",
        "The whole request inside the server, fifty rows a page; SQLite; medians of twenty.",
        figures,
    )


def _dress() -> None:
    """What waits answers something, comes from writers and sources that are known, and has its reasons."""
    from serai.discussion.database import atomic
    from serai.discussion.models import Comment

    waiting = list(Comment.objects.filter(state__in=("pending", "held")).order_by("pk"))
    first = Comment.objects.order_by("pk").first()
    for number, row in enumerate(waiting):
        row.reply_to = waiting[number - 1] if number % 3 else first
        row.writer, row.source = f"writer{number % 400}", f"source{number % 100}"
        row.reasons = [
            {"code": "no_proof"},
            {"code": "learner", "score": 0.9, "fragments": ["river", "market"]},
        ]
        row.score = 0.9
    with atomic():
        Comment.objects.bulk_update(
            waiting, ["reply_to", "writer", "source", "reasons", "score"], batch_size=100
        )


def _one_decision(client: Any) -> Figure:
    """A key's press: one comment decided as the script asks for it, counts and all."""
    from serai.discussion.models import Comment

    waiting = list(
        Comment.objects.filter(state="pending").order_by("pk")[:TIMES].values_list("pk", flat=True)
    )
    times = []
    for pk in waiting:
        started = time.perf_counter()
        answer = client.post(
            "/discussion/decide/", {"comment": pk, "act": "approve"}, headers={"accept": "application/json"}
        )
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
    return Figure("approving one by key", statistics.median(times), "ms", f"worst {max(times):.0f} ms")


def _asked(client: Any, path: str) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def _moderator() -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    from serai.newsroom import people

    people.put_user(name="moderator", role="moderator", password="only for this measurement")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="moderator"))
    return client


def _nobody(_words: str) -> None:
    """Say nothing."""
