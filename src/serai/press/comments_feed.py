"""A comments feed: the newest comments under a story as an Atom feed (RFC 4287).

Rule: pure. Identifiers are made as those of all feeds are, from edition and keys alone. A comment is plain
text and is told as such; an archive's comment without a time is as old as its story, one without a name is
by nobody.
"""

from collections.abc import Iterable
from datetime import datetime

from serai.press import addresses, feeds, markup, threads
from serai.press.plates import EditionPlate, StoryPlate
from serai.press.threads import Comment

_NOBODY = "—"  # an author must have a name, and without one of its own an entry would be the outlet's


def atom(
    edition: EditionPlate, story: StoryPlate, newest: Iterable[Comment], *, site_url: str, icon: str
) -> bytes:
    """The feed of a story's comments, which come newest first."""
    said = tuple(newest)
    frame = feeds.Frame(
        edition=edition,
        identifier=feeds.identifier(edition.key, "comments", story.key),
        title=f"{edition.name}: {story.headline}",
        subtitle="",
        updated=max((_time(story, comment) for comment in said), default=story.published_at),
        own=addresses.comments_feed(story.address),
        address=story.address,
        site_url=site_url,
        icon=icon,
    )
    return feeds.framed(frame, (_entry(story, comment, site_url) for comment in said))


def _entry(story: StoryPlate, comment: Comment, site_url: str) -> str:
    at, time = markup.text, feeds.moment(_time(story, comment))
    page, mark = addresses.comment(story.address, threads.part_of(comment.number), comment.key).split("#")
    title = f"{comment.name}: {story.headline}" if comment.name else story.headline
    lines = [
        "<entry>",
        f"<id>{feeds.identifier(story.edition, 'comment', f'{story.key}/{comment.key}')}</id>",
        f"<title>{at(title)}</title>",
        f'<link rel="alternate" type="text/html" href="{markup.link(site_url, page)}#{at(mark)}"/>',
        f"<published>{time}</published>",
        f"<updated>{time}</updated>",
        f"<author><name>{at(comment.name) or _NOBODY}</name></author>",
        f'<content type="text">{at(comment.text)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _time(story: StoryPlate, comment: Comment) -> datetime:
    return comment.written_at or story.published_at
