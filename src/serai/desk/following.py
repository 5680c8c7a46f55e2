"""What a translation follows of its original, as a story keeps it in `follows`.

Rule: pure but for reading the story's own parts, and the clock where a version was never saved. The record is
JSON and travels in every revision; one that cannot be read is one that follows nothing, so that no record can
keep a story from being saved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from serai.core import clock
from serai.desk import paragraphs
from serai.desk.paragraphs import Content, Followed, Paragraph, Step


@dataclass(frozen=True, kw_only=True)
class Following:
    """What one version of a translation follows: paragraphs, the corrections that were dealt with (their
    digests), when the version that it last followed entirely went public, the embargo that it took over, and
    the number of the original (0: of whichever it has)."""

    made_from: datetime
    paragraphs: tuple[Followed, ...] = ()
    corrections: tuple[str, ...] = ()
    embargo: datetime | None = None
    of: int = 0

    def as_json(self) -> dict[str, Any]:
        """As the story keeps it."""
        return {
            "made_from": self.made_from.isoformat(),
            "paragraphs": [
                {
                    "unit": one.paragraph.unit,
                    "kind": one.paragraph.kind,
                    "fields": [list(field) for field in one.paragraph.fields],
                    "photo": one.paragraph.photo,
                    "state": one.state,
                    "made": one.made,
                }
                for one in self.paragraphs
            ],
            "corrections": list(self.corrections),
            "embargo": self.embargo.isoformat() if self.embargo else None,
            "of": self.of,
        }


@dataclass(frozen=True, kw_only=True)
class Left:
    """What a version of a translation has not dealt with."""

    paragraphs: int = 0
    corrections: int = 0

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(self.paragraphs or self.corrections)


def read(kept: Any) -> Following | None:
    """The record as `Following.as_json` wrote it; None where there is none."""
    try:
        return Following(
            made_from=datetime.fromisoformat(kept["made_from"]),
            paragraphs=tuple(
                Followed(
                    Paragraph(
                        one["unit"],
                        one["kind"],
                        tuple((name, words) for name, words in one["fields"]),
                        one["photo"],
                    ),
                    one["state"],
                    one["made"],
                )
                for one in kept["paragraphs"]
            ),
            corrections=tuple(kept["corrections"]),
            embargo=datetime.fromisoformat(kept["embargo"]) if kept.get("embargo") else None,
            of=int(kept.get("of", 0)),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def towards(version: Any, source: Any) -> Following | None:
    """The record of this version of a translation, where it is about `source`; an original that was deleted
    has left records about itself."""
    record = read(version.follows)
    return record if record is not None and record.of in (0, source.pk) else None


def content(story: Any) -> Content:
    """A version of a story, as far as it is translated."""
    return Content(
        headline=story.title,
        deck=story.deck,
        place=story.place,
        lead_photo=story.lead_photo_id or 0,
        lead_caption=story.lead_caption,
        lead_alt=story.lead_alt,
        body=story.body.get_prep_value(),
    )


def shown(story: Any) -> list[Paragraph]:
    """The paragraphs of a version of a story."""
    return paragraphs.paragraphs(content(story))


def corrections(story: Any) -> dict[str, Any]:
    """A story's corrections by the digest of what readers are told, oldest first."""
    return {_spelled(line): line for line in sorted(story.corrections.all(), key=lambda line: line.at)}


def _spelled(line: Any) -> str:
    moment = clock.whole_seconds(line.at).replace(second=0).isoformat()
    return paragraphs.digest([moment, " ".join(line.text.split()), " ".join(line.changed.split())])


def version_moment(source: Any) -> datetime:
    """When this version of `source` was or will be readers'; for a draft, when it was saved."""
    moment = source.last_published_at or source.latest_revision_created_at or clock.now()
    if source.embargo_until:
        moment = max(moment, source.embargo_until)
    return clock.whole_seconds(moment)


def up_to_date(source: Any) -> Following:
    """As a translation that has dealt with all of this version."""
    return Following(
        made_from=version_moment(source),
        paragraphs=tuple(Followed(one) for one in shown(source)),
        corrections=tuple(corrections(source)),
        of=source.pk or 0,
    )


def untouched(source: Any) -> Following:
    """As a translation that was just begun: every paragraph is still in the original's language."""
    whole = up_to_date(source)
    return replace(whole, paragraphs=tuple(replace(one, state="todo") for one in whole.paragraphs))


def steps(following: Following, source: Any) -> list[Step]:
    """What `source` has done since."""
    return paragraphs.compare(following.paragraphs, shown(source))


def left(following: Following | None, source: Any) -> Left:
    """What a version of a translation has not dealt with of this version of `source`."""
    if following is None:
        return Left()
    return Left(
        paragraphs=paragraphs.behind(steps(following, source)),
        corrections=len(corrections(source).keys() - set(following.corrections)),
    )


def untranslated(following: Following | None, target: Any) -> int:
    """How many paragraphs of a translation still stand in the original's words."""
    if following is None:
        return 0
    waiting = {(one.paragraph.unit, one.made) for one in _todo(following.paragraphs)}
    return sum((one.unit, one.digest) in waiting for one in shown(target)) if waiting else 0


def _todo(followed: Sequence[Followed]) -> Iterable[Followed]:
    return (one for one in followed if one.state == "todo" and not one.paragraph.empty)
