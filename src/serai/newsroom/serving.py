"""The public server as a newsroom has set it up: Caddy, or an nginx that is installed.

Rule: says how it is started and writes what it reads; who starts it is the supervisor. Everything that it
keeps is in the data folder, its owner's alone.
"""

import grp
import json
import os
import pwd
import resource
import signal
from collections.abc import Mapping

from serai.core import files
from serai.newsroom import caddy, listening, nginx, programs
from serai.newsroom.config import Newsroom, words

GATE_SOCKET = "gate.sock"  # in the data folder, where all parts are started: a Unix socket's path is short
SOCKET_VARIABLE = "SERAI_GATE_SOCKET"  # where the Gate's process is told the number of the open socket
BACKLOG = 1024  # connections that may wait for the Gate
_GATE = f"unix:{GATE_SOCKET}"
_CADDY_FILE, _CADDY_FOLDER = "caddy.json", "caddy"  # certificates and their keys are in the folder
_NGINX_FILE = "nginx.conf"
_MOST_DESCRIPTORS = 32_768


def command(newsroom: Newsroom) -> tuple[str, ...]:
    """How the server is started. MissingProgramError where it is not installed."""
    if _is_nginx(newsroom):
        folder = newsroom.data
        where = ("-p", str(folder), "-c", str(folder / _NGINX_FILE), "-e", "stderr")
        return (programs.nginx().program, *where)
    return (programs.caddy(), "run", "--config", str(newsroom.data / _CADDY_FILE))


def environment(newsroom: Newsroom) -> Mapping[str, str]:
    """What it finds in its environment besides."""
    if _is_nginx(newsroom):
        return {}
    home = str(newsroom.data / _CADDY_FOLDER)
    # Go clears up less often, for some 30 MB more: answers come faster under load.
    return {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "GOGC": "400", "GOMEMLIMIT": "400MiB"}


def parting(newsroom: Newsroom) -> int:
    """The signal that ends it when the supervisor is gone: nginx must be able to end its workers."""
    return signal.SIGTERM if _is_nginx(newsroom) else signal.SIGKILL


def write_configuration(newsroom: Newsroom, readers: str = "") -> None:
    """Write what the server reads when it starts; `readers`: host:port of whoever counts opened stories.
    SettingError where settings contradict each other."""
    https = listening.https(newsroom)
    site, listen = str(newsroom.site), newsroom.text("public_address")
    trusted = words(newsroom.text("trusted_proxies"))
    if _is_nginx(newsroom):
        (newsroom.data / nginx.FOLDER).mkdir(mode=0o700, exist_ok=True)
        text = nginx.configuration(
            site=site,
            listen=listen,
            gate=_GATE,
            trusted=trusted,
            brotli=programs.nginx().brotli,
            user=_root(),
            descriptors=_descriptors(),
            accounts=newsroom.accounts_host,
            readers=readers,
        )
        files.write_if_changed(newsroom.data / _NGINX_FILE, text.encode())
        return
    (newsroom.data / _CADDY_FOLDER).mkdir(mode=0o700, exist_ok=True)
    told = caddy.configuration(
        site=site,
        listen=listen,
        gate=_GATE,
        trusted=trusted,
        https=https,
        readers=readers,
        accounts=newsroom.accounts_host,
    )
    files.write_if_changed(newsroom.data / _CADDY_FILE, json.dumps(told, indent=1).encode())


def _is_nginx(newsroom: Newsroom) -> bool:
    return newsroom.text("public_server") == "nginx"


def _root() -> str:
    """Root's name and group where we are root, whose nginx would become another user and not reach the
    Gate; else ""."""
    if os.geteuid() != 0:
        return ""
    return f"{pwd.getpwuid(0).pw_name} {grp.getgrgid(os.getegid()).gr_name}"


def _descriptors() -> int:
    """How many files and connections one process may have open, at most."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    return _MOST_DESCRIPTORS if most == resource.RLIM_INFINITY else min(most, _MOST_DESCRIPTORS)
