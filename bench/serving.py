"""Serving: requests per second and p99 of a story's page, beside nginx with the same folder in the same run.

Rule: the public servers run as `serai run` starts them, with the same configuration and environment; nginx
bare with `gzip_static`; plain Wagtail with a page of the same text, under Granian as the desk is. wrk on the
same cores asks all in turn, `ROUNDS` times each, for the page as a browser would (gzip accepted). The
medians are told, and what a request costs the server's processes in processor time, which other work on the
machine does not change much.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import baking
from bench.figures import Figure, Table
from serai.newsroom import parts, readership, serving
from serai.newsroom.config import open_newsroom

ROUNDS, SECONDS, WARMING = 3, 3, 1
CADDY, DRIVEN, BARE, WAGTAIL = "Serai, Caddy", "Serai, nginx", "bare nginx", "plain Wagtail"
CADDY_TELLS, DRIVEN_TELLS = "Serai, Caddy, counting", "Serai, nginx, counting"
_FACTORS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
_BARE = """
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


@dataclass(frozen=True)
class _Round:
    """What wrk found: requests per second, milliseconds, and the server's microseconds a request."""

    rate: float
    p99: float
    cost: float


@dataclass(frozen=True)
class _Server:
    url: str
    process: "subprocess.Popen[bytes]"


def measure() -> Table | None:
    """All servers with 1 and with 64 connections; None where nginx or wrk is not installed."""
    nginx, wrk = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"), shutil.which("wrk")
    if not (nginx and wrk):
        return None
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # bare nginx's workers read as another user
        press = baking.open_press(folder)
        baking.fill(press, 100)
        page = min(
            (folder / "site/en").rglob("story-*/index.html"),
            key=lambda path: abs(path.stat().st_size - 19_000),
        )
        address = "/" + str(page.parent.relative_to(folder / "site")) + "/"
        ear = readership.place(stack.enter_context(readership.ear()))
        servers = {
            CADDY: stack.enter_context(_driven(folder, "caddy", address)),
            DRIVEN: stack.enter_context(_driven(folder, "nginx", address)),
            CADDY_TELLS: stack.enter_context(_driven(folder, "caddy", address, ear)),
            DRIVEN_TELLS: stack.enter_context(_driven(folder, "nginx", address, ear)),
            BARE: stack.enter_context(_bare(folder, nginx, address)),
            WAGTAIL: stack.enter_context(_wagtail(folder, page)),
        }
        figures = [figure for connections in (1, 64) for figure in _compare(wrk, servers, connections)]
        size = page.stat().st_size / 1000
    how = (
        f"A page of {size:.0f} kB; servers and load share the cores; median of {ROUNDS} rounds in turn. "
        "Counting: each page is told of in a datagram (`readership`); the gate's share is not in it. "
        "Bare nginx: `gzip_static` and nothing else; Serai's servers add the security headers. "
        "Plain Wagtail: ten pages, SQLite, no cache, no compression, one Granian worker with "
        f"{parts.DESK_THREADS} threads."
    )
    return Table("Serving a story's page", how, figures)


def _compare(wrk: str, servers: Mapping[str, _Server], connections: int) -> list[Figure]:
    found: dict[str, list[_Round]] = {name: [] for name in servers}
    for server in servers.values():
        _load(wrk, server, connections, WARMING)
    for _ in range(ROUNDS):
        for name, server in servers.items():
            found[name].append(_load(wrk, server, connections, SECONDS))
    middle = {
        name: _Round(
            rate=statistics.median(one.rate for one in rounds),
            p99=statistics.median(one.p99 for one in rounds),
            cost=statistics.median(one.cost for one in rounds),
        )
        for name, rounds in found.items()
    }
    with_these = f"{connections} connection{'s' if connections > 1 else ''}"
    bare, figures = middle[BARE], []
    for name, one in middle.items():
        beside = (
            "" if name == BARE else f"{one.rate / bare.rate:.{2 if name != WAGTAIL else 4}f} × bare nginx"
        )
        if name == WAGTAIL:
            beside += f"; Serai's Caddy is {middle[CADDY].rate / one.rate:,.0f} × this"
        figures.append(Figure(f"{name}, {with_these}", one.rate, "requests/s", beside))
    for name, one in middle.items():
        beside = "" if name == BARE else f"{one.p99 / bare.p99:.2f} × bare nginx"
        figures.append(Figure(f"{name}, {with_these}, p99", one.p99, "ms", beside))
    return figures + [
        Figure(f"{name}, {with_these}, of the processor", one.cost, "µs/request")
        for name, one in middle.items()
    ]


def _load(wrk: str, server: _Server, connections: int, seconds: int) -> _Round:
    before = _used(server.process.pid)
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip"]
    command += ["-H", "User-Agent: Mozilla/5.0 (Android 6.0) Firefox/115.0"]
    out = subprocess.run([*command, server.url], capture_output=True, text=True, check=True).stdout
    used = _used(server.process.pid) - before
    rate, p99 = re.search(r"Requests/sec:\s+([\d.]+)", out), re.search(r"  99%\s+([\d.]+)(us|ms|s)", out)
    requests = re.search(r"(\d+) requests in", out)
    if not (rate and p99 and requests) or "Non-2xx" in out:
        raise RuntimeError(f"wrk found something other than the page at {server.url}:\n{out}")
    cost = used / max(1, int(requests[1])) * 1e6
    return _Round(rate=float(rate[1]), p99=float(p99[1]) * _FACTORS[p99[2]], cost=cost)


def _used(pid: int) -> float:
    """Seconds of processor time of a process and those that it has started (proc(5), stat)."""
    found = 0.0
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += sum(_used(int(child)) for child in task.read_text().split())
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return found + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _driven(folder: Path, server: str, address: str, readers: str = "") -> Iterator[_Server]:
    """The public server that `serai run` would start for a newsroom with this setting; `readers`: host:port
    where it tells what is opened."""
    room, port = folder / f"{server}{'-counting' if readers else ''}", free_port()
    (room / "data").mkdir(parents=True)
    (room / "site").symlink_to(folder / "site")
    (room / "serai.toml").write_text(f'public_address = "127.0.0.1:{port}"\npublic_server = "{server}"\n')
    newsroom = open_newsroom(room, {})
    serving.write_configuration(newsroom, readers)
    environment = dict(serving.environment(newsroom))
    with running(list(serving.command(newsroom)), port, environment, cwd=newsroom.data) as process:
        yield _Server(f"http://127.0.0.1:{port}{address}", process)


@contextmanager
def _bare(folder: Path, nginx: str, address: str) -> Iterator[_Server]:
    port, file = free_port(), folder / "nginx.conf"
    file.write_text(_BARE.format(folder=folder, port=port, site=folder / "site"), encoding="utf-8")
    with running([nginx, "-e", str(folder / "error.log"), "-c", str(file)], port) as process:
        yield _Server(f"http://127.0.0.1:{port}{address}", process)


@contextmanager
def _wagtail(folder: Path, page: Path) -> Iterator[_Server]:
    """A story with the paragraphs of `page`."""
    port, text = free_port(), " ".join(re.findall(r"<p>.*?</p>", page.read_text(), re.DOTALL))
    environment = {"SERAI_BENCH_WAGTAIL": str(folder), "PYTHONPATH": str(Path(__file__).parents[1])}
    prepare = [sys.executable, "-m", "bench.wagtail_site.prepare"]
    subprocess.run(prepare, env=os.environ | environment, input=text, text=True, check=True)
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--blocking-threads", str(parts.DESK_THREADS), "--no-ws", "--http", "1"]
    command += ["--no-access-log", "--log-level", "warning", "bench.wagtail_site.wsgi:application"]
    with running(command, port, environment) as process:
        yield _Server(f"http://127.0.0.1:{port}/story-3/", process)


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str] | None = None, *, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it listens on `port`; `environment` besides ours, started in `cwd`."""
    process = subprocess.Popen(
        command,
        env=os.environ | (environment or {}),
        cwd=cwd,
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
