"""A moderator who approves whatever waits, from when "ready" is printed until stopped.

python -m tests.newsroom.approving     (with SERAI_NEWSROOM set)
"""

import os
import sys
import time
from pathlib import Path

from serai.newsroom import project
from serai.newsroom.config import open_newsroom

AT_ONCE = 20


def main() -> None:
    """Approve what waits, a few at a time."""
    project.start(open_newsroom(Path(os.environ["SERAI_NEWSROOM"])))
    from serai.discussion import actions
    from serai.discussion.models import Comment

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        waiting = Comment.objects.filter(state__in=["pending", "held"]).order_by("pk")
        keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
        if keys:
            actions.decide(comments=keys, after="approved", by="moderator")
        time.sleep(0.2)


if __name__ == "__main__":
    main()
