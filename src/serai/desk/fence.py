"""The fence: what Wagtail shows to everybody who may enter, shown to those who may work with it.

Wagtail's choosers, its selections, its admin API and some of its refusals ask only whether somebody may
enter, and name drafts, photos and authors to them. A moderator, who moderates and touches no story, would
read tomorrow's headlines there.

Rule: stories' screens are for those who may write stories, photos' for those who may use photos; to others
they are not there. It only takes away: what is let through still asks Wagtail's own permissions.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from serai.desk import rules

STORIES = (
    "wagtailadmin_pages:",
    "wagtailadmin_choose_page",
    "wagtailadmin_api:",
    "wagtailsnippetchoosers_desk_",
)
PHOTOS = ("wagtailimages:", "wagtailimages_chooser:", "wagtailadmin_tag_autocomplete")
SELECTIONS = "wagtail_bulk_action"
# wagtail-localize's own screens write over what was edited by hand, and ask less than the translation desk.
CLOSED = "wagtail_localize:"
# Like the selections, it knows nothing of editions: for those to whom all were granted, not for a translator.
WHOLE = "wagtailadmin_api:"
OURS = frozenset({"wagtailcore", "desk"})


class Fence:
    """Middleware; after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Http404 where the view is not for this user; strangers go on to the login."""
        user, match = request.user, request.resolver_match
        if not user.is_authenticated or match is None:
            return
        name = match.view_name
        if name.startswith(CLOSED):
            raise Http404
        of_ours = name == SELECTIONS and kwargs.get("app_label") in OURS
        if (name.startswith(STORIES) or of_ours) and not rules.may_write(user):
            raise Http404
        page = kwargs.get("page_id") if name.startswith(STORIES) else None
        partly = name.startswith(WHOLE) or of_ours or page is not None
        if partly and not rules.may_see_all_stories(user) and not rules.may_see_page(user, page):
            raise Http404
        if name.startswith(PHOTOS) and not rules.may_see_photos(user):
            raise Http404
