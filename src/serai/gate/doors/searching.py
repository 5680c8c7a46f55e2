"""The search door: an edition's stories by their words, as a page, a feed, or what a browser asks to know.

Rule: reads and writes nothing; whatever is asked, the answer is a page in the edition's words. What was asked
stands in the page that answers, and nowhere else.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from serai.core import html, numbers
from serai.gate import answers, results
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.lodge import Lodge
from serai.gate.searching import Searching
from serai.gate.views import Filters, Result, SearchState, SearchView
from serai.press import addresses, feeds
from serai.press.plates import EditionPlate, SectionPlate
from serai.press.surroundings import switches
from serai.press.views import Link
from serai.search import keyboards, questions
from serai.search.errors import SearchError, SearchNotReadyError
from serai.search.finding import Finder, Found
from serai.search.questions import Question

PREFIX = "/gate/search/"
PAGE = 10  # results on one page
PAGES = 50
FED = 30  # stories in a feed
AGAIN = ((b"retry-after", b"30"),)
_FIELDS = ("q", "section", "author", "topic", "since", "until")
_KINDS = {
    "feed.xml": (feeds.atom, b"application/atom+xml; charset=utf-8"),
    "rss.xml": (feeds.rss, b"application/rss+xml; charset=utf-8"),
    "feed.json": (feeds.json_feed, b"application/feed+json"),
}
_STATUSES: dict[SearchState, int] = {"preparing": 503, "busy": 503, "too_long": 400}


@dataclass(frozen=True, kw_only=True, repr=False)
class _Search:
    """One search of one edition."""

    lodge: Lodge
    edition: EditionPlate
    filters: Filters
    question: Question
    number: int  # the page's
    sections: tuple[SectionPlate, ...]  # the edition's

    @property
    def links(self) -> dict[str, Link]:
        """The ways to sections, by their keys."""
        return {one.key: Link(text=one.name, address=one.address) for one in self.sections}

    @property
    def asked(self) -> str:
        """The question as it stands in an address."""
        return urlencode({name: value for name in _FIELDS if (value := getattr(self.filters, name))})


class _Worked(NamedTuple):
    """What came of a search, and what may have been meant instead."""

    found: Found
    shown: tuple[Result, ...]
    meant: str


async def search(lodge: Lodge, asked: Asked) -> Answer | None:
    """`GET /gate/search/CODE`, and `/feed.xml`, `/rss.xml`, `/feed.json`, `/opensearch.xml` below it. None
    where there is no such edition or file. Nothing in it is secret, so it is packed: on a slow line a page of
    results comes in a third of the time."""
    answer = await _search(lodge, asked)
    return answer and answers.packed(answer, asked.headers.get("accept-encoding", ""))


async def _search(lodge: Lodge, asked: Asked) -> Answer | None:
    code, _, name = asked.path.removeprefix(PREFIX).partition("/")
    edition = lodge.pages.edition(code)
    working = lodge.searching
    if working.finder is None or edition is None or (name and name not in {*_KINDS, "opensearch.xml"}):
        return None
    if name == "opensearch.xml":
        return Answer(200, _description(lodge, edition), b"application/opensearchdescription+xml")
    now = lodge.now()
    if working.over(lodge.source(asked, now), now):
        return lodge.notice(asked, "flood", edition=f"/{code}/")
    this = _read(lodge, asked, edition)
    if name:
        return await _feed(working, this, name)
    if len(this.filters.q) > questions.LONGEST:
        return _page(this, "too_long")
    if not (this.question.says or this.question.chooses):
        return _page(this, "asked" if not this.filters.q.strip() else "nothing")
    return await _results(working, this)


async def _results(working: Searching, this: _Search) -> Answer:
    site, links = this.lodge.options.site, this.links

    def work() -> _Worked:
        finder = _finder(working)
        found = finder.find(this.question, take=PAGE, skip=(this.number - 1) * PAGE)
        stories = tuple(results.stories(site, this.edition.key, found.paths))
        people = results.authors(finder, site, this.edition.key, stories)
        shown = tuple(results.shown(story, this.question, links, people) for story in stories)
        return _Worked(found, shown, "" if found.exact else _meant(finder, this))

    try:
        worked = await working.run(work)
        return _page(this, "found" if worked.found.total else "nothing", worked)
    except TimeoutError:
        return _page(this, "busy")
    except SearchNotReadyError:
        return _page(this, "preparing")
    except SearchError as error:
        this.lodge.complaints.say(error)
        return _page(this, "preparing")


async def _feed(working: Searching, this: _Search, name: str) -> Answer:
    """The newest stories that have all the words."""
    spell, kind = _KINDS[name]
    if not (this.question.says or this.question.chooses) or len(this.filters.q) > questions.LONGEST:
        return answers.words("400\n", 400)

    def work() -> bytes:
        finder = _finder(working)
        return spell(_fed(this, finder, finder.find(this.question, take=FED, newest=True, loosely=False)))

    try:
        return Answer(200, await working.run(work), kind)
    except (TimeoutError, SearchNotReadyError):
        return answers.words("503\n", 503, AGAIN)
    except SearchError as error:
        this.lodge.complaints.say(error)
        return answers.words("503\n", 503, AGAIN)


def _finder(working: Searching) -> Finder:
    if working.finder is None:
        raise SearchNotReadyError("This gate has no search. Set search in serai.toml.")
    return working.finder


def _meant(finder: Finder, this: _Search) -> str:
    """What the same keys would have typed on the edition's keyboard; "" unless that would be found."""
    text = keyboards.swapped(this.filters.q, this.edition.language)
    if not text:
        return ""
    meant = questions.read(text, edition=this.edition.key, language=this.edition.language)
    return text if meant.says and finder.find(meant, take=1, loosely=False).total else ""


def _fed(this: _Search, finder: Finder, found: Found) -> feeds.Feed:
    lodge, edition, links = this.lodge, this.edition, this.links
    stories = tuple(results.stories(lodge.options.site, edition.key, found.paths))
    people = results.authors(finder, lodge.options.site, edition.key, stories)
    asked = (getattr(this.filters, name) for name in _FIELDS if name != "section")
    said = (*asked, *(one.name for one in this.sections if one.slug == this.filters.section))
    address = addresses.search(edition.key)
    return feeds.Feed(
        edition=edition,
        of="search",
        key=this.asked,
        title=f"{edition.name}: {', '.join(filter(None, said))}",
        subtitle="",
        address=address,
        site_url=lodge.options.site_url,
        icon="",
        entries=tuple(
            feeds.Entry(
                story,
                tuple(people[key].text for key in story.authors if key in people),
                links.get(story.section),
            )
            for story in stories
        ),
        base=f"{address}/",
        query=this.asked,
    )


def _read(lodge: Lodge, asked: Asked, edition: EditionPlate) -> _Search:
    """The form, and what it asks; a filter that cannot be read is not one."""
    values = {name: asked.form.get(name).strip() for name in _FIELDS}
    days = {name: _day(values[name]) for name in ("since", "until")}
    values |= {name: day.isoformat() if day else "" for name, day in days.items()}
    values |= {name: values[name][: questions.LONGEST] for name in ("author", "topic")}
    sections = lodge.pages.sections(edition)
    section = next((one for one in sections if one.slug == values["section"]), None)
    values["section"] = section.slug if section else ""
    after = days["until"] + timedelta(days=1) if days["until"] and days["until"] < date.max else None
    number = numbers.whole(asked.form.get("page"), digits=8) or 1
    return _Search(
        lodge=lodge,
        edition=edition,
        sections=sections,
        filters=Filters(**values),
        question=questions.read(
            values["q"],
            edition=edition.key,
            language=edition.language,
            section=section.key if section else "",
            author=values["author"],
            topic=values["topic"],
            since=_midnight(days["since"], edition),
            until=_midnight(after, edition),
        ),
        number=min(max(number, 1), PAGES),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-23") else None
    except ValueError:
        return None


def _midnight(day: date | None, edition: EditionPlate) -> int | None:
    if day is None:
        return None
    day = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))  # within what every time zone has
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(edition.time_zone)).timestamp())


def _page(this: _Search, state: SearchState, worked: _Worked | None = None) -> Answer:
    lodge, edition = this.lodge, this.edition
    found, shown, meant = worked or _Worked(Found((), 0, "all"), (), "")
    count = found.total
    last = min(PAGES, -(-count // PAGE))
    editions = lodge.pages.editions()
    elsewhere = {one.key: _address(one.key, urlencode({"q": this.filters.q})) for one in editions}
    chrome = lodge.pages.chrome(
        edition,
        address=addresses.search(edition.key),
        title="",
        switched=switches(editions, edition.key, elsewhere),
    )
    view = SearchView(
        chrome=chrome,
        state=state,
        how=found.how,
        filters=this.filters,
        sections=tuple((one.slug, one.name) for one in this.sections),
        results=shown,
        count=count,
        exact=max(0, found.exact - (this.number - 1) * PAGE),
        meant=Link(text=meant, address=_address(edition.key, urlencode({"q": meant}))) if meant else None,
        page=this.number,
        pages=last,
        newer=_address(edition.key, f"{this.asked}&page={min(this.number - 1, last)}")
        if last and this.number > 1
        else "",
        older=_address(edition.key, f"{this.asked}&page={this.number + 1}") if this.number < last else "",
        feed=_address(edition.key, this.asked, "/feed.xml")
        if state in {"found", "nothing"} and this.asked
        else "",
        longest=questions.LONGEST,
    )
    status = _STATUSES.get(state, 200)
    answer = lodge.page(view, status)
    return Answer(status, answer.body, answer.kind, AGAIN) if status == 503 else answer


def _address(code: str, query: str, below: Literal["", "/feed.xml"] = "") -> str:
    return f"{addresses.search(code)}{below}" + (f"?{query}" if query else "")


def _description(lodge: Lodge, edition: EditionPlate) -> bytes:
    """How a browser may search here (OpenSearch 1.1)."""
    at = html.escape
    site = at(lodge.options.site_url).replace('"', "&quot;")
    place = f"{site}{addresses.search(edition.key)}"
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{at(edition.name[:16])}</ShortName>",
        f"<Description>{at(edition.name)}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f"<Language>{at(edition.language)}</Language>",
        f'<Url type="text/html" method="get" template="{place}?q={{searchTerms}}"/>',
        f'<Url type="application/atom+xml" method="get" template="{place}/feed.xml?q={{searchTerms}}"/>',
        "</OpenSearchDescription>\n",
    )
    return "\n".join(lines).encode()
