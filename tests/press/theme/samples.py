"""Sample views: every kind of page, in three languages, with all that a page may hold.

    views = sample_views("fa", style=theme.style, icon=theme.icon)    # {"story": StoryView(…), …}

Pictures are painted by `paintings`; their names here are made from their words, not from their bytes.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from serai.core import html
from serai.press import addresses
from serai.press.plates import (
    AuthorPlate,
    Block,
    Correction,
    EditionPlate,
    Figure,
    Photo,
    Rendition,
    StoryPlate,
)
from serai.press.threads import Comment, Rating, Thread
from serai.press.views import (
    AnyView,
    ArchiveView,
    Chrome,
    CommentsView,
    CorrectionLine,
    CorrectionsView,
    FollowView,
    FrontView,
    Link,
    ListView,
    Month,
    NotFoundView,
    OfflineView,
    Part,
    Placed,
    ProseView,
    RedirectView,
    RootView,
    Row,
    StoryView,
    Switch,
    Talk,
    Teaser,
)
from tests.press.theme.sample_words import Words
from tests.press.theme.words_en import ENGLISH
from tests.press.theme.words_fa import PERSIAN
from tests.press.theme.words_ru import RUSSIAN
from tests.press.theme.words_spoken import SPOKEN

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "ru": RUSSIAN, "fa": PERSIAN}  # three stand for all
EVERY: Mapping[str, Words] = {**LANGUAGES, **SPOKEN}
SITE_URL = "https://courier.example"
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
STORY_DAY = "/2026/11/23/river/"
WIDTHS: Mapping[Literal["avif", "webp", "jpeg"], tuple[int, ...]] = {
    "avif": (400, 800, 1280),
    "webp": (400, 800, 1280),
    "jpeg": (400, 800, 1280),
}
PHOTOS = 5  # different paintings


def photo_file(number: int, format_: str, width: int) -> str:
    """The name of a painting's file, under `/media/`."""
    name = hashlib.sha256(f"{number} {format_} {width}".encode()).hexdigest()
    return f"{name[:2]}/{name}.{'jpg' if format_ == 'jpeg' else format_}"


def photo(words: Words, number: int) -> Photo:
    """A painting with the words of a language."""
    return Photo(
        width=1280,
        height=800,
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
        copyright="",
        renditions=tuple(
            Rendition(
                format=name, width=width, height=width * 5 // 8, size=1, file=photo_file(number, name, width)
            )
            for name, widths in WIDTHS.items()
            for width in widths
        ),
    )


def edition(words: Words) -> EditionPlate:
    """The edition of a language."""
    return EditionPlate(
        edition=words.code,
        key=words.code,
        address=addresses.edition(words.code),
        language=words.language,
        direction=words.direction,
        name=words.masthead,
        language_name=words.language_name,
        tagline=words.tagline,
        description=words.description,
        time_zone=words.time_zone,
        about=words.about,
        comment_policy=words.policy,
        position=list(EVERY).index(words.code),
    )


def switches(words: Words, rest: str, same: bool) -> tuple[Switch, ...]:
    """The edition switcher of the page at `/CODE` + `rest`."""
    return tuple(
        Switch(
            language=other.language,
            direction=other.direction,
            name=other.language_name,
            address=f"/{other.code}{rest if same else '/'}",
            same=same,
            current=other is words,
            default=other.code == "en",
        )
        for other in (LANGUAGES if words.code in LANGUAGES else EVERY).values()
    )


def sections(words: Words) -> tuple[Link, ...]:
    """The menu."""
    return tuple(
        Link(text=name, address=addresses.section(words.code, f"s{number}"))
        for number, name in enumerate(words.sections)
    )


def authors(words: Words) -> tuple[AuthorPlate, ...]:
    """Those who sign; the first has a photo and a life."""
    return tuple(
        AuthorPlate(
            edition=words.code,
            key=f"a{number}",
            slug=f"a{number}",
            address=addresses.author(words.code, f"a{number}"),
            name=name,
            role=words.role,
            biography=f"<p>{words.description}</p>" if number == 0 else "",
            photo=photo(words, 4) if number == 0 else None,
        )
        for number, name in enumerate(words.authors)
    )


def story(words: Words) -> StoryPlate:
    """The sample story."""
    body: tuple[Block, ...] = tuple(
        Figure(photo=photo(words, 1)) if block == "figure" else block for block in words.body
    )
    return StoryPlate(
        edition=words.code,
        key="river",
        slug="river",
        address=f"/{words.code}{STORY_DAY}",
        headline=words.headline,
        deck=words.deck,
        section="s0",
        authors=("a0", "a1"),
        place=words.place,
        published_at=NOW,
        updated_at=NOW + timedelta(hours=26),
        lead_photo=photo(words, 0),
        body=body,
        topics=("t0", "t1", "t2"),
        related=("o0", "o1", "o2", "o3"),
        corrections=(Correction(at=NOW + timedelta(hours=26), text=words.correction, changed=words.changed),),
        comments="open",
    )


def teasers(words: Words) -> tuple[Teaser, ...]:
    """The sample story and the others, as teasers, newest first."""
    menu, people = sections(words), authors(words)
    pairs = ((words.headline, words.deck), *words.others)
    return tuple(
        Teaser(
            key=f"o{number}",
            address=f"/{words.code}{STORY_DAY}"
            if number == 0
            else f"/{words.code}/2026/11/{23 - number}/s{number}/",
            headline=headline,
            deck=deck,
            place=words.place,
            section=menu[number % len(menu)],
            authors=tuple(
                Link(text=person.name, address=person.address) for person in people[: 1 + (number == 0)]
            ),
            published_at=NOW - timedelta(days=number),
            photo=photo(words, number % PHOTOS) if number % 4 != 2 else None,
            comment_count=5 if number == 0 else number % 3,
            corrected=number == 0,
        )
        for number, (headline, deck) in enumerate(pairs)
    )


def thread(words: Words, again: int = 0) -> Thread:
    """Five comments: two of them replies, two from an archive; `again` as many times more, all replies
    to what is before them."""
    said = words.said * (again + 1)
    comments = tuple(
        Comment(
            key=f"c{place}",
            number=place + 1,
            name=one.name,
            text=one.text,
            written_at=None if one.imported else NOW + timedelta(hours=place + 1),
            reply_to=f"c{place - 1}" if place >= len(words.said) else "" if one.to is None else f"c{one.to}",
            staff=one.staff,
            picked=one.picked,
            imported=one.imported,
        )
        for place, one in enumerate(said)
    )
    return Thread(
        edition=words.code,
        key="river",
        closes_at=NOW + timedelta(days=30),
        rating=Rating(likes=21, dislikes=3),
        comments=comments,
        picks=tuple(comment.key for comment in comments if comment.picked),
        part=1,
        parts=(1,),
        count=len(comments),
    )


def talk(words: Words) -> Talk:
    """The discussion as the story's page shows it: all of it."""
    address = f"/{words.code}{STORY_DAY}"
    said = thread(words)
    return Talk(
        thread=said,
        open=True,
        depth=3,
        picks=tuple(
            Placed(comment=comment, address=addresses.comment(address, 1, comment.key))
            for comment in said.comments
            if comment.picked
        ),
        story=address,
        feed=addresses.comments_feed(address),
    )


def second_part(words: Words) -> Talk:
    """The second of three parts of a long discussion, set in and deeper, answering the first part too."""
    first, whole = talk(words), thread(words, again=3)
    return msgspec.structs.replace(
        first,
        thread=msgspec.structs.replace(
            whole, comments=whole.comments[5:], part=2, parts=(), count=0, rating=Rating(), picks=()
        ),
        picks=(),
        answered={"c4": Placed(comment=whole.comments[4], address=addresses.comment(first.story, 1, "c4"))},
        parts=tuple(
            Part(number=part, address=addresses.comments(first.story, part), current=part == 2)
            for part in (1, 2, 3)
        ),
        contacts=True,
    )


def chrome(words: Words, rest: str, title: str, *, style: str, icon: str, same: bool = True) -> Chrome:
    """What stands around the page at `/CODE` + `rest`."""
    menu = sections(words)
    return Chrome(
        edition=edition(words),
        site_url=SITE_URL,
        address=f"/{words.code}{rest}",
        title=title,
        description=words.description,
        sections=menu,
        current_section=menu[0].address if rest in ("/sections/s0/", STORY_DAY) else "",
        switches=switches(words, rest, same),
        feed=f"/{words.code}/feed.xml",
        search=addresses.search(words.code),
        style=style,
        icon=icon,
    )


def story_view(code: str, *, style: str, icon: str) -> StoryView:
    """The sample story's page."""
    words = EVERY[code]
    plate = story(words)
    return StoryView(
        chrome=msgspec.structs.replace(
            chrome(words, STORY_DAY, words.headline, style=style, icon=icon), description=words.deck
        ),
        story=plate,
        section=sections(words)[0],
        authors=authors(words),
        topics=tuple(
            Link(text=name, address=addresses.topic(code, f"t{number}"))
            for number, name in enumerate(words.topics)
        ),
        related=teasers(words)[1:5],
        talk=talk(words),
        reading_minutes=4,
        words=word_count(plate),
        comment_policy=addresses.comment_policy(code),
    )


def word_count(plate: StoryPlate) -> int:
    """How many words a story's paragraphs hold."""
    return sum(len(html.text(block.html).split()) for block in plate.body if hasattr(block, "html"))


def sample_views(code: str, *, style: str, icon: str) -> dict[str, AnyView]:
    """Every kind of page in one language, by a short name."""
    words = EVERY[code]
    shown = teasers(words)
    menu = sections(words)

    def around(rest: str, title: str, same: bool = True) -> Chrome:
        return chrome(words, rest, title, style=style, icon=icon, same=same)

    rows = tuple(
        Row(section=section, teasers=shown[place : place + 4]) for place, section in enumerate(menu[:3])
    )
    months = tuple(
        Month(year=2026 - back // 12, number=12 - back % 12, address=f"/{code}/2026/{back}/", count=21 + back)
        for back in range(1, 16)
    )
    lines = (
        CorrectionLine(
            story=Link(text=words.headline, address=f"/{code}{STORY_DAY}"),
            at=NOW,
            text=words.correction,
            changed=words.changed,
        ),
        CorrectionLine(
            story=Link(text=words.others[1][0], address=shown[2].address),
            at=NOW,
            text=words.correction,
            changed="",
        ),
    )
    return {
        "story": story_view(code, style=style, icon=icon),
        "comments": CommentsView(
            chrome=around(f"{STORY_DAY}comments/2/", words.headline, same=False),
            story=Link(text=words.headline, address=f"/{code}{STORY_DAY}"),
            talk=second_part(words),
            comment_policy=addresses.comment_policy(code),
        ),
        "front": FrontView(
            chrome=around("/", ""),
            teasers=shown,
            rows=rows,
            older=f"/{code}/stories/",
            manifest=addresses.manifest(code),
        ),
        "section": ListView(
            chrome=around("/sections/s0/", menu[0].text),
            of="section",
            heading=menu[0].text,
            text=f"<p>{words.description}</p>",
            teasers=shown,
            older=f"/{code}/sections/s0/until/2026-11-03-0123456789/",
        ),
        "author": ListView(
            chrome=around("/authors/a0/", words.authors[0]),
            of="author",
            heading=words.authors[0],
            text=f"<p>{words.description}</p>",
            author=authors(words)[0],
            teasers=shown[:4],
        ),
        "month": ListView(
            chrome=around("/2026/11/", ""),
            of="month",
            heading="",
            month=Month(year=2026, number=11, address=f"/{code}/2026/11/", count=21),
            since=shown[4].published_at,
            until=shown[1].published_at,
            teasers=shown[1:5],
            newer=f"/{code}/2026/11/",
            older=f"/{code}/2026/11/until/2026-11-03-0123456789/",
        ),
        "archive": ArchiveView(chrome=around("/archive/", ""), months=months),
        "corrections": CorrectionsView(chrome=around("/corrections/", ""), lines=lines),
        "about": ProseView(chrome=around("/about/", ""), of="about", text=words.about),
        "not_found": NotFoundView(
            chrome=msgspec.structs.replace(around("/404.html", "", same=False), index=False),
            teasers=shown[:4],
        ),
        "follow": FollowView(
            chrome=around("/follow/", ""),
            fronts=(Link(text=words.masthead, address=f"/{code}/"), *sections(words)),
            account=f"{code}@courier.example",
            books=f"/{code}/archive/",
        ),
        "offline": OfflineView(
            chrome=msgspec.structs.replace(around("/offline/", ""), index=False),
            manifest=f"/{code}/manifest.webmanifest",
            books=f"/{code}/archive/",
        ),
        "root": RootView(
            site_name=words.masthead,
            site_url=SITE_URL,
            switches=switches(words, "/", True),
            taglines=tuple(other.tagline for other in (LANGUAGES if code in LANGUAGES else EVERY).values()),
            style=style,
            icon=icon,
        ),
        "redirect": RedirectView(
            edition=edition(words),
            site_url=SITE_URL,
            target=f"/{code}{STORY_DAY}",
            headline=words.headline,
            style=style,
            icon=icon,
        ),
    }
