"""A bucket as a target: a real S3 server."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from serai.core.buckets import BucketError
from serai.mirrors import buckets, headers, targets
from serai.mirrors.carrying import Way
from serai.mirrors.errors import NotInStepError, TargetUnreachableError
from serai.mirrors.target import MARKER
from tests.mirrors.outlet import Outlet, dead_links
from tests.object_storage import Bucket

ROOT = Path(__file__).parents[2]
KILLS = 2  # moments at which a carry is killed


@pytest.fixture
def outlet(folder: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    """An outlet whose target is a folder in a bucket that somebody else uses too."""
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    bucket.store.put("elsewhere/index.html", b"another's")
    found = Outlet(folder, targets.read(f"{bucket.url}/the/site/"))
    found.opens()
    return found


def lying(bucket: Bucket) -> dict[str, bytes]:
    """What lies at the target, but for the marker."""
    objects = bucket.objects()
    assert objects.pop("elsewhere/index.html") == b"another's"
    objects.pop(f"the/site/{MARKER}", None)
    return {key.removeprefix("the/site/"): data for key, data in objects.items()}


def files(outlet: Outlet) -> dict[str, bytes]:
    """The site's files without their variants, which storage gets none of."""
    return {path: data for path, data in outlet.works.tree().items() if not path.endswith((".br", ".gz"))}


def test_the_first_carry_makes_the_site_with_types_and_times(outlet: Outlet, bucket: Bucket) -> None:
    carried = outlet.carries()

    assert lying(bucket) == files(outlet)
    assert (carried.way, carried.sent) == (Way.EVERYTHING, len(files(outlet)))
    (picture,) = [path for path in files(outlet) if path.endswith(".avif")][:1]
    for path in ("en/index.html", "en/feed.xml", "404.html", "robots.txt", picture):
        assert bucket.store.get(f"the/site/{path}").attributes == headers.of(path)
    assert outlet.carries().way is Way.NOTHING


def test_after_a_publish_the_touched_objects_are_sent_fronts_last(outlet: Outlet, bucket: Bucket) -> None:
    outlet.carries()
    before = lying(bucket).keys()
    outlet.bakes(outlet.story(4))
    outlet.withdraws(1)
    outlet.carries(really=False)
    planned = list(outlet.asked)
    assert lying(bucket).keys() == before
    carried = outlet.carries()

    assert (outlet.asked, carried.sent) == (planned, len(outlet.sent()))
    assert lying(bucket) == files(outlet)
    new = [path not in before for path in outlet.sent()]
    assert new == sorted(new, reverse=True)
    assert carried.sent < len(files(outlet))


def test_check_mends_by_tags_and_leaves_strangers(outlet: Outlet, bucket: Bucket) -> None:
    outlet.carries()
    store = bucket.store
    store.put("the/site/en/index.html", b"x" * len(files(outlet)["en/index.html"]))
    store.delete("the/site/robots.txt")
    for name in ("the/site/-rf *", "the/site/чужое/%41.txt", "the/site/.well-known/mine"):
        store.put(name, b"mine")

    outlet.carries(check=True)
    assert sorted(outlet.sent()) == ["en/index.html", "robots.txt"]
    outlet.carries(check=True, strangers=True)
    assert outlet.asked == [("delete", "-rf *"), ("delete", "чужое/%41.txt")]
    assert lying(bucket) == {**files(outlet), ".well-known/mine": b"mine"}


def test_a_bucket_that_was_emptied_is_noticed(outlet: Outlet, bucket: Bucket) -> None:
    outlet.carries()
    store = bucket.store
    store.delete([key for key in bucket.objects() if key.startswith("the/site/")])

    assert outlet.carries().way is Way.EVERYTHING
    assert lying(bucket) == files(outlet)


def test_a_file_that_is_not_what_the_ledger_says_is_not_sent(outlet: Outlet, bucket: Bucket) -> None:
    (outlet.works.site / "en/index.html").write_bytes(b"somebody else's words")

    with pytest.raises(NotInStepError):
        outlet.carries()
    assert "en/index.html" not in lying(bucket)


def test_a_killed_carry_leaves_no_page_that_leads_nowhere(outlet: Outlet, bucket: Bucket) -> None:
    outlet.carries()
    old = files(outlet)
    for number in range(4, 4 + KILLS):
        outlet.bakes(outlet.story(number))
        outlet.withdraws(number - 3)
        killed_while_sending(outlet, puts=7 * (number - 3))
        tree = lying(bucket)
        assert dead_links(tree, old.keys() & files(outlet).keys()) == []
    outlet.carries()
    assert lying(bucket) == files(outlet)


# obstore's threads do not survive a fork: the carry that is killed is a program of its own.
_KILLED = """
import os, signal, sys
from pathlib import Path
from serai.mirrors import targets
from serai.mirrors.buckets import BucketTarget
from tests.mirrors.outlet import Outlet
put, left = BucketTarget._put, int(sys.argv[3])
def count(self, *arguments):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return put(self, *arguments)
BucketTarget._put = count
Outlet(Path(sys.argv[1]), targets.read(sys.argv[2])).carries()
"""


def killed_while_sending(outlet: Outlet, puts: int) -> None:
    """Carry in a process that is killed at its so-many-th put."""
    arguments = [str(outlet.folder), outlet.named.name, str(puts)]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], cwd=ROOT, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL


def test_keys_that_are_wrong_are_told_and_not_shown(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-that-nobody-may-read")

    with pytest.raises(TargetUnreachableError, match=r"s3://bucket\d+/the/site failed at reading") as refused:
        outlet.carries()
    assert "nobody-may-read" not in str(refused.value)


def test_a_server_that_is_away_is_told(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai.core.buckets._TRIES", 0)
    outlet.endpoint = "http://127.0.0.1:9"

    with pytest.raises(TargetUnreachableError, match="failed at reading"):
        outlet.carries()


def test_without_obstore_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "obstore.exceptions", None)

    with pytest.raises(BucketError, match="make s3"):
        buckets.BucketTarget("s3://mirror", "")
