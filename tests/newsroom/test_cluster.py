"""Machines of a Dask cluster bake the bytes that one machine bakes, and one that dies loses nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from bench import archive

from serai.newsroom.cluster import cluster
from serai.newsroom.errors import ClusterError
from serai.press import docket, elsewhere
from serai.press.changes import Change, Put
from serai.press.errors import ShareError
from serai.press.plates import StoryPlate, TopicPlate
from serai.press.shares import Share
from serai.press.theme.environment import Theme
from tests.newsroom.dask import Cluster, clusters
from tests.newsrooms import free_port
from tests.object_storage import Bucket
from tests.press import casting
from tests.press.sites import Works, differing

STORIES, TOPICS = 30, 60  # and some hundred other pages
WORKERS = 4


@pytest.fixture(autouse=True)
def _small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there are some for everybody."""
    monkeypatch.setattr(docket, "JOB_PAGES", 40)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, object_storage: str) -> Iterator[Cluster]:
    """Four workers who know the way to the object storage."""
    environment = Bucket("any", object_storage).environment
    with clusters(tmp_path_factory.mktemp("dask") / "cluster", WORKERS, environment) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A newsroom's own, with a template for one section."""
    folder = tmp_path_factory.mktemp("theme")
    template = folder / "templates" / "sections" / "section-1" / "story.html"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "story.html" %}{% block title %}Ours{% endblock %}')
    return Theme(override=folder)


def changes(pool: Path) -> Sequence[Change]:
    """An archive, one of whose stories has a photo."""
    stories = list(archive.stories(STORIES))
    first = stories[0].plate
    assert isinstance(first, StoryPlate)
    pictured = msgspec.structs.replace(first, lead_photo=casting.photo(pool))
    things = [
        thing
        for number, thing in enumerate(archive.things())
        if not isinstance(thing.plate, TopicPlate) or number % archive.TOPICS < TOPICS
    ]
    return [*things, Put(pictured), *stories[1:], *archive.threads(STORIES)]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Works:
    """What one machine bakes."""
    works = Works(tmp_path_factory.mktemp("here"))
    press = works.press(theme=theme)
    press.take(changes(works.pool))
    press.bake_cold()
    return works


def taken(folder: Path, here: Works, theme: Theme) -> Works:
    """The same newsroom, before its first bake."""
    works = Works(folder)
    works.pool = here.pool
    works.press(theme=theme).take(changes(works.pool))
    return works


def test_four_workers_with_a_shared_folder_bake_the_same_bytes_and_leave_nothing_there(
    running: Cluster, here: Works, theme: Theme, tmp_path: Path
) -> None:
    works = taken(tmp_path / "works", here, theme)
    (tmp_path / "share").mkdir()

    with cluster(running.address, str(tmp_path / "share")) as (executor, at_once):
        report = works.press(theme=theme).bake_cold(executor=executor, at_once=at_once)

    assert differing(works, here) == []
    assert report.files_written == len(here.tree())
    assert [path for path in (tmp_path / "share").rglob("*") if path.is_file()] == []


def test_a_bucket_is_a_share_too_and_what_was_amiss_in_the_site_is_mended(
    running: Cluster,
    here: Works,
    theme: Theme,
    tmp_path: Path,
    bucket: Bucket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    works = taken(tmp_path / "works", here, theme)
    works.press(theme=theme).bake_cold()
    (works.site / "en" / "index.html").write_bytes(b"defaced")
    (works.site / "ru" / "feed.xml.gz").unlink()

    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    with cluster(running.address, bucket.url) as (executor, at_once):
        report = works.press(theme=theme).bake_cold(executor=executor, at_once=at_once)

    assert report.written == ("en/index.html", "ru/feed.xml.gz")
    assert differing(works, here) == []
    assert bucket.objects() == {}


def test_a_worker_killed_midway_loses_nothing(
    running: Cluster, here: Works, theme: Theme, tmp_path: Path
) -> None:
    works = taken(tmp_path / "works", here, theme)
    (tmp_path / "share").mkdir()
    killed: list[int] = []

    def tell(done: int, total: int) -> None:
        if not killed and 0 < done < total:
            running.kill_one()
            killed.append(done)

    try:
        with cluster(running.address, str(tmp_path / "share")) as (executor, at_once):
            works.press(theme=theme).bake_cold(tell, executor=executor, at_once=at_once)
    finally:
        running.work(1)

    assert len(killed) == 1
    assert differing(works, here) == []


def test_what_a_worker_left_is_refused_when_somebody_has_changed_it(
    running: Cluster, here: Works, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = taken(tmp_path / "works", here, theme)
    (tmp_path / "share").mkdir()
    read = Share.get
    monkeypatch.setattr(Share, "get", lambda share, name: read(share, name) + b"!")

    with (
        cluster(running.address, str(tmp_path / "share")) as (executor, at_once),
        pytest.raises(ShareError, match="is not what a machine left there"),
    ):
        works.press(theme=theme).bake_cold(executor=executor, at_once=at_once)
    assert [path for path in works.tree() if not path.startswith(".staging/")] == []


def test_another_serai_on_the_machines_is_refused(
    running: Cluster, here: Works, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = taken(tmp_path / "works", here, theme)
    (tmp_path / "share").mkdir()
    monkeypatch.setattr(elsewhere, "code", lambda: "other code")

    with (
        cluster(running.address, str(tmp_path / "share")) as (executor, at_once),
        pytest.raises(ShareError, match="has another Serai than the newsroom"),
    ):
        works.press(theme=theme).bake_cold(executor=executor, at_once=at_once)


def test_a_share_that_is_not_there_is_refused(running: Cluster, tmp_path: Path) -> None:
    with (
        pytest.raises(ShareError, match="no folder that this machine sees"),
        cluster(running.address, str(tmp_path / "nowhere")),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai.newsroom.cluster.PATIENCE", 1.0)

    with (
        pytest.raises(ClusterError, match="No Dask scheduler answers"),
        cluster(f"tcp://127.0.0.1:{free_port()}", str(tmp_path)),
    ):
        pass


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://", "inproc://a:1", "tcp://a b:8786"])
def test_an_address_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="is no scheduler's address"), cluster(address, str(tmp_path)):
        pass
