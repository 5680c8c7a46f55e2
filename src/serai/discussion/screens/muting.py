"""Mutes: what a persistent source sends is held for a time; many at once wait for a second moderator.

Rule: a source is a digest that only its gate can make again, and is shown to nobody: the screens count
sources, they never name them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from serai.core import clock, numbers
from serai.discussion import actions
from serai.discussion.actions.sources import HANDFUL, MOST
from serai.discussion.errors import DiscussionError
from serai.discussion.forms import MuteForm, first_error
from serai.discussion.models import Comment, Mute
from serai.discussion.screens.door import DIGITS, error_in_words, login_of, moderators_only
from serai.discussion.screens.frame import frame
from serai.discussion.screens.queues import FILTER_LIMIT

LISTED = 100  # batches of mutes shown


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Mutes that were asked for in one act."""

    batch: str
    sources: int
    until: datetime
    asked_by: str
    asked_at: datetime
    confirmed_by: str
    reason: str
    mine: bool


@moderators_only
def mute(request: HttpRequest) -> HttpResponse:
    """Ask for how long, and on POST mute the sources of a comment or of a cluster."""
    asked = request.POST if request.method == "POST" else request.GET
    pk, cluster = asked.get("comment", ""), asked.get("cluster", "").replace("\0", "")[:FILTER_LIMIT]
    sources = _sources(pk, cluster)
    form = MuteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and sources and form.is_valid():
        return _mute(request, form, sources)
    context = frame(
        request,
        "mutes",
        gettext("Mute"),
        form=form,
        problem=first_error(form) if form.is_bound else "",
        comment=pk,
        cluster=cluster,
        count=len(sources),
        second=len(sources) > HANDFUL,
        handful=HANDFUL,
    )
    return TemplateResponse(request, "discussion/mute.html", context, status=400 if form.is_bound else 200)


@moderators_only
def mutes(request: HttpRequest) -> HttpResponse:
    """The mutes that wait for a second word, and those that run."""
    me = login_of(request)
    known = Mute.objects.filter(until__gt=clock.now(), refused_at__isnull=True)
    context = frame(
        request,
        "mutes",
        gettext("Mutes"),
        waiting=_batches(known.filter(confirmed_at__isnull=True), me),
        running=_batches(known.filter(confirmed_at__isnull=False), me),
        handful=HANDFUL,
    )
    return TemplateResponse(request, "discussion/mutes.html", context)


@moderators_only
@require_POST
def answer_mutes(request: HttpRequest) -> HttpResponse:
    """A second moderator's word on a batch of mutes, or the end of those that run."""
    batch, by = request.POST.get("batch", "")[:32], login_of(request)
    try:
        match request.POST.get("answer"):
            case "confirm":
                actions.confirm_mutes(batch=batch, by=by)
                messages.success(request, gettext("The mutes run."))
            case "lift":
                actions.lift_mutes(batch=batch, by=by)
                messages.success(request, gettext("The mutes have ended."))
            case _:
                actions.refuse_mutes(batch=batch, by=by)
                messages.success(request, gettext("The mutes were refused."))
    except DiscussionError as error:
        messages.error(request, error_in_words(error))
    return redirect("discussion:mutes")


def _mute(request: HttpRequest, form: MuteForm, sources: Sequence[tuple[str, str]]) -> HttpResponse:
    try:
        muted = actions.mute(
            sources=sources,
            until=clock.now() + timedelta(hours=form.cleaned_data["hours"]),
            by=login_of(request),
            reason=form.cleaned_data["reason"],
        )
    except DiscussionError as error:
        messages.error(request, error_in_words(error))
        return redirect("discussion:mutes")
    if muted.waits:
        said = ngettext(
            "%(count)d source waits for a second moderator’s word.",
            "%(count)d sources wait for a second moderator’s word.",
            muted.count,
        )
        messages.warning(request, said % {"count": muted.count})
    else:
        said = ngettext("%(count)d source is muted.", "%(count)d sources are muted.", muted.count)
        messages.success(request, said % {"count": muted.count})
    return redirect("discussion:mutes")


def _sources(pk: str, cluster: str) -> list[tuple[str, str]]:
    known = Comment.objects.exclude(source="").exclude(gate="")
    if cluster:
        known = known.filter(cluster__key=cluster)
    elif (number := numbers.whole(pk, digits=DIGITS)) is not None:
        known = known.filter(pk=number)
    else:
        return []
    return list(known.order_by().values_list("gate", "source").distinct()[:MOST])


def _batches(mutes: QuerySet[Mute], me: str) -> list[Batch]:
    rows = (
        mutes.order_by()
        .values("batch", "asked_by", "confirmed_by", "reason")
        .annotate(n=Count("pk"), until=Max("until"), at=Min("asked_at"))
        .order_by("-at")[:LISTED]
    )
    return [
        Batch(
            batch=row["batch"],
            sources=row["n"],
            until=row["until"],
            asked_by=row["asked_by"],
            asked_at=row["at"],
            confirmed_by=row["confirmed_by"],
            reason=row["reason"],
            mine=row["asked_by"] == me,
        )
        for row in rows
    ]
