"""The desk's screens in Wagtail: the list of stories, their form, and the sections, authors and topics.

Rule: shows and routes; what changes is a verb of `actions` or Wagtail's own, who may is Wagtail's
permissions. Another room may stand beside a story's form: it registers the hook `serai_story_panels`, a
callable `(story, request) -> list of side panels`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from serai.desk.listing import COLUMNS, StoryExplorerView, StoryFilterSet, StoryIndexView, StoryUseView
from serai.desk.models import Author, Section, Story, Topic
from serai.desk.shown import ShownPanel
from serai.desk.uses import SignUsageView

PANELS_HOOK = "serai_story_panels"


# --- stories ---------------------------------------------------------------------------------------------


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


class StoryViewSet(PageViewSet):
    model = Story
    index_view_class = StoryExplorerView
    content_type_use_view_class = StoryUseView
    filterset_class = StoryFilterSet
    edit_view_class = StoryEditView
    workflow_action_view_class = StoryWorkflowActionView
    columns = COLUMNS


# --- what stories stand in ------------------------------------------------------------------------------


class SectionViewSet(SnippetViewSet):
    model = Section
    panels = [ShownPanel(), *Section.panels]
    icon = "list-ul"
    menu_label = _("Sections")
    list_display = ["name", "slug", "position"]
    ordering = ["position", "name"]
    copy_view_enabled = False
    usage_view_class = SignUsageView


class AuthorViewSet(SnippetViewSet):
    model = Author
    panels = [ShownPanel(), *Author.panels]
    icon = "user"
    menu_label = _("Authors")
    list_display = ["name", "role", "slug"]
    ordering = ["name"]
    copy_view_enabled = False
    usage_view_class = SignUsageView


class TopicViewSet(SnippetViewSet):
    model = Topic
    panels = [ShownPanel(), *Topic.panels]
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "slug"]
    ordering = ["name"]
    copy_view_enabled = False
    usage_view_class = SignUsageView


class NewsroomGroup(SnippetViewSetGroup):
    items = (SectionViewSet, AuthorViewSet, TopicViewSet)
    menu_label = _("Newsroom")
    menu_icon = "group"
    menu_order = 110
    add_to_admin_menu = True


VIEWSETS = [StoryListing("stories"), StoryViewSet()]
