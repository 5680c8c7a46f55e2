"""Where the discussion joins the desk's screens.

Rule: registers and decides nothing. The menu's badge is counted up to `BADGE` and no further: the queues
have the true counts.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from serai.discussion.models import Comment
from serai.discussion.rules import moderators, states
from serai.discussion.screens import urls

BADGE = 99


class CommentsItem(MenuItem):
    """The way to the queues, for moderators, with how many comments wait."""

    @cached_property
    def _url(self) -> str:
        return reverse("discussion:queues")

    def is_shown(self, request: HttpRequest) -> bool:
        return moderators.may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        return LinkMenuItem(
            self.name, _with_badge(), self._url, icon_name=self.icon_name, classname=self.classname
        )


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return CommentsItem(_("Comments"), "", name="comments", icon_name="comment", order=95)


@hooks.register("register_admin_menu_item")
def readership_item() -> MenuItem:
    return MenuItem(
        _("Readership"), reverse("discussion:readership"), name="readership", icon_name="view", order=96
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("discussion/", include(urls))]


def _with_badge() -> str:
    waiting = Comment.objects.filter(state__in=states.WAITING).order_by()[: BADGE + 1].count()
    if not waiting:
        return gettext("Comments")
    shown: Any = waiting if waiting <= BADGE else f"{BADGE}+"
    return gettext("Comments (%(waiting)s)") % {"waiting": shown}
