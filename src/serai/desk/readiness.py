"""What a story must have before it may be public.

Rule: pure but for reading the story's own parts. Form, verb, schedule and cast all ask here, so that none
of them is the weak door; a draft is never asked. Problems are named by field, in the editor's language.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serai.core import clock
from serai.desk import following
from serai.desk.blocks import missing_photo_message, photo_lacks


def problems(story: Any) -> dict[str, list[str]]:
    """What keeps `story` from being public, by field; empty where it is ready."""
    found = {
        "section": _section(story),
        "place": [] if story.place.strip() else [_("Say where the story was reported from.")],
        "dateline_at": [] if story.dateline_at else [_("Give the story its date and time.")],
        "byline": _byline(story),
        "lead_photo": photo_lacks(story.lead_photo, alt=story.lead_alt) if story.lead_photo else [],
        "body": [*_body(story), *_untranslated(story)],
        "topics": _topics(story),
        "corrections": _corrections(story),
    }
    return {field: lines for field, lines in found.items() if lines}


def spelled(correction: Any) -> dict[str, str]:
    """A correction as the record of what readers have seen keeps it."""
    return spelled_of(at=correction.at, text=correction.text, changed=correction.changed)


def spelled_of(*, at: datetime | None, text: str | None, changed: str | None) -> dict[str, str]:
    """As `spelled`, of the parts. To the minute, as the form shows it."""
    moment = clock.whole_seconds(at).replace(second=0).isoformat(timespec="minutes") if at else ""
    return {"at": moment, "text": _line(text), "changed": _line(changed)}


def lost(seen: Iterable[dict[str, str]], kept: Sequence[dict[str, str]]) -> list[str]:
    """What to tell an editor of each correction that readers have seen and that is no longer as it was."""
    return [
        _("Readers have seen this correction, so it stays as it is: “%(text)s” Write another below it.")
        % {"text": line["text"]}
        for line in seen
        if line not in kept
    ]


def _corrections(story: Any) -> list[str]:
    return lost(story.public_corrections, [spelled(correction) for correction in story.corrections.all()])


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _section(story: Any) -> list[str]:
    if story.section is None:
        return [_("Choose a section.")]
    if story.section.locale_id != story.locale_id:
        return [_("This section belongs to another language.")]
    return []


def _byline(story: Any) -> list[str]:
    foreign = [author.name for author in story.authors() if author.locale_id != story.locale_id]
    return [_("%(name)s belongs to another language's authors.") % {"name": name} for name in foreign]


def _topics(story: Any) -> list[str]:
    foreign = [topic.name for topic in story.topics.all() if topic.locale_id != story.locale_id]
    return [_("%(name)s belongs to another language's topics.") % {"name": name} for name in foreign]


def _untranslated(story: Any) -> list[str]:
    count = following.untranslated(following.read(story.follows), story)
    line = ngettext(
        "%(n)s paragraph still stands in the original's words. Translate it, or mark it as done.",
        "%(n)s paragraphs still stand in the original's words. Translate them, or mark them as done.",
        count,
    )
    return [line % {"n": count}] if count else []


def _body(story: Any) -> list[str]:
    lines: list[str] = []
    for block in story.body:
        if block.block_type == "missing_photo":
            lines.append(missing_photo_message())
        elif block.block_type == "photo":
            photo = block.value["photo"]
            words = {name: block.value[name] for name in ("credit", "alt")}
            lines += photo_lacks(photo, **words) if photo else [missing_photo_message()]
    return lines
