"""Lists of stories: which fifty of them first, and then what is shown of those.

Rule: a list costs what it shows. Which stories stand on a page is asked of the indexes alone; states,
editions and sections are read for these, in a number of queries that does not grow with them.
"""

from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView

from serai.core import clock
from serai.desk import queries, standing, tree
from serai.desk.models import Author, Edition, Section, Story


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
    edition = ModelChoiceFilter(
        label=_("Edition"), queryset=Edition.objects.order_by("position", "title"), method="in_edition"
    )
    section = ModelChoiceFilter(label=_("Section"), queryset=Section.objects.select_related("locale"))
    author = ModelChoiceFilter(label=_("Author"), queryset=Author.objects.all(), method="by_author")

    class Meta:
        model = Story
        fields = ["state", "edition", "section", "author"]

    def in_state(self, stories: QuerySet[Story], name: str, value: str) -> QuerySet[Story]:
        now = clock.now()
        held = Q(live=True, embargo_until__gt=now)
        due = Q(pk__in=queries.scheduled_ids())
        return stories.filter(
            {
                "public": Q(live=True) & (Q(embargo_until=None) | Q(embargo_until__lte=now)),
                "embargoed": held,
                "scheduled": due,
                "draft": Q(live=False) & ~due,
            }[value]
        )

    def in_edition(self, stories: QuerySet[Story], name: str, value: Edition) -> QuerySet[Story]:
        return stories.filter(path__startswith=value.path)

    def by_author(self, stories: QuerySet[Story], name: str, value: Author) -> QuerySet[Story]:
        return stories.filter(pk__in=value.bylines.values("story"))


class StoryRows:
    """Mix in before one of Wagtail's lists of pages, whose pages are stories."""

    request: Any
    filterset_class = StoryFilterSet

    def get_base_queryset(self) -> QuerySet[Story]:
        """The stories that this user may see, of which nothing is read yet but what tells them apart."""
        return tree.narrowed(Story.objects.only("pk"), self.request.user)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """As Wagtail's, with the page's stories read whole."""
        paginator, page, found, more = super().paginate_queryset(queryset, page_size)  # type: ignore[misc]  # mixed in
        if isinstance(found, QuerySet):
            found = found.values_list("pk", flat=True)
        keys = [getattr(row, "pk", row) for row in found]
        page.object_list = rows = self._rows(keys)
        return paginator, page, rows, more

    def _rows(self, keys: list[int]) -> list[Story]:
        annotate: Any = self.annotate_queryset  # type: ignore[attr-defined]  # as above
        by_key = {story.pk: story for story in annotate(Story.objects.filter(pk__in=keys))}
        rows = [by_key[key] for key in keys if key in by_key]
        prefetch_related_objects(rows, "section")
        queries.give_editions(rows)
        queries.give_schedules(rows)
        return rows


class StoryIndexView(StoryRows, IndexView):
    """All stories."""

    columns = COLUMNS


class StoryExplorerView(StoryRows, ExplorableIndexView):
    """The stories of one edition, in Wagtail's tree."""

    columns = COLUMNS

    def get_base_queryset(self) -> QuerySet[Story]:
        """As above, below the page that is looked at, but for a search of the whole tree."""
        stories = super().get_base_queryset()
        if self.is_searching_whole_tree:
            return stories
        return stories.filter(path__startswith=self.parent_page.path)


class StoryUseView(StoryRows, ContentTypeUseView):
    """All stories, as Wagtail's report of page types leads to them."""
