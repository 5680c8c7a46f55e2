"""`serai demo` makes a newsroom that looks alive, and opens it again."""

import re
import socket
import subprocess
from pathlib import Path

import pytest

from tests.newsrooms import SERAI, clean_environment, free_port


def _demo(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*SERAI, "demo", *words],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_demo_is_made_once_and_opened_again_with_new_passwords(tmp_path: Path) -> None:
    addresses = ("--public", f"127.0.0.1:{free_port()}", "--desk", f"127.0.0.1:{free_port()}")
    first = _demo("here", "--no-run", *addresses, folder=tmp_path)
    assert first.returncode == 0, first.stderr
    site = tmp_path / "here" / "site"
    fronts = {code: b"<article" in (site / code / "index.html").read_bytes() for code in ("en", "ru", "fa")}
    assert fronts == {"en": True, "ru": True, "fa": True}
    again = _demo("here", "--no-run", folder=tmp_path)
    assert again.returncode == 0, again.stderr
    logins = [re.findall(r"^login: +(\w+) +(\S+)", told.stdout, re.MULTILINE) for told in (first, again)]
    names = [[name for name, _password in pairs] for pairs in logins]
    assert names == [["admin", "editor", "writer", "moderator"]] * 2
    assert not {password for _name, password in logins[0]} & {password for _name, password in logins[1]}
    assert f"site:     http://{addresses[1]}" in again.stdout


def test_a_folder_that_demo_has_not_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    told = _demo(str(tmp_path), "--no-run", folder=tmp_path)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_taken_address_is_told_before_a_story_is_written(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        told = _demo("here", "--public", taken, folder=tmp_path)
    assert (told.returncode, told.stderr.count("\n"), (tmp_path / "here").exists()) == (1, 1, False)
    assert f"{taken} cannot be listened on" in told.stderr


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    told = _demo("here", "--desk", "8001", folder=tmp_path)
    assert (told.returncode, told.stderr.count("\n"), (tmp_path / "here").exists()) == (1, 1, False)
