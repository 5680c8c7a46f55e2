"""The programs that serve a site: where Caddy is, and which nginx is installed and what it can.

Rule: looks, and starts nothing but `nginx -V`. MissingProgramError says how what is missing is had.
"""

import re
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from serai.newsroom.errors import MissingProgramError

_PLACES = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin"  # often not on a user's path
_BROTLI = "ngx_http_brotli_static_module.so"
_NEEDED = {
    "http_gzip_static_module": "sends no file that is compressed already",
    "http_realip_module": "cannot be told which servers stand before it",
}
_GET_NGINX = "Install one (on Debian: apt-get install nginx-light), or leave public_server out of serai.toml."


@dataclass(frozen=True, kw_only=True)
class Nginx:
    """An installed nginx; `brotli` is the file of its module for Brotli files, "" where it has none."""

    program: str
    brotli: str = ""


def caddy() -> str:
    """Where Caddy is: beside this Python (from Serai's own requirements), else on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "caddy"
    found = str(beside) if beside.is_file() else shutil.which("caddy")
    if not found:
        raise MissingProgramError(
            "Caddy, which serves the site, is not installed. In the folder of Serai's code: make install"
        )
    return found


def nginx(path: str | None = None) -> Nginx:
    """The installed nginx, on `path` (this process's own by default) or where systems put it."""
    program = shutil.which("nginx", path=path) or shutil.which(
        "nginx", path=_PLACES if path is None else path
    )
    if not program:
        raise MissingProgramError(f"nginx, which public_server names, is not installed. {_GET_NGINX}")
    done = subprocess.run([program, "-V"], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603
    built = done.stderr
    for module, lack in _NEEDED.items():
        if f"--with-{module}" not in built:
            raise MissingProgramError(f"{program} is built without {module}: it {lack}. {_GET_NGINX}")
    return Nginx(program=program, brotli=_brotli(built))


def _brotli(built: str) -> str:
    """The module's file in the folder that `nginx -V` names."""
    folder = re.search(r"--modules-path=(\S+)", built)
    file = Path(folder[1]) / _BROTLI if folder else None
    return str(file) if file and file.is_file() else ""
