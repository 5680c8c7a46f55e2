"""Stories of a newsroom's tests, as an editor makes and publishes them.

Rule: through the desk's own verbs, so that orders are left as they are on any day.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from serai.core import clock

if TYPE_CHECKING:
    from serai.desk.models import Edition, Section, Story


def drafted(edition: "Edition", section: "Section", slug: str, **fields: Any) -> "Story":
    """A story of an hour ago, not published; `fields` as `create_story` takes them."""
    from serai.desk import actions

    return actions.create_story(
        edition=edition,
        headline=slug.title(),
        slug=slug,
        section=section,
        place="Almaty",
        dateline_at=clock.now() - timedelta(hours=1),
        body=[("paragraph", "<p>The bridge opened.</p>")],
        **fields,
    )


def published(edition: "Edition", section: "Section", slug: str, **fields: Any) -> "Story":
    """The same, published."""
    from serai.desk import actions

    return actions.publish(story=drafted(edition, section, slug, **fields))
