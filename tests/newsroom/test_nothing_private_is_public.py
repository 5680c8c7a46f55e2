"""What readers may not have is nowhere that they can reach: not in a file, a feed, a book, the search or an
answer of the gate.

Every private thing says words that nothing else says; then all that is public is walked and asked for them.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import anyio.from_thread
import brotli
import pytest

from serai.core import clock
from serai.desk import actions
from serai.desk.fronts import keeping
from serai.desk.fronts.layouts import BannerLine, Layout, Row, Slot
from serai.desk.models import Edition, Section, Story
from serai.desk.translation import beginning
from serai.gate.app import create
from serai.newsroom import indexing
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler
from serai.newsroom.gatehouse import options
from serai.newsroom.keys import make_missing
from serai.newsroom.pressroom import open_press
from tests.desk.conftest import picture
from tests.gate.gates import Client

pytestmark = pytest.mark.django_db

STATES = ("draft", "scheduled", "embargoed", "unpublished", "deleted")
PARTS = (
    "headline",
    "deck",
    "body",
    "quote",
    "caption",
    "alt",
    "credit",
    "place",
    "author",
    "topic",
    "section",
)
PUBLIC = "zqpublicword"


def secret(state: str, part: str) -> str:
    """A word that nothing else says; no stem or slip makes it another's."""
    letters = {
        name: chr(ord("b") + place) * 3 for place, name in enumerate((*STATES, "redrafted", "translated"))
    }
    parts = {name: chr(ord("b") + place) * 3 for place, name in enumerate(PARTS)}
    return f"xq{letters[state]}vw{parts[part]}kj"


@dataclass
class Outlet:
    """A newsroom with one public story and others in every state that is not."""

    room: Newsroom
    filler: Filler
    public: Story
    private: dict[str, Story]


def _story(edition: Edition, state: str, section: Section | None = None, **fields: Any) -> Story:
    said = {part: secret(state, part) for part in PARTS}
    photo = actions.create_photo(
        data=picture(colour=f"#{abs(hash(state)) % 0xFFFFFF:06x}"),
        name="bridge.jpg",
        alt=said["alt"],
        caption=said["caption"],
        credit=said["credit"],
    )
    return actions.create_story(
        edition=edition,
        headline=said["headline"],
        slug=f"n{STATES.index(state)}",
        deck=said["deck"],
        section=section
        or actions.create_section(edition=edition, name=said["section"], slug=f"s-{state[:2]}"),
        authors=[actions.create_author(edition=edition, name=said["author"], slug=f"a-{state[:2]}")],
        topics=[actions.create_topic(edition=edition, name=said["topic"], slug=f"t-{state[:2]}")],
        place=said["place"],
        dateline_at=clock.now() - timedelta(hours=1),
        lead_photo=photo,
        body=[
            ("paragraph", f"<p>{said['body']}</p>"),
            ("quote", {"text": said["quote"], "speaker": "K.", "role": ""}),
        ],
        **fields,
    )


def _scheduled(story: Story, at: datetime) -> Story:
    draft = story.get_latest_revision_as_object()
    draft.go_live_at = at
    draft.save_revision().publish()
    return _row(story)


@pytest.fixture
def outlet(room: Newsroom) -> Outlet:
    """All states, baked and indexed after each step, as a runner does."""
    make_missing(room)
    room = replace(room, values={**room.values, "fediverse": True, "site_url": "https://bridge.example"})
    filler = Filler(room, open_press(room))
    edition = actions.create_edition(code="en", name="The Courier", language_name="English")
    actions.create_edition(code="ru", name="Курьер", language_name="Русский", language="ru")
    uzbek = actions.create_edition(code="uz", name="Xabar", language_name="Oʻzbekcha", language="uz")
    actions.create_edition(
        code="uz-cyrl", name="Хабар", language_name="Ўзбекча", language="uz-cyrl", made_from=uzbek
    )
    city = actions.create_section(edition=edition, name="City")
    soon = clock.now() + timedelta(days=2)
    private = {state: _story(edition, state) for state in STATES}
    private["embargoed"] = actions.publish(story=_embargoed(private["embargoed"], soon))
    private["scheduled"] = _scheduled(private["scheduled"], soon)
    for state in ("unpublished", "deleted"):
        private[state] = actions.publish(story=private[state])
    public = actions.publish(
        story=actions.create_story(
            edition=edition,
            headline=PUBLIC,
            section=city,
            place="Almaty",
            dateline_at=clock.now() - timedelta(hours=1),
            body=[("paragraph", f"<p>{PUBLIC} {_links(private.values())}</p>")],
            related=private.values(),
        )
    )
    _fronted(edition, public, private)
    _baked(filler, room)
    assert _found(room, secret("unpublished", "headline")) != []  # what was public is seen by these eyes
    private["unpublished"] = actions.unpublish(story=private["unpublished"])
    private["deleted"].delete()
    actions.revise(story=public, headline=secret("redrafted", "headline"), deck=secret("redrafted", "deck"))
    begun = beginning.begin(source=public, edition=Edition.objects.get(slug="ru")).story
    actions.revise(story=begun, headline=secret("translated", "headline"), deck=secret("translated", "deck"))
    beginning.begin(source=private["embargoed"], edition=uzbek)
    _baked(filler, room)
    return Outlet(room, filler, Story.objects.get(pk=public.pk), private)


def _embargoed(story: Story, until: datetime) -> Story:
    draft = story.get_latest_revision_as_object()
    draft.embargo_until = until
    draft.save_revision()
    return _row(story)


def _row(story: Story) -> Story:
    row: Story = Story.objects.get(pk=story.pk)
    return row


def _links(stories: Any) -> str:
    return " ".join(f'<a linktype="page" id="{story.pk}">there</a>' for story in stories)


def _fronted(edition: Edition, public: Story, private: dict[str, Story]) -> None:
    section = private["draft"].section
    assert section is not None
    named = Layout(
        lead=(Slot(story=private["embargoed"].key),),
        second=(Slot(story=private["draft"].key), Slot(story=public.key)),
        pinned=(Slot(story=private["scheduled"].key),),
        rows=(Row(section=section.key, slots=(Slot(story=private["unpublished"].key),)),),
        banner=BannerLine(
            text=secret("embargoed", "headline"),
            story=private["embargoed"].key,
            until=clock.now() + timedelta(days=1),
        ),
    )
    keeping.arrange_front(edition=edition, layout=named, number=0)


def _baked(filler: Filler, room: Newsroom) -> None:
    while filler.fill_due():
        pass
    indexing.catch_up(room)


def _readable(file: Path) -> Iterator[tuple[str, bytes]]:
    """A file's name and what it holds, unpacked; a book's parts each by itself."""
    data = file.read_bytes()
    if file.suffix == ".gz":
        data = gzip.decompress(data)
    elif file.suffix == ".br":
        data = brotli.decompress(data)
    yield str(file), data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in book.namelist():
                yield f"{file}!{name}", book.read(name)


def _found(room: Newsroom, word: str) -> list[str]:
    """Where the site's files say the word, in bytes or in a name."""
    spelled = word.encode()
    return [
        name
        for file in sorted(room.site.rglob("*"))
        if file.is_file()
        for name, data in _readable(file)
        if spelled in data or word in name
    ]


def _words() -> dict[tuple[str, str], str]:
    said = {(state, part): secret(state, part) for state in STATES for part in PARTS}
    more = {
        (state, part): secret(state, part)
        for state in ("redrafted", "translated")
        for part in ("headline", "deck")
    }
    return said | more


def test_no_file_of_the_site_says_a_private_word(outlet: Outlet) -> None:
    files = [file for file in outlet.room.site.rglob("*") if file.is_file()]
    kinds = {file.suffix for file in files}
    assert {
        ".html",
        ".json",
        ".xml",
        ".gz",
        ".br",
        ".epub",
    } <= kinds  # what is walked is all that there may be
    assert _found(outlet.room, PUBLIC) != []
    everything = b"\0".join(data for file in files for _, data in _readable(file))
    assert {name: word for name, word in _words().items() if word.encode() in everything} == {}
    photos = {".avif", ".webp", ".jpg", ".jpeg"}  # no public story has one
    assert [file for file in (outlet.room.site / "media").rglob("*") if file.suffix in photos] == []
    # Nor is told that there is something: what was public once leaves its tombstone, and nothing else.
    never = [outlet.private[state] for state in ("draft", "scheduled", "embargoed")]
    assert {story.key: _found(outlet.room, story.key) for story in never} == {s.key: [] for s in never}
    gone = outlet.room.site / outlet.private["unpublished"].address.strip("/")
    assert not (gone / "index.html").exists()
    assert not (gone / "plate.json").exists()


def test_the_search_and_the_gate_answer_with_no_private_word(outlet: Outlet) -> None:
    app = create(options(outlet.room), private=False)
    words = _words()
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.rest.router.lifespan_context(app)),
    ):
        client = Client(portal, app)
        control = client.get("/gate/search/en", params={"q": PUBLIC})
        assert (control.status_code, outlet.public.address in control.text) == (200, True)
        for name, word in words.items():
            page = client.get("/gate/search/en", params={"q": word})
            assert (name, page.status_code, "<mark>" in page.text) == (name, 200, False)
            assert outlet.private["embargoed"].address not in page.text
        for kind in ("feed.xml", "rss.xml", "feed.json"):
            fed = client.get(f"/gate/search/en/{kind}", params={"q": words["embargoed", "headline"]})
            assert (fed.status_code, outlet.private["embargoed"].key in fed.text) == (200, False)
        for state in STATES:
            address = f"/en/2026/11/23/n{STATES.index(state)}/"
            for door in ("comment", "rate"):
                answer = client.get(f"/gate/{door}", params={"story": address})
                assert answer.status_code == 404
                assert not [word for word in words.values() if word in answer.text]
