"""`serai settings`: the settings table."""

from serai.cli.options import HERE, Room
from serai.cli.saying import say
from serai.newsroom.config import open_newsroom
from serai.newsroom.table import TABLE, spelled


def settings(newsroom: Room = HERE) -> None:
    """Print every setting with its value, its default, its unit and what it is for.

    In a newsroom the values are that newsroom's; elsewhere they are the defaults.

    Example: serai settings --newsroom courier
    """
    nowhere = newsroom == HERE and not (newsroom / "serai.toml").exists()
    values = {row.name: row.default for row in TABLE} if nowhere else open_newsroom(newsroom.resolve()).values
    for row in TABLE:
        unit = f" ({row.unit})" if row.unit else ""
        default = "" if values[row.name] == row.default else f" Default: {spelled(row.default)}."
        say(f"{row.name} = {spelled(values[row.name])}{unit}\n    {row.help}{default}")
