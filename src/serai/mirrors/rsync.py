"""Another machine as a target, through the installed rsync and ssh.

Rule: rsync is told file by file what to do, and decides nothing. What is sent is first frozen: the files are
linked (or copied) into a folder of their own and checked there, so that a bake may go on meanwhile. rsync
itself writes beside a file's place and renames. Programs are started without a shell, with what is named
after `--`; ssh asks no question, since nobody may be there to answer.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from serai.mirrors.carrying import is_hidden
from serai.mirrors.errors import CarryToolError, TargetUnreachableError
from serai.mirrors.manifest import ENDINGS, File, Gone
from serai.mirrors.site import Site, is_plain
from serai.mirrors.state import Due, Lying
from serai.mirrors.target import MARKER, Sent

_SILENCE = 300  # seconds without a byte, after which rsync gives up
_SSH = (
    *("-oBatchMode=yes", "-oConnectTimeout=20", "-oServerAliveInterval=20", "-oClearAllForwardings=yes"),
    *("-oControlMaster=auto", "-oControlPersist=60"),
)
_LINE = re.compile(r"-\S{9}\S*\s+([\d,.]+)\s+\S+\s+\S+\s(.*)\Z")  # what --list-only says of a file
_SENT = re.compile(r"send (\d+) (.*)\Z")  # what our --out-format says of one
_ESCAPED = re.compile(r"\\#(\d{3})")
_NOWHERE = re.compile(r"(change_dir|link_stat).*No such file or directory")


class RsyncTarget:
    """A folder of another machine."""

    batch = 20_000  # each batch is a connection

    def __init__(self, address: str, *, scratch: Path, ssh_config: Path | None) -> None:
        """`address`: user@host:path or rsync://host/module/path. `scratch`: a folder on the site's file
        system, for this target alone. CarryToolError where rsync or ssh is not installed."""
        self.name = address
        self._rsync = _program("rsync")
        self._ssh = None if address.startswith("rsync://") else _program("ssh")
        self._config = ssh_config
        shutil.rmtree(scratch, ignore_errors=True)  # what a killed carry has left
        scratch.mkdir(mode=0o700, parents=True)
        self._scratch = scratch
        self._sockets = Path(tempfile.mkdtemp(prefix="serai-carry-"))  # a socket's path must be short

    def marker(self) -> bytes | None:
        """What lies there as MARKER."""
        folder = self._fresh("marker")
        self._run(["--ignore-missing-args"], self._at(MARKER), f"{folder}/", nowhere=True)
        found = folder / MARKER
        return found.read_bytes()[: 1 << 16] if found.is_file() else None

    def put_marker(self, data: bytes) -> None:
        """Put MARKER in place, making the folder where only it is missing."""
        folder = self._fresh("marker")
        (folder / MARKER).write_bytes(data)
        self._run(["--checksum", "--perms", "--chmod=D755,F644"], str(folder / MARKER), self._at(""))

    def look(self, paths: Sequence[str]) -> list[Lying]:
        """Those of these files that lie there."""
        named = self._names("look", (path + ending for path in paths for ending in ("", *ENDINGS)))
        found = {one.path: one for one in self._listed([*named, "--ignore-missing-args"])}
        return [
            found[path]._replace(beside=" ".join(ending for ending in ENDINGS if path + ending in found))
            for path in paths
            if path in found
        ]

    def everything(self) -> Iterator[Lying]:
        """All files that lie there, hidden ones left out."""
        return (found for found in self._listed(["--recursive"]) if not is_hidden(found.path))

    def send(self, dues: Sequence[Due], site: Site, *, really: bool) -> Sent:
        """Bring these files up to date."""
        frozen = self._fresh("frozen")
        paths = [path for due in dues for path in _freeze(due.file, site, frozen)]
        too_many = [
            due.file.path + ending
            for due in dues
            if due.there
            for ending in due.there.beside.split()
            if ending not in due.file.variants
        ]
        if really and too_many:
            self._delete(too_many)
        how = ["--checksum", "--times", "--perms", "--chmod=D755,F644", "--omit-dir-times", "--compress"]
        how += [] if really else ["--dry-run"]
        told = self._run(
            [*how, *self._names("send", paths), "--out-format=%o %l %n"], f"{frozen}/", self._at("")
        )
        shutil.rmtree(frozen)
        sent = [match for line in told if (match := _SENT.match(line))]
        files = [(_plain(match[2]), int(match[1])) for match in sent if not match[2].endswith("/")]
        return Sent(tuple(path for path, _ in files), sum(size for _, size in files))

    def delete(self, gone: Sequence[Gone]) -> int:
        """Delete these files. Folders that they leave empty stay."""
        return self._delete([one.path + ending for one in gone for ending in (*one.variants, "")])

    def close(self) -> None:
        """End the connection, and remove what was made on the way."""
        if self._ssh and any(self._sockets.iterdir()):
            host = self.name.partition(":")[0]
            command = [*self._ssh_command(), "-O", "exit", "--", host]
            subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
        shutil.rmtree(self._sockets, ignore_errors=True)
        shutil.rmtree(self._scratch, ignore_errors=True)

    # --- the programs -----------------------------------------------------------------------------------

    def _delete(self, paths: Sequence[str]) -> int:
        """A file that is named and not there to be sent is deleted; from an empty folder, all are."""
        empty = self._fresh("empty")
        named = self._names("delete", paths)
        for path in paths:
            (empty / path).parent.mkdir(parents=True, exist_ok=True)
        how = ["--delete-missing-args", "--existing", "--omit-dir-times", "--out-format=%o %n"]
        told = self._run([*how, *named], f"{empty}/", self._at(""), nowhere=True)
        return sum(line.startswith("del. ") for line in told)

    def _listed(self, options: Sequence[str]) -> Iterator[Lying]:
        # Where names are given rsync wants a second place, and leaves it alone.
        places = (self._at(""), f"{self._fresh('nothing')}/")
        told = self._run([*options, "--list-only"], *places, nowhere=True)
        for line in told:
            if match := _LINE.match(line):
                path = _plain(match[2]).removeprefix("./")
                if path.isprintable():  # else it is none of ours
                    yield Lying(path, int(re.sub(r"\D", "", match[1])))

    def _names(self, what: str, paths: Iterable[str]) -> list[str]:
        """The options that name these files, and no others."""
        listed = self._scratch / f"{what}.names"
        listed.write_bytes(b"".join(b"./" + path.encode() + b"\0" for path in paths))
        return ["--from0", f"--files-from={listed}"]

    def _fresh(self, name: str) -> Path:
        folder = self._scratch / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def _at(self, path: str) -> str:
        if self.name.endswith((":", "/")):
            return self.name + path
        return f"{self.name}/{path}"

    def _ssh_command(self) -> list[str]:
        config = ["-F", str(self._config)] if self._config else []
        return [self._ssh or "ssh", *_SSH, f"-oControlPath={self._sockets}/%C", *config]

    def _run(self, options: Sequence[str], *places: str, nowhere: bool = False) -> Iterator[str]:
        """What rsync said, line by line, to be read before the next run. `nowhere`: a folder that is not
        there is as good as an empty one."""
        command = [self._rsync, "--8-bit-output", "--protect-args", f"--timeout={_SILENCE}", *options]
        if self._ssh:
            command.append("--rsh=" + " ".join(_quoted(word) for word in self._ssh_command()))
        told, trouble = self._scratch / "told", self._scratch / "trouble"
        # Into files: a connection that is kept open for the next call would keep a pipe open too.
        with told.open("wb") as out, trouble.open("wb") as err:
            done = subprocess.run(  # noqa: S603
                [*command, "--", *places],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        if done.returncode:
            said = trouble.read_text(encoding="utf-8", errors="replace")
            if not (nowhere and done.returncode in {3, 23} and _NOWHERE.search(said)):
                raise TargetUnreachableError(self._why(done.returncode, said))
        return _lines(told)

    def _why(self, code: int, said: str) -> str:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        first = next((line for line in lines if not line.startswith(("Warning:", "@", "**"))), "")
        return (
            f"{self.name} could not be carried to: {first[:300]} (rsync ended with {code}). See that the "
            "host answers, that this machine's key is let in without a question (log in once by hand), and "
            "that the folder above is there and may be written to; then carry again: what is there already "
            "is not sent twice."
        )


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        package = {"ssh": "openssh-client"}.get(name, name)
        raise CarryToolError(
            f"{name} is not installed, and carrying to another machine needs it. On Debian: apt-get install "
            f"{package}"
        )
    return found


def _freeze(file: File, site: Site, frozen: Path) -> list[str]:
    """Link or copy what belongs to `file` into a folder where no bake changes it, and check it there; the
    paths of all. NotInStepError where it is not what the ledger says."""
    paths = [file.path + ending for ending in (*file.variants, "")]
    for path in paths if is_plain(file.path) else ():
        place = frozen / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(site.folder / path, place)
        except FileNotFoundError:
            continue  # told when it is read
        except OSError:
            shutil.copy2(site.folder / path, place)
    site.read(file, variants=True, where=frozen)
    return paths


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", errors="replace", newline="\n") as opened:
        for line in opened:
            yield line.removesuffix("\n")


def _quoted(word: str) -> str:
    """A word of --rsh, which rsync splits at spaces that are not in quotes (no shell reads it)."""
    return '"' + word.replace('"', '""') + '"' if " " in word or "'" in word else word


def _plain(name: str) -> str:
    """A name as rsync prints it, without its escapes."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), name)
