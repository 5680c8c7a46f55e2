"""Public servers for tests: each kind over one small site, with a mirror in the Gate's place.

Rule: real servers from the configurations that Serai makes, on free ports of loopback. What a server says
while it runs is kept in `log`, to be searched.
"""

import gzip
import json
import os
import shutil
import socket
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest

from serai.newsroom import caddy, nginx, own_server, programs
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import MissingProgramError
from tests.newsrooms import free_port, wait_until

PAGE = b"<!doctype html><p>" + b"The bridge opened today. " * 200
STORY = "/en/2026/11/23/bridge/"
NARROW = "cd/cd" + "0" * 62 + ".avif"  # what stands in for the picture where data are dear
HALF = "/en/half/"  # a page with a gzip file alone
PROXY = "127.0.0.79"  # the server that the driven kinds trust
HOST = "courier.example"  # whose accounts the editions are
OWN_POLICY = "default-src 'none'"
DRIVEN = ("caddy", "nginx")
KINDS = (*DRIVEN, "own caddy", "own nginx")


@dataclass(frozen=True)
class Front:
    """A public server that runs: where it is, the folder it is started in, whether it has Brotli files."""

    kind: str
    url: str
    place: Path
    brotli: bool

    def says(self, request: bytes, *, seconds: float = 10) -> bytes:
        """All that it answers to these bytes, until it closes the connection; b"" where it says nothing."""
        host, port = self.url.removeprefix("http://").split(":")
        answer = b""
        with socket.create_connection((host, int(port)), timeout=seconds) as connection:
            try:
                connection.sendall(request)
                while part := connection.recv(65536):
                    answer += part
            except ConnectionError:
                pass  # closed before all was sent
        return answer

    def get(self, target: str) -> bytes:
        """What it answers to a target that no client library would send."""
        return self.says(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())


class _Mirror(BaseHTTPRequestHandler):
    """In the Gate's place: says what it was told."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        names = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "Host")
        told = {name: self.headers.get_all(name) for name in names} | {"size": len(body)}
        answer = json.dumps(told).encode()
        ours = self.path.startswith(("/gate/", "/healthz"))
        self.send_response(200 if ours else 405)
        if not ours:
            self.send_header("Allow", "GET, HEAD")
        if "own" in self.path:
            self.send_header("Content-Security-Policy", OWN_POLICY)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_DELETE = do_PATCH = do_POST

    def address_string(self) -> str:
        return ""

    def log_message(self, format: str, *args: object) -> None:
        return


class _OnSocket(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


class _OnPort(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def lay_out(place: Path) -> None:
    """A site in `place`, and things beside and inside the site that nobody may see."""
    site = place / "site"
    for name, data in {
        STORY + "index.html": PAGE,
        STORY + "index.html.gz": gzip.compress(PAGE),
        STORY + "index.html.br": brotli.compress(PAGE),
        STORY + "plate.json": b"{" + b" " * 4000 + b"}",
        HALF + "index.html": PAGE,
        HALF + "index.html.gz": gzip.compress(PAGE),
        "/en/feed.xml": b"<feed/>",
        "/en/sections/city/feed.xml": b"<feed>" + b"<entry/>" * 500 + b"</feed>",
        "/en/rss.xml": b"<rss>" + b"<item/>" * 500 + b"</rss>",
        "/en/feed.json": b"[" + b" " * 4000 + b"]",
        STORY + "ninjs.json": b"{" + b" " * 4000 + b"}",
        "/sitemaps/en/2026-11.xml": b"<urlset>" + b"<url/>" * 500 + b"</urlset>",
        "/en/index.html": b"<p>front",
        "/fediverse/en/actor.json": b'{"type":"Organization"}',
        "/fediverse/en/webfinger.json": b'{"subject":"acct:en@courier.example"}',
        "/fediverse/host-meta.xml": b"<XRD/>",
        "/fediverse/nodeinfo.json": b'{"links":[]}',
        "/fediverse/nodeinfo-2.1.json": b'{"version":"2.1"}',
        "/en/404.html": b"<p>no such page in English",
        "/404.html": b"<p>no such page",
        "/robots.txt": b"User-agent: *\n",
        "/assets/serai.0a1b2c3d.css": b"p{}",
        "/assets/fonts/text.0a1b2c3d.woff2": b"wOF2",
        "/media/ab/abcd.avif": bytes(range(250)),
        f"/media/{NARROW}": b"narrow",
        "/worker.js": b"self",
        "/en/2026/11/23/en-2026-11-23.epub": b"PK",
        "/en/manifest.webmanifest": b"{}",
        "/.staging/draft.html": b"SECRET",
        "/en/.draft.html": b"SECRET",
        "/assets/.draft.css": b"SECRET",
    }.items():
        file = site / name.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (place / "secret_key").write_text("SECRET")


@contextmanager
def running(kind: str, place: Path, *, gate: bool = True, readers: str = "") -> Iterator[Front]:
    """A server of this kind over `place`, with a mirror behind it where `gate`; one of the driven kinds tells
    `readers` (host:port) what is opened."""
    (place / "data").mkdir(exist_ok=True)
    listen, address = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    command, has_brotli = _prepared(kind, place, listen, address, readers)
    environment = os.environ | {
        "HOME": str(place),
        "XDG_DATA_HOME": str(place),
        "XDG_CONFIG_HOME": str(place),
    }
    mirrors: list[socketserver.BaseServer] = []
    if gate:
        port = int(address.rpartition(":")[2])
        mirrors = [_OnSocket(str(place / "gate.sock"), _Mirror), _OnPort(("127.0.0.1", port), _Mirror)]
    for mirror in mirrors:
        threading.Thread(target=mirror.serve_forever, args=[0.05], daemon=True).start()
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env=environment, stderr=log, stdout=log)
    try:
        where = ("127.0.0.1", int(listen.rpartition(":")[2]))
        wait_until(lambda: process.poll() is not None or _listens(where), kind)
        assert process.poll() is None, (place / "log").read_text()
        yield Front(kind=kind, url=f"http://{listen}", place=place, brotli=has_brotli)
    finally:
        process.terminate()
        process.wait(10)
        for mirror in mirrors:
            mirror.shutdown()
            mirror.server_close()


def _prepared(kind: str, place: Path, listen: str, address: str, readers: str) -> tuple[list[str], bool]:
    """Writes the configuration; how the server is started with it, and whether it has Brotli."""
    site = str(place / "site")
    if kind == "caddy":
        told = caddy.configuration(
            site=site, listen=listen, gate="unix:gate.sock", trusted=[PROXY], readers=readers, accounts=HOST
        )
        (place / "caddy.json").write_text(json.dumps(told))
        return [programs.caddy(), "run", "--config", "caddy.json"], True
    room = _newsroom(place, address)
    if kind == "own caddy":
        (place / "caddy.json").write_text(own_server.caddy_json(room, listen=listen))
        subprocess.run(
            [programs.caddy(), "validate", "--config", "caddy.json"],
            cwd=place,
            check=True,
            capture_output=True,
        )
        return [programs.caddy(), "run", "--config", "caddy.json"], True
    try:
        found = programs.nginx()
    except MissingProgramError:
        pytest.skip("no nginx here: apt-get install nginx-light")
    (place / nginx.FOLDER).mkdir(exist_ok=True)
    user = "root root" if os.geteuid() == 0 else ""
    if kind == "nginx":
        text = nginx.configuration(
            site=site,
            listen=listen,
            gate="unix:gate.sock",
            trusted=[PROXY],
            brotli=found.brotli,
            user=user,
            readers=readers,
            accounts=HOST,
        )
    else:
        (place / "lines.conf").write_text(own_server.nginx_lines(room, listen=listen))
        text = around("lines.conf", user)
    (place / "nginx.conf").write_text(text)
    start = [found.program, "-p", f"{place}/", "-c", "nginx.conf", "-e", "stderr"]
    subprocess.run([*start, "-t"], cwd=place, check=True, capture_output=True)
    return start, kind == "nginx" and bool(found.brotli)


def _newsroom(place: Path, address: str) -> Newsroom:
    settings = f'public_address = "{address}"\nsite_url = "https://{HOST}"\nfediverse = true\n'
    (place / "serai.toml").write_text(settings)
    return open_newsroom(place, {})


def around(file: str, user: str) -> str:
    """The least that an nginx of somebody's own has around the lines."""
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{name}_temp_path {nginx.FOLDER}/{name};" for name in places)
    whose = f"user {user};" if user else ""
    return f"{whose} daemon off; pid {nginx.FOLDER}/pid; events {{}} http {{ {temporary} include {file}; }}\n"


def _listens(where: tuple[str, int]) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(where) == 0


def has_nginx() -> bool:
    """Whether the kinds that are nginx can be tried here."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") is not None
