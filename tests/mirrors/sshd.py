"""An ssh server on loopback for tests: Debian's own, with throwaway keys, for the user who runs the tests.

Rule: one server a test run, on a free port; it lets one key in, which is made for it. Where a program is not
installed the test is skipped and says how to get it.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from serai.core.processes import die_with
from tests.newsrooms import PATIENCE, free_port

SSHD = "/usr/sbin/sshd"
HOST = "mirror.test"  # ssh's configuration says where that is


@pytest.fixture(scope="session")
def ssh_config() -> Iterator[Path]:
    """The configuration with which ssh reaches the server as `mirror.test`."""
    missing = [name for name in (SSHD, "ssh", "rsync", "ssh-keygen") if not shutil.which(name)]
    if missing:
        pytest.skip(f"there is no {', '.join(missing)}: apt-get install openssh-server rsync")
    with tempfile.TemporaryDirectory(prefix="serai-sshd-") as name:
        folder = Path(name)
        for key in ("host", "user"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        port = free_port()
        (folder / "sshd_config").write_text(_server(folder, port))
        public = (folder / "host.pub").read_text().split()
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {public[0]} {public[1]}\n")
        config = folder / "ssh config"
        config.write_text(_client(folder, port))
        Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's sshd separates its privileges
        parent = os.getpid()
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")],
                stdin=subprocess.DEVNULL,
                stderr=log,
                preexec_fn=lambda: die_with(parent),
            )
        try:
            _wait(server, port, folder / "log")
            yield config
        finally:
            server.kill()
            server.wait()


def _server(folder: Path, port: int) -> str:
    return f"""
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
"""


def _client(folder: Path, port: int) -> str:
    return f"""
Host {HOST}
    HostName 127.0.0.1
    Port {port}
    IdentityFile {folder}/user
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/known_hosts
"""


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"sshd does not answer: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return
