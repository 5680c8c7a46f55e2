"""A bake by other machines ends, with what went wrong, where the share fails; any theme can travel."""

import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from serai.press import elsewhere, jobs, sharing
from serai.press.changes import Put
from serai.press.errors import ShareError
from serai.press.jobs import Job, Setup
from serai.press.pages import Page
from serai.press.shares import Share
from serai.press.surroundings import Settings
from serai.press.theme.environment import Theme
from tests.press import casting
from tests.press.sites import Works

_SECONDS = 20  # before what should end at once is said to hang


class Nobody(Executor):
    """Machines that give up whatever they are asked."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        given_up: Future[Any] = Future()
        given_up.set_exception(ShareError("Nobody was there."))
        return given_up


def setup(desk: Works, theme: Theme) -> Setup:
    return Setup(
        ledger=str(desk.ledger),
        state="1",
        settings=Settings("The Bridge", "https://bridge.example", 2, 2, theme.style, theme.icon),
        theme=theme,
        fingerprint="",
        pool=str(desk.pool),
        site=str(desk.site),
        out=str(desk.folder / "out"),
        tree=True,
        bare=True,
        check_disk=False,
        check_variants=False,
    )


@pytest.fixture
def share(desk: Works) -> Share:
    (desk.folder / "share").mkdir()
    return Share(str(desk.folder / "share"))


def test_a_share_that_fails_at_the_first_job_does_not_keep_the_bake_from_ending(
    desk: Works, share: Share
) -> None:
    desk.press().bake([Put(casting.edition())])
    packed = jobs.pack(setup(desk, Theme()))
    shutil.rmtree(desk.folder / "share")
    (desk.folder / "share").write_bytes(b"a file now")
    shared = sharing.Shared(Nobody(), share)
    with pytest.raises(ShareError):
        shared.submit(jobs.bake_job, Job(1, packed, (Page("en", "front"),)))
    ending = threading.Thread(target=shared.shutdown, daemon=True)
    ending.start()
    ending.join(_SECONDS)
    assert not ending.is_alive()


def test_a_theme_with_files_from_1970_travels(desk: Works, share: Share) -> None:
    own = desk.folder / "theme" / "assets"
    own.mkdir(parents=True)
    (own / "own.css").write_text("p{}", encoding="ascii")
    os.utime(own / "own.css", (0, 0))
    desk.press().bake([Put(casting.edition())])
    packed = jobs.pack(setup(desk, Theme(override=own.parent)))
    shared = sharing.Shared(Nobody(), share)
    done = shared.submit(jobs.bake_job, Job(1, packed, (Page("en", "front"),)))
    kept = {Path(name).name for name in share.names("serai-bakes")}
    assert isinstance(done.exception(_SECONDS), ShareError)
    shared.shutdown()
    assert kept >= {elsewhere.LEDGER, elsewhere.THEME}
    assert list(share.names("serai-bakes")) == []
