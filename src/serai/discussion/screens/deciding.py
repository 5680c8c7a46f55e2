"""Decisions: approve, reject, hold, pick, undo, one by one or many at once.

Rule: each is a POST that calls one verb and is answered by `door.done`. A decision on more than what is seen
(a cluster, a name) is asked for once more, with its number, before it is made; it is one batch and one undo.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from serai.discussion import actions
from serai.discussion.errors import DiscussionError
from serai.discussion.forms import ACTS, AT_ONCE, DecisionForm, first_error
from serai.discussion.models import Comment
from serai.discussion.rules import states
from serai.discussion.screens.door import (
    chosen_rows,
    done,
    error_in_words,
    login_of,
    moderators_only,
    refused,
)
from serai.discussion.screens.frame import decision_in_words, frame, last_decision
from serai.discussion.screens.queues import FILTER_LIMIT, queue_url, waiting_of


@moderators_only
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decide on the comments that were chosen: the field `comment`, as often as there are."""
    chosen = chosen_rows(request, "comment", most=AT_ONCE)
    if not chosen:
        return refused(request, gettext("No comment was chosen. Choose some, and decide again."))
    return _decide(request, chosen)


@moderators_only
@require_GET
def ask_many(request: HttpRequest) -> HttpResponse:
    """The question before a cluster or a name is decided at once: how many, and what will become of them."""
    cluster, name = _group(request.GET.get("cluster", "")), _group(request.GET.get("name", ""))
    act = request.GET.get("act", "")
    waiting = waiting_of(cluster=cluster, name=name) if cluster or name else []
    examples = list(Comment.objects.filter(pk__in=waiting[:3]).order_by("pk"))
    context = frame(
        request,
        "brigade" if cluster else "",
        gettext("Decide on many"),
        act=act if act in ACTS else "reject",
        acts=ACTS,
        cluster=cluster,
        name=name,
        count=len(waiting),
        examples=examples,
        form=DecisionForm(),
        back=queue_url("brigade") if cluster else queue_url("all", name=name),
    )
    return TemplateResponse(request, "discussion/many.html", context)


@moderators_only
@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide on all of a cluster, or of a name, that wait now."""
    cluster, name = _group(request.POST.get("cluster", "")), _group(request.POST.get("name", ""))
    chosen = waiting_of(cluster=cluster, name=name) if cluster or name else []
    if not chosen:
        return refused(request, gettext("Nothing of it waits any more: somebody else has decided."))
    return _decide(request, chosen)


@moderators_only
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back a decision with all it did."""
    try:
        back = actions.undo(batch=request.POST.get("batch", "")[:32], by=login_of(request))
    except DiscussionError as error:
        return refused(request, error_in_words(error), status=409)
    if not back.moved:
        return refused(
            request, gettext("It cannot be undone any more: something else has happened since."), status=409
        )
    said = ngettext(
        "Undone: %(count)d comment is as it was.", "Undone: %(count)d comments are as they were.", back.moved
    )
    last = last_decision(login_of(request))
    offered = {"batch": last.batch, "said": last.said} if last else None
    return done(request, said % {"count": back.moved}, undone=back.moved, left=back.left, last=offered)


@moderators_only
@require_POST
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a public comment an editors' pick, or no longer one."""
    comment = get_object_or_404(Comment, pk=pk)
    wanted = request.POST.get("picked") == "1"
    try:
        verb = actions.pick if wanted else actions.unpick
        verb(comment=comment, by=login_of(request))
    except DiscussionError as error:
        return refused(request, error_in_words(error), status=409)
    said = gettext("Picked.") if wanted else gettext("No longer a pick.")
    return done(request, said, picked=wanted)


@moderators_only
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the author, whatever became of the comment; empty takes the note back."""
    comment = get_object_or_404(Comment, pk=pk)
    form = DecisionForm({"act": "hold", "note": request.POST.get("note", "")})
    if not form.is_valid():
        return refused(request, first_error(form))
    try:
        actions.set_note(comment=comment, note=form.cleaned_data["note"], by=login_of(request))
    except DiscussionError as error:
        return refused(request, error_in_words(error), status=409)
    return done(request, gettext("The note stands on the author’s receipt."))


@moderators_only
@require_POST
def close_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a reported comment as it is, and close its reports."""
    comment = get_object_or_404(Comment, pk=pk)
    try:
        actions.close_reports(comment=comment, by=login_of(request))
    except DiscussionError as error:
        return refused(request, error_in_words(error), status=409)
    return done(request, gettext("Its reports are closed; the comment stays as it is."))


def _decide(request: HttpRequest, chosen: Sequence[int]) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    act = form.cleaned_data["act"]
    after: states.State = ACTS[act].value  # type: ignore[assignment]
    by = login_of(request)
    try:
        result = actions.decide(
            comments=chosen,
            after=after,
            by=by,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"] or None,
            pick=act == "pick",
        )
    except DiscussionError as error:
        return refused(request, error_in_words(error), status=409)
    if not result.moved:
        return refused(
            request,
            gettext("Nothing was moved: it is so already, or its state does not allow it."),
            status=409,
        )
    said = decision_in_words(after, after, result.moved)
    if result.left:
        left = ngettext(
            "%(count)d stays: its state does not allow it.",
            "%(count)d stay: their state does not allow it.",
            result.left,
        )
        said = f"{said} {left % {'count': result.left}}"
    return done(request, said, batch=result.batch, moved=result.moved, left=result.left, after=after)


def _group(value: str) -> str:
    return value.replace("\0", "")[:FILTER_LIMIT]
