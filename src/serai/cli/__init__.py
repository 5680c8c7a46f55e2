"""The `serai` command: one verb a job, one file a verb.

Rule: a verb reads its arguments, imports its room only then, and says what happened. An error of Serai's, or
a disk's, is one line on standard error and exit code 1; a command line that cannot be understood is exit
code 2.
"""

import sys
from typing import NoReturn

import typer

from serai.cli import (
    carry,
    demo,
    discussion,
    gate,
    index,
    new,
    press,
    rescue,
    run,
    serve_config,
    settings,
    user,
)
from serai.core.errors import SeraiError

app = typer.Typer(
    name="serai",
    help="A newsroom in one command, for outlets that publish under pressure.",
    epilog="serai COMMAND --help says more, with an example.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# What `serai --help` says of each must not be cut off at 80 characters.
app.command("new", short_help="Make a newsroom.")(new.new)
app.command("run", short_help="Run a newsroom until it is stopped with ^C.")(run.run)
app.command("demo", short_help="Make and run a newsroom full of stories, to look around.")(demo.demo)
app.command("settings", short_help="Print every setting, its value, and what it is for.")(settings.settings)
app.command("press", short_help="Bake by hand what the desk has ordered.")(press.press)
app.command("index", short_help="Bring the search index up to date by hand.")(index.index)
app.command("carry", short_help="Bring a copy of the site elsewhere up to date.")(carry.carry)
app.command("rescue", short_help="Make drafts of saved pages.")(rescue.rescue)
app.command("gate", short_help="Run a gate alone, on a server of its own.")(gate.gate)
app.command("gate-kit", short_help="Make the folder that a gate on another server needs.")(gate.gate_kit)
app.command("serve-config", short_help="Print a configuration for a web server of your own.")(
    serve_config.serve_config
)
app.add_typer(user.app, name="user")
app.add_typer(discussion.app, name="discussion")


def main() -> None:
    """What the `serai` program runs."""
    try:
        app()
    except SeraiError as error:
        _end(str(error))
    except Exception as error:
        from serai.newsroom import disk

        refused = disk.told(error)
        if not refused:
            raise
        _end(refused)


def _end(line: str) -> NoReturn:
    sys.stderr.write(f"serai: {line}\n")
    sys.exit(1)
