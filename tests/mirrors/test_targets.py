"""Targets' names: what is one, and what no name may become."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.mirrors import targets
from serai.mirrors.errors import TargetError
from serai.mirrors.targets import Means, Named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("/mnt/mirror/", Named("folder", "/mnt/mirror")),
        ("a mirror", Named("folder", "/here/a mirror")),
        ("mirror.example:/srv/site", Named("rsync", "mirror.example:/srv/site")),
        ("a-user@[2001:db8::1]:site/", Named("rsync", "a-user@[2001:db8::1]:site")),
        ("rsync://mirror.example:8873/courier/", Named("rsync", "rsync://mirror.example:8873/courier")),
        ("s3://courier-mirror/the/site/", Named("s3", "s3://courier-mirror/the/site")),
    ],
)
def test_what_is_named(text: str, named: Named) -> None:
    assert targets.read(text, Path("/here")) == named


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-oProxyCommand=touch /tmp/x",
        "--rsh=sh",
        "-oProxyCommand=x:/srv",
        "user@-oProxyCommand=x:/srv",
        "host:-rf",
        "host:~/site",
        "host::module",
        "ho st:/srv",
        "host;reboot:/srv",
        "$(reboot):/srv",
        "host:/srv/../etc",
        "../../etc",
        "/srv/a\nb",
        "/srv/a\0b",
        "rsync://-x/module",
        "rsync://user:password@host/module",
        "rsync://host/../etc",
        "rsync://host:873",
        "s3://key:secret@bucket/x",
        "s3://Bucket",
        "s3://bucket/../other",
        "s3://bucket/x?versionId=1",
        "https://example.org/site",
        "file:///srv",
        "x" * 2000,
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(TargetError, match="cannot be carried to"):
        targets.read(text)


def test_a_password_in_a_name_is_not_repeated() -> None:
    with pytest.raises(TargetError) as refused:
        targets.read("rsync://user:opensesame@host/module")
    assert "opensesame" not in str(refused.value)


@given(st.text(max_size=60))
def test_no_name_begins_with_a_hyphen_climbs_or_holds_what_cannot_be_printed(text: str) -> None:
    try:
        found = targets.read(text, Path("/here"))
    except TargetError:
        return
    host, _, path = found.name.rpartition(":")
    assert not found.name.startswith("-")
    assert not path.startswith("-")
    assert not host.rpartition("@")[2].startswith("-")
    assert ".." not in found.name.split("/")
    assert found.name.isprintable()


@pytest.mark.parametrize("place", ["site", "site/en", "."])
def test_the_site_itself_is_no_target(folder: Path, place: str) -> None:
    (folder / "site/en").mkdir(parents=True)
    means = Means(endpoint="", ssh_config=None, scratch=folder / "scratch")

    with pytest.raises(TargetError, match="the newsroom's own site"):
        targets.open_target(targets.read(place, folder), site=folder / "site", means=means)


def test_each_target_is_remembered_in_a_file_of_its_own(folder: Path) -> None:
    names = ["/mnt/a", "/mnt/b", "s3://bucket-a", "s3://bucket-a/x"]
    files = {targets.state_file(folder, targets.read(name), "") for name in names}
    files.add(targets.state_file(folder, targets.read("s3://bucket-a"), "http://127.0.0.1:9"))

    assert len(files) == 5
