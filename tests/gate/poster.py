"""`python -m tests.gate.poster INBOX ACT...`: a gate's inbox in a process of its own, to be killed.

Acts, in order: `post:NAME`, `collect`, `acknowledge`, `tidy`, `free:FILE` (delete it). What was done is
printed at once: "acknowledged ID", "refused ID", "taken ID...".
"""

import sys
from datetime import timedelta
from pathlib import Path

from serai.gate.errors import InboxError
from serai.gate.inbox import Inbox
from tests.gate import inboxes
from tests.gate.inboxes import NOW, Newsroom


def main(path: Path, acts: list[str]) -> None:
    """Do the acts."""
    inbox = inboxes.opened(path)
    newsroom = inboxes.newsroom_again(inbox)
    for act in acts:
        verb, _, name = act.partition(":")
        try:
            _do(verb, name, inbox, newsroom)
        except InboxError:
            _say("refused", inboxes.digest(name) if name else verb)
    inboxes.wait(inbox.close())


def _do(verb: str, name: str, inbox: Inbox, newsroom: Newsroom) -> None:
    if verb == "post":
        inboxes.append(inbox, inboxes.comment(name, "Words. " * 200), b"sealed" * 100)
        _say("acknowledged", inboxes.digest(name))
    elif verb == "collect":
        taken = newsroom.asks()
        newsroom.last = taken.entries[-1].position if taken.entries else 0
        _say("taken", *[one.entry.id for one in taken.entries])
    elif verb == "acknowledge":
        newsroom.asks(newsroom.last)
    elif verb == "tidy":
        inbox.tidy(NOW + timedelta(days=3))
    elif verb == "free":
        Path(name).unlink()
    else:
        raise ValueError(verb)


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
