"""Renditions: upright, sRGB, never wider than the original, made once, and whole after a crash."""

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from serai.desk.photos import renditions
from serai.desk.photos.errors import NotAPictureError
from serai.press.plates import Rendition
from tests.desk.photos import pictures

NAMES: dict[tuple[bool, ...], str] = {
    (True, True, True): "white",
    (True, False, False): "red",
    (False, True, False): "green",
    (False, False, True): "blue",
}


def colours(path: Path) -> list[str]:
    """The quarters' colours of a turned `pictures.corners`, from the top left on, row by row."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    w, h = image.size
    names = []
    for x, y in ((w // 4, h // 4), (3 * w // 4, h // 4), (w // 4, 3 * h // 4), (3 * w // 4, 3 * h // 4)):
        bright = tuple(value > 120 for value in image.getpixel((x, y)))  # type: ignore[union-attr]
        names.append(NAMES[bright])
    return names


UPRIGHT = {
    1: ["red", "green", "blue", "white"],
    2: ["green", "red", "white", "blue"],
    3: ["white", "blue", "green", "red"],
    4: ["blue", "white", "red", "green"],
    5: ["red", "blue", "green", "white"],
    6: ["blue", "red", "white", "green"],
    7: ["white", "green", "blue", "red"],
    8: ["green", "white", "red", "blue"],
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("shape", ["jpeg", "png", "webp", "tiff", "avif"])
def test_the_picture_is_turned_upright(tmp_path: Path, shape: str, orientation: int) -> None:
    data = pictures.encoded(pictures.corners(), shape, exif=pictures.exif(orientation).tobytes())

    developed = renditions.develop(data, tmp_path)

    assert (developed.width, developed.height) == ((96, 64) if orientation < 5 else (64, 96))
    seen = {one.format: colours(tmp_path / one.file) for one in developed.renditions}
    assert seen == dict.fromkeys(seen, UPRIGHT[orientation])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_heic_is_turned_once_and_not_twice(tmp_path: Path, orientation: int) -> None:
    data = pictures.encoded(pictures.corners(), "heic", exif=pictures.exif(orientation).tobytes())

    developed = renditions.develop(data, tmp_path)

    assert colours(tmp_path / developed.renditions[-1].file) == UPRIGHT[orientation]


def test_every_format_comes_in_every_width_from_narrow_to_wide(tmp_path: Path) -> None:
    developed = renditions.develop(pictures.encoded(pictures.scene(2000, 1500), "jpeg"), tmp_path)

    assert (developed.width, developed.height) == (1280, 960)
    assert [(one.format, one.width, one.height) for one in developed.renditions] == [
        (kind, width, height)
        for kind in dict.fromkeys(one.format for one in developed.renditions)
        for width, height in ((400, 300), (800, 600), (1280, 960))
    ]
    assert developed.renditions[-1].format == "jpeg"


def test_a_rendition_is_named_by_its_content(tmp_path: Path) -> None:
    developed = renditions.develop(pictures.encoded(pictures.scene(), "png"), tmp_path)

    for one in developed.renditions:
        data = (tmp_path / one.file).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        ending = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}[one.format]
        assert (one.file, one.size) == (f"{digest[:2]}/{digest}.{ending}", len(data))
        with Image.open(tmp_path / one.file) as image:
            assert (image.format, image.size, image.mode) == (
                one.format.upper(),
                (one.width, one.height),
                "RGB",
            )


@given(st.integers(min_value=1, max_value=20_000))
def test_widths_never_grow_a_picture(width: int) -> None:
    steps = renditions.widths(width)

    assert steps == tuple(sorted(set(steps)))
    assert steps[-1] == min(width, 1280)
    assert set(steps[:-1]) <= {400, 800}


def test_a_format_that_saves_nothing_is_left_out_whole(tmp_path: Path) -> None:
    flat = Image.new("RGB", (8, 8), (200, 10, 10))

    developed = renditions.develop(pictures.encoded(flat, "png"), tmp_path)

    sizes = {one.format: one.size for one in developed.renditions}
    assert "jpeg" in sizes
    assert list(sizes.values()) == sorted(sizes.values())


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 20_000), (20_000, 1), (3, 5), (1280, 7000)])
def test_odd_shapes_come_out(tmp_path: Path, width: int, height: int) -> None:
    data = pictures.encoded(Image.new("RGB", (width, height), (10, 20, 30)), "png")

    developed = renditions.develop(data, tmp_path)

    assert developed.width <= min(width, 1280)
    assert developed.height <= renditions.HEIGHT_LIMIT


def test_the_same_bytes_give_the_same_files(tmp_path: Path) -> None:
    data = pictures.encoded(pictures.scene(), "jpeg")

    assert renditions.develop(data, tmp_path / "a") == renditions.develop(data, tmp_path / "b")


def test_a_second_time_nothing_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pictures.encoded(pictures.scene(), "jpeg")
    first = renditions.develop(data, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(renditions, "decode", refuse)

    assert renditions.develop(data, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("harm", ["lost", "cut", "index cut", "index strange", "index noise"])
def test_a_pool_that_was_harmed_is_mended(tmp_path: Path, harm: str) -> None:
    data = pictures.encoded(pictures.scene(), "jpeg")
    first = renditions.develop(data, tmp_path)
    victim = tmp_path / first.renditions[0].file
    index = next((tmp_path / "developed").iterdir())
    whole = victim.read_bytes()
    if harm == "lost":
        victim.unlink()
    elif harm == "cut":
        victim.write_bytes(whole[:100])
    elif harm == "index cut":
        index.write_bytes(index.read_bytes()[:50])
    elif harm == "index noise":
        index.write_bytes(b'{"\x80":1}')
    else:
        index.write_bytes(b'{"width":1}')

    assert renditions.develop(data, tmp_path) == first
    assert victim.read_bytes() == whole


def _develop(data: bytes, pool: str) -> tuple[Rendition, ...]:
    return renditions.develop(data, Path(pool)).renditions


def test_two_processes_may_develop_the_same_picture_at_once(tmp_path: Path) -> None:
    data = pictures.encoded(pictures.scene(), "jpeg")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        results = [job.result() for job in [workers.submit(_develop, data, str(tmp_path)) for _ in range(6)]]

    assert results == [results[0]] * 6
    names = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in names if not name.startswith("developed/")} == {one.file for one in results[0]}


def test_a_process_killed_on_the_way_leaves_whole_files_only(tmp_path: Path) -> None:
    original = tmp_path / "original.jpg"
    original.write_bytes(pictures.encoded(pictures.scene(), "jpeg"))
    pool = tmp_path / "pool"
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from serai.core import files
        from serai.desk.photos import renditions

        done, write = 0, files.write_flushed
        def killed(path, data):
            global done
            done += 1
            if done == int(sys.argv[3]):
                path.write_bytes(data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            write(path, data)
        files.write_flushed = killed
        renditions.develop(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]))
        """
    )
    for moment in ("2", "3", "2"):  # each run finds whole what the run before had written
        command = [sys.executable, "-c", script, str(original), str(pool), moment]
        assert subprocess.run(command, env=dict(os.environ), timeout=60).returncode == -signal.SIGKILL

    for path in pool.rglob("[0-9a-f]*.*"):
        assert path.stem in {hashlib.sha256(path.read_bytes()).hexdigest()}
    developed = renditions.develop(original.read_bytes(), pool)
    assert all((pool / one.file).stat().st_size == one.size for one in developed.renditions)


def test_bytes_that_are_no_picture_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAPictureError):
        renditions.develop(b"<svg xmlns='http://www.w3.org/2000/svg'/>", tmp_path)
