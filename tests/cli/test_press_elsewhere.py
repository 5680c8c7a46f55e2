"""`serai press --scheduler`: machines are asked for a whole bake or none; one that is not there is told."""

import pytest
from typer.testing import CliRunner

from serai.cli import app
from tests.newsrooms import MadeNewsroom, free_port


@pytest.mark.parametrize(
    "words",
    [
        ("--scheduler", "tcp://127.0.0.1:8786"),
        ("--share", "/tmp"),
        ("--cold", "--share", "/tmp"),
        ("--dry-run", "--scheduler", "tcp://127.0.0.1:8786"),
    ],
)
def test_machines_are_for_a_cold_bake(words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, ["press", *words]).exit_code == 2


def test_an_address_that_is_none_is_told_in_one_line(newsroom: MadeNewsroom) -> None:
    done = newsroom.serai("press", "--cold", "--scheduler", "localhost", check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("serai: 'localhost' is no scheduler's address.")


def test_a_share_that_is_not_there_is_told_before_the_scheduler_is_asked(newsroom: MadeNewsroom) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"

    done = newsroom.serai(
        "press", "--cold", "--scheduler", address, "--share", "/nowhere/at/all", check=False
    )

    assert done.returncode == 1
    assert "no folder that this machine sees" in done.stderr
