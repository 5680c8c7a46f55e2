"""Sites with everything on them: what programs and checkers are tried on.

Rule: one story is plain, one has all that a plate can hold, of one every word would break what it stands in.
"""

from pathlib import Path

from serai.press.changes import Change, Put, PutThread
from serai.press.plates import (
    Correction,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    StoryPlate,
    Subhead,
)
from tests.press import casting
from tests.press.talking import comment, thread

EVIL = "]]> <b>&amp; \"quoted\" 'n' </script><!-- \u0007\u202e \u2028 \ud7ff\ufffd 🜏 & é"


def everything(pool: Path, code: str = "en") -> StoryPlate:
    """A story with all that a plate can hold."""
    photo = casting.photo(pool, caption="A bridge", copyright="© A. Writer")
    return casting.story(
        2,
        code,
        deck="In short",
        authors=("ada", "bek"),
        topics=("water",),
        lead_photo=photo,
        comments="open",
        related=("s1",),
        corrections=(Correction(at=casting.BEGINNING, text="Not so.", changed="So."),),
        body=(
            Paragraph(html=f'One <a href="/{code}/">link</a>.'),
            Subhead(text="Then"),
            Quote(html="So", speaker="B", role="mayor"),
            PullQuote(text="Large"),
            Figure(photo=casting.photo(pool, 2)),
            ListBlock(items=("one", "two")),
            LinkCard(url="https://elsewhere.example/?a=1&b=2", title="Elsewhere", source="E"),
        ),
    )


def hostile(pool: Path, code: str = "en") -> StoryPlate:
    """A story whose every word would break what it stands in."""
    words = EVIL
    return casting.story(
        3,
        code,
        headline=words,
        deck=words,
        place=words,
        lead_photo=casting.photo(pool, 3, caption=words),
        body=(Paragraph(html=words), Subhead(text=words), Quote(html=words, speaker=words)),
        corrections=(Correction(at=casting.BEGINNING, text=words),),
    )


def site(pool: Path) -> list[Change]:
    """What makes a site in two languages with all of these; in Persian the places' own words are hostile."""
    changes: list[Change] = []
    for code in ("en", "fa"):
        name = EVIL if code == "fa" else "City"
        changes += [
            Put(casting.edition(code, tagline="News & views")),
            Put(casting.section(code, name=name, description=name)),
            Put(casting.author(code, name=name, biography="<p>Writes.</p>", role=name)),
            Put(casting.author(code, "bek")),
            Put(casting.topic(code, name=name)),
            Put(casting.story(1, code)),
        ]
    changes += [Put(everything(pool)), Put(hostile(pool)), PutThread(thread(60, key="s2"))]
    said = (comment(1, name=EVIL, text=EVIL),)
    return [*changes, PutThread(thread(1, key="s3", comments=said))]
