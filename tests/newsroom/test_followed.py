"""A newsroom that runs with `fediverse` on: its editions are found, read and written to over HTTP, and
nothing that is not public is among what they have published."""

from typing import Any

import httpx

from tests.newsrooms import MadeNewsroom, wait_until
from tests.press import linked
from tests.wire.following import elsewhere

_WORDS = "Kestrel"  # of what is not public
_STORIES = f"""
from datetime import timedelta
from serai.core import clock
from serai.desk import actions, queries
edition = queries.edition("en")
section = actions.create_section(edition=edition, name="City")
author = actions.create_author(edition=edition, name="Aigul")
now = clock.now()
def story(slug, headline, at):
    return actions.create_story(edition=edition, headline=headline, slug=slug, section=section,
        authors=[author], place="Almaty", dateline_at=at, body=[("paragraph", "<p>" + headline + "</p>")])
print(actions.publish(story=story("open", "The bridge opens", now - timedelta(hours=1))).key)
story("draft", "{_WORDS} as a draft", now)
later = story("later", "{_WORDS} of tomorrow", now + timedelta(days=1))
"""


def test_a_running_newsroom_is_found_read_and_written_to(newsroom: MadeNewsroom) -> None:
    newsroom.environment["SERAI_FEDIVERSE"] = "true"
    key = newsroom.at_desk(_STORIES).split()[0]
    with newsroom.running() as running, elsewhere.running() as server:
        host = running.site_url.removeprefix("http://")

        def get(address: str) -> Any:
            return httpx.get(address, headers={"accept": "application/activity+json"}).raise_for_status()

        found = f"{running.site_url}/.well-known/webfinger?resource=acct:en@{host}"
        wait_until(lambda: httpx.get(found).status_code == 200, "the edition's account")
        running.page_is_there(f"/fediverse/en/notes/{key[:2]}/{key}.json")
        [own] = [link["href"] for link in get(found).json()["links"] if link["rel"] == "self"]
        actor = get(own)
        assert actor.headers["content-type"] == "application/activity+json"
        linked.check(actor.json())
        outbox = get(actor.json()["outbox"]).json()
        [created] = outbox["first"]["orderedItems"]
        note = get(created["object"]).json()
        assert (outbox["totalItems"], "The bridge opens" in note["content"]) == (1, True)
        page = get(note["url"]).text
        assert f'<link rel="alternate" type="application/activity+json" href="{note["id"]}">' in page
        public = [file.read_bytes() for file in (newsroom.site / "fediverse").rglob("*") if file.is_file()]
        assert [data for data in public if _WORDS.encode() in data] == []

        assert len(running.part("serai.newsroom.herald")) == 1
        answer = server.sends(actor.json()["inbox"], server.follow(own))
        assert answer.status_code == 202
        # The herald asks no server on this machine: the wish is heard, and left out.
        heard = "SELECT count(*) FROM wire_letter WHERE data = '' AND due_at IS NULL"
        wait_until(lambda: newsroom.ask("desk", heard) == [(1,)], "the herald")
        assert newsroom.ask("desk", "SELECT count(*) FROM wire_follower") == [(0,)]
        assert server.asked == []
