"""Where the wire joins the desk's screens.

Rule: registers and decides nothing.
"""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from serai.wire import queries, views
from serai.wire.following import screens
from serai.wire.models import Rescue
from serai.wire.panels import ReceiptPanel


@hooks.register("serai_story_panels")
def receipt_panel(story: Any, request: HttpRequest) -> list[ReceiptPanel]:
    receipt = queries.receipt_for(story)
    if receipt is None:
        return []
    return [ReceiptPanel(story, request, rescue=Rescue.objects.get(story_id=story.pk), receipt=receipt)]


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("wire/receipt.css"))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("wire/missing-photos/<int:story_id>/", views.missing_photos, name="wire_missing_photos"),
        path("wire/followers/", screens.followers, name="wire_followers"),
    ]


class FollowersItem(MenuItem):
    """The way to the followers, for who may look, where editions are accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return screens.is_shown(request)


@hooks.register("register_admin_menu_item")
def followers_item() -> MenuItem:
    return FollowersItem(
        _("Followers"), reverse("wire_followers"), name="followers", icon_name="globe", order=97
    )
