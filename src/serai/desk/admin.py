"""The desk's screens in Wagtail: the list of stories, their form, and the sections, authors and topics.

Rule: shows and routes; what changes is a verb of `actions` or Wagtail's own, who may is Wagtail's
permissions. Another room may stand beside a story's form: it registers the hook `serai_story_panels`, a
callable `(story, request) -> list of side panels`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Revision
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from serai.core import clock
from serai.desk import queries, standing
from serai.desk.models import Author, Section, Story, Topic

PANELS_HOOK = "serai_story_panels"


# --- the list of stories --------------------------------------------------------------------------------


class StandingColumn(Column):
    """The state of a story, and when it ends by itself."""

    cell_template_name = "desk/tables/standing_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        now = clock.now()
        if isinstance(instance, Story):
            context |= {
                "state": standing.state(instance, now),
                "word": standing.word(instance, now),
                "moment": standing.moment(instance, now),
                "link": instance.full_url if instance.is_public(now) else None,
            }
        return context


class StoryFilterSet(WagtailFilterSet):
    state = ChoiceFilter(
        label=_("State"),
        choices=[
            ("public", _("Public")),
            ("embargoed", _("Embargoed")),
            ("scheduled", _("Scheduled")),
            ("draft", _("Draft")),
        ],
        method="in_state",
        widget=RadioSelect,
        empty_label=_("Any"),
    )
    section = ModelChoiceFilter(label=_("Section"), queryset=Section.objects.select_related("locale"))

    class Meta:
        model = Story
        fields = ["state", "section"]

    def in_state(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        now = clock.now()
        held = Q(live=True, embargo_until__gt=now)
        waiting = Revision.objects.filter(approved_go_live_at__isnull=False).values_list(
            "object_id", flat=True
        )
        due = Q(pk__in=[int(pk) for pk in waiting])
        return stories.filter(
            {
                "public": Q(live=True) & ~held,
                "embargoed": held,
                "scheduled": due,
                "draft": Q(live=False) & ~due,
            }[value]
        )


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
    Column("section", label=_("Section"), width="12%", classname="desk-wide"),
    StandingColumn("standing", label=_("State"), width="18%"),
    DateColumn(
        "dateline_at", label=_("Dateline"), sort_key="dateline_at", width="12%", classname="desk-wide"
    ),
    DateColumn(
        "latest_revision_created_at",
        label=_("Edited"),
        sort_key="latest_revision_created_at",
        width="12%",
        classname="desk-wide",
    ),
]


class StoryIndexView(IndexView):
    columns = COLUMNS
    filterset_class = StoryFilterSet

    def get_base_queryset(self) -> QuerySet[Story]:
        stories: QuerySet[Story] = super().get_base_queryset()
        return stories.prefetch_related("section")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        queries.give_editions(context["object_list"])
        return context


class StoryListing(PageListingViewSet):
    model = Story
    index_view_class = StoryIndexView
    icon = "doc-full"
    menu_label = _("Stories")
    menu_order = 90
    add_to_admin_menu = True
    name = "stories"
    url_prefix = "stories"
    columns = COLUMNS
    filterset_class = StoryFilterSet


# --- a story's own screens ------------------------------------------------------------------------------


class StoryEditView(EditView):
    def get_side_panels(self) -> MediaContainer:
        panels = list(super().get_side_panels())
        if not self.expects_json_response:
            for beside in hooks.get_hooks(PANELS_HOOK):
                panels += beside(self.page, self.request)
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


class StoryWorkflowActionView(WorkflowActionView):
    """Approves and rejects; what has ceased to be publishable since it was submitted is told, not raised."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                answer: HttpResponse = super().post(request, *args, **kwargs)
                return answer
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_pages:edit", self.object.pk)


class StoryExplorerView(ExplorableIndexView):
    columns = COLUMNS


class StoryViewSet(PageViewSet):
    model = Story
    edit_view_class = StoryEditView
    workflow_action_view_class = StoryWorkflowActionView
    columns = COLUMNS


# --- what stories stand in ------------------------------------------------------------------------------


class SectionViewSet(SnippetViewSet):
    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    list_display = ["name", "slug", "position"]
    ordering = ["position", "name"]
    copy_view_enabled = False


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    list_display = ["name", "role", "slug"]
    ordering = ["name"]
    copy_view_enabled = False


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug"]
    ordering = ["name"]
    copy_view_enabled = False


class NewsroomGroup(SnippetViewSetGroup):
    items = (SectionViewSet, AuthorViewSet, TopicViewSet)
    menu_label = _("Newsroom")
    menu_icon = "group"
    menu_order = 110
    add_to_admin_menu = True


VIEWSETS = [StoryListing("stories"), StoryViewSet()]
