"""What holds for any input: every line has one verdict, and nothing but a refusal is raised."""

import html
import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.wire.errors import RescueError
from serai.wire.saved import parse, text
from serai.wire.saved.records import Rescued

LINES = st.sampled_from(
    [
        "",
        "Steppe Post",
        "Technology",
        "Home > Society",
        "Farmers count the days between two waters",
        "By Aliya Senova",
        "Автор: Дана Ким",
        "5 мая 2023, 11:40",
        "2 days ago",
        "KYIV -- The canal that feeds eleven villages has been dry since April.",
        "Москва. 5 мая. ВМ – Мост через реку закрыли на ремонт в третий раз.",
        "A dry canal near the pass. [Marat Dosov/Steppe Post]",
        "Photo: Marat Dosov",
        "Who holds the key",
        '"The third one is a joke," he said, "but only on Sundays."',
        "- one",
        "1. one",
        "2. two",
        "Read also: The dam",
        "Related articles",
        "Tags: water, farming",
        "Do you like this article?",
        "Yes 41 No 3",
        "12",
        "5 Comment(s)",
        "Comments",
        "Samal K.",
        "In reply to Samal K.",
        "Серик пишет:",
        "Reply",
        "Ответить",
        "1500 / 1500",
        "© 2023 Steppe Post",
        "آیا این مقاله را پسندیدید؟",
        "۲ دیدگاه",
    ]
)
WORDS = st.one_of(LINES, st.text(max_size=60), st.text(alphabet="aB .-—[]()«»:1", max_size=200))
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map("\n".join)
TAGS = (
    "p div h1 h2 article nav figure figcaption blockquote cite ul li span b a time section footer form "
    "button br img table td script"
)
CLASSES = "x comment comments byline article-body share caption credit tags date deck"
PIECES = st.one_of(
    st.builds("<{}>".format, st.sampled_from(TAGS.split())),
    st.builds("<{} class='{}'>".format, st.sampled_from(TAGS.split()), st.sampled_from(CLASSES.split())),
    st.builds("</{}>".format, st.sampled_from(TAGS.split())),
    LINES.map(html.escape),
    st.text(max_size=20),
)
PAGES = st.lists(PIECES, min_size=1, max_size=60).map(lambda pieces: "<html><body>" + "".join(pieces))
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(page: Rescued) -> None:
    lines = page.receipt.lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert {line.verdict for line in lines} <= {"kept", "furniture", "left_over", "blank"}
    for line in lines:
        assert (line.verdict == "blank") == (not line.text.strip())
        assert bool(line.part) == (line.verdict in {"kept", "furniture"})
    kept = {(line.part, line.of) for line in lines if line.verdict == "kept"}
    assert len({of for part, of in kept if part == "comment"}) in {len(page.comments), 0}


@FEW
@given(TEXTS)
def test_every_line_of_any_text_has_exactly_one_verdict(words: str) -> None:
    page = text.read(words, name="any.txt", encoding="utf-8")
    check(page)
    assert "\n".join(line.text for line in page.receipt.lines) == words


@FEW
@given(PAGES)
def test_every_visible_word_of_any_page_is_in_its_receipt(words: str) -> None:
    try:
        page = parse.read(words.encode("utf-8", "replace"), name="any.html", limit_bytes=100_000)
    except RescueError:
        return
    check(page)


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(parse.read(data, name="any", limit_bytes=300))
    except RescueError as error:
        said = str(error)
    else:
        said = "any"
    assert said.startswith("any")


class _Visible(HTMLParser):
    """A second opinion on what a page shows, from another parser."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in {"script", "style", "title", "iframe", "svg"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "title", "iframe", "svg"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += re.findall(r"\w+", data)


@FEW
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "li", "h2", "td", "section", "blockquote"]), LINES),
        max_size=20,
    )
)
def test_the_receipt_holds_the_words_that_another_parser_sees(blocks: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{html.escape(line)}</{tag}>" for tag, line in blocks)
    story = "A sentence of the story. " * 4
    markup = f"<html><body><h1>A headline of five words</h1><p>{story}</p>{body}</body></html>"
    page = parse.read(markup.encode(), name="any.html", limit_bytes=100_000)
    second = _Visible()
    second.feed(markup)
    assert re.findall(r"\w+", " ".join(line.text for line in page.receipt.lines)) == second.words
