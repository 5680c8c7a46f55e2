"""Public servers tell what is opened, one datagram each, and never by whom: real servers, real HTTP."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serai.gate.readership import opened
from serai.newsroom import readership
from tests.newsroom import fronts
from tests.newsroom.fronts import DRIVEN, STORY

READER = "127.0.0.78"  # an address that nothing else on this machine uses
AGENT = "Mozilla/5.0 (Android 6.0; rv:115.0) Gecko/115.0 Firefox/115.0"
SECRET = "a-cookie-of-theirs"


@pytest.fixture
def ear() -> Iterator[socket.socket]:
    with readership.ear() as found:
        found.settimeout(5)
        yield found


@pytest.mark.parametrize("kind", DRIVEN)
def test_a_story_that_is_opened_is_told_of_without_its_reader(
    kind: str, tmp_path: Path, ear: socket.socket
) -> None:
    fronts.lay_out(tmp_path)
    with fronts.running(kind, tmp_path, readers=readership.place(ear)) as front:
        headers = {"user-agent": AGENT, "cookie": SECRET, "accept-encoding": "br, gzip"}
        transport = httpx.HTTPTransport(local_address=READER)
        with httpx.Client(base_url=front.url, transport=transport, headers=headers) as reader:
            reader.get("/en/")
            reader.get(STORY + "plate.json")
            reader.head(STORY)
            reader.get("/en/2026/11/23/none/")
            first = reader.get(STORY + "?from=mail")
            reader.get(
                STORY, headers={"if-none-match": first.headers["etag"], "user-agent": 'A "quoted" one'}
            )
            reader.get(STORY, headers={"accept-encoding": "identity"})
        lines: list[bytes] = []
        while (
            sum(map(bool, map(opened, lines))) < 3
        ):  # nginx tells nothing of a page not found, Caddy its 404
            lines.append(ear.recv(65536))
        ear.setblocking(False)
        with pytest.raises(BlockingIOError):
            ear.recv(65536)
        log = (tmp_path / "log").read_bytes()
    assert {opened(line) for line in lines} <= {"", STORY}
    for line in (*lines, log):
        assert READER.encode() not in line
        assert SECRET.encode() not in line
        assert b"mail" not in line


@pytest.mark.parametrize("kind", DRIVEN)
def test_a_story_whose_address_is_not_ascii_is_told_of(kind: str, tmp_path: Path, ear: socket.socket) -> None:
    story = f"/kk/2026/11/23/{'қ' * 100}/"
    fronts.lay_out(tmp_path)
    page = tmp_path / "site" / story.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(fronts.PAGE)
    with fronts.running(kind, tmp_path, readers=readership.place(ear)) as front:
        assert httpx.get(front.url + story, headers={"user-agent": AGENT}).status_code == 200
        assert opened(ear.recv(65536)) == story


@pytest.mark.parametrize("kind", DRIVEN)
def test_where_nobody_hears_readers_are_served(kind: str, tmp_path: Path) -> None:
    with readership.ear() as nobody:
        place = readership.place(nobody)
    fronts.lay_out(tmp_path)
    with fronts.running(kind, tmp_path, readers=place) as front:
        found = {httpx.get(front.url + STORY, headers={"user-agent": AGENT}).status_code for _ in range(30)}
        log = (tmp_path / "log").read_bytes()
    assert found == {200}
    assert STORY.encode() not in log
