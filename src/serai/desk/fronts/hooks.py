"""Where fronts join the desk's screens: the menu, the addresses, a story's menu, the log.

Rule: registers and decides nothing. The menu is shown to whoever may arrange some front; each screen asks
again for its own.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from serai.desk import rules
from serai.desk.fronts import screens, words
from serai.desk.models import Story

ADDRESSES = (
    [
        path("", screens.fronts, name="fronts"),
        path("<slug:code>/", screens.front, name="front"),
        path("<slug:code>/preview/", screens.preview, name="preview"),
        path("<slug:code>/restore/", screens.restore, name="restore"),
    ],
    "fronts",
)


class FrontItem(MenuItem):
    """The way to the fronts, for who publishes somewhere."""

    @cached_property
    def _url(self) -> str:
        return reverse("fronts:fronts")

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.may_publish(request.user)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return FrontItem(_("Front"), reverse("fronts:fronts"), name="front", icon_name="list-ul", order=92)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("fronts/", include(ADDRESSES))]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, next_url: Any = None, view_name: str = "") -> Iterator[Button]:
    yield from _acts(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: Any = None) -> Iterator[Button]:
    yield from _acts(page, user)


def _acts(page: Any, user: Any) -> Iterator[Button]:
    """What may be done with a story on its front; the board is shown, and saved there."""
    story = page if isinstance(page, Story) else None
    if story is None or not story.pk or not rules.may_arrange(user, story.edition):
        return
    board = reverse("fronts:front", args=[story.edition.code])
    yield Button(
        _("Make it the lead of its front"),
        f"{board}?{urlencode({'move': f'{story.key} lead'})}",
        icon_name="arrow-up-big",
        priority=60,
    )
    yield Button(
        _("Set a breaking banner"),
        f"{board}?{urlencode({'banner': story.key})}#banner",
        icon_name="warning",
        priority=61,
    )


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    @registry.register_action("serai.front_arranged")
    class FrontArranged(LogFormatter):
        label = _("Arrange the front")

        def format_message(self, entry: Any) -> str:
            named = [words.place(name) for name in entry.data.get("changed", [])]
            return gettext("Front arranged: %(places)s") % {
                "places": ", ".join(named) or gettext("no change")
            }
