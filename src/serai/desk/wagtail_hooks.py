"""Where the desk hooks into Wagtail.

Rule: registers and trims. What makes no sense in a newsroom (documents, reports, Wagtail's own help) is not
in the menu; what a role may not do is a matter of permissions, not of menus.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from serai.desk import actions, readiness, rules, second_script, tree
from serai.desk.admin import VIEWSETS, NewsroomGroup
from serai.desk.dashboard import DeskPanel
from serai.desk.fronts import hooks as _fronts  # noqa: F401 (what it registers is registered by this)
from serai.desk.models import Edition, Story
from serai.desk.translation import hooks as _translations  # noqa: F401
from serai.desk.translation import rules as translating
from serai.desk.translation import urls as translations

HIDDEN = {"documents", "reports", "help"}
LOCALIZE = "localize-"  # what wagtail-localize calls its buttons
RENAMED = {"images": _("Photos"), "explorer": _("Editions")}

register_snippet(NewsroomGroup)


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return VIEWSETS


class TranslationsItem(MenuItem):
    """The way to the translation desk, for those who translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(translating.editions(request.user, Edition.objects.all()))


@hooks.register("register_admin_menu_item")
def translations_item() -> MenuItem:
    return TranslationsItem(
        _("Translations"), reverse_lazy("translations:grid"), name="translations", icon_name="globe", order=92
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("translations/", include(translations))]


@hooks.register("construct_main_menu")
def trim_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        item.label = RENAMED.get(item.name, item.label)


@hooks.register("construct_homepage_summary_items", order=1000)
def trim_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()  # how many images there are helps nobody to work


@hooks.register("construct_homepage_panels")
def add_desk_panel(request: HttpRequest, panels: list[Any]) -> None:
    if rules.may_write(request.user):
        panels.append(DeskPanel(request))


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_editor_js")
def one_save_after_the_other() -> str:
    return format_html('<script src="{}" defer></script>', static("desk/autosave.js"))


@hooks.register("construct_page_chooser_queryset")
def narrow_choosers(pages: Any, request: HttpRequest) -> Any:
    """Of the pages to choose from, those that this user may see: a translator has only some editions."""
    return tree.narrowed(pages, request.user)


@hooks.register("construct_page_action_menu")
def trim_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    items[:] = [item for item in items if not (item.name or "").startswith(LOCALIZE)]


@hooks.register("before_edit_page", order=-10)
def refuse_localize(request: HttpRequest, page: Any) -> None:
    """wagtail-localize listens to a story's form too, and would write over what was edited by hand."""
    if any(name.startswith(LOCALIZE) for name in request.POST):
        raise Http404


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    @registry.register_action("serai.schedule_refused")
    class ScheduleRefused(LogFormatter):
        label = _("Schedule refused")

        def format_message(self, entry: Any) -> str:
            return gettext("Not published at its hour: %(problem)s") % {
                "problem": entry.data.get("problem", "")
            }


@hooks.register("after_create_page")
def settle(request: HttpRequest, page: Any) -> None:
    if isinstance(page.specific, Edition):
        actions.settle_edition(edition=page.specific)


@hooks.register("before_create_page")
def refuse_in_derived(request: HttpRequest, parent: Any, page_class: Any) -> HttpResponse | None:
    """Nothing is written in an edition that is made from another one, and the refusal says where it is."""
    home = parent.specific
    if not isinstance(home, Edition) or not home.made_from_id:
        return None
    messages.error(request, second_script.refusal(home))
    return redirect("wagtailadmin_explore", home.pk)


@hooks.register("before_copy_page")
def refuse_copy_into_derived(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Nothing is copied into such an edition either."""
    number = request.POST.get("new_parent_page", "")
    home = Edition.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    return refuse_in_derived(request, home, type(page)) if home is not None else None


@hooks.register("before_bulk_action")
def refuse_unready(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publishing a selection is refused as a whole where one of it is not ready, and says which and why."""
    if action_type != "publish":
        return None
    lines = []
    for page in objects:
        story = page.specific
        draft = story.get_latest_revision_as_object() if isinstance(story, Story) else None
        if draft is not None and (problems := readiness.problems(draft)):
            lines.append(
                f"“{draft.title}”: {' '.join(line for lines in problems.values() for line in lines)}"
            )
    if not lines:
        return None
    messages.error(request, gettext("Nothing was published. %(lines)s") % {"lines": " ".join(lines)})
    return redirect(action.next_url)
