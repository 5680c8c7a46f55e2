"""A folder as a target: what is sent, in which order, and what a reader finds however a carry ends."""

import shutil
from pathlib import Path

import pytest

from serai.mirrors.carrying import Way
from serai.mirrors.errors import AlreadyCarryingError, NotInStepError, TargetUnreachableError
from serai.mirrors.folders import FolderTarget
from serai.mirrors.target import MARKER
from tests.mirrors.outlet import Outlet, dead_links, into_folder, killed_after, links

EVERY = 7  # a carry is killed before each so many-th of its steps; 1 for a sweep of all of them
_STEPS = ("os.rename", "os.remove", "sqlite3.connect")


@pytest.fixture
def outlet(folder: Path) -> Outlet:
    found = into_folder(folder)
    found.opens()
    return found


def lying(outlet: Outlet) -> dict[str, bytes]:
    """What a server would serve of the mirror: files whose names do not begin with a dot."""
    mirror = Path(outlet.named.name)
    return {
        str(path.relative_to(mirror)): path.read_bytes()
        for path in sorted(mirror.rglob("*"))
        if path.is_file() and "/." not in str(path)
    }


def test_the_first_carry_makes_the_site_byte_for_byte(outlet: Outlet) -> None:
    carried = outlet.carries()

    assert lying(outlet) == outlet.works.tree()
    assert (carried.way, carried.sent, carried.deleted) == (Way.EVERYTHING, len(outlet.works.tree()), 0)
    page = Path(outlet.named.name, "en/index.html")
    assert page.stat().st_mode & 0o777 == 0o644
    assert page.stat().st_mtime_ns == (outlet.works.site / "en/index.html").stat().st_mtime_ns


def test_a_second_carry_sends_nothing(outlet: Outlet) -> None:
    outlet.carries()
    carried = outlet.carries()

    assert (carried.way, carried.sent, carried.deleted) == (Way.NOTHING, 0, 0)


def test_after_a_publish_exactly_the_touched_files_are_sent(outlet: Outlet) -> None:
    outlet.carries()
    report = outlet.bakes(outlet.story(4))
    carried = outlet.carries()

    assert sorted(outlet.sent()) == list(report.written)
    assert (carried.sent, carried.deleted) == (len(report.written), len(report.deleted))
    assert lying(outlet) == outlet.works.tree()


def test_new_files_come_first_fronts_last_deletions_at_the_end(outlet: Outlet) -> None:
    outlet.carries()
    before = set(lying(outlet))
    outlet.bakes(outlet.story(4), outlet.story(3, headline="What was said on day 3"))
    outlet.withdraws(1)
    outlet.carries()

    verbs = [verb for verb, _ in outlet.asked]
    assert verbs == sorted(verbs, key=["send", "delete"].index)
    new = [path not in before for path in outlet.sent() if not path.endswith((".br", ".gz"))]
    assert new == sorted(new, reverse=True)
    pages = [path for path in outlet.sent() if path in before and path.endswith(".html")]
    assert pages.index("en/index.html") > pages.index("en/2026/10/31/story-3/index.html")
    assert lying(outlet) == outlet.works.tree()


def test_variants_are_in_place_before_their_file(outlet: Outlet) -> None:
    outlet.carries()

    sent = outlet.sent()
    beside = [path for path in sent if path.endswith((".br", ".gz"))]
    assert beside
    assert [path for path in beside if sent.index(path) > sent.index(path[:-3])] == []


def test_a_variant_that_is_no_more_goes(outlet: Outlet) -> None:
    outlet.carries()
    mirror = Path(outlet.named.name)
    picture = next(path for path in outlet.works.tree() if path.endswith(".avif"))
    (mirror / f"{picture}.br").write_bytes(b"an older state")
    outlet.carries(check=True)

    assert lying(outlet) == outlet.works.tree()


def test_check_mends_what_somebody_changed_and_leaves_strangers(outlet: Outlet) -> None:
    outlet.carries()
    mirror = Path(outlet.named.name)
    whole = lying(outlet)
    (mirror / "en/index.html").write_bytes(b"x" * len(whole["en/index.html"]))
    (mirror / "robots.txt").unlink()
    (mirror / "stranger.txt").write_bytes(b"mine")
    (mirror / "\udcff.txt").write_bytes(b"a name that is not text")
    (mirror / ".well-known").mkdir()
    (mirror / ".well-known/mine").write_bytes(b"mine")

    assert outlet.carries().way is Way.NOTHING
    carried = outlet.carries(check=True)

    assert sorted(outlet.sent()) == ["en/index.html", "robots.txt"]
    assert (carried.deleted, (mirror / "stranger.txt").exists()) == (0, True)
    carried = outlet.carries(check=True, strangers=True)
    assert (carried.sent, outlet.asked) == (0, [("delete", "stranger.txt")])
    (mirror / "\udcff.txt").unlink()
    assert lying(outlet) == whole
    assert (mirror / ".well-known/mine").read_bytes() == b"mine"


def test_a_dry_run_says_what_the_carry_then_does_and_writes_nothing(outlet: Outlet) -> None:
    outlet.carries(really=False)
    assert not Path(outlet.named.name).exists()
    outlet.carries()
    before = lying(outlet)
    outlet.bakes(outlet.story(4))
    outlet.withdraws(1)
    said = outlet.carries(really=False)
    planned = list(outlet.asked)
    assert lying(outlet) == before

    carried = outlet.carries()
    assert (outlet.asked, said.sent, said.size) == (planned, carried.sent, carried.size)


@pytest.mark.parametrize("gone", ["the target's files", "the state", "the ledger"])
def test_what_is_remembered_is_not_trusted_where_something_was_lost(outlet: Outlet, gone: str) -> None:
    outlet.carries()
    if gone == "the target's files":
        shutil.rmtree(outlet.named.name)
    elif gone == "the state":
        shutil.rmtree(outlet.state.parent)
    else:
        shutil.rmtree(outlet.works.site)
        for file in outlet.folder.glob("press.sqlite3*"):
            file.unlink()
        outlet.opens()

    assert outlet.carries().way is Way.EVERYTHING
    assert lying(outlet) == outlet.works.tree()
    assert outlet.carries().way is Way.NOTHING


def test_a_marker_of_another_newsroom_is_noticed(outlet: Outlet) -> None:
    outlet.carries()
    Path(outlet.named.name, MARKER).write_text('{"version": 1, "ledger": "another", "bake": 7}')

    assert outlet.carries().way is Way.EVERYTHING


def test_a_file_that_is_not_what_the_ledger_says_is_not_sent(outlet: Outlet) -> None:
    outlet.carries()
    outlet.bakes(outlet.story(4))
    before = lying(outlet)["en/index.html"]
    (outlet.works.site / "en/index.html").write_bytes(b"<p>somebody else's words")

    with pytest.raises(NotInStepError, match=r"en/index.html in the site is not what the ledger says"):
        outlet.carries()
    assert lying(outlet)["en/index.html"] == before
    outlet.press.bake_cold()
    outlet.carries()
    assert lying(outlet) == outlet.works.tree()


def test_a_poisoned_variant_is_not_sent(outlet: Outlet) -> None:
    (outlet.works.site / "en/index.html.br").write_bytes(
        (outlet.works.site / "ru/index.html.br").read_bytes()
    )

    with pytest.raises(NotInStepError):
        outlet.carries()
    assert "en/index.html.br" not in lying(outlet)


def test_bakes_that_go_on_meanwhile_are_carried_too(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of the carry finds that a bake has been; it ends at the newest state."""
    outlet.carries()
    outlet.bakes(outlet.story(4))
    old = lying(outlet)
    send = FolderTarget.send
    numbers = iter(range(5, 9))

    def bake_and_send(self: FolderTarget, *arguments: object, **named: object) -> object:
        if number := next(numbers, None):
            outlet.bakes(outlet.story(number))
            outlet.withdraws(number - 4)
        there = lying(outlet)
        assert dead_links(there, old.keys() & outlet.works.tree().keys()) == []
        return send(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderTarget, "send", bake_and_send)
    outlet.carries()

    assert lying(outlet) == outlet.works.tree()
    monkeypatch.undo()
    assert outlet.carries().way is Way.NOTHING


def test_however_a_carry_ends_every_page_leads_to_pages_that_are_there(folder: Path) -> None:
    """Killed before each of many renames and deletions, after a publish, a new section and a withdrawal."""
    outlet = into_folder(folder)
    outlet.opens()
    outlet.carries()
    outlet.bakes(outlet.story(4), outlet.new_section(), outlet.story(5, section="sport"))
    outlet.withdraws(1)
    old = lying(outlet)
    kept = folder / "kept"
    shutil.copytree(folder / "mirror", kept / "mirror")
    shutil.copytree(folder / "carried", kept / "carried")
    new = outlet.works.tree()
    steps, ended, fronts = 0, False, set()
    while not ended:
        for name in ("mirror", "carried"):
            shutil.rmtree(folder / name)
            shutil.copytree(kept / name, folder / name)
        ended = killed_after(steps, _STEPS, outlet.carries)
        tree = lying(outlet)
        assert dead_links(tree, old.keys() & new.keys()) == [], steps
        assert {path: data for path, data in tree.items() if data not in (old.get(path), new.get(path))} == {}
        fronts.add(tree["en/index.html"] == new["en/index.html"])
        outlet.carries()
        assert lying(outlet) == new, steps
        steps += EVERY
    assert fronts == {True, False}


def test_a_first_carry_ends_with_the_editions_fronts(folder: Path) -> None:
    outlet = into_folder(folder)
    outlet.opens()
    steps, ended = 0, False
    while not ended:
        shutil.rmtree(folder / "mirror", ignore_errors=True)
        shutil.rmtree(folder / "carried", ignore_errors=True)
        ended = killed_after(steps, _STEPS, outlet.carries)
        tree = lying(outlet) if (folder / "mirror").exists() else {}
        fronts = [page for page in ("en/index.html", "ru/index.html") if page in tree]
        dead = {path for front in fronts for path in links(tree, front) if path not in tree}
        assert dead <= {"en/index.html", "ru/index.html"}
        outlet.carries()
        assert lying(outlet) == outlet.works.tree()
        steps += EVERY * 8


def test_a_killed_first_carry_sends_again_only_what_was_not_remembered(outlet: Outlet) -> None:
    assert not killed_after(120, ("os.rename",), outlet.carries)
    done = len(lying(outlet))
    carried = outlet.carries()

    assert carried.way is Way.ON
    assert carried.sent <= len(outlet.works.tree()) - done + 1
    assert lying(outlet) == outlet.works.tree()


def test_two_carries_to_one_target_are_refused(outlet: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    send = FolderTarget.send

    def send_and_try(self: FolderTarget, *arguments: object, **named: object) -> object:
        with pytest.raises(AlreadyCarryingError, match="Another process carries to"):
            into_folder(outlet.folder).carries()
        return send(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderTarget, "send", send_and_try)
    outlet.carries()


def test_a_folder_that_cannot_be_written_to_is_told_and_tried_again(outlet: Outlet) -> None:
    mirror = Path(outlet.named.name)
    mirror.write_text("a file stands where the folder should")

    with pytest.raises(TargetUnreachableError, match="could not be carried to"):
        outlet.carries()
    mirror.unlink()
    outlet.carries()
    assert lying(outlet) == outlet.works.tree()


def test_nothing_is_carried_of_an_empty_ledger(folder: Path) -> None:
    outlet = into_folder(folder)
    outlet.bakes()

    assert outlet.carries().deleted == 0
    assert lying(outlet) == outlet.works.tree()
