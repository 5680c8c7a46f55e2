"""A cluster for tests: a real Dask scheduler and workers, each a process of its own on loopback."""

import os
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from serai.core.processes import die_with
from tests.newsrooms import free_port

DASK = Path(sysconfig.get_path("scripts")) / "dask"


class Cluster:
    """A running scheduler and what works for it."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._workers = 0
        self.address = f"tcp://127.0.0.1:{free_port()}"
        port = self.address.rpartition(":")[2]
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]

    def work(self, number: int) -> None:
        """Start so many workers, each with a folder for its own temporary files."""
        for _ in range(number):
            self._workers += 1
            private = self._folder / f"worker{self._workers}"
            private.mkdir(parents=True)
            options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
            local = ("--local-directory", str(private), "--death-timeout", "60")
            self.processes.append(self._start("worker", self.address, *options, *local, TMPDIR=str(private)))

    def kill_one(self) -> None:
        """End one worker, as a system without memory does."""
        worker = self.processes.pop()
        worker.kill()
        worker.wait()

    def stop(self) -> None:
        """End all of it."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()

    def _start(self, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
        parent = os.getpid()
        with (self._folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [str(DASK), *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self._environment, **environment},
                preexec_fn=lambda: die_with(parent),
            )


@contextmanager
def clusters(folder: Path, workers: int, environment: Mapping[str, str]) -> Iterator[Cluster]:
    """A cluster, from when all its workers are there; `environment` besides ours."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: make setup")
    folder.mkdir(parents=True)
    cluster = Cluster(folder, environment)
    try:
        cluster.work(workers)
        deadline = time.monotonic() + 120
        while True:
            try:
                with distributed.Client(cluster.address, timeout=5, set_as_default=False) as client:
                    client.wait_for_workers(workers, timeout=120)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield cluster
    finally:
        cluster.stop()
