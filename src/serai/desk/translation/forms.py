"""What the translation desk's forms send.

Rule: reads and checks; a field that is not known is left out, and every list has an end.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from serai.core import numbers
from serai.desk.models import Edition
from serai.desk.translation import rules
from serai.desk.translation.actions import Corrected
from serai.desk.translation.queries import Asked
from serai.desk.translation.working import Answer

ROWS = 4000  # fields of one sheet
LAST_PAGE = 10_000


class AskForm(forms.Form):
    """What of the grid is asked for; what cannot be asked is not asked."""

    q = forms.CharField(
        label=_("Headline"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    home = forms.ChoiceField(label=_("Original in"), required=False)
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Any")),
            ("missing", _("Missing")),
            ("drafting", _("Drafting")),
            ("review", _("In review")),
            ("published", _("Published")),
            ("stale", _("Stale")),
        ],
    )
    mine = forms.BooleanField(label=_("Mine"), required=False)
    due = forms.BooleanField(label=_("With a due time"), required=False)

    def __init__(self, data: Any, *, editions: Sequence[Edition]) -> None:
        super().__init__(data, label_suffix="")
        self._editions = {edition.code: edition for edition in editions}
        choices = [(edition.code, edition.language_name) for edition in editions]
        for name in ("edition", "home"):
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """The question."""
        self.is_valid()
        given = self.cleaned_data
        number = numbers.whole(str(self.data.get("page", "")), digits=5) or 1
        return Asked(
            edition=self._editions.get(given.get("edition", "")),
            home=self._editions.get(given.get("home", "")),
            story=numbers.whole(str(self.data.get("story", "")), digits=18),
            words=given.get("q", ""),
            state=given.get("state", ""),
            mine=bool(given.get("mine")),
            due=bool(given.get("due")),
            page=min(max(number, 1), LAST_PAGE),
        )

    def turned(self, page: int) -> str:
        """The same question, another page, as the end of an address."""
        question = QueryDict(mutable=True)
        for name, value in self.cleaned_data.items():
            if value:
                question[name] = "on" if value is True else value
        question["page"] = str(page)
        return "?" + question.urlencode()


class AssignForm(forms.Form):
    """Who translates, until when. Who may not give it to others may take it, or give his own back."""

    translator: Any = forms.ModelChoiceField(label=_("Translator"), queryset=None, required=False)
    due_at = forms.DateTimeField(
        label=_("Due"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def __init__(self, data: Any = None, *, door: Any) -> None:
        card = door.card
        initial = {"translator": card.translator_id, "due_at": card.due_at} if card else {}
        super().__init__(data, initial=initial, label_suffix="")
        self._door = door
        people = rules.translators(door.edition)
        if not rules.may_assign(door.user, door.edition):
            people = get_user_model().objects.filter(pk=door.user.pk)
        self.fields["translator"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        card, user = self._door.card, self._door.user
        if not rules.may_assign(user, self._door.edition):
            if card and card.translator_id not in (None, user.pk):
                raise forms.ValidationError(_now("Somebody else translates this. Ask an editor."))
            given["due_at"] = card.due_at if card else None
        return given


def read_sheet(data: QueryDict) -> tuple[dict[str, Answer], dict[str, Corrected]]:
    """The rows and the corrections of a sheet, by their names: `text-ROW-FIELD`, `was-ROW-FIELD`, `done-ROW`,
    `at-ROW`, `correction-DIGEST`, `changed-DIGEST`, `dealt-DIGEST`."""
    rows: dict[str, dict[str, Any]] = {}
    for key, value in list(data.items())[: ROWS * 3]:
        what, _dash, rest = key.partition("-")
        name, _dash, field = rest.partition("-")
        if what in ("text", "was") and field:
            rows.setdefault(name, {}).setdefault(what, {})[field] = str(value)
        elif what in ("done", "at") and name:
            rows.setdefault(name, {})[what] = str(value)
    answers = {
        name: Answer(
            typed=row.get("text", {}), was=row.get("was", {}), done=row.get("done", ""), at=row.get("at", "")
        )
        for name, row in rows.items()
    }
    return answers, _corrections(data)


def _corrections(data: Mapping[str, Any]) -> dict[str, Corrected]:
    found: dict[str, Corrected] = {}
    for key, value in list(data.items())[: ROWS * 3]:
        what, _dash, digest = key.partition("-")
        if what == "correction" and str(value).strip():
            found[digest] = Corrected(text=str(value), changed=str(data.get(f"changed-{digest}", "")))
        elif what == "dealt":
            found.setdefault(digest, Corrected())
    return found
