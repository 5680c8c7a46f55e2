"""`serai run` with an installed nginx: it serves, dies with the rest, and comes back."""

import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.newsroom import fronts
from tests.newsrooms import MadeNewsroom, children, command_line, wait_until

READER = "127.0.0.76"
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in Linux's /proc"),
    pytest.mark.skipif(not fronts.has_nginx(), reason="no nginx here: apt-get install nginx-light"),
]


@pytest.fixture
def with_nginx(newsroom: MadeNewsroom) -> MadeNewsroom:
    newsroom.environment["SERAI_PUBLIC_SERVER"] = "nginx"
    return newsroom


def _of_nginx(pids: list[int]) -> list[int]:
    return [pid for pid in pids if "nginx" in command_line(pid).partition(" ")[0]]


def test_nginx_serves_site_and_gate_as_the_newsroom_s_user_and_is_started_again(
    with_nginx: MadeNewsroom,
) -> None:
    with with_nginx.running() as running, ExitStack() as stack:
        wait_until(lambda: running.answers(f"{running.site_url}/healthz"), "the gate")
        page = with_nginx.site / "try" / "index.html"
        page.parent.mkdir()
        page.write_text("<p>a page")
        transport = httpx.HTTPTransport(local_address=READER)
        reader = stack.enter_context(httpx.Client(base_url=running.site_url, transport=transport))
        told = reader.get("/try/"), reader.post("/gate/comment", content=b"x"), reader.get("/healthz")
        assert [answer.status_code for answer in told] == [200, 404, 200]  # a comment on no story
        assert told[0].headers["server"] == "nginx"
        servers = _of_nginx(children(running.process.pid))
        assert len(servers) >= 2  # the main process and its workers
        assert {Path(f"/proc/{pid}").stat().st_uid for pid in servers} == {os.geteuid()}
        for pid in running.part("serai.newsroom.asgi:gate"):
            os.kill(pid, signal.SIGKILL)
        waited = reader.get("/healthz", timeout=30)  # the gate is being started again
        assert (waited.status_code, waited.text) == (200, "ok\n")
        os.kill(servers[0], signal.SIGKILL)
        wait_until(lambda: running.answers(f"{running.site_url}/try/"), "nginx again")
        wait_until(lambda: not any(command_line(pid) for pid in servers), "the end of the one before")
        assert "public was ended by signal 9" in running.log.read_text()
        assert running.stop() == 0
    held = [
        file
        for file in with_nginx.folder.rglob("*")
        if file.is_file() and READER.encode() in file.read_bytes()
    ]
    assert held == []


def test_when_all_is_killed_outright_no_worker_of_nginx_stays(with_nginx: MadeNewsroom) -> None:
    with with_nginx.running() as running:
        servers = _of_nginx(children(running.process.pid))
        running.stop(signal.SIGKILL)
        wait_until(lambda: not any(command_line(pid) for pid in servers), "nginx's end")
    with with_nginx.running() as again:
        assert _of_nginx(children(again.process.pid)) != []
