"""Carrying for a newsroom: what the ledger says, who is carried to, and what if a target is away."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from serai.core.errors import SettingError
from serai.mirrors.carrier import Wish
from serai.mirrors.carrying import Way
from serai.mirrors.errors import NotInStepError
from serai.mirrors.targets import Named
from serai.newsroom import carrier
from serai.newsroom.carrying import LedgerManifest, carry_to, targets_of
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.table import TABLE
from serai.press.changes import Put
from serai.press.ledger import Ledger, LedgerError
from tests.newsrooms import wait_until
from tests.press import casting
from tests.press.sites import Works


@pytest.fixture
def newsroom(works: Works) -> Newsroom:
    """A newsroom with two targets, the first of which is away."""
    values = {row.name: row.default for row in TABLE}
    values["carry_targets"] = f"away/mirror {works.folder}/mirror"
    return Newsroom(folder=works.folder, values=values)


def _bakes(works: Works, number: int) -> None:
    works.press().bake([Put(casting.story(number))])


def _carry(newsroom: Newsroom, named: Named) -> Way:
    return carry_to(newsroom, named, Wish(), tell=lambda done, total: None, name=lambda verb, path: None).way


def test_folders_are_seen_from_the_newsroom_s_own(newsroom: Newsroom) -> None:
    away, mirror = targets_of(newsroom)

    assert away == Named("folder", str(newsroom.folder / "away/mirror"))
    assert mirror == Named("folder", str(newsroom.folder / "mirror"))


def test_what_the_ledger_says_after_a_bake_is_what_that_bake_changed(works: Works) -> None:
    manifest = LedgerManifest(works.ledger)
    with manifest.snapshot() as before:
        known = {file.path: file for file in before.changed(0)}
        number = before.bake
    report = works.press().bake([Put(casting.story(2))])
    with manifest.snapshot() as now:
        changed = {file.path for file in now.changed(number)}
        paths = [path for file in now.changed(number) for path in (file.path, *_beside(file))]
        assert (now.ledger, now.bake) == (before.ledger, number + 1)
        assert now.file("en/index.html") != known["en/index.html"]
        assert now.file("nowhere.html") is None
    assert sorted(paths) == list(report.written)
    assert "en/index.html" in changed


def _beside(file: object) -> Iterator[str]:
    return (file.path + ending for ending in file.variants)  # type: ignore[attr-defined]


def test_a_bake_that_is_not_in_place_is_waited_for(works: Works) -> None:
    ledger = Ledger.open(works.ledger)
    ledger.add_to_journal(0, "en/index.html", "1", "")
    ledger.close()

    with pytest.raises(NotInStepError, match="serai press"), LedgerManifest(works.ledger, 0.0).snapshot():
        pass
    later = threading.Timer(0.3, works.press().resume)
    later.start()
    with LedgerManifest(works.ledger).snapshot() as now:
        assert now.bake == 1
    later.join()


def test_without_a_ledger_there_is_nothing_to_carry(tmp_path: Path) -> None:
    with pytest.raises(LedgerError), LedgerManifest(tmp_path / "press.sqlite3").snapshot():
        pass


def test_another_ledger_has_another_id(works: Works, tmp_path: Path) -> None:
    other = Works(tmp_path / "other")
    other.press().bake([Put(casting.edition())])
    with LedgerManifest(works.ledger).snapshot() as one, LedgerManifest(other.ledger).snapshot() as two:
        assert one.ledger
        assert one.ledger != two.ledger


def test_the_carrier_carries_each_bake_though_one_target_is_away(
    works: Works, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "FIRST_DELAY", 0.05)
    monkeypatch.setattr(carrier, "SETTLE", 0.0)
    stop = threading.Event()
    thread = threading.Thread(target=carrier.run, args=(newsroom, stop))
    thread.start()
    try:
        front = works.folder / "mirror/en/index.html"
        for number in (2, 3):
            _bakes(works, number)
            wait_until(lambda: _same(front, works.site / "en/index.html"), "the front at the mirror")
        (works.folder / "away").mkdir()
        wait_until(
            lambda: _same(works.folder / "away/mirror/en/index.html", front), "the front at the other mirror"
        )
    finally:
        stop.set()
        thread.join()
    for named in targets_of(newsroom):
        for left in [thread for thread in threading.enumerate() if thread.name == named.name]:
            left.join()
        assert _carry(newsroom, named) is Way.NOTHING


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def test_a_target_that_is_none_is_refused_with_the_setting_s_name(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").write_text('carry_targets = "/mnt/mirror rsync://user:opensesame@host/m"\n')

    with pytest.raises(SettingError, match="carry_targets must be folders"):
        open_newsroom(tmp_path, {})


def test_a_newsroom_without_targets_has_none(newsroom: Newsroom) -> None:
    values = {**newsroom.values, "carry_targets": ""}
    assert targets_of(replace(newsroom, values=values)) == ()
