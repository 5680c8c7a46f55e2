"""`serai carry`: bring a copy of the site elsewhere up to date."""

from typing import TYPE_CHECKING, Annotated

import typer

from serai.cli.options import HERE, Room, opened
from serai.cli.saying import event, progress, say
from serai.core.errors import SeraiError

if TYPE_CHECKING:
    from serai.mirrors.carrier import Carried, Wish
    from serai.mirrors.targets import Named
    from serai.newsroom.config import Newsroom


def carry(
    target: Annotated[
        str,
        typer.Argument(
            help="A folder, user@host:path, rsync://host/module/path or s3://bucket/prefix; "
            "without it, all of the setting carry_targets.",
            show_default=False,
        ),
    ] = "",
    newsroom: Room = HERE,
    check: Annotated[
        bool, typer.Option("--check", help="Compare everything with what lies there, and mend it.")
    ] = False,
    delete_strangers: Annotated[
        bool,
        typer.Option(
            "--delete-strangers", help="With --check: delete what lies there and is not the site's."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and deleted; send nothing.")
    ] = False,
) -> None:
    """Bring a copy of the site elsewhere up to date: only what changed is sent.

    May be stopped at any moment: the copy is the old site or the new one, and the next carry goes on. One
    target's trouble does not keep the others waiting.

    Example: serai carry s3://courier-mirror/site
    """
    from serai.mirrors import targets
    from serai.mirrors.carrier import Wish
    from serai.newsroom.carrying import targets_of

    if delete_strangers and not check:
        raise typer.BadParameter("it needs --check as well.", param_hint="--delete-strangers")
    room = opened(newsroom)
    named = (targets.read(target),) if target else targets_of(room)
    if not named:
        raise typer.BadParameter("name one, or set carry_targets in serai.toml.", param_hint="TARGET")
    wish = Wish(check=check, strangers=delete_strangers, really=not dry_run)
    failed = 0
    for one in named:
        try:
            _carry(room, one, wish)
        except SeraiError as error:
            if len(named) == 1:
                raise
            failed += 1
            event(str(error))
    if failed:
        raise typer.Exit(1)


def _carry(newsroom: "Newsroom", named: "Named", wish: "Wish") -> None:
    from serai.newsroom.carrying import carry_to

    def name(verb: str, path: str) -> None:
        if not wish.really:
            say(f"would {verb} {path}")

    event(f"carrying to {named.name}")
    with progress("carrying") as tell:
        carried = carry_to(newsroom, named, wish, tell=tell, name=name)
    say(_told(named, carried, wish))


def _told(named: "Named", carried: "Carried", wish: "Wish") -> str:
    from serai.mirrors.carrying import Way

    if carried.way is Way.NOTHING:
        return f"{named.name}: up to date"
    size = f"{carried.size / 1e6:,.1f} MB"
    if not wish.really:
        return f"{named.name}: {carried.sent} files to send ({size}), {carried.deleted} to delete"
    return f"{named.name}: {carried.sent} files sent ({size}), {carried.deleted} deleted"
