"""Line 4 of what the press promises at scale, on an archive small enough for every run."""

from pathlib import Path

from bench import incremental

STORIES, CHANGES = 50, 50  # the full size is `python -m bench incremental`
MEMORY = Path("/dev/shm")  # a file system in memory: flushing costs nothing there


def test_random_changes_one_by_one_give_the_site_of_all_at_once() -> None:
    table = incremental.measure(STORIES, CHANGES, below=MEMORY if MEMORY.is_dir() else None)
    apart = {figure.what: figure.value for figure in table.figures if figure.unit == "files"}
    assert apart == {
        "files that a cold bake would change": 0,
        "files that differ from a site made at once": 0,
    }


def test_two_sites_that_differ_are_told_apart(tmp_path: Path) -> None:
    for site, files in {"one": "abc", "other": "bcd"}.items():
        for name in files:
            (tmp_path / site).mkdir(exist_ok=True)
            (tmp_path / site / name).write_text(f"{name}{site if name == 'c' else ''}")
    assert incremental.compare(tmp_path / "one", tmp_path / "other") == (3, 3)
