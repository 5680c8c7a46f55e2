"""The desk with 100,000 stories: what an editor waits for, screen by screen, and what the database is asked.

Rule: a real newsroom in a temporary folder, filled by `bench.desk_load`; the runner's tidying has been done
once, as it is in every newsroom. What is measured is the whole request as Django answers it (session, rights,
counts, rows, template), without a network, and without the press: medians and worst of twenty, as an editor.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from bench import archive
from bench.figures import Figure, Table
from serai.newsroom import create

_Asked: TypeAlias = tuple[float, float, int]  # milliseconds by the clock, of the processor; queries

STORIES = 100_000
MORE_EDITIONS = ("kk", "ky", "uz", "tg", "de")  # which most stories are to be translated into
TIMES = 20
_PARAGRAPH = "<p>" + "The river had risen before dawn, and by noon the market was an island. " * 5 + "</p>"
# A story's way: what is pressed.
PRESSED = {"create a draft": "", "save it": "", "publish it": "publish", "publish it again": "publish"}


def measure(stories: int = STORIES) -> Table:
    """Fill a desk and use it."""
    with tempfile.TemporaryDirectory(prefix="serai-bench-") as name:
        create.create(
            Path(name) / "room", name="The Measured Courier", editions=archive.EDITIONS, say=_nobody
        )
        from bench import desk_load
        from serai.core import clock
        from serai.desk import actions
        from serai.desk.models import Order

        started = time.perf_counter()
        desk_load.load(stories)
        loaded = time.perf_counter() - started
        for code in MORE_EDITIONS:
            actions.create_edition(code=code, name="The Courier", language_name=code)
        cards = desk_load.cards()
        placed = Order.objects.count()
        started = time.perf_counter()
        actions.tidy(now=clock.now())
        tidied = (time.perf_counter() - started) * 1000
        client = _editor()
        figures = [_figure(what, partial(_get, client, path)) for what, path in _screens().items()]
        figures += _steps(client)
        figures.append(Figure("tidying up, once an hour", tidied, "ms", f"{placed:,} orders looked at"))
    return Table(
        f"The desk with {stories:,} stories",
        f"The whole request inside the server; SQLite; medians of {TIMES}. Written into the tables at "
        f"{stories / loaded:,.0f} stories a second, with revisions, history, both indexes, 5,000 photos; "
        f"{cards:,} translations in {len(archive.EDITIONS) + len(MORE_EDITIONS)} editions.",
        figures,
    )


def _screens() -> dict[str, str]:
    from serai.desk.models import Author, Edition, Photo, Section, Story

    home = Edition.objects.get(slug="en")
    section, author = (
        model.objects.filter(locale_id=home.locale_id).order_by("pk")[0] for model in (Section, Author)
    )
    old = Story.objects.child_of(home).filter(live=True).order_by("pk")[10]
    russian = Story.objects.filter(live=True, locale__language_code="ru").order_by("pk").first()
    word, words = old.title.split()[1], " ".join((russian or old).title.split()[:2])
    return {
        "the dashboard": "/",
        "the list of stories": "/stories/",
        "its last page": "/stories/?p=1000000",
        "by headline": "/stories/?ordering=title",
        "the public ones": "/stories/?state=public",
        "the scheduled ones": "/stories/?state=scheduled",
        "a section's": f"/stories/?section={section.pk}",
        "an author's": f"/stories/?author={author.pk}",
        "a search for a word that thousands have": f"/stories/?q={word}",
        "a search for two Russian words": f"/stories/?q={words}",
        "an edition in Wagtail's tree": f"/pages/{home.pk}/",
        "a search of the tree": f"/pages/search/?q={word}",
        "opening a story": f"/pages/{old.pk}/edit/",
        "its history": f"/pages/{old.pk}/history/",
        "a new story": f"/pages/add/desk/story/{home.pk}/",
        "choosing a related story": f"/choose-page/{home.pk}/?page_type=desk.story",
        "searching for one": f"/choose-page/search/?q={word}&page_type=desk.story",
        "stories and translations": "/translations/",
        "their tenth page": "/translations/?page=10",
        "their last page": "/translations/?page=10000",
        "what lags in one edition": "/translations/?state=stale&edition=ru",
        "what one edition lacks": "/translations/?state=missing&edition=kk",
        "what one edition has": "/translations/?state=published&edition=ru",
        "what is due": "/translations/?due=on",
        "what is in review": "/translations/?state=review",
        "a search for an original": f"/translations/?q={word}",
        "a search for a translation": f"/translations/?q={words}",
        "what is mine": "/translations/?mine=on",
        "next for me": "/translations/next/",
        "choosing a photo": "/images/chooser/",
        "searching for a photo": "/images/chooser/results/?q=river",
        "a photo": f"/images/{Photo.objects.order_by('pk')[0].pk}/",
        "a section": f"/snippets/desk/section/edit/{section.pk}/",
        "where a section is used": f"/snippets/desk/section/usage/{section.pk}/",
    }


def _steps(client: Any) -> list[Figure]:
    """A story's way through its form, twenty stories one after the other, and what the runner reads of it."""
    from serai.core import clock
    from serai.desk import cast, queries
    from serai.desk.models import Edition, Order, Story

    home = Edition.objects.get(slug="en")
    steps: dict[str, list[_Asked]] = {}
    for number in range(TIMES + 1):
        slug, places = f"measured-{number}", f"/pages/add/desk/story/{home.pk}/"
        for what, button in PRESSED.items():
            data = _form(home, slug, button)
            steps.setdefault(what, []).append(_asked(partial(_post, client, places, data)))
            places = f"/pages/{Story.objects.get(slug=slug).pk}/edit/"
        order = Order.objects.filter(filled_at=None, kind="story").latest("pk")
        runner: dict[str, Callable[[], object]] = {
            "the runner asks what is due": lambda: (
                queries.due_orders(clock.now()),
                queries.next_due(clock.now()),
            ),
            "casting it for the press": partial(cast.changes_for, order),
            "unpublish it": partial(_post, client, places.replace("/edit/", "/unpublish/"), {}),
        }
        for what, work in runner.items():
            steps.setdefault(what, []).append(_asked(work))
    return [_told(what, asked[1:]) for what, asked in steps.items()]


def _form(home: Any, slug: str, button: str) -> dict[str, Any]:
    """What a browser sends of the story's form; where it was saved before, its byline has an id by now."""
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

    from serai.desk.models import Author, Section, Story

    section, author = (
        model.objects.filter(locale_id=home.locale_id).order_by("pk")[0] for model in (Section, Author)
    )
    story = Story.objects.filter(slug=slug).first()
    saved = list(story.get_latest_revision_as_object().byline.all()) if story else []
    signed = [{"id": line.pk, "author": line.author_id} for line in saved] or [{"author": author.pk}]
    data: dict[str, Any] = nested_form_data(
        {
            "title": f"What the river did: {slug}",
            "slug": slug,
            "deck": "",
            "section": section.pk,
            "place": "Almaty",
            "dateline_at": "2026-11-23 14:30",
            "lead_photo": "",
            "lead_caption": "",
            "embargo_until": "",
            "revised_at": "",
            "comments_open": "on",
            "go_live_at": "",
            "expire_at": "",
            "body": streamfield([("paragraph", rich_text(_PARAGRAPH))] * 10),
            "byline": inline_formset(signed, initial=len(saved)),
            "related": inline_formset([]),
            "corrections": inline_formset([]),
            "comments": inline_formset([]),
            **({f"action-{button}": "1"} if button else {}),
        }
    )
    return data


def _get(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == (302 if path.endswith("/next/") else 200), (path, answer.status_code)


def _post(client: Any, path: str, data: dict[str, Any]) -> None:
    answer = client.post(path, data)
    assert answer.status_code == 302, (path, answer.status_code)


def _figure(what: str, work: Callable[[], object]) -> Figure:
    return _told(what, [_asked(work) for _time in range(TIMES + 1)][1:])


def _told(what: str, asked: list[_Asked]) -> Figure:
    times, worked, queries = zip(*asked, strict=True)
    work = f"{statistics.median(worked):.0f} ms of the processor"
    beside = f"{max(queries)} queries; {work}; worst {max(times):.0f} ms"
    return Figure(what, statistics.median(times), "ms", beside)


def _asked(work: Callable[[], object]) -> _Asked:
    from django.db import connection

    count = _Count()
    started, worked = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        work()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000, count.queries


class _Count:
    """Counts what passes to the database, and keeps none of it."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *call: Any) -> Any:
        self.queries += 1
        return execute(*call)


def _editor() -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    from serai.newsroom import people

    people.put_user(name="editor", role="editor", password="only for this measurement")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="editor"))
    return client


def _nobody(_words: str) -> None:
    """Say nothing."""
