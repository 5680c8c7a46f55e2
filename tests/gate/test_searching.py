"""The search door: a page for whatever is asked, and no way to break, flood or inject."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.gate import searching
from serai.gate.searching import MINUTELY
from serai.press.plates import Paragraph
from serai.search import walking
from tests.gate.gates import House, opened
from tests.press import casting
from tests.search.corpora import lay

SEARCH = "/gate/search/en"
_RESULT = re.compile(r'<h2><a href="([^"]+)">(.*?)</a></h2>')
HOSTILE = [
    "a" * 200,
    "й" * 200,
    "\u202eoverride\u202c",
    "\x00\x01\x1f",
    "%00",
    "'; DROP TABLE stories; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} {% raw %}",
    "title:* AND [* TO *] OR NOT (((",
    "bridge~9^1e308",
    ".*.*.*.*(a+)+$",
    '"' * 199,
    '"bridge',
    "«»«»“”„",
    "- + ! ( ) { } [ ] ^ ~ * ? : \\ /",
    "\U0001f600 \U0001f3fd\u200d",
    "\u0300" * 100,
    "ﷺ" * 100,
    "İstanbul ſ ẞ ǆ",
    "1 " * 100,
    "the the the the",
    "../../etc/passwd",
    "\ud7ff\ue000\uffff",
]


@pytest.fixture
def searched(tmp_path: Path) -> Iterator[House]:
    """A gate with a search, over a site of two stories."""
    with opened(tmp_path, search=tmp_path / "search") as house:
        house.site.has_edition("ru", language="ru", language_name="Русский")
        house.site.has_story(body=(Paragraph(html="Cars <b>crossed</b> the river &amp; the bridge held."),))
        house.site.has_story(
            "/en/2026/11/22/bread/",
            "s2",
            headline="Bread & <i>salt</i>",
            deck="Dearer",
            authors=("ada", "gone"),
            topics=("water",),
            place="",
        )
        lay(tmp_path / "site", casting.author(name="Ada <Lovelace>"), casting.topic())
        walking.follow(tmp_path / "search", tmp_path / "site")
        yield house


def _printable(text: str) -> str:
    """Without the control characters that no page may hold."""
    return re.sub(r"[\x00-\x1f]", "", text).strip()


def _results(page: str) -> list[tuple[str, str]]:
    return _RESULT.findall(page)


def test_a_story_is_found_and_what_was_found_is_marked(searched: House) -> None:
    page = searched.reader().opens(f"{SEARCH}?q=bridges+crossing")

    assert page.status_code == 200
    assert _results(page.text) == [("/en/2026/11/23/bridge/", "The <mark>bridge</mark> opens")]
    assert "Cars <mark>crossed</mark> the river &amp; the <mark>bridge</mark> held." in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"
    assert 'value="bridges crossing"' in page.text


def test_a_headline_s_markup_is_text(searched: House) -> None:
    page = searched.reader().opens(f"{SEARCH}?q=salt").text

    assert _results(page) == [("/en/2026/11/22/bread/", "Bread &amp; &lt;i&gt;<mark>salt</mark>&lt;/i&gt;")]


def test_a_result_names_who_signed_as_the_site_does_and_no_place_where_there_is_none(searched: House) -> None:
    page = searched.reader().opens(f"{SEARCH}?q=salt").text
    when = re.search(r'<p class="when">(.*?)</p>', page, re.DOTALL)

    assert when is not None
    assert when[1].startswith(
        '<a href="/en/authors/ada/" rel="author"><bdi>Ada &lt;Lovelace&gt;</bdi></a>&nbsp;· <'
    )


def test_an_author_who_was_renamed_a_moment_ago_is_shown_by_the_new_name(
    searched: House, tmp_path: Path
) -> None:
    lay(tmp_path / "site", casting.author(name="Ada King"))

    assert "<bdi>Ada King</bdi>" in searched.reader().opens(f"{SEARCH}?q=salt").text


def test_stories_whose_words_are_nearly_those_are_told_apart(searched: House, tmp_path: Path) -> None:
    searched.site.has_story("/en/2026/11/21/bride/", "s3", headline="The bride")
    walking.follow(tmp_path / "search", tmp_path / "site")
    page = searched.reader().opens(f"{SEARCH}?q=bridge").text

    assert re.findall("bridge/|nearly so:|bride/", page[page.index("results") :]) == [
        "bridge/",
        "nearly so:",
        "bride/",
    ]


def test_a_keyboard_that_was_set_to_another_language_is_guessed(searched: House) -> None:
    link = '<a href="/gate/search/en?q=bridge"><bdi>bridge</bdi></a>'

    assert f"Did you mean: {link}" in searched.reader().opens(f"{SEARCH}?q={quote('икшвпу')}").text
    assert "Did you mean" not in searched.reader().opens(f"{SEARCH}?q={quote('фыва')}").text


def test_a_page_beyond_the_last_leads_back_to_it(searched: House) -> None:
    page = searched.reader().opens(f"{SEARCH}?q=bread&page=50").text

    assert '<a rel="prev" href="/gate/search/en?q=bread&amp;page=1">' in page


def test_what_a_proxy_is_told_of_the_host_is_in_no_answer(searched: House) -> None:
    told = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-original-url": "/evil"}
    answers = [searched.reader(**told).opens(f"{SEARCH}{below}?q=bridge") for below in ("", "/feed.xml")]

    assert [("evil" in one.text, one.headers["cache-control"]) for one in answers] == [
        (False, "no-store")
    ] * 2


def test_an_empty_question_is_answered_with_the_form(searched: House) -> None:
    page = searched.reader().opens(SEARCH)

    assert (page.status_code, "Nothing was found." in page.text, 'name="q"' in page.text) == (
        200,
        False,
        True,
    )


def test_nothing_found_says_so_and_leads_to_the_other_editions(searched: House) -> None:
    page = searched.reader().opens(f"{SEARCH}?q=zeppelin")

    assert page.status_code == 200
    assert "Nothing was found." in page.text
    assert 'href="/gate/search/ru?q=zeppelin"' in page.text


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("section=city", 2),
        ("section=nowhere&q=bridge", 1),
        ("since=2026-11-24", 0),
        ("until=2026-11-23", 2),
        ("since=2026-11-23&until=2026-11-23&q=bread", 1),
        ("since=yesterday&q=bread", 1),
        ("since=0001-01-01&until=9999-12-31", 2),
        ("author=nobody", 0),
        ("author=lovelace", 1),
        ("author=!!!&q=bread", 1),
        ("topic=water", 1),
        ("topic=fire&q=bridge", 0),
        ("since=2026-02-30&q=bread", 1),
        ("since=20261123&q=bread", 1),
        ("q=bread&q=zeppelin", 1),
        ("q=bread&page=0", 1),
        ("q=bread&page=99999999999999999999", 1),
        ("q=bread&page=50", 0),
        ("q=bread&page=-1", 1),
        ("q=bread&page=%D9%A3", 1),
    ],
)
def test_filters_choose_and_what_cannot_be_read_does_not(searched: House, filters: str, found: int) -> None:
    page = searched.reader().opens(f"{SEARCH}?{filters}")

    assert (page.status_code, len(_results(page.text))) == (200, found)


def test_a_withdrawn_story_is_not_shown_even_before_the_index_knows(searched: House, tmp_path: Path) -> None:
    (tmp_path / "site/en/2026/11/23/bridge/plate.json").unlink()

    assert _results(searched.reader().opens(f"{SEARCH}?q=bridge").text) == []


@pytest.mark.parametrize("question", HOSTILE)
def test_whatever_is_asked_the_answer_is_a_page_that_holds_it_as_text(searched: House, question: str) -> None:
    page = searched.reader().opens(f"{SEARCH}?q={quote(question)}")

    assert page.status_code in {200, 400}
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    shown = re.search(r'name="q" value="([^"]*)"', page.text)
    assert shown is not None
    assert _printable(html.unescape(shown[1])) == _printable(html.unescape(html.escape(question)))


@pytest.mark.parametrize("question", HOSTILE)
def test_whatever_is_asked_a_feed_is_one(searched: House, question: str) -> None:
    for name in ("feed.xml", "rss.xml"):
        answer = searched.reader().opens(f"{SEARCH}/{name}?section=city&q={quote(question)}")
        assert answer.status_code in {200, 400}
        if answer.status_code == 200:
            ET.fromstring(answer.content)


@pytest.mark.parametrize("query", ["q=" + "a" * 201, "q=" + "%D0%B9" * 201])
def test_too_long_a_question_is_refused_in_words(searched: House, query: str) -> None:
    page = searched.reader().opens(f"{SEARCH}?{query}")

    assert (page.status_code, "At most 200 characters." in page.text) == (400, True)


@pytest.mark.parametrize("query", ["q=" + "a" * 60_000, "q=%ff%fe%80", "q=%ud800", "q", "&&&", "q=a" * 100])
def test_an_absurd_address_is_refused_or_answered(searched: House, query: str) -> None:
    assert searched.reader().opens(f"{SEARCH}?{query}").status_code in {200, 400, 431}


@given(question=st.text(max_size=220), author=st.text(max_size=20), day=st.text(max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_breaks_it(searched: House, question: str, author: str, day: str) -> None:
    fields = {"q": question, "author": author, "since": day, "until": day, "section": day, "page": day}
    asked = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in fields.items())
    searched.clock.passes(minutes=3)

    assert searched.reader().opens(f"{SEARCH}?{asked}").status_code in {200, 400}


@pytest.mark.parametrize("path", ["/gate/search/xx", "/gate/search/", "/gate/search/..", "/gate/search/en/x"])
def test_what_is_no_edition_is_not_found(searched: House, path: str) -> None:
    assert searched.reader().opens(f"{path}?q=a").status_code == 404


def test_the_feed_has_the_newest_that_have_all_the_words(searched: House) -> None:
    answer = searched.reader().opens(f"{SEARCH}/feed.xml?q=the+river")
    feed = ET.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"

    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert [one.text for one in feed.iterfind(f"{atom}entry/{atom}title")] == ["The bridge opens"]
    links = {one.get("rel"): one.get("href") for one in feed.iterfind(f"{atom}link")}
    assert links["self"] == "https://bridge.example/gate/search/en/feed.xml?q=the+river"
    assert (
        searched.reader().opens(f"{SEARCH}/feed.json?q=river").json()["items"][0]["title"]
        == "The bridge opens"
    )
    assert searched.reader().opens(f"{SEARCH}/feed.xml").status_code == 400


def test_a_feed_names_who_signed_and_what_was_chosen(searched: House) -> None:
    feed = ET.fromstring(searched.reader().opens(f"{SEARCH}/feed.xml?author=ada&section=city").content)
    atom = "{http://www.w3.org/2005/Atom}"

    assert feed.findtext(f"{atom}title") == "The Bridge: ada, City"
    names = [one.text for one in feed.iterfind(f"{atom}entry/{atom}author/{atom}name")]
    assert names == ["Ada <Lovelace>"]


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("deflate,gzip", True),
        ("gzip;q=0, *;q=1", False),
        ("gzip;q=0.000", False),
        ("x-gzip, br", False),
        ("", False),
    ],
)
def test_results_are_packed_for_who_takes_that(searched: House, accepted: str, packed: bool) -> None:
    plain = searched.reader().opens(f"{SEARCH}?q=river", **{"accept-encoding": "identity"})
    answer = searched.reader().opens(f"{SEARCH}?q=river", **{"accept-encoding": accepted})
    assert answer.headers.get("content-encoding", "") == ("gzip" if packed else "")
    assert answer.text == plain.text
    if packed:
        assert int(answer.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_a_page_that_holds_a_secret_is_never_packed(searched: House) -> None:
    reader = searched.reader()
    form = {"story": "/en/2026/11/23/bridge/", "name": "A", "text": "a" * 2000}
    answer = reader.posts("/gate/comment", form)
    assert len(answer.content) > 2000
    assert "content-encoding" not in answer.headers


def test_a_browser_is_told_how_to_search_here(searched: House) -> None:
    told = searched.reader().opens(f"{SEARCH}/opensearch.xml")
    addresses = [one.get("template") for one in ET.fromstring(told.content) if one.tag.endswith("Url")]

    assert addresses[0] == "https://bridge.example/gate/search/en?q={searchTerms}"


def test_who_searches_without_end_is_asked_to_wait_and_others_are_not(searched: House) -> None:
    reader = searched.reader()
    answers = [reader.opens(SEARCH).status_code for _ in range(MINUTELY + 1)]

    assert answers == [200] * MINUTELY + [429]
    searched.client.address = "203.0.113.8"
    assert searched.reader().opens(SEARCH).status_code == 200


def test_too_many_at_once_are_told_to_come_again(searched: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "WAITING", -searching.AT_ONCE)
    page = searched.reader().opens(f"{SEARCH}?q=bridge")

    assert (page.status_code, page.headers["retry-after"]) == (503, "30")
    assert "Very many search just now." in page.text


def test_without_an_index_search_is_being_prepared(tmp_path: Path) -> None:
    with opened(tmp_path, search=tmp_path / "search") as house:
        page = house.reader().opens(f"{SEARCH}?q=bridge")

        assert (page.status_code, "The search is being prepared." in page.text) == (503, True)


@pytest.mark.parametrize("below", ["", "/feed.xml"])
def test_a_damaged_index_is_told_in_the_log_without_a_reader_s_word(
    searched: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, below: str
) -> None:
    for file in (tmp_path / "search").glob("g*/*"):
        file.write_bytes(b"x")
    page = searched.reader().opens(f"{SEARCH}{below}?q=zanzibar")

    assert page.status_code == 503
    assert "serai index --rebuild" in caplog.text
    assert "zanzibar" not in caplog.text


def test_a_site_without_search_has_no_such_door(house: House) -> None:
    assert house.reader().opens(f"{SEARCH}?q=bridge").status_code == 404


def test_nothing_of_a_question_is_kept(
    searched: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    searched.reader().opens(f"{SEARCH}?q=zanzibarish&author=zanzibarish")

    assert [str(f) for f in tmp_path.rglob("*") if f.is_file() and b"zanzibarish" in f.read_bytes()] == []
    assert "zanzibarish" not in caplog.text + "".join(capfd.readouterr())
