"""The queues: what waits, fifty comments at a time, with filters and a search.

Rule: reads only. A page is found by its keyset cursor, so that the thousandth costs what the first does; a
filter that nobody would write is cut, not obeyed.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from serai.discussion import queries
from serai.discussion.errors import CursorError
from serai.discussion.models import Comment, State, StoryCard
from serai.discussion.screens import around
from serai.discussion.screens.door import moderators_only
from serai.discussion.screens.frame import frame, queue_names, unseen_alarms
from serai.discussion.screens.watch import with_stories

FILTER_LIMIT = 200  # code points of one filter
MANY = 50_000  # comments that one decision may name
# Which states a decided comment may have and stay on the list that is open.
STAYS = {"new": "pending", "held": "held", "reported": "", "brigade": ""}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the list is narrowed to; "" for all."""

    edition: str = ""
    section: str = ""
    story: str = ""
    cluster: str = ""
    name: str = ""
    q: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Filters":
        """As the address has them."""
        return cls(**{field: _cut(request.GET.get(field, "")) for field in cls.__dataclass_fields__})

    @property
    def chosen(self) -> dict[str, str]:
        """Those that are set."""
        return {field: value for field in self.__dataclass_fields__ if (value := getattr(self, field))}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Those that the form of the filters carries along unseen."""
        return [(field, value) for field, value in self.chosen.items() if field not in ("edition", "q")]

    @property
    def question(self) -> str:
        """As an address asks for them."""
        return urlencode(self.chosen)

    def without(self, field: str) -> str:
        """The address's question without this filter."""
        return urlencode({name: value for name, value in self.chosen.items() if name != field})


@moderators_only
def queues(request: HttpRequest) -> HttpResponse:
    """The first queue in which something waits."""
    counts = queries.counts()
    first = next((name for name in ("new", "reported", "held", "brigade") if counts[name]), "new")
    return redirect("discussion:queue", first)


@moderators_only
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """One page of a queue; its address holds the filters and the cursor."""
    if name not in queue_names():
        raise Http404
    filters = Filters.of(request)
    try:
        page = queries.queue(
            name,  # type: ignore[arg-type]
            edition=filters.edition,
            section=filters.section,
            story=filters.story,
            cluster=filters.cluster,
            name_is=filters.name,
            search=filters.q,
            after=_cut(request.GET.get("after", "")),
        )
    except CursorError:
        return redirect(queue_url(name, **filters.chosen))
    rows = around.rows([row.comment for row in page.rows])
    brigades = name == "brigade" and not filters.cluster
    more = urlencode({**filters.chosen, "after": page.next}) if page.next else ""
    context = frame(
        request,
        name,
        queue_names()[name],
        rows=rows,
        filters=filters,
        chips=_chips(filters, rows),
        editions=editions(),
        older=more,
        first_page="after" not in request.GET,
        stays=STAYS.get(name, " ".join(State.values)),
        alarms=with_stories(unseen_alarms()),
        here_url=request.get_full_path(),
    )
    template = "discussion/brigades.html" if brigades else "discussion/queue.html"
    return TemplateResponse(request, template, context)


def editions() -> list[str]:
    """The editions that have stories."""
    return list(StoryCard.objects.order_by("edition").values_list("edition", flat=True).distinct())


def _chips(filters: Filters, rows: list[around.Row]) -> list[dict[str, Any]]:
    """The filters that are set, in words, each with the address without it."""
    words = {
        "edition": gettext("Edition"),
        "section": gettext("Section"),
        "story": gettext("Story"),
        "cluster": gettext("Near-copies"),
        "name": gettext("Name"),
        "q": gettext("Search"),
    }
    shown = dict(filters.chosen)
    if "story" in shown:
        card = rows[0].story if rows else StoryCard.objects.filter(key=filters.story).first()
        shown["story"] = card.headline if card else shown["story"][:8]
    if "section" in shown:
        named = StoryCard.objects.filter(section=filters.section).first()
        shown["section"] = named.section_name if named else shown["section"][:8]
    if "cluster" in shown:
        shown["cluster"] = shown["cluster"][:8]
    return [
        {"field": field, "label": words[field], "value": value, "without": filters.without(field)}
        for field, value in shown.items()
    ]


def _cut(value: str) -> str:
    return value.replace("\0", "").strip()[:FILTER_LIMIT]


def waiting_of(*, cluster: str = "", name: str = "") -> list[int]:
    """The comments of a cluster, or of exactly this name, that wait."""
    waiting = Comment.objects.filter(state__in=around.WAITING)
    chosen = waiting.filter(cluster__key=cluster) if cluster else waiting.filter(name=name)
    return list(chosen.order_by("pk").values_list("pk", flat=True)[:MANY])


def queue_url(queue: str, /, **filters: str) -> str:
    """The address of a queue, narrowed."""
    question = urlencode({field: value for field, value in filters.items() if value})
    return reverse("discussion:queue", args=[queue]) + (f"?{question}" if question else "")
