"""No reader's address is on the disk, and no reader's words where they do not belong: a whole newsroom runs,
and every file of it is searched."""

import json
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest

from tests.newsroom.readers import Reader
from tests.newsroom.test_discussion import kept, published
from tests.newsrooms import MadeNewsroom, Running, wait_until

READER = "127.77.33.11"  # where nobody else on this machine is
FORGED = "203.0.113.77"
WAITING, PUBLIC = "Xylophonic pelicans confer.", "Quixotic walruses abound."
LONG, ERASED = "Umbrageous okapi hesitate. " * 200, "Vexed narwhals repent."
OF_THE_INBOX = ("data/inbox.sqlite3",)
OF_THE_DISCUSSION = ("data/discussion.sqlite3",)
OF_THE_SITE = ("site/", "data/press.sqlite3")
APPROVE = f"""
from serai.discussion import actions
from serai.discussion.models import Comment
actions.approve(comment=Comment.objects.get(text={PUBLIC!r}), by="moderator")
"""


def _holding(folder: Path, words: str) -> set[str]:
    """The files below `folder` that hold these words, relative to it."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    return {str(file.relative_to(folder)) for file in files if words.encode() in _bytes(file)}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""  # a database's log or a staged file, gone since it was listed


def _strangers(found: Iterable[str], *allowed: str) -> list[str]:
    return sorted(file for file in found if not file.startswith(tuple(allowed)))


def _readers_act(running: Running, story: str) -> str:
    """Everything that a reader can do, from one address; the private link of what is to be erased."""
    reader = Reader(running.site_url, READER)
    reader.comments(story, PUBLIC)
    reader.comments(story, WAITING)
    reader.rates(story, "yes")
    with httpx.Client(transport=httpx.HTTPTransport(local_address=READER), timeout=20) as browser:
        url, origin = running.site_url, {"Origin": running.site_url}
        forged = {**origin, "X-Forwarded-For": FORGED, "Forwarded": f"for={FORGED}"}
        long = {"story": story, "name": "Dana", "text": LONG}
        assert browser.post(f"{url}/gate/comment", data=long, headers=forged).status_code == 422
        broken = browser.post(f"{url}/gate/comment", content=b"text=%FF" + WAITING.encode(), headers=origin)
        assert broken.status_code >= 400
        foreign = {"Origin": "https://elsewhere.example"}
        assert browser.post(f"{url}/gate/comment", data=long, headers=foreign).status_code >= 400
        assert browser.get(f"{url}/gate/receipt/{'a' * 43}/").status_code == 404
        for path in (story, "/nothing/", f"/gate/comment?story={story}", "/gate/token"):
            browser.get(url + path)
    return reader.comments(story, ERASED)


@pytest.mark.slow
def test_no_address_is_written_and_words_stay_where_they_belong(newsroom: MadeNewsroom) -> None:
    with newsroom.running() as running:
        [story] = published(newsroom)
        running.page_is_there(story)
        link = _readers_act(running, story)
        wait_until(lambda: len(kept(newsroom)) == 3, "three comments in the discussion")
        newsroom.at_desk(APPROVE)
        wait_until(lambda: PUBLIC in httpx.get(running.site_url + story).text, "the comment on the page")
        key = httpx.get(running.site_url + story + "thread.json").json()["comments"][0]["key"]
        Reader(running.site_url, READER).reports(story, key)
        reported = [1, 0, 0]
        wait_until(lambda: [row[0] for row in kept(newsroom, "open_reports")] == reported, "the report")
        for moment in ("running", "stopped"):
            if moment == "stopped":
                assert running.stop() == 0
            assert _holding(newsroom.folder, READER) == set(), moment
            assert _holding(newsroom.folder, FORGED) == set(), moment
            assert _holding(newsroom.folder, LONG[:26]) == set(), moment
            waiting = _holding(newsroom.folder, WAITING)
            assert _strangers(waiting, *OF_THE_INBOX, *OF_THE_DISCUSSION) == [], moment
            public = _holding(newsroom.folder, PUBLIC)
            assert _strangers(public, *OF_THE_INBOX, *OF_THE_DISCUSSION, *OF_THE_SITE) == [], moment
    assert _strangers(_holding(newsroom.folder, ERASED), *OF_THE_INBOX) != []  # it is in the discussion
    exported = json.loads(newsroom.serai("discussion", "export", "en", story).stdout)
    assert [comment["text"] for comment in exported["comments"]] == [PUBLIC, WAITING, ERASED]
    unknown = newsroom.serai("discussion", "export", "en", "/en/nothing/", check=False)
    assert (unknown.returncode, "was ever public" in unknown.stderr) == (1, True)
    told = newsroom.serai("discussion", "erase", link, "--yes")
    assert told.stdout == "1 erased\n"
    assert _strangers(_holding(newsroom.folder, ERASED), *OF_THE_INBOX) == []
    with newsroom.running():
        wait_until(lambda: _holding(newsroom.folder, ERASED) == set(), "the gate's copy erased")
