"""The `serai` command: one verb a job, one file a verb.

Rule: a verb reads its arguments, imports its room only then, and says what happened. An error of Serai's is
one line on standard error and exit code 1; a command line that cannot be understood is exit code 2.
"""

import sys

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
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("new")(new.new)
app.command("run")(run.run)
app.command("press")(press.press)
app.command("index")(index.index)
app.command("carry")(carry.carry)
app.command("demo")(demo.demo)
app.command("rescue")(rescue.rescue)
app.command("gate")(gate.gate)
app.command("gate-kit")(gate.gate_kit)
app.command("serve-config")(serve_config.serve_config)
app.command("settings")(settings.settings)
app.add_typer(user.app, name="user")
app.add_typer(discussion.app, name="discussion")


def main() -> None:
    """What the `serai` program runs."""
    try:
        app()
    except SeraiError as error:
        sys.stderr.write(f"serai: {error}\n")
        sys.exit(1)
