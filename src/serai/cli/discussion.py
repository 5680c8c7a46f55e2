"""`serai discussion`: a story's thread as a file, and a reader's wish to be forgotten."""

import json
from typing import Annotated
from urllib.parse import urlsplit

import typer

from serai.cli.options import HERE, Room, started
from serai.cli.saying import say

BY = "command line"  # who did it, in the log of moves

app = typer.Typer(
    help="Readers' comments: export a thread, erase what a receipt wrote.",
    short_help="Export a thread, erase what a receipt wrote.",
    no_args_is_help=True,
)


@app.callback()
def discussion() -> None:
    """Readers' comments: export a thread, erase what a receipt wrote."""


@app.command("export")
def export(
    edition: Annotated[str, typer.Argument(help="The edition's code.")],
    story: Annotated[str, typer.Argument(help="The story's address on the site, or its key.")],
    newsroom: Room = HERE,
) -> None:
    """Print a story's whole discussion as JSON: every comment with its state and its moves.

    It holds what is not public: keep it as you keep the data folder.

    Example: serai discussion export en /en/2026/11/23/bridge/ > bridge.json
    """
    started(newsroom)
    from serai.discussion import queries

    found = queries.export_thread(edition, _key(edition, story))
    say(json.dumps(found, ensure_ascii=False, indent=1))


def _key(edition: str, story: str) -> str:
    """The key of a story that was ever public, named by address or key."""
    from serai.discussion.models import StoryCard
    from serai.newsroom.errors import NewsroomError

    named = {"address": urlsplit(story).path} if "/" in story else {"key": story}
    card = StoryCard.objects.filter(edition=edition, **named).first()
    if card is None:
        raise NewsroomError(
            f"No story {story} was ever public in the edition {edition!r}. Give its address on the site, as "
            "/en/2026/11/23/bridge/, or its key."
        )
    return card.key


@app.command("erase")
def erase(
    receipt: Annotated[str, typer.Argument(help="The receipt's private link, or the secret at its end.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    newsroom: Room = HERE,
) -> None:
    """Erase all that one receipt wrote: its comment, report or rating. It cannot be undone.

    The log keeps that it happened, not what it said. The gate erases its copy when it is next collected from.

    Example: serai discussion erase https://courier.example/gate/receipt/SECRET/
    """
    room = started(newsroom)
    from serai.discussion import actions
    from serai.gate.entries import receipt_of
    from serai.newsroom.tending import scrub

    secret = urlsplit(receipt.strip()).path.rstrip("/").rpartition("/")[2]
    if not yes:
        typer.confirm("Erase for good what this receipt wrote?", abort=True)
    erased = actions.erase_receipt(receipt=receipt_of(secret), by=BY)
    scrub(room)
    say(f"{erased} erased" if erased else "This receipt wrote nothing that is kept here.")
