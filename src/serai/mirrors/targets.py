"""Targets by their names: a folder, an rsync host, a bucket.

Rule: what is named is looked at before anything else sees it, letter by letter: no name becomes an option
of a program, a shell's command, or a path that climbs. No password belongs in a name.

    /mnt/mirror                     a folder
    user@host:/srv/site             a host, through ssh and rsync
    rsync://host/module/site        an rsync server
    s3://bucket/prefix              a bucket
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from serai.core import buckets
from serai.mirrors.buckets import BucketTarget
from serai.mirrors.errors import TargetError
from serai.mirrors.folders import FolderTarget
from serai.mirrors.rsync import RsyncTarget
from serai.mirrors.target import Target

_LONGEST = 1024  # characters
_USER = r"(?:[A-Za-z0-9_][\w.-]*@)?"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"
_SSH = re.compile(rf"{_USER}{_HOST}:[^:~-][^:]*\Z", re.ASCII)
_DAEMON = re.compile(rf"rsync://{_USER}{_HOST}(?::\d{{1,5}})?/[\w.][^:]*\Z", re.ASCII)


class Named(NamedTuple):
    """A target that was named properly: its kind ("folder", "rsync", "s3") and its name in one spelling."""

    kind: str
    name: str


class Means(NamedTuple):
    """What targets are reached with: S3's `endpoint` ("" for the environment's), `ssh_config` for ssh instead
    of the user's own (None where there is none), and a folder for what is made on the way."""

    endpoint: str
    ssh_config: Path | None
    scratch: Path


def read(text: str, base: Path | None = None) -> Named:
    """Which target `text` names, a folder as seen from `base` (None: from where one stands); TargetError
    where it names none."""
    if not text or len(text) > _LONGEST or not text.isprintable() or text.startswith("-"):
        raise _refused(text, "it is empty, too long, begins with a hyphen, or holds what cannot be printed")
    if ".." in text.replace(":", "/").split("/"):
        raise _refused(text, "it climbs with '..'; write the path out")
    if text.startswith("s3://"):
        if not buckets.is_address(text):
            raise _refused(text, "a bucket is s3://BUCKET or s3://BUCKET/FOLDER, with no key in it")
        return Named("s3", text.rstrip("/"))
    if text.startswith("rsync://"):
        if not _DAEMON.match(text):
            raise _refused(text, "an rsync server is rsync://HOST/MODULE/PATH, with no password in it")
        return Named("rsync", text.rstrip("/"))
    if "://" in text:
        raise _refused(text, "it is none of s3://, rsync://, user@host:path and a folder")
    if ":" in text.split("/")[0]:
        if not _SSH.match(text):
            raise _refused(text, "a host is USER@HOST:PATH, the path without ~; a port belongs in ssh_config")
        return Named("rsync", text.rstrip("/") if text.rpartition(":")[2] != "/" else text)
    return Named("folder", str(((base or Path.cwd()) / text).absolute()))


def open_target(named: Named, *, site: Path, means: Means) -> Target:
    """The target, ready to be carried to. TargetError where it is the site itself; nothing is asked of it
    yet."""
    if named.kind == "s3":
        return BucketTarget(named.name, means.endpoint)
    if named.kind == "rsync":
        return RsyncTarget(named.name, scratch=means.scratch, ssh_config=means.ssh_config)
    folder, ours = Path(named.name).resolve(), site.resolve()
    if folder == ours or folder in ours.parents or ours in folder.parents:
        raise TargetError(
            f"{named.name} is the newsroom's own site, lies in it, or holds it. Name another folder."
        )
    return FolderTarget(folder)


def state_file(folder: Path, named: Named, endpoint: str) -> Path:
    """Where, in `folder`, is kept what is remembered of a target."""
    which = f"{endpoint} {named.name}" if named.kind == "s3" else named.name
    return folder / f"{hashlib.sha256(which.encode()).hexdigest()[:16]}.sqlite3"


def _refused(text: str, why: str) -> TargetError:
    hidden = re.sub(r"(?<=:)[^/@]*(?=@)", "…", text[:80])  # a password that somebody wrote there
    return TargetError(f"{hidden!r} cannot be carried to: {why}. See: serai carry --help")
