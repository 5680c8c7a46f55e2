"""Stories of a newsroom's tests, as an editor makes and publishes them.

Rule: through the desk's own verbs, so that orders are left as they are on any day.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from serai.core import clock

if TYPE_CHECKING:
    from serai.desk.models import Edition, Section, Story


def published(edition: "Edition", section: "Section", slug: str, **fields: Any) -> "Story":
    """A story of an hour ago, published; `fields` as `create_story` takes them."""
    from serai.desk import actions

    story = actions.create_story(
        edition=edition,
        headline=slug.title(),
        slug=slug,
        section=section,
        place="Almaty",
        dateline_at=clock.now() - timedelta(hours=1),
        body=[("paragraph", "<p>The bridge opened.</p>")],
        **fields,
    )
    return actions.publish(story=story)
