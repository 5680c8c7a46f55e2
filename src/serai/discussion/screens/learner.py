"""The learner's page: how right its judgements were, beside the threshold that a person sets.

Rule: what is shown was measured on decisions that the learner had not seen. It sorts and holds; it never
rejects, and the page says so.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from wagtail.admin import messages

from serai.discussion import charts
from serai.discussion.errors import DiscussionError
from serai.discussion.forms import ThresholdForm, first_error
from serai.discussion.screening import school
from serai.discussion.screens.door import error_in_words, moderators_only
from serai.discussion.screens.frame import frame


@dataclass(frozen=True, kw_only=True)
class Step:
    """What the learner would have done at one threshold, in percent; None where nothing was measured."""

    threshold: int
    precision: int | None
    recall: int | None
    current: bool


@moderators_only
def learner(request: HttpRequest) -> HttpResponse:
    """What was measured; on POST another threshold."""
    marks = school.report()
    form = ThresholdForm(
        request.POST if request.method == "POST" else None,
        initial={"threshold": round(100 * marks.threshold)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            school.set_threshold(threshold=form.cleaned_data["threshold"] / 100)
        except DiscussionError as error:
            messages.error(request, error_in_words(error))
        else:
            messages.success(request, gettext("The threshold counts from now on."))
            return redirect("discussion:learner")
    context = frame(
        request,
        "learner",
        gettext("Learner"),
        form=form,
        problem=first_error(form) if form.is_bound else "",
        marks=marks,
        threshold=round(100 * marks.threshold),
        precision=_percent(marks.precision),
        recall=_percent(marks.recall),
        enough=school.ENOUGH,
        steps=[
            Step(
                threshold=round(100 * at),
                precision=_percent(precision),
                recall=_percent(recall),
                current=abs(at - marks.threshold) < 0.001,
            )
            for at, precision, recall in marks.at_thresholds
        ],
        chart=_chart(marks),
    )
    return TemplateResponse(request, "discussion/learner.html", context, status=400 if form.errors else 200)


def _chart(marks: school.Marks) -> str:
    precise = tuple((at, share) for at, share, _recall in marks.at_thresholds if share is not None)
    recalled = tuple((at, share) for at, _precision, share in marks.at_thresholds if share is not None)
    return charts.lines(
        name=gettext("Precision and recall at each threshold"),
        data=[
            charts.Line(kind="first", points=precise),
            charts.Line(kind="second", points=recalled),
        ],
        mark=marks.threshold,
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)
