"""Every payload that was stored, on the pages that the press bakes of it: text, and nothing else."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import defusedxml.ElementTree as xml
import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from serai.discussion import actions, queries
from serai.discussion.models import Comment
from serai.gate.protocol import Positioned
from serai.press import addresses, threads
from tests.hostile.corpus import CORPUS, Payload
from tests.hostile.paper import FIRST, STORY, Paper, Shape, harm_in, printed, shape
from tests.press.theme.reading import parsed

ATOM = "{http://www.w3.org/2005/Atom}"
STORED = [payload for payload in CORPUS if payload.text == "stored"]

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Told:
    """A paper that has printed every payload, and what its pages look like with harmless words in them."""

    paper: Paper
    known: list[Shape]


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    """Told once for all tests, which look at what is baked; the rows are taken back."""
    with printed(tmp_path_factory.mktemp("hostile")) as paper:
        known = harmless(paper)
        with ExitStack() as stack:
            stack.enter_context(django_db_blocker.unblock())
            for alias in connections:
                stack.enter_context(transaction.atomic(using=alias))
            talk(paper)
            for alias in connections:
                transaction.set_rollback(True, using=alias)
        yield Told(paper, known)


@pytest.fixture
def paper(told: Told) -> Paper:
    return told.paper


def name_of(payload: Payload) -> bytes:
    """Its own words where they may be a name."""
    return payload.data if payload.name == "stored" else b"Dana"


def talk(paper: Paper) -> None:
    """All payloads go from the gate to the page: collected, taken in, approved, baked."""
    for payload in STORED:
        paper.sends(text=payload.data, name=name_of(payload))
    actions.note_story(plate=STORY, section_name="City")
    given = [Positioned(position=place, entry=entry) for place, entry in enumerate(paper.collects(), start=1)]
    taken = actions.take_in(gate=paper.house.newsroom.gate, entries=given)
    assert (taken.taken, taken.quarantined) == (len(STORED), 0)
    waiting = Comment.objects.order_by("position").values_list("pk", flat=True)
    assert actions.decide(comments=waiting, after="approved", by="asel").moved == len(STORED)
    paper.put(queries.thread_for("en", STORY.key))


def pages(paper: Paper) -> dict[str, Path]:
    """All that is baked of the talk, by address."""
    last = threads.part_of(len(STORED))
    parts = [addresses.comments(STORY.address, part) for part in range(1, last + 1)]
    return {part: paper.site / addresses.file(part) for part in parts}


def harmless(paper: Paper) -> list[Shape]:
    """The same pages with harmless words in them."""
    words = "See https://example.org/a\nand write.\n\nAgain."
    said = tuple(
        threads.Comment(key=f"{n:032x}", number=n, text=words, name="Dana", written_at=STORY.published_at)
        for n in range(1, len(STORED) + 1)
    )
    paper.put(threads.Thread(edition="en", key=STORY.key, comments=said))
    found = [shape(path.read_bytes()) for path in pages(paper).values()]
    paper.put(threads.Thread(edition="en", key=STORY.key, comments=(FIRST,)))
    return found


def test_every_payload_stands_on_the_page_as_the_text_it_is(told: Told, paper: Paper) -> None:
    wrong: dict[str, list[str]] = {}
    shown: list[tuple[str, str]] = []
    for address, path in pages(paper).items():
        page = path.read_bytes()
        if found := harm_in(page, told.known):
            wrong[address] = found
        for remark in parsed(page).xpath("//article[contains(@class, 'remark')]"):
            (name,) = remark.xpath(".//*[contains(@class, 'remark-name')]/bdi")
            (words,) = remark.xpath(".//*[contains(@class, 'remark-words')]")
            shown.append((flat(name.text_content()), flat(words.text_content())))
    assert wrong == {}
    names = [payload.words if payload.name == "stored" else "Dana" for payload in STORED]
    assert shown == [(flat(name), flat(payload.words)) for name, payload in zip(names, STORED, strict=True)]


def test_every_payload_is_whole_in_the_published_thread(paper: Paper) -> None:
    said = []
    for address in pages(paper):
        data = (paper.site / addresses.thread(address).lstrip("/")).read_bytes()
        json.loads(data)
        said += [comment.text for comment in threads.from_bytes(data).comments]
    assert said == [payload.words.strip() for payload in STORED]


def test_the_feed_of_comments_is_xml_and_names_no_payload_as_markup(paper: Paper) -> None:
    data = (paper.site / addresses.comments_feed(STORY.address).lstrip("/")).read_bytes()
    feed: Any = xml.fromstring(data, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    assert {element.tag for element in feed.iter() if not element.tag.startswith(ATOM)} == set()
    assert {element.tag for element in feed.iter()} <= {
        f"{ATOM}{name}"
        for name in (
            "feed", "id", "title", "subtitle", "updated", "link", "author", "name", "entry", "published",
            "content", "summary", "icon", "generator", "rights",
        )
    }  # fmt: skip
    entries = feed.findall(f"{ATOM}entry")
    known = [
        shape(f"<p>{words}</p>")
        for words in ("a<br>b", '<a href="/" rel="nofollow" dir="auto" referrerpolicy="">x</a>')
    ]
    assert entries
    for entry in entries:
        for element in entry.iter():
            if element.tag in {f"{ATOM}content", f"{ATOM}summary"} and element.get("type") == "html":
                assert harm_in(f"<div>{element.text}</div>", [*known, shape("<div><p>x</p></div>")]) == []


def test_linked_data_and_counts_survive_whole(paper: Paper) -> None:
    page = parsed((paper.site / addresses.file(STORY.address)).read_bytes())
    blocks = page.xpath("//script[@type='application/ld+json']/text()")
    assert blocks
    assert [type(json.loads(block)) in (dict, list) for block in blocks] == [True] * len(blocks)
    assert str(len(STORED)) in page.xpath("string(//*[@id='comments'])")


def flat(words: str) -> str:
    """Words with one space between, as a page shows them."""
    return " ".join(words.replace("\u2028", "\n").split())
