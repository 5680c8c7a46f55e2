"""Keeping a front: the verbs that arrange it and bring an arrangement back.

Rule: keyword-only, each one transaction that saves, keeps the version, orders the front from the press (now,
and at each moment when something of it begins or ends) and writes the log. A save names the number it began
with; where that is not the front's any more, FrontChangedError, and nothing is written.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log as write_log

from serai.core import clock
from serai.desk import ordering, queries
from serai.desk.errors import FrontChangedError
from serai.desk.fronts import layouts
from serai.desk.fronts.layouts import Layout
from serai.desk.models import Edition, Front, FrontVersion

VERSIONS_KEPT = 100


@transaction.atomic
def arrange_front(*, edition: Edition, layout: Layout, number: int, user: Any = None) -> Front:
    """Arrange an edition's front as `layout` says. `number` is that of the version it was made from, 0 where
    there was none; FrontChangedError where somebody has saved another since."""
    front, _made = Front.objects.get_or_create(edition=edition)
    before = layouts.read(front.layout)
    mine = Front.objects.filter(pk=front.pk, number=number)
    # Asked and set in one statement: of two at once, one finds the number gone.
    if not mine.update(number=F("number") + 1, layout=layouts.spell(layout)):
        raise FrontChangedError(
            f"The front of “{edition.title}” was changed by somebody else meanwhile. Look at what they "
            "changed, and save again."
        )
    front.refresh_from_db()
    changed = list(layouts.differences(before, layout))
    FrontVersion.objects.create(
        front=front,
        number=front.number,
        layout=front.layout,
        changed=changed,
        saved_at=clock.now(),
        saved_by=user,
    )
    front.versions.filter(number__lte=front.number - VERSIONS_KEPT).delete()
    begins = _embargo_ends(edition, layout)
    ordering.front_changed(edition.code, sorted({*layouts.moments(layout), *begins}))
    write_log(
        instance=edition,
        action="serai.front_arranged",
        user=user,
        data={"changed": changed, "number": number + 1},
    )
    return front


def restore_front(*, edition: Edition, version: int, number: int, user: Any = None) -> Front:
    """Arrange a front as version `version` of it was, without what is over by now; FrontVersion.DoesNotExist
    where there is none, and FrontChangedError as above."""
    past = FrontVersion.objects.get(front__edition=edition, number=version)
    layout = layouts.alive(layouts.read(past.layout), clock.now())
    return arrange_front(edition=edition, layout=layout, number=number, user=user)


def _embargo_ends(edition: Edition, layout: Layout) -> list[datetime]:
    """When stories that the layout names come up by themselves; one that is scheduled says so itself."""
    held = queries.embargoed(clock.now()).filter(
        translation_key__in=[key for story in layouts.stories(layout) if (key := queries.handle(story))],
        locale_id=edition.locale_id,
    )
    return [at for at in held.values_list("embargo_until", flat=True) if at]
