"""`serai run`: starts everything, starts again what dies, stops cleanly, and leaves nothing behind."""

import os
import signal
import socket
import stat
import sys
from pathlib import Path

import httpx
import pytest

from tests.newsrooms import MadeNewsroom, children, command_line, wait_until

PARTS = {
    "gate": "serai.newsroom.asgi:gate",
    "public": "caddy.json",
    "desk": "serai.newsroom.wsgi:application",
    "runner": "serai.newsroom.runner",
    "collector": "serai.newsroom.collector",
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in Linux's /proc")


def test_a_new_newsroom_runs_and_every_part_answers(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        running.page_is_there("/en/")
        answers = {
            address: httpx.get(address).status_code
            for address in (
                f"{running.site_url}/",
                f"{running.site_url}/fa/",
                f"{running.site_url}/healthz",
                f"{running.site_url}/nothing/",
                f"{running.desk_url}/login/",
                f"{running.desk_url}/static/wagtailadmin/css/core.css",
            )
        }
        assert list(answers.values()) == [200, 200, 200, 404, 200, 200], answers
        assert running.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_leaves_no_process(newsroom: MadeNewsroom, number: int) -> None:
    with newsroom.running() as running:
        started = children(running.process.pid)
        assert running.stop(number) == 0
        assert [pid for pid in started if command_line(pid)] == []
        assert "Traceback" not in running.log.read_text()


def test_killed_outright_it_takes_every_part_with_it_and_starts_again(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        started = children(running.process.pid)
        assert len(started) == 7  # five parts, and Granian's two workers
        running.stop(signal.SIGKILL)
        wait_until(lambda: not any(command_line(pid) for pid in started), "the parts' end")
    with newsroom.running() as again:
        again.page_is_there("/en/")


def test_no_part_leaves_its_memory_in_a_core_file(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        limits = [Path(f"/proc/{pid}/limits").read_text() for pid in children(running.process.pid)]
    sizes = [line.split()[4:6] for text in limits for line in text.splitlines() if "core file" in line]
    assert sizes == [["0", "0"]] * 7


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_killed_is_started_again(newsroom: MadeNewsroom, name: str) -> None:
    with newsroom.running() as running:
        running.page_is_there("/en/")
        (before, *_workers) = running.part(PARTS[name])
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: bool(set(running.part(PARTS[name])) - {before, *_workers}), f"{name} again")
        wait_until(lambda: running.answers(f"{running.site_url}/healthz"), "the gate")
        wait_until(lambda: running.answers(f"{running.desk_url}/login/"), "the desk")
        assert f"{name} was ended by signal 9" in running.log.read_text()


def test_with_the_desk_stopped_every_public_page_still_answers(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        running.page_is_there("/en/")
        wait_until(lambda: not newsroom.at_desk(WAITING).strip("0\n"), "a baked site")
        for pid in running.part(PARTS["desk"]):
            os.kill(pid, signal.SIGSTOP)
        pages = sorted(newsroom.site.rglob("index.html"))
        addresses = [f"/{page.parent.relative_to(newsroom.site)}/".replace("/./", "/") for page in pages]
        assert "/en/archive/" in addresses
        assert {
            address: httpx.get(running.site_url + address).status_code for address in addresses
        } == dict.fromkeys(addresses, 200)
        for pid in running.part(PARTS["desk"]):
            os.kill(pid, signal.SIGKILL)


WAITING = "from serai.desk import queries; print(queries.waiting_orders())"


def test_a_second_run_in_the_same_newsroom_is_refused(newsroom: MadeNewsroom) -> None:
    with newsroom.running():
        second = newsroom.serai("run", check=False)
        assert (second.returncode, "is running already" in second.stderr) == (1, True)


@pytest.mark.parametrize("setting", ["public_address", "desk_address"])
def test_a_taken_port_is_told_before_anything_starts(newsroom: MadeNewsroom, setting: str) -> None:
    host, port = newsroom.environment[f"SERAI_{setting.upper()}"].split(":")
    with socket.socket() as other:
        other.bind((host, int(port)))
        other.listen()
        refused = newsroom.serai("run", check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    assert f"{host}:{port} cannot be listened on" in refused.stderr
    assert setting in refused.stderr


def test_no_address_of_a_reader_is_in_any_file_of_the_newsroom(newsroom: MadeNewsroom) -> None:
    reader = "127.0.0.78"
    with newsroom.running() as running:
        running.page_is_there("/en/")
        transport = httpx.HTTPTransport(local_address=reader)
        with httpx.Client(transport=transport, headers={"user-agent": "reader-of-the-courier"}) as client:
            for address in ("/en/", "/nothing", "/healthz", "/en"):
                client.get(running.site_url + address)
            client.post(f"{running.site_url}/en/", content=b"x")
            for pid in running.part(PARTS["gate"]):
                os.kill(pid, signal.SIGKILL)
            client.post(f"{running.site_url}/en/", content=b"x")
    held = [file for file in newsroom.folder.rglob("*") if file.is_file() and _names(file, reader)]
    assert held == []


def _names(file: Path, reader: str) -> bool:
    data = file.read_bytes()
    return reader.encode() in data or b"reader-of-the-courier" in data


def test_what_is_private_is_its_owner_s_alone(newsroom: MadeNewsroom) -> None:
    with newsroom.running():
        modes = {
            name: stat.S_IMODE((newsroom.folder / name).lstat().st_mode)
            for name in ("data", "data/secret_key", "data/gate.sock")
        }
    assert modes == {"data": 0o700, "data/secret_key": 0o600, "data/gate.sock": 0o600}
