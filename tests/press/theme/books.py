"""A sample book: a day of the sample paper, with a story of hostile words among the others."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from serai.press import addresses, feeds
from serai.press.plates import LinkCard, ListBlock, Paragraph, Quote
from serai.press.views import BookSection, BookStory, BookView
from tests.press.theme.sample_words import Words
from tests.press.theme.samples import LANGUAGES, NOW, SITE_URL, authors, edition, sections, story

DAY = "2026-11-23"
HOSTILE = "]]> <b>&amp; \x00\x0b\ufffe\"' {{ 7 * 7 }} \u202e &nbsp; %"


def hostile_story(words: Words) -> BookStory:
    """A story in which every field says what it should not."""
    plain = story(words)
    body = (
        Paragraph(html=f"<a href=\"/en/x y/?a=%zz&b=1\">one</a><br>&nbsp;<i lang='a b'>{HOSTILE}</i>"),
        Paragraph(
            html='<a href="https://exa mple/">no</a> <a href="#here">nowhere</a> <abbr title="<">x</abbr>'
        ),
        Quote(html=HOSTILE, speaker=HOSTILE, role=HOSTILE),
        ListBlock(items=()),
        LinkCard(url="javascript:alert(1)", title=HOSTILE, text=HOSTILE, source=HOSTILE),
        LinkCard(url="https://x.example/ё?q=[1]", title=HOSTILE),
    )
    told = msgspec.structs.replace(
        plain, headline=HOSTILE, deck=HOSTILE, place=HOSTILE, body=(*body, *plain.body), lead_photo=None
    )
    return BookStory(number=1, story=told, authors=())


def sample_book(code: str) -> BookView:
    """The book of a day in one language, without pictures."""
    words = LANGUAGES[code]
    people = authors(words)
    headlines = [words.headline, *(headline for headline, _ in words.others)]
    made = []
    for number, section in enumerate(sections(words)[:3]):
        told = msgspec.structs.replace(story(words), headline=headlines[number])
        made.append(
            BookSection(
                name=section.text, stories=(BookStory(number=number + 2, story=told, authors=people),)
            )
        )
    return BookView(
        edition=edition(words),
        site_url=SITE_URL,
        address=addresses.book(code, DAY),
        identifier=feeds.identifier(code, "book", DAY),
        day=datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(words.time_zone)),
        changed=NOW,
        sections=(*made, BookSection(name="", stories=(hostile_story(words),))),
        left_out=3,
    )
