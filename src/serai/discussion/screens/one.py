"""One comment with its whole conversation, its story, its moves; the newsroom's reply; export and erasure.

Rule: reads, and calls one verb for each POST. What is exported leaves as a download and is logged without
its words; what is erased is gone from here, and only that it happened is kept.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from serai.discussion import actions, queries
from serai.discussion.errors import DiscussionError
from serai.discussion.forms import ReplyForm, first_error
from serai.discussion.models import Comment
from serai.discussion.screens import around
from serai.discussion.screens.door import administrators_only, error_in_words, login_of, moderators_only
from serai.discussion.screens.frame import frame
from serai.discussion.screens.policies import policy_url

LEVELS = 30  # of what a comment answers, on its own page
REPLIES = 50  # replies and moves shown on its own page
NAME_KEPT = "discussion_newsroom_name"  # in the session: under which name a moderator answered last


@moderators_only
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment in its conversation, with a form to answer as the newsroom."""
    one = get_object_or_404(Comment, pk=pk)
    reply = ReplyForm(initial={"name": request.session.get(NAME_KEPT, "")})
    return _page(request, one, reply)


@moderators_only
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer as the newsroom, with its badge; it is public at once."""
    parent = get_object_or_404(Comment, pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, parent, form, status=400)
    try:
        made = actions.reply_as_staff(
            parent=parent,
            edition=parent.edition,
            story=parent.story,
            name=form.cleaned_data["name"],
            text=form.cleaned_data["text"],
            by=login_of(request),
        )
    except DiscussionError as error:
        messages.error(request, error_in_words(error))
        return _page(request, parent, form, status=409)
    request.session[NAME_KEPT] = form.cleaned_data["name"]
    messages.success(request, gettext("The newsroom’s reply is on its way to the page."))
    return redirect("discussion:comment", made.pk)


@administrators_only
@require_POST
def export(request: HttpRequest, edition: str, story: str) -> HttpResponse:
    """A story's whole thread as a JSON file, with what is not public."""
    data = queries.export_thread(edition, story)
    answer = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=1, default=str), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="discussion-{edition}-{story[:8]}.json"'
    return answer


@administrators_only
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and on POST erase all that the receipt of this comment wrote."""
    one = get_object_or_404(Comment, pk=pk)
    if not one.receipt:
        messages.error(request, gettext("This comment came without a receipt: reject it instead."))
        return redirect("discussion:comment", pk)
    if request.method != "POST":
        return TemplateResponse(
            request, "discussion/erase.html", frame(request, "", gettext("Erase"), row=around.rows([one])[0])
        )
    try:
        erased = actions.erase_receipt(receipt=one.receipt, by=login_of(request))
    except DiscussionError as error:
        messages.error(request, error_in_words(error))
        return redirect("discussion:comment", pk)
    messages.success(
        request, ngettext("%(count)d entry erased.", "%(count)d entries erased.", erased) % {"count": erased}
    )
    return (
        redirect("discussion:comment", pk)
        if Comment.objects.filter(pk=pk).exists()
        else redirect("discussion:queues")
    )


def _page(request: HttpRequest, one: Comment, form: ReplyForm, status: int = 200) -> HttpResponse:
    row = around.rows([one], levels=LEVELS)[0]
    below = list(one.replies.order_by("position")[:REPLIES])
    context = frame(
        request,
        "",
        gettext("A comment"),
        row=row,
        replies=below,
        moves=list(one.moves.order_by("-at", "-pk")[:REPLIES]),
        reply_form=form,
        problem=first_error(form) if form.is_bound else "",
        may_answer=one.state == "approved",
        rule_url=policy_url(one.edition, story=one.story),
        stays="pending held approved rejected withdrawn removed",
    )
    return TemplateResponse(request, "discussion/comment.html", context, status=status)
