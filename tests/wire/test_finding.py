"""Attacks through the disk: links, loops, pipes, devices, folders that cannot be opened."""

import os
from pathlib import Path

import pytest

from serai.wire import finding
from serai.wire.errors import PageTooLargeError, UnreadableFileError
from serai.wire.finding import Page, Refused


def names(found: list[Page | Refused]) -> list[tuple[str, str]]:
    return [(type(each).__name__, each.file.name) for each in found]


def test_a_folder_gives_its_pages_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c/d.htm", "page_files/x.png", "page_files/y.css", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(list(finding.find([tmp_path]))) == [("Page", "a.html"), ("Page", "b.txt"), ("Page", "d.htm")]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.txt").write_text("x")
    assert names(list(finding.find([tmp_path]))) == [("Page", "a.txt"), ("Refused", "loop")]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "page.txt").symlink_to(tmp_path / "secret.txt")
    (refused,) = finding.find([saved])
    assert isinstance(refused, Refused)
    assert str(refused.error).startswith("page.txt is a link")


def test_a_link_put_in_place_of_a_page_afterwards_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").symlink_to("/etc/hostname")
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        finding.read(tmp_path / "page.txt", limit_bytes=100)


def test_a_pipe_does_not_make_rescue_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(list(finding.find([tmp_path]))) == [("Refused", "pipe.txt")]
    with pytest.raises(UnreadableFileError, match="not an ordinary file"):
        finding.read(tmp_path / "pipe.txt", limit_bytes=100)


def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="zero is not an ordinary file"):
        finding.read(Path("/dev/zero"), limit_bytes=100)


@pytest.mark.parametrize("name", ["absent.txt", "a" * 5000, "nul\0.txt"])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        finding.read(tmp_path / name, limit_bytes=100)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(100 * 1024 * 1024 * 1024)  # sparse: reading it would fill the memory
    with pytest.raises(PageTooLargeError, match="over the limit of 100"):
        finding.read(tmp_path / "huge.html", limit_bytes=100)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    folder = tmp_path / "saved"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "a b.png").write_bytes(b"picture")
    (tmp_path / "outside.png").write_bytes(b"outside")
    return Page(file=folder / "page.html", folder=folder)


@pytest.mark.parametrize("source", ["page_files/a b.png", "./page_files/a%20b.png", "page_files/a b.png?v=2"])
def test_a_picture_beside_its_page_is_found(page: Page, source: str) -> None:
    assert finding.picture_beside(page, source, limit_bytes=100) == ("a b.png", b"picture")


@pytest.mark.parametrize(
    "source",
    [
        "../outside.png",
        "page_files/../../outside.png",
        "%2e%2e/outside.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://lost.example/page_files/a.png",
        "//lost.example/a.png",
        "page_files/none.png",
        "page_files",
        "page.html",
        "http://[",
        "a\0.png",
        "",
    ],
)
def test_no_picture_is_taken_from_elsewhere(page: Page, source: str) -> None:
    page.file.write_text("<html>")
    assert finding.picture_beside(page, source, limit_bytes=100) is None


def test_a_picture_behind_a_link_out_of_the_folder_is_not_taken(page: Page) -> None:
    (page.folder / "page_files" / "link.png").symlink_to(page.folder.parent / "outside.png")
    assert finding.picture_beside(page, "page_files/link.png", limit_bytes=100) is None
