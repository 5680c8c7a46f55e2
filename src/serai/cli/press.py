"""`serai press`: bake by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from serai.cli.options import HERE, Room, opened, started
from serai.cli.saying import event, progress, say

if TYPE_CHECKING:
    from serai.newsroom.config import Newsroom
    from serai.press.bake import BakeReport


def press(
    newsroom: Room = HERE,
    cold: Annotated[bool, typer.Option("--cold", help="Bake every page again from its plate.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="With --cold: bake on this Dask scheduler's machines.")
    ] = "",
    share: Annotated[
        str, typer.Option("--share", help="A folder or s3://… that those machines share with this one.")
    ] = "",
) -> None:
    """Bake what the desk has ordered and the runner has not baked yet.

    The runner does this by itself while the newsroom runs; by hand it is for a newsroom that stands still,
    and, with --cold, for a theme or a setting that has changed.

    Example: serai press --cold
    """
    if cold and dry_run:
        raise typer.BadParameter(
            "--cold writes every page; there is nothing to plan.", param_hint="--dry-run"
        )
    if (scheduler and not cold) or (share and not scheduler):
        raise typer.BadParameter(
            "machines are asked for a whole bake: --cold --scheduler tcp://HOST:8786 --share PLACE",
            param_hint="--scheduler, --share",
        )
    if cold and scheduler:
        _cold_elsewhere(opened(newsroom), scheduler, share)
    elif cold:
        _cold(opened(newsroom))
    elif dry_run:
        _plan(started(newsroom))
    else:
        _fill(started(newsroom))


def _cold(newsroom: "Newsroom") -> None:
    from serai.newsroom.pressroom import alone, open_press

    with alone(newsroom), progress("baking") as tell:
        report = open_press(newsroom).bake_cold(tell)
    _index(newsroom)
    _say(report)


def _cold_elsewhere(newsroom: "Newsroom", scheduler: str, share: str) -> None:
    from serai.newsroom.cluster import cluster, own_share
    from serai.newsroom.pressroom import alone, open_press

    place = share or own_share(newsroom)
    with alone(newsroom), cluster(scheduler, place) as (executor, at_once), progress("baking") as tell:
        report = open_press(newsroom).bake_cold(tell, executor=executor, at_once=at_once)
    _index(newsroom)
    _say(report)


def _plan(newsroom: "Newsroom") -> None:
    from serai.newsroom.filling import Filler
    from serai.newsroom.pressroom import open_press

    press = open_press(newsroom)
    report = Filler(newsroom, press).plan_due(lambda weight: say(f"would go through {weight.told()}"))
    for path in report.written:
        say(f"would write {path}")
    if report.more_written:
        say(f"would write {report.more_written} more")
    for path in report.deleted:
        say(f"would delete {path}")
    if report.more_deleted:
        say(f"would delete {report.more_deleted} more")
    _say(report)


def _fill(newsroom: "Newsroom") -> None:
    from serai.desk.queries import waiting_orders
    from serai.newsroom.filling import Filler, reasons
    from serai.newsroom.pressroom import alone, open_press

    press = open_press(newsroom)
    with alone(newsroom):
        # What a crash left, and what a changed theme or setting asks for.
        press.bake((), lambda weight: event(f"going through {weight.told()}") if weight.total else None)
    filler = Filler(newsroom, press)
    orders, waiting = 0, waiting_orders()
    with progress("filling orders") as tell:
        while due := filler.fill_due():
            orders += due
            tell(orders, max(waiting, orders))
    _index(newsroom)
    failed = reasons()
    say(f"orders filled: {filler.filled}")
    for reason in failed:
        say(f"waits: {reason}")
    if failed:
        raise typer.Exit(1)


def _index(newsroom: "Newsroom") -> None:
    from serai.newsroom.indexing import catch_up_by_hand

    with progress("indexing") as tell:
        catch_up_by_hand(newsroom, tell)


def _say(report: "BakeReport") -> None:
    say(f"{report.files_written} files written, {report.files_deleted} deleted, {report.unchanged} unchanged")
