"""`serai serve-config`: a configuration for a web server of one's own."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from serai.cli.options import HERE, Room, opened
from serai.cli.saying import event


class Kind(StrEnum):
    """The web servers that a configuration can be had for."""

    NGINX = "nginx"
    CADDY = "caddy"


def serve_config(
    server: Annotated[Kind, typer.Argument(help="The web server: nginx or caddy.")],
    output: Annotated[Path | None, typer.Option(help="Write it into this file, not to the terminal.")] = None,
    listen: Annotated[
        str, typer.Option(help="Plain HTTP at host:port, for a server with certificates before it.")
    ] = "",
    certificate: Annotated[
        str, typer.Option(help="nginx only: the certificate's file, its chain in it.")
    ] = "",
    key: Annotated[str, typer.Option(help="nginx only: the file of the certificate's key.")] = "",
    newsroom: Room = HERE,
) -> None:
    """Print a tested configuration for a web server of your own, for site and gate.

    It reads the baked site from the disk and hands the gate's addresses to where serai run listens.

    Example: serai serve-config nginx --certificate /etc/ssl/news.pem --key /etc/ssl/news.key
    """
    from serai.core import files
    from serai.newsroom import own_server
    from serai.newsroom.errors import NewsroomError

    room = opened(newsroom)
    if server is Kind.NGINX:
        text = own_server.nginx_lines(room, listen=listen, certificate=certificate, key=key)
    else:
        text = own_server.caddy_json(room, listen=listen)
    if output:
        try:
            files.write_if_changed(output, text.encode())
        except OSError as error:
            raise NewsroomError(
                f"{output} cannot be written: {error.strerror}. Name another --output."
            ) from error
    else:
        sys.stdout.write(text)
    if advice := own_server.advice(room):
        event(advice)
