"""A reader of the disk sees the old bytes or the new, whatever happens and whenever."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from serai.core import files

OLD, NEW = b"old " * 1000, b"new and longer " * 200_000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_put_where_it_belongs_with_its_folders(tmp_path: Path) -> None:
    files.write(tmp_path / "en" / "2026" / "index.html", NEW)

    assert (tmp_path / "en" / "2026" / "index.html").read_bytes() == NEW
    assert names(tmp_path / "en" / "2026") == ["index.html"]


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    files.write(tmp_path / "a", OLD)
    files.write(tmp_path / "a", NEW)

    assert (tmp_path / "a").read_bytes() == NEW
    assert names(tmp_path) == ["a"]


def test_who_holds_the_old_file_open_goes_on_reading_it(tmp_path: Path) -> None:
    files.write(tmp_path / "a", OLD)
    with (tmp_path / "a").open("rb") as file:
        files.write(tmp_path / "a", NEW)

        assert file.read() == OLD


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    assert files.write_if_changed(tmp_path / "a", OLD) is True
    before = (tmp_path / "a").stat()

    assert files.write_if_changed(tmp_path / "a", OLD) is False
    after = (tmp_path / "a").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("new", [OLD[:-1], OLD[:-1] + b"!", b"", OLD + b"\n"])
def test_other_bytes_are_written(tmp_path: Path, new: bytes) -> None:
    files.write(tmp_path / "a", OLD)

    assert files.write_if_changed(tmp_path / "a", new) is True
    assert (tmp_path / "a").read_bytes() == new


def test_the_disk_has_the_bytes_before_the_name_and_the_name_before_we_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        what = Path(f"/proc/self/fd/{descriptor}").readlink()
        steps.append("flush folder" if what.is_dir() else "flush file")
        flush(descriptor)

    def renamed(self: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    files.write(tmp_path / "a", NEW)

    assert steps == ["flush file", "rename", "flush folder"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    files.write(tmp_path / "a", OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    quiet = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(NEW) // 2, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            files.write(tmp_path / "a", NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, quiet)

    assert (tmp_path / "a").read_bytes() == OLD
    assert names(tmp_path) == ["a"]


def test_a_folder_in_the_way_is_an_error_and_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    with pytest.raises(OSError, match="directory"):
        files.write(tmp_path / "a", NEW)
    assert names(tmp_path) == ["a"]


KILLED_AT = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from serai.core import files

    left = int(sys.argv[2])
    def counted(step):
        def run(*arguments):
            global left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*arguments)
        return run

    os.fsync = counted(os.fsync)
    os.open = counted(os.open)
    Path.replace = counted(Path.replace)
    Path.open = counted(Path.open)
    files.write(Path(sys.argv[1]), b"new and longer " * 200_000)
    """
)


@pytest.mark.parametrize(
    ("step", "wanted"), [(1, OLD), (2, OLD), (3, OLD), (4, NEW), (5, NEW)], ids=lambda value: str(value)[:12]
)
def test_a_process_killed_at_any_step_leaves_the_old_file_or_the_new(
    tmp_path: Path, step: int, wanted: bytes
) -> None:
    target = tmp_path / "a"
    files.write(target, OLD)

    done = subprocess.run([sys.executable, "-c", KILLED_AT, str(target), str(step)], timeout=60)

    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == wanted


def test_a_process_killed_at_random_never_shows_half_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from serai.core import files
        while True:
            for letter in (b"a", b"b"):
                files.write(Path(sys.argv[1]), letter * 3_000_000)
        """
    )
    for pause in (0.01, 0.03, 0.05, 0.08):
        child = subprocess.Popen([sys.executable, "-c", script, str(target)])
        while not target.exists():
            time.sleep(0.01)
        time.sleep(pause)
        child.kill()
        child.wait(timeout=60)
        data = target.read_bytes()

        assert data in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_readers_beside_a_writer_see_whole_files_only(tmp_path: Path) -> None:
    target = tmp_path / "a"
    whole = {letter * 400_000 for letter in (b"a", b"b", b"c")}
    files.write(target, b"a" * 400_000)
    stop = threading.Event()
    strange: list[int] = []

    def read() -> None:
        while not stop.is_set():
            data = target.read_bytes()
            if data not in whole:
                strange.append(len(data))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(20):
        for data in sorted(whole):
            files.write(target, data)
    stop.set()
    for reader in readers:
        reader.join()

    assert strange == []


def test_two_writers_of_one_file_do_not_mix(tmp_path: Path) -> None:
    target = tmp_path / "a"

    def write(data: bytes) -> None:
        for _ in range(10):
            files.write(target, data)

    writers = [threading.Thread(target=write, args=(letter * 500_000,)) for letter in (b"a", b"b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert target.read_bytes() in (b"a" * 500_000, b"b" * 500_000)
    assert names(tmp_path) == ["a"]


def test_a_place_holds_the_bytes_that_lie_there_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"news")
    (tmp_path / "folder").mkdir()

    assert files.holds(tmp_path / "page", b"news")
    assert files.holds(str(tmp_path / "page"), b"news")
    assert [files.holds(tmp_path / "page", data) for data in (b"", b"new", b"newt", b"news!")] == [False] * 4
    assert [files.holds(tmp_path / name, b"") for name in ("nothing", "folder")] == [False] * 2
