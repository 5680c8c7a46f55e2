"""A share keeps things whole under their names, in a folder or a bucket, and says what went wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from serai.core.buckets import BucketError
from serai.press.errors import ShareError
from serai.press.shares import Share
from tests.object_storage import Bucket

Opened = Callable[[], Share]


@pytest.fixture(params=["folder", "bucket"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    if request.param == "folder":
        (tmp_path / "share").mkdir()
        return lambda: Share(str(tmp_path / "share"))
    bucket: Bucket = request.getfixturevalue("bucket")
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    return lambda: Share(f"{bucket.url}/bakes")


def test_what_one_machine_puts_another_gets(opened: Opened) -> None:
    opened().put("packs/1", b"pages")

    assert opened().get("packs/1") == b"pages"


def test_a_file_goes_through_whole(opened: Opened, tmp_path: Path) -> None:
    data = bytes(range(256)) * 50_000  # more than one piece
    (tmp_path / "ledger").write_bytes(data)

    opened().put("ledger", tmp_path / "ledger")
    opened().fetch("ledger", tmp_path / "fetched")

    assert (tmp_path / "fetched").read_bytes() == data
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["fetched", "ledger"]


def test_names_below_a_folder_are_told_and_deleted(opened: Opened) -> None:
    share = opened()
    for name in ("packs/1", "packs/2", "others/1"):
        share.put(name, b"-")

    assert sorted(share.names("packs")) == ["packs/1", "packs/2"]

    share.delete("packs/1", "packs/2", "packs/3")

    assert (list(share.names("packs")), list(share.names("others"))) == ([], ["others/1"])


def test_nothing_is_below_a_folder_that_is_not_there(opened: Opened) -> None:
    assert list(opened().names("packs")) == []


def test_what_is_not_there_is_refused_by_name(opened: Opened, tmp_path: Path) -> None:
    share = opened()

    with pytest.raises(ShareError, match=r"failed at reading packs/7"):
        share.get("packs/7")
    with pytest.raises(ShareError, match=r"failed at reading packs/7"):
        share.fetch("packs/7", tmp_path / "seven")
    assert not (tmp_path / "seven").exists()


@pytest.mark.parametrize("name", ["../outside", "a/../../outside"])
def test_a_name_that_climbs_out_is_refused(opened: Opened, name: str) -> None:
    with pytest.raises(ShareError):
        opened().put(name, b"-")


@pytest.mark.parametrize("spelled", ["", "relative/folder", "/nowhere/at/all", "file:///etc"])
def test_a_folder_that_is_none_is_refused(spelled: str) -> None:
    with pytest.raises(ShareError, match="no folder that this machine sees"):
        Share(spelled)


@pytest.mark.parametrize(
    "spelled", ["s3://", "s3:///prefix", "s3://B/x", "s3://bucket/../other", "s3://key:secret@bucket/x"]
)
def test_a_bucket_that_is_none_is_refused(spelled: str) -> None:
    with pytest.raises(BucketError, match="names no bucket") as refusal:
        Share(spelled)
    assert "secret" not in str(refusal.value)
