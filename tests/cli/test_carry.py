"""`serai carry`, by hand and in a running newsroom."""

from pathlib import Path

from tests.newsrooms import MadeNewsroom, wait_until


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "/." not in str(path)
    }


def test_a_target_is_brought_up_to_date_and_what_was_done_is_said(
    newsroom: MadeNewsroom, tmp_path: Path
) -> None:
    newsroom.serai("press", "--cold")
    mirror = tmp_path / "a mirror"
    planned = newsroom.serai("carry", str(mirror), "--dry-run").stdout.splitlines()
    said = newsroom.serai("carry", str(mirror))

    site = _tree(newsroom.site)
    assert sorted(line.removeprefix("would send ") for line in planned[:-1]) == sorted(site)
    assert _tree(mirror) == site
    assert said.stdout.startswith(f"{mirror}: {len(site)} files sent (")
    assert newsroom.serai("carry", str(mirror)).stdout == f"{mirror}: up to date\n"
    (mirror / "robots.txt").unlink()
    checked = newsroom.serai("carry", str(mirror), "--check").stdout
    assert " files sent (" in checked
    assert _tree(mirror) == site


def test_one_target_s_trouble_does_not_stop_the_others(newsroom: MadeNewsroom, tmp_path: Path) -> None:
    newsroom.serai("press", "--cold")
    newsroom.environment["SERAI_CARRY_TARGETS"] = f"{tmp_path}/not/there {tmp_path}/mirror"
    done = newsroom.serai("carry", check=False)

    assert done.returncode == 1
    assert f"The folder {tmp_path}/not/there could not be carried to" in done.stderr
    assert _tree(tmp_path / "mirror") == _tree(newsroom.site)


def test_what_cannot_be_meant_is_refused(newsroom: MadeNewsroom, tmp_path: Path) -> None:
    told = [
        newsroom.serai("carry", *words, check=False)
        for words in ((), ("/mnt/x", "--delete-strangers"), ("--", "-oProxyCommand=sh:/x"))
    ]

    assert [done.returncode for done in told] == [2, 2, 1]
    assert "set carry_targets" in told[0].stderr
    assert "it needs --check" in " ".join(told[1].stderr.split())
    assert "begins with a hyphen" in told[2].stderr


def test_a_running_newsroom_carries_each_bake(newsroom: MadeNewsroom, tmp_path: Path) -> None:
    newsroom.environment["SERAI_CARRY_TARGETS"] = f"{tmp_path}/mirror"
    with newsroom.running() as running:
        running.page_is_there("/en/")
        wait_until(lambda: (tmp_path / "mirror/fa/index.html").is_file(), "the site at the mirror")
        wait_until(lambda: _tree(tmp_path / "mirror") == _tree(newsroom.site), "all of it")
        assert running.part("serai.newsroom.carrier")
