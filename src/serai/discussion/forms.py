"""The forms of the moderation screens.

Rule: checks what came and limits its size; decides nothing. Times are chosen from a few, so that nobody
mutes a reader for ever by a slip.
"""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from serai.discussion.models import Policy, State
from serai.discussion.rules import policies
from serai.gate.entries import NAME_LIMIT, TEXT_LIMIT
from serai.gate.protocol import NOTE_LIMIT

REASON_LIMIT = 300  # code points, as `Move.reason`
AT_ONCE = 200  # comments that may be chosen one by one
WORDS_AT_ONCE = 100_000  # code points of pasted words
HOUR, DAY, WEEK = 1, 24, 7 * 24  # in hours

ACTS = {
    "approve": State.APPROVED,
    "pick": State.APPROVED,
    "reject": State.REJECTED,
    "hold": State.HELD,
    "pending": State.PENDING,
}


class DecisionForm(forms.Form):
    """One decision on one comment, on those chosen, on a cluster, or on all of one name that wait."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    reason = forms.CharField(max_length=REASON_LIMIT, required=False, label=_("Reason (for moderators)"))
    note = forms.CharField(
        max_length=NOTE_LIMIT,
        required=False,
        label=_("Note to the author"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MuteForm(forms.Form):
    """For how long."""

    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=[(HOUR, _("1 hour")), (DAY, _("1 day")), (WEEK, _("7 days"))],
        initial=DAY,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason (for moderators)"), max_length=REASON_LIMIT, required=False)


class ReplyForm(forms.Form):
    """A newsroom's answer."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LIMIT, help_text=_("Shown with the newsroom’s badge.")
    )
    text = forms.CharField(
        label=_("Reply"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class PolicyForm(forms.Form):
    """How comments are moderated in one place; what is left empty is said by the place above."""

    mode = forms.ChoiceField(
        label=_("Moderation"),
        choices=[("", _("As the place above says")), *Policy.Mode.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    trust_after = forms.IntegerField(
        label=_("Approved comments until a writer is trusted"),
        min_value=1,
        max_value=policies.MOST_TRUST,
        required=False,
    )
    close_after = forms.IntegerField(
        label=_("Days until comments close"),
        min_value=0,
        max_value=policies.LONGEST_OPEN,
        required=False,
        help_text=_("0 for never; empty for what the place above says."),
    )


class WordsForm(forms.Form):
    """Words to look for, one a line."""

    edition = forms.ChoiceField(label=_("Edition"), required=False)
    lines = forms.CharField(
        label=_("Words or phrases, one a line"),
        max_length=WORDS_AT_ONCE,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "A * at the end stands for any ending. A comment with such a word is held, never rejected."
        ),
    )

    def __init__(self, data: Any = None, *, editions: Sequence[str]) -> None:
        super().__init__(data)
        choices = [("", _("All")), *((code, code) for code in editions)]
        cast(forms.ChoiceField, self.fields["edition"]).choices = choices


class ThresholdForm(forms.Form):
    """From which score the learner holds a comment, in percent."""

    threshold = forms.IntegerField(label=_("Hold from (percent)"), min_value=50, max_value=100)


def first_error(form: forms.Form) -> Any:
    """The first thing that is wrong with a form, with its field's label; never what was written."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        return f"{label}: {errors[0]}" if label else errors[0]
    return ""
