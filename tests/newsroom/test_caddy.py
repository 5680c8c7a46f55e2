"""The public server over a baked folder: real Caddy, real HTTP, on loopback."""

import gzip
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from serai.newsroom import programs
from serai.newsroom.caddy import configuration
from serai.newsroom.public import FOREVER, FRESH, SECURITY_HEADERS

PAGE = b"<!doctype html><p>" + b"The bridge opened today. " * 200
STORY = "/en/2026/11/23/bridge/"
READER = "127.0.0.77"  # an address that nothing else on this machine uses


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a site in it, and things beside and inside the site that nobody may see."""
    place = tmp_path_factory.mktemp("public server")
    site = place / "site"
    story = site / STORY.strip("/")
    story.mkdir(parents=True)
    (story / "index.html").write_bytes(PAGE)
    (story / "index.html.gz").write_bytes(gzip.compress(PAGE))
    (story / "index.html.br").write_bytes(brotli.compress(PAGE))
    (story / "plate.json").write_text("{}\n")
    (site / "en" / "feed.xml").write_text("<feed/>")
    (site / "en" / "index.html").write_text("<p>front")
    (site / "en" / "404.html").write_text("<p>no such page in English")
    (site / "404.html").write_text("<p>no such page")
    (site / "robots.txt").write_text("User-agent: *\n")
    for name, data in {
        "assets/serai.0a1b2c3d.css": b"p{}",
        "assets/fonts/text.0a1b2c3d.woff2": b"wOF2",
        "media/ab/abcd.avif": b"avif",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    (site / ".staging").mkdir()
    (site / ".staging" / "draft.html").write_text("SECRET")
    (site / "en" / ".draft.html").write_text("SECRET")
    (place / "secret_key").write_text("SECRET")
    return place


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[str]:
    """Caddy over `place`, without a Gate behind it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = configuration(site=str(place / "site"), listen=f"127.0.0.1:{port}", gate="unix:gate.sock")
    (place / "caddy.json").write_text(json.dumps(settings))
    command = [programs.caddy(), "run", "--config", str(place / "caddy.json")]
    environment = {"HOME": str(place), "XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)}
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env=environment, stderr=log, stdout=log)
    for _attempt in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture
def reader(server: str) -> Iterator[httpx.Client]:
    """A reader with an address of their own."""
    transport = httpx.HTTPTransport(local_address=READER)
    with httpx.Client(
        base_url=server, transport=transport, headers={"accept-encoding": "identity"}
    ) as client:
        yield client


def _raw(server: str, target: str) -> bytes:
    """What the server answers to a target that no client library would send."""
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize(
    ("accepts", "encoding", "size"),
    [
        ("identity", None, len(PAGE)),
        ("gzip", "gzip", len(gzip.compress(PAGE))),
        ("gzip, deflate, br, zstd", "br", len(brotli.compress(PAGE))),
        ("br;q=0, gzip", "gzip", len(gzip.compress(PAGE))),
    ],
)
def test_a_page_is_sent_in_the_smallest_spelling_that_the_reader_takes(
    reader: httpx.Client, accepts: str, encoding: str | None, size: int
) -> None:
    with reader.stream("GET", STORY, headers={"accept-encoding": accepts}) as answer:
        sent = b"".join(answer.iter_raw())
        told = (answer.status_code, answer.headers.get("content-encoding"), answer.headers["vary"], len(sent))
        assert told == (200, encoding, "Accept-Encoding", size)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_page_that_the_reader_has_is_not_sent_again(reader: httpx.Client) -> None:
    first = reader.get(STORY)
    by_tag = reader.get(STORY, headers={"if-none-match": first.headers["etag"]})
    by_time = reader.get(STORY, headers={"if-modified-since": first.headers["last-modified"]})
    assert [(answer.status_code, answer.content) for answer in (by_tag, by_time)] == [(304, b""), (304, b"")]


def test_each_spelling_has_a_tag_of_its_own(reader: httpx.Client) -> None:
    tags = {
        reader.get(STORY, headers={"accept-encoding": accepts}).headers["etag"]
        for accepts in ("identity", "gzip", "br")
    }
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("address", "kind", "cache"),
    [
        (STORY, "text/html; charset=utf-8", FRESH),
        (STORY + "plate.json", "application/json", FRESH),
        ("/en/feed.xml", "application/atom+xml; charset=utf-8", FRESH),
        ("/robots.txt", "text/plain; charset=utf-8", FRESH),
        ("/assets/serai.0a1b2c3d.css", "text/css; charset=utf-8", FOREVER),
        ("/assets/fonts/text.0a1b2c3d.woff2", "font/woff2", FOREVER),
        ("/media/ab/abcd.avif", "image/avif", FOREVER),
    ],
)
def test_kind_and_cache_of_each_file(reader: httpx.Client, address: str, kind: str, cache: str) -> None:
    answer = reader.get(address)
    told = (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"])
    assert told == (200, kind, cache)


@pytest.mark.parametrize("address", [STORY, "/nothing", "/healthz", "/assets/serai.0a1b2c3d.css"])
def test_every_answer_carries_the_security_headers_and_names_no_program(
    reader: httpx.Client, address: str
) -> None:
    headers = reader.get(address).headers
    assert {name: headers.get(name) for name in [*SECURITY_HEADERS, "server"]} == {
        **SECURITY_HEADERS,
        "server": None,
    }


def test_a_missing_last_slash_is_added(reader: httpx.Client) -> None:
    answer = reader.get(STORY.rstrip("/"))
    assert (answer.status_code, answer.headers["location"]) == (308, STORY)


@pytest.mark.parametrize(
    "target", ["//evil.example/..", "//evil.example", "/%2Fevil.example", "/\\evil.example"]
)
def test_no_address_redirects_to_another_host(server: str, target: str) -> None:
    answer = _raw(server, target)
    assert b"\r\nlocation: //" not in answer.lower()
    assert b"\r\nlocation: /\\" not in answer.lower()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/en/nothing/", "<p>no such page in English"),
        ("/en/nothing.html", "<p>no such page in English"),
        ("/en/2026/", "<p>no such page in English"),
        ("/xx/nothing/", "<p>no such page"),
        ("/nothing", "<p>no such page"),
        ("/media/ab/nothing.avif", "<p>no such page"),
        ("/en/nothing/feed.xml", "<p>no such page in English"),
        ("/assets/nothing.woff2", "<p>no such page"),
        ("/assets/", "<p>no such page"),
        ("/", "<p>no such page"),
    ],
)
def test_what_is_not_there_is_answered_with_the_edition_s_own_page(
    reader: httpx.Client, address: str, page: str
) -> None:
    answer = reader.get(address)
    told = (answer.status_code, answer.text, answer.headers["cache-control"], answer.headers["content-type"])
    assert told == (404, page, FRESH, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "/.staging/draft.html",
        "/en/.draft.html",
        "/en/%2edraft.html",
        "/%2estaging/draft.html",
        "/../secret_key",
        "/%2e%2e/secret_key",
        "/..%2fsecret_key",
        "/en/..%5c..%5csecret_key",
        "/en/../../secret_key",
        "/en/....//....//secret_key",
        "/media/../../secret_key",
        "/assets/%2e%2e/%2e%2e/secret_key",
        "//secret_key",
        "/secret_key%00.html",
        STORY + "index.html.gz",
        STORY + "index.html.br",
        STORY + "index.html%2ebr",
    ],
)
def test_what_is_hidden_or_outside_is_never_sent(server: str, target: str) -> None:
    answer = _raw(server, target)
    assert answer.split(b" ")[1] in {b"400", b"404"}
    assert b"SECRET" not in answer


def test_no_folder_is_listed(server: str) -> None:
    for folder in ("/media/", "/media/ab/", "/assets/", "/en/2026/11/"):
        answer = _raw(server, folder)
        assert answer.split(b" ")[1] == b"404"
        assert b"abcd.avif" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_without_the_gate_a_page_is_read_and_nothing_is_written(reader: httpx.Client, method: str) -> None:
    refused = reader.request(method, STORY, content=b"x")
    told = (refused.status_code, refused.headers["cache-control"], reader.get(STORY).status_code)
    assert told == (502, "no-store", 200)


def test_headers_beyond_the_limit_are_refused(reader: httpx.Client) -> None:
    try:
        status = reader.get(STORY, headers={"x-long": "x" * 100_000}).status_code
    except httpx.NetworkError:  # the connection is closed before all of it was sent
        return
    assert status == 431


def test_no_address_of_a_reader_is_written_anywhere(reader: httpx.Client, place: Path) -> None:
    reader.get(STORY)
    reader.get("/nothing")
    reader.post("/gate/comments", content=b"x")  # fails: there is no Gate
    named = [file for file in place.rglob("*") if file.is_file() and READER.encode() in file.read_bytes()]
    assert named == []


def test_a_page_can_be_read_from_any_byte(reader: httpx.Client) -> None:
    answer = reader.get(STORY, headers={"range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (206, PAGE[10:20])
