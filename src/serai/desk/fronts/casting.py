"""Casting a front: the only way of an arrangement to the public.

Rule: what is not public at this moment is not named on the plate, whoever put it there: no story that is a
draft, scheduled, embargoed or taken back, no section without a public story, no banner about such a story,
and nothing whose time is over. The same arrangement at the same moment gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from serai.core import clock
from serai.desk import queries
from serai.desk.fronts import layouts
from serai.desk.fronts.layouts import BannerLine, Layout, Slot
from serai.desk.models import Edition, Front
from serai.press import addresses, plates
from serai.press.arranging import KIND
from serai.press.changes import Change, Put, Withdraw


def changes(edition: Edition, now: datetime) -> list[Change]:
    """What the press must be told of an edition's front."""
    plate = cast_front(edition, now=now)
    if plate is None:
        return [Withdraw(kind=KIND, edition=edition.code, key=KIND)]
    return [Put(plate=plate)]


def cast_front(edition: Edition, *, now: datetime | None = None) -> plates.FrontPlate | None:
    """The plate of a front as it is arranged; None where it is newest first."""
    front = Front.objects.filter(edition=edition).first()
    return cast_layout(edition, layouts.read(front.layout), now or clock.now()) if front else None


def cast_layout(
    edition: Edition, layout: Layout, now: datetime, beside: Sequence[Change] = ()
) -> plates.FrontPlate | None:
    """The plate that an arrangement would make, if the changes in `beside` were made as well; None where
    nothing of it is public."""
    named, rows = layouts.stories(layout), [row.section for row in layout.rows]
    public = _changed(public_keys(edition, named, now), "story", beside)
    sections = _changed(_public_sections(edition, rows, now), "section", beside)

    def shown(slots: Iterable[Slot]) -> tuple[str, ...]:
        return tuple(slot.story for slot in slots if slot.story in public and not _is_over(slot.until, now))

    plate = plates.FrontPlate(
        edition=edition.code,
        key=KIND,
        address=addresses.front_plate(edition.code),
        lead=next(iter(shown(layout.lead)), ""),
        second=shown(layout.second),
        pinned=shown(layout.pinned),
        rows=tuple(
            plates.FrontRow(section=row.section, stories=shown(row.slots))
            for row in layout.rows
            if row.section in sections
        ),
        banner=_banner(layout.banner, public, now),
    )
    says = plate.lead or plate.second or plate.pinned or plate.rows or plate.banner
    return plate if says else None


def public_keys(edition: Edition, keys: Iterable[str], now: datetime) -> set[str]:
    """Of these keys, those of stories that readers of the edition may have."""
    wanted = [key for key in map(queries.handle, keys) if key]
    if not wanted or not edition.live:
        return set()
    found = queries.public_stories(now).filter(translation_key__in=wanted, locale_id=edition.locale_id)
    return {
        key.hex
        for key, path in found.values_list("translation_key", "path")
        if path.startswith(edition.path) and path != edition.path
    }


def _public_sections(edition: Edition, keys: Iterable[str], now: datetime) -> set[str]:
    wanted = [key for key in map(queries.handle, keys) if key]
    if not wanted:
        return set()
    found = queries.public_stories(now).filter(
        section__translation_key__in=wanted, locale_id=edition.locale_id
    )
    return {key.hex for key in found.values_list("section__translation_key", flat=True).distinct()}


def _changed(keys: set[str], kind: plates.Kind, beside: Iterable[Change]) -> set[str]:
    """These keys of what is public, and those that changes bring, without those that they take away."""
    come = {
        change.plate.key for change in beside if isinstance(change, Put) and plates.kind(change.plate) == kind
    }
    gone = {change.key for change in beside if isinstance(change, Withdraw) and change.kind == kind}
    return (keys - gone) | come


def _banner(line: BannerLine | None, public: set[str], now: datetime) -> plates.Banner | None:
    if line is None or _is_over(line.until, now) or (line.story and line.story not in public):
        return None
    return plates.Banner(
        text=" ".join(line.text.split()), kind=line.kind, story=line.story, link=line.link, until=line.until
    )


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now
