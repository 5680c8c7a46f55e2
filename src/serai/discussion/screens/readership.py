"""What readers open: each day's sum, and the stories that were opened most, with a small chart beside each.

Rule: reads only, and shows numbers and headlines; everybody who may enter the desk may see it, for nothing of
a reader is in it.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from serai.core import clock
from serai.discussion import charts, queries
from serai.discussion.rules import moderators

SPANS = (7, 28, 91)  # days that may be looked at
STORIES = 25


@never_cache
def readership(request: HttpRequest) -> HttpResponse:
    """The charts, and the same numbers as a table. PermissionDenied for who may not enter the desk."""
    if not moderators.may_enter(request.user):
        raise PermissionDenied
    span = _span(request.GET.get("days", ""))
    editions = queries.editions_read()
    edition = request.GET.get("edition", "")
    edition = edition if edition in editions else ""
    days = queries.days_until(clock.now().date(), span)
    by_day = queries.reads_by_day(days, edition)
    stories = queries.most_read(days, edition, STORIES)
    context = {
        "title": gettext("Readership"),
        "crumbs": [{"url": "", "label": gettext("Readership")}],
        "spans": SPANS,
        "span": span,
        "editions": editions,
        "edition": edition,
        "total": sum(by_day),
        "shown": _grouped(sum(by_day)),
        "labelled": list(zip(map(_label, days), map(_grouped, by_day), strict=True)),
        "chart": charts.bars(
            name=gettext("Stories opened on each day"),
            data=[
                charts.Bar(label=_label(day), values=(float(count),))
                for day, count in zip(days, by_day, strict=True)
            ],
            kinds=("first",),
        ),
        "stories": [
            (read, _grouped(read.total), charts.spark(name=_in_words(read, days), values=read.days))
            for read in stories
        ],
    }
    return TemplateResponse(request, "discussion/readership.html", context)


def _span(asked: str) -> int:
    return int(asked) if asked in map(str, SPANS) else SPANS[0]


def _label(day: date) -> str:
    return date_format(day, gettext("j M"))


def _grouped(count: int) -> str:
    return number_format(count, force_grouping=True)


def _in_words(read: queries.Read, days: tuple[date, ...]) -> str:
    most = max(range(len(days)), key=lambda index: read.days[index])
    return gettext("Most on %(day)s: %(count)d") % {"day": _label(days[most]), "count": read.days[most]}
