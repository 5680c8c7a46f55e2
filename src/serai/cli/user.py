"""`serai user`: who may work at the desk."""

import getpass
import sys
from typing import Annotated

import typer

from serai.cli.options import HERE, Room, started
from serai.cli.saying import say

PASSWORD_LIMIT = 1024  # characters

app = typer.Typer(help="Who may work at the desk.", no_args_is_help=True)


@app.callback()
def user() -> None:
    """Who may work at the desk."""


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The login name.")],
    role: Annotated[
        str, typer.Option(help="writer, editor, moderator, administrator, or translator-CODE.")
    ] = "writer",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input, not a prompt.")
    ] = False,
    newsroom: Room = HERE,
) -> None:
    """Add somebody to the desk.

    Example: serai user add aigul --role editor
    """
    started(newsroom)
    from serai.newsroom.people import add_user

    add_user(name=name, role=role, password=_password(password_stdin))
    say(f"{name} may now work at the desk as {role}")


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline(PASSWORD_LIMIT).rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Once more: "):
        raise typer.BadParameter("The two passwords differ. Try again.", param_hint="password")
    return first
