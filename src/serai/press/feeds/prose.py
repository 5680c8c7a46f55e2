"""Prose: a story's text as plain markup that any program shows, with whole addresses; and its summary.

Rule: pure. Text goes through the sanitiser once more.
"""

import re

from serai.core import html
from serai.press import addresses, markup
from serai.press.plates import (
    Block,
    Figure,
    LinkCard,
    ListBlock,
    Paragraph,
    Photo,
    PullQuote,
    Quote,
    Rendition,
    StoryPlate,
    Subhead,
)

WIDEST = 1280  # pixels
_FROM_ROOT = re.compile(r'(<a\b[^<>]*? href=")/(?!/)')


def content(story: StoryPlate, site: str) -> str:
    """A story's photo, body and corrections as plain markup with whole addresses."""
    parts = [_figure(story.lead_photo, site)] if story.lead_photo else []
    parts += [_block(block, site) for block in story.body]
    parts += [f"<p><em>{html.escape(correction.text)}</em></p>" for correction in story.corrections]
    return "\n".join(parts)


def _block(block: Block, site: str) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_whole(html.inline(block.html), site)}</p>"
    if isinstance(block, Subhead):
        return f"<h2>{html.escape(block.text)}</h2>"
    if isinstance(block, Quote):
        speaker = ", ".join(html.escape(part) for part in (block.speaker, block.role) if part)
        said = f"<p>{speaker}</p>" if speaker else ""
        return f"<blockquote><p>{_whole(html.inline(block.html), site)}</p>{said}</blockquote>"
    if isinstance(block, PullQuote):
        return f"<blockquote><p>{html.escape(block.text)}</p></blockquote>"
    if isinstance(block, Figure):
        return _figure(block.photo, site)
    if isinstance(block, ListBlock):
        items = "".join(f"<li>{_whole(html.inline(item), site)}</li>" for item in block.items)
        return f"<ol>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"
    return _card(block)


def _card(card: LinkCard) -> str:
    words = html.escape(card.title)
    source = f" ({html.escape(card.source)})" if card.source else ""
    quoted = card.url.replace("&", "&amp;").replace('"', "&quot;")
    link = html.inline(f'<a href="{quoted}">{words}</a>')
    return f"<p>{link}{source}</p>"


def _figure(photo: Photo, site: str) -> str:
    file, image = picture(photo), ""
    if file:
        source = markup.link(site, addresses.media(file.file))
        alt = markup.text(photo.alt)
        image = f'<img src="{source}" width="{file.width}" height="{file.height}" alt="{alt}"/>'
    words = " ".join(html.escape(part) for part in (photo.caption, photo.credit) if part)
    told = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{image}{told}</figure>" if image or told else ""


def picture(photo: Photo) -> Rendition | None:
    """The widest JPEG of at most `WIDEST` pixels, which every program shows; a wider one where all are,
    another format where there is no JPEG, None without any file."""
    files = [file for file in photo.renditions if file.format == "jpeg"] or list(photo.renditions)
    fitting = [file for file in files if file.width <= WIDEST]
    if fitting:
        return max(fitting, key=lambda file: file.width)
    return min(files, key=lambda file: file.width, default=None)


def image_of(story: StoryPlate) -> Rendition | None:
    """The picture that stands for a story where only one can: its photo's, or its card."""
    return picture(story.lead_photo) if story.lead_photo else story.card


def summary(story: StoryPlate) -> str:
    """The deck or, where there is none, the first paragraph's words; plain text."""
    if story.deck:
        return story.deck
    first = next((block for block in story.body if isinstance(block, Paragraph)), None)
    return html.text(first.html) if first else ""


def _whole(inline: str, site: str) -> str:
    """Sanitised markup with links from the site's root made whole; `//elsewhere.example/` is none."""
    if not site:
        return inline
    return _FROM_ROOT.sub(lambda match: f"{match[1]}{markup.text(site)}/", inline)
