"""The form of a story: what is asked of an editor beyond the fields themselves.

Rule: it shows a language's own sections, authors and topics; it refuses at the field what `readiness` would
refuse later; and it lets no correction that readers have seen be changed or removed, not even in a draft.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm

from serai.core import clock
from serai.desk import following, readiness
from serai.desk.blocks import photo_lacks


class StoryForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = self.instance.locale_id or (self.parent_page and self.parent_page.locale_id)
        for name in ("section", "topics"):
            if name in self.fields:
                self.fields[name].queryset = self.fields[name].queryset.filter(locale_id=locale)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # made from the headline, in any script
        if "before_original" in self.fields and not self._may_go_first():
            del self.fields["before_original"]
        if "byline" in self.formsets:
            _speak(self.formsets["byline"], "author", locale)
        if "corrections" in self.formsets:
            self._seal_corrections(self.formsets["corrections"])

    def _may_go_first(self) -> bool:
        """Whether this is a translation, and somebody who publishes it decides when it comes out."""
        story = self.instance
        if not story.pk or self.for_user is None or following.read(story.follows) is None:
            return False
        return bool(story.permissions_for_user(self.for_user).can_publish())

    def is_valid(self) -> bool:
        """As Wagtail's, and the corrections are whole; where the story is to be public, it is ready."""
        valid = super().is_valid()
        if self._bound_formset("corrections"):
            valid = self._corrections_are_whole() and valid
        photo = self.cleaned_data.get("lead_photo") if hasattr(self, "cleaned_data") else None
        if photo is not None and not self.is_deferred_validation and (lacking := photo_lacks(photo)):
            self.add_error("lead_photo", ValidationError(lacking))
            valid = False
        return bool(valid)

    def _bound_formset(self, name: str) -> bool:
        return self.is_bound and name in self.formsets

    def _seal_corrections(self, formset: Any) -> None:
        seen = self._seen()
        for form in formset.forms:
            if form.instance.pk and readiness.spelled(form.instance) in seen:
                for field in form.fields.values():
                    field.widget.attrs["readonly"] = True

    def _seen(self) -> list[dict[str, str]]:
        story = self.instance
        live = type(story).objects.filter(pk=story.pk).first() if story.pk else None
        return live.seen_corrections(clock.now()) if live is not None else []

    def _corrections_are_whole(self) -> bool:
        formset = self.formsets["corrections"]
        kept = [
            readiness.spelled_of(**{name: form.cleaned_data.get(name) for name in ("at", "text", "changed")})
            for form in formset.forms
            if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]
        lost = readiness.lost(self._seen(), kept)
        if lost:
            told = [line for line in formset.non_form_errors() if line not in lost]
            formset._non_form_errors = formset.error_class([*told, *lost])
        return not lost


def _speak(formset: Any, name: str, locale: int | None) -> None:
    """Let a formset offer one language's rows only, in the forms it has and those it is yet to make."""
    field = formset.form.base_fields[name]
    if not isinstance(field, ModelChoiceField) or field.queryset is None:
        return
    rows = field.queryset.filter(locale_id=locale)

    class Speaking(formset.form):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields[name].queryset = rows

    formset.form = Speaking
    formset.__dict__.pop("forms", None)
