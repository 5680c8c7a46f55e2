"""Serving: requests per second and p99 of a story's page, beside nginx with the same folder in the same run.

Rule: the public server runs as `serai run` starts it, with the same configuration; nginx with `gzip_static`;
wrk on the same cores asks both in turn, three times each, for the page as a browser would (gzip accepted).
The medians are told.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import baking
from bench.figures import Figure, Table
from serai.newsroom import caddy, programs

ROUNDS, SECONDS = 3, 3
_FACTORS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_NGINX = """
daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  types {{ text/html html; text/css css; }} default_type application/octet-stream;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; gzip_static on; }}
}}
"""


def measure() -> Table | None:
    """Both servers with 1 and with 64 connections; None where nginx or wrk is not installed."""
    nginx, wrk = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"), shutil.which("wrk")
    if not (nginx and wrk):
        return None
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers read as another user
        press = baking.open_press(folder)
        baking.fill(press, 100)
        page = min(
            (folder / "site/en").rglob("story-*/index.html"),
            key=lambda path: abs(path.stat().st_size - 19_000),
        )
        address = "/" + str(page.parent.relative_to(folder / "site")) + "/"
        with _caddy(folder) as ours, _nginx(folder, nginx) as theirs:
            figures = []
            for connections in (1, 64):
                figures += _compare(wrk, ours + address, theirs + address, connections)
        size = page.stat().st_size / 1000
    how = f"A page of {size:.0f} kB; servers and load share the cores; median of {ROUNDS} rounds."
    return Table("Serving a story's page", how, figures)


def _compare(wrk: str, ours: str, theirs: str, connections: int) -> list[Figure]:
    found: dict[str, list[tuple[float, float]]] = {ours: [], theirs: []}
    for _ in range(ROUNDS):
        for url, rounds in found.items():
            rounds.append(_load(wrk, url, connections))
    rates = {url: statistics.median(rate for rate, _ in rounds) for url, rounds in found.items()}
    slow = {url: statistics.median(p99 for _, p99 in rounds) for url, rounds in found.items()}
    with_these = f"{connections} connection{'s' if connections > 1 else ''}"
    return [
        Figure(
            f"Serai, {with_these}", rates[ours], "requests/s", f"{rates[ours] / rates[theirs]:.2f} × nginx"
        ),
        Figure(f"nginx, {with_these}", rates[theirs], "requests/s"),
        Figure(f"Serai, {with_these}, p99", slow[ours], "ms", f"{slow[ours] / slow[theirs]:.2f} × nginx"),
        Figure(f"nginx, {with_these}, p99", slow[theirs], "ms"),
    ]


def _load(wrk: str, url: str, connections: int) -> tuple[float, float]:
    command = [
        wrk,
        "-t1",
        f"-c{connections}",
        f"-d{SECONDS}s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        url,
    ]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", out), re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    if not (rate and p99) or "Non-2xx" in out:
        raise RuntimeError(f"wrk found something other than the page at {url}:\n{out}")
    return float(rate[1]), float(p99[1]) * _FACTORS[p99[2]]


@contextmanager
def _caddy(folder: Path) -> Iterator[str]:
    port = free_port()
    listen, file = f"127.0.0.1:{port}", folder / "caddy.json"
    configuration = caddy.configuration(site=str(folder / "site"), listen=listen, gate="unix:gate.sock")
    file.write_text(json.dumps(configuration), encoding="utf-8")
    with running([programs.caddy(), "run", "--config", str(file)], port):
        yield f"http://{listen}"


@contextmanager
def _nginx(folder: Path, nginx: str) -> Iterator[str]:
    port, file = free_port(), folder / "nginx.conf"
    file.write_text(_NGINX.format(folder=folder, port=port, site=folder / "site"), encoding="utf-8")
    with running([nginx, "-e", str(folder / "error.log"), "-c", str(file)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it listens on `port`; `environment` besides ours."""
    process = subprocess.Popen(
        command,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} did not listen within ten seconds")
        yield process
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
