"""What a gate on a server of its own is given: a folder to carry there.

Rule: nothing private leaves. The folder holds a serai.toml with what a gate needs to know, the newsroom's
public keys, its theme, and three steps to follow; the site is carried there by whatever carries it to a
mirror. A folder with anything in it is left alone.
"""

import shutil
from pathlib import Path

from serai.core import files
from serai.newsroom import keys
from serai.newsroom.config import Newsroom
from serai.newsroom.errors import NewsroomExistsError
from serai.newsroom.table import TABLE, spelled

# What a gate needs; where it listens it decides itself.
SETTINGS = (
    "name",
    "site_url",
    "search",
    "edit_minutes",
    "gate_hourly",
    "gate_flood",
    "fediverse",
    "readership",
    "readership_least",
    "erase_days",
    "receipt_days",
)

_README = """\
# A gate for {name}

This folder is all that a gate needs. It holds no secret: whoever takes it can read nothing that the newsroom
has. What readers write here waits, sealed where it must be, until the newsroom collects it.

1. Carry this folder to the server, install Serai there (`make install`), and set in `serai.toml` where it
   listens: `public_address`. The gate takes forms of {site_url} alone: set `site_url` where this server has a
   name of its own.
2. Carry the baked site into `site/`: in the newsroom, `serai carry SERVER:FOLDER/site`; and name
   `SERVER:FOLDER/site` in its setting `carry_targets`, so that each bake is carried.
3. Run `serai gate --newsroom FOLDER` there. In the newsroom, name it in `gates` of `serai.toml`, as
   `gates = "{site_url}"`, and start `serai run` again.
"""


def make(newsroom: Newsroom, folder: Path) -> Path:
    """Make the folder; where it is. NewsroomExistsError where `folder` holds anything, KeysError where the
    newsroom has no keys yet."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NewsroomExistsError(
            f"{folder} is not empty, so no gate's folder is made there. Choose one that is not there yet."
        )
    public = keys.spelled(keys.public_half(newsroom))
    try:
        _lay_out(newsroom, folder, public)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _lay_out(newsroom: Newsroom, folder: Path, public: bytes) -> None:
    for inside in ("site", "theme"):
        (folder / inside).mkdir(parents=True)
    (folder / "data").mkdir(mode=0o700)
    files.write(folder / "data" / keys.PUBLIC, public)
    files.write(folder / "serai.toml", _settings(newsroom).encode())
    if newsroom.theme.is_dir():
        shutil.copytree(newsroom.theme, folder / "theme", dirs_exist_ok=True)
    told = _README.format(name=newsroom.text("name"), site_url=newsroom.text("site_url"))
    files.write(folder / "README.md", told.encode())


def _settings(newsroom: Newsroom) -> str:
    lines = [
        "# The settings of a gate. The newsroom decided these; where it listens is this server's own.",
        "",
    ]
    for row in TABLE:
        if row.name in SETTINGS:
            value = spelled(newsroom.values[row.name])
        elif row.name in {"public_address", "trusted_proxies"}:
            value = spelled(row.default)
        else:
            continue
        unit = f" ({row.unit})" if row.unit else ""
        lines += [f"# {row.help}{unit}", f"{row.name} = {value}", ""]
    return "\n".join(lines)
