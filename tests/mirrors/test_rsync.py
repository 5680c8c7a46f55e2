"""Another machine as a target: a real sshd and rsync, on loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from serai.core.processes import die_with
from serai.mirrors import targets
from serai.mirrors.carrying import Way
from serai.mirrors.errors import CarryToolError, NotInStepError, TargetUnreachableError
from tests.mirrors.outlet import Outlet, dead_links, killed_after
from tests.mirrors.sshd import HOST, ssh_config
from tests.newsrooms import free_port, wait_until

__all__ = ["ssh_config"]


@pytest.fixture
def outlet(folder: Path, ssh_config: Path, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    """An outlet whose mirror lies behind ssh, at a path with a space and a quote in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(folder))  # a killed carry leaves its connection's folder
    there = folder / "over there's"
    there.mkdir()
    found = Outlet(folder, targets.read(f"{HOST}:{there}/site"), ssh_config=ssh_config)
    found.opens()
    return found


def lying(outlet: Outlet) -> dict[str, bytes]:
    mirror = Path(outlet.named.name.partition(":")[2])
    return {
        str(path.relative_to(mirror)): path.read_bytes()
        for path in sorted(mirror.rglob("*"))
        if path.is_file() and "/." not in str(path)
    }


def test_the_first_carry_makes_the_site_and_the_next_sends_what_was_touched_in_order(outlet: Outlet) -> None:
    carried = outlet.carries()
    assert lying(outlet) == outlet.works.tree()
    assert (carried.way, carried.sent) == (Way.EVERYTHING, len(outlet.works.tree()))
    assert outlet.carries().way is Way.NOTHING
    before = set(lying(outlet))

    report = outlet.bakes(outlet.story(4), outlet.story(3, headline="What was said on day 3"))
    gone = outlet.withdraws(1)
    outlet.carries(really=False)
    planned = list(outlet.asked)
    assert set(lying(outlet)) == before
    carried = outlet.carries()

    assert outlet.asked == planned
    assert set(outlet.sent()) == {*report.written, *gone.written} & outlet.works.tree().keys()
    assert len(outlet.sent()) == carried.sent
    assert lying(outlet) == outlet.works.tree()
    new = [path not in before for path in outlet.sent() if not path.endswith((".br", ".gz"))]
    assert new == sorted(new, reverse=True)
    pages = [path for path in outlet.sent() if path in before and path.endswith(".html")]
    assert pages.index("en/index.html") > pages.index("en/2026/10/31/story-3/index.html")
    page = Path(outlet.named.name.partition(":")[2], "en/index.html")
    assert page.stat().st_mode & 0o777 == 0o644

    old = outlet.works.tree()
    outlet.bakes(outlet.story(5))
    for programs in (4, 2):  # that are started before it is killed
        assert not killed_after(programs, ("subprocess.Popen",), outlet.carries)
        tree = lying(outlet)
        assert dead_links(tree, old.keys() & outlet.works.tree().keys()) == []
    outlet.carries()
    assert lying(outlet) == outlet.works.tree()


def test_check_mends_what_somebody_changed(outlet: Outlet) -> None:
    """A mirror that was made by hand: nothing is known of it."""
    mirror = Path(outlet.named.name.partition(":")[2])
    shutil.copytree(outlet.works.site, mirror)
    (mirror / "en/index.html").write_bytes(b"x" * (mirror / "en/index.html").stat().st_size)
    (mirror / "robots.txt").unlink()
    (mirror / "404.html.gz").unlink()
    picture = next(path for path in outlet.works.tree() if path.endswith(".avif"))
    (mirror / f"{picture}.br").write_bytes(b"an older state")
    (mirror / "a stranger's\tfile.txt").write_bytes(b"mine")
    (mirror / "чужое.txt").write_bytes(b"mine")

    outlet.carries(check=True, strangers=True)
    deleted = [path for verb, path in outlet.asked if verb == "delete"]
    assert (sorted(outlet.sent()), deleted) == (
        ["404.html.gz", "en/index.html", "robots.txt"],
        [f"{picture}.br", "чужое.txt"],
    )
    (mirror / "a stranger's\tfile.txt").unlink()
    assert lying(outlet) == outlet.works.tree()


def test_a_file_that_is_not_what_the_ledger_says_is_not_sent(outlet: Outlet) -> None:
    style = next(outlet.works.site.glob("assets/*.css.gz"))
    style.write_bytes(b"somebody else's words")

    with pytest.raises(NotInStepError, match=r"css in the site is not what the ledger says"):
        outlet.carries()
    assert lying(outlet) == {}


def test_a_host_that_does_not_let_us_in_is_told(outlet: Outlet, folder: Path) -> None:
    assert outlet.ssh_config
    strange = folder / "ssh_config"
    strange.write_text(outlet.ssh_config.read_text().replace("/known_hosts", "/nobody_known"))
    outlet.ssh_config = strange

    with pytest.raises(TargetUnreachableError, match=r"Host key verification failed.*log in once by hand"):
        outlet.carries()


def test_a_folder_whose_parent_is_not_there_is_told(outlet: Outlet) -> None:
    shutil.rmtree(outlet.folder / "over there's")

    with pytest.raises(TargetUnreachableError, match="the folder above is there"):
        outlet.carries()


def test_an_rsync_server_is_carried_to_without_ssh(folder: Path, ssh_config: Path) -> None:
    """The fixture is asked for because it knows whether rsync is installed."""
    mirror = folder / "mirror"
    mirror.mkdir()
    port = free_port()
    settings = folder / "rsyncd.conf"
    whom = "" if os.geteuid() else "uid = 0\ngid = 0\n"  # root's server would be nobody else
    settings.write_text(f"use chroot = no\n[courier]\npath = {mirror}\nread only = no\n{whom}")
    options = ("--no-detach", "--address=127.0.0.1", f"--port={port}", f"--config={settings}")
    parent = os.getpid()
    server = subprocess.Popen(
        ["rsync", "--daemon", *options], stdin=subprocess.DEVNULL, preexec_fn=lambda: die_with(parent)
    )
    try:
        wait_until(lambda: _listens(port), "rsync's server")
        outlet = Outlet(folder, targets.read(f"rsync://127.0.0.1:{port}/courier/site"))
        outlet.opens()
        outlet.carries()
        outlet.bakes(outlet.story(4))
        outlet.withdraws(1)
        outlet.carries()
        assert dict(_served(mirror / "site")) == outlet.works.tree()
        assert outlet.carries().way is Way.NOTHING
    finally:
        server.kill()
        server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _served(mirror: Path) -> Iterator[tuple[str, bytes]]:
    for path in mirror.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield str(path.relative_to(mirror)), path.read_bytes()


def test_missing_programs_are_named(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CarryToolError, match="apt-get install rsync"):
        outlet.carries()
