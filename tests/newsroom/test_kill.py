"""Killing any process of `serai run` at random while fifty stories are published loses none."""

import gzip
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

from tests.newsrooms import MadeNewsroom, Running, children, wait_until

STORIES = 50
SEED = 20261123
PAUSES = (0.02, 0.6)  # seconds between two kills, from and to


@pytest.mark.slow
@pytest.mark.databases
@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in Linux's /proc")
def test_killing_at_random_during_fifty_publishes_loses_none(newsroom: MadeNewsroom) -> None:
    chance = random.Random(SEED)
    with newsroom.running() as running:
        with _publishing(newsroom) as editor:
            killed = _kill_at_random(running, editor, chance)
            assert editor.stdout is not None
            published = [line.split() for line in editor.stdout.read().decode().splitlines()]
        assert editor.returncode == 0
        assert len(published) == STORIES
        assert killed >= 5
        wait_until(newsroom.has_all_baked, "every order filled")
        for _key, address in published:
            running.page_is_there(address)
        assert running.stop() == 0
    for key, address in published:
        page = newsroom.site / address.strip("/")
        assert f'"key":"{key}"' in (page / "plate.json").read_text()
        assert (page / "index.html").read_bytes().rstrip().endswith(b"</html>")
    _no_half_page(newsroom.site)
    incremental = _files(newsroom.site)
    newsroom.serai("press", "--cold")
    assert _files(newsroom.site) == incremental


def _publishing(newsroom: MadeNewsroom) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.newsroom.publishing", "0", str(STORIES)]
    return subprocess.Popen(
        command, env=newsroom.environment, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    )


def _kill_at_random(running: Running, editor: "subprocess.Popen[bytes]", chance: random.Random) -> int:
    killed = 0
    while editor.poll() is None:
        try:
            editor.wait(chance.uniform(*PAUSES))
        except subprocess.TimeoutExpired:
            living = children(running.process.pid)
            if living:
                os.kill(chance.choice(living), signal.SIGKILL)
                killed += 1
    return killed


def _no_half_page(site: Path) -> None:
    """Every compressed file says what its plain one says, and nothing lies about half made."""
    for file in site.rglob("*"):
        if file.suffix == ".gz":
            assert gzip.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
        elif file.suffix == ".br":
            assert brotli.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
        assert not file.name.endswith(".new")


def _files(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}
