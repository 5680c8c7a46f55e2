"""`serai run`: starts everything, starts again what dies, stops cleanly, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.newsrooms import MadeNewsroom, Running, children, command_line, on_free_ports, wait_until

PARTS = {
    "gate": "serai.newsroom.asgi:gate",
    "public": "caddy.json",
    "desk": "serai.newsroom.wsgi:application",
    "runner": "serai.newsroom.runner",
    "collector": "serai.newsroom.collector",
}
LONG = "Редакция газеты «Курьер», Бишкек и Алматы, с 2026 года"  # a socket's path may have 107 bytes
PROCESSES = len(PARTS) + 2  # and Granian's two workers
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in Linux's /proc")


@dataclass(frozen=True)
class At:
    """A newsroom that runs."""

    newsroom: MadeNewsroom
    running: Running


@pytest.fixture(scope="module")
def house(newsroom_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """One that runs for all tests that leave it running, in a folder with a name as people give them."""
    folder = tmp_path_factory.mktemp("houses") / LONG
    shutil.copytree(newsroom_as_made, folder)
    newsroom = on_free_ports(folder)
    with newsroom.running() as running:
        running.page_is_there("/en/")
        wait_until(newsroom.has_all_baked, "a baked site")
        yield At(newsroom, running)


@pytest.fixture
def at(house: At) -> At:
    """The same, whole again after whatever the test before did to it."""
    running = house.running
    for url in (f"{running.site_url}/healthz", f"{running.desk_url}/login/"):
        wait_until(partial(running.answers, url), url)
    wait_until(lambda: len(children(running.process.pid)) == PROCESSES, "every part")
    return house


def test_a_new_newsroom_runs_and_every_part_answers(at: At) -> None:
    running = at.running
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
        assert len(started) == PROCESSES
        running.stop(signal.SIGKILL)
        wait_until(lambda: not any(command_line(pid) for pid in started), "the parts' end")
    with newsroom.running() as again:
        again.page_is_there("/en/")


def test_no_part_leaves_its_memory_in_a_core_file(at: At) -> None:
    limits = [Path(f"/proc/{pid}/limits").read_text() for pid in children(at.running.process.pid)]
    sizes = [line.split()[4:6] for text in limits for line in text.splitlines() if "core file" in line]
    assert sizes == [["0", "0"]] * PROCESSES


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_killed_is_started_again(at: At, name: str) -> None:
    running = at.running
    (before, *_workers) = running.part(PARTS[name])
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: bool(set(running.part(PARTS[name])) - {before, *_workers}), f"{name} again")
    wait_until(lambda: running.answers(f"{running.site_url}/healthz"), "the gate")
    wait_until(lambda: running.answers(f"{running.desk_url}/login/"), "the desk")
    assert f"{name} was ended by signal 9" in running.log.read_text()


def test_with_the_desk_stopped_every_public_page_still_answers(at: At) -> None:
    running, site = at.running, at.newsroom.site
    for pid in running.part(PARTS["desk"]):
        os.kill(pid, signal.SIGSTOP)
    try:
        pages = sorted(site.rglob("index.html"))
        addresses = [f"/{page.parent.relative_to(site)}/".replace("/./", "/") for page in pages]
        assert "/en/archive/" in addresses
        assert {
            address: httpx.get(running.site_url + address).status_code for address in addresses
        } == dict.fromkeys(addresses, 200)
    finally:
        for pid in running.part(PARTS["desk"]):
            os.kill(pid, signal.SIGCONT)


def test_a_second_run_in_the_same_newsroom_is_refused(at: At) -> None:
    second = at.newsroom.serai("run", check=False)
    assert (second.returncode, "is running already" in second.stderr) == (1, True)


def test_without_its_data_folder_nothing_is_started(newsroom: MadeNewsroom) -> None:
    newsroom.folder.joinpath("data").rename(newsroom.folder / "elsewhere")
    refused = newsroom.serai("run", check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
    assert "data cannot be used: No such file or directory" in refused.stderr


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


def test_what_is_private_is_its_owner_s_alone(at: At) -> None:
    modes = {
        name: stat.S_IMODE((at.newsroom.folder / name).lstat().st_mode)
        for name in ("data", "data/secret_key", "data/gate.sock")
    }
    assert modes == {"data": 0o700, "data/secret_key": 0o600, "data/gate.sock": 0o600}
