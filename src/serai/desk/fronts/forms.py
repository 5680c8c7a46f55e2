"""What the board sends: every place with its stories in order, when they leave it, and the banner.

Rule: reads and refuses; nothing is written here. The order of the form's fields is the order on the front:
each place begins with its name after an @, so that dragging, keys and plain buttons come to the same form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from serai.core import clock
from serai.desk.fronts import layouts
from serai.desk.fronts.layouts import BannerLine, Layout, Slot
from serai.press.checking_front import LINK_LIMIT, is_line, is_link

BANNER_LIMIT = 140  # characters
WEEKS_AHEAD = 8  # a front is previewed for
ITEMS_LIMIT = 2000  # fields that are looked at
MOMENT = "%Y-%m-%dT%H:%M"
MOMENT_LIMIT = 40  # characters

_KEY = re.compile(r"[0-9a-f]{32}")
_PLACE = re.compile(r"@(lead|second|pinned|flow|row:[0-9a-f]{32})")


def moment_field(**options: Any) -> forms.DateTimeField:
    """A moment as browsers send it, in the editor's time zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        required=False, input_formats=[MOMENT, f"{MOMENT}:%S"], widget=widget, **options
    )


class BannerForm(forms.Form):
    """The banner: no words, no banner."""

    banner_text = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=BANNER_LIMIT,
        help_text=_("One line, at most 140 characters. Empty: no banner."),
    )
    banner_kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("breaking", _("Breaking news")), ("notice", _("Notice"))],
    )
    banner_story = forms.ChoiceField(label=_("Leads to the story"), required=False)
    banner_link = forms.CharField(
        label=_("Or to an address"),
        required=False,
        max_length=LINK_LIMIT,
        help_text=_("A path of this site, or an address that begins with https://."),
    )
    banner_until = moment_field(
        label=_("Until"), help_text=_("The banner goes by itself at this moment, in your time zone.")
    )

    def __init__(self, *args: Any, stories: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["banner_story"]
        field.choices = [("", gettext("no story")), *stories.items()]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        text, until = found.get("banner_text", ""), found.get("banner_until")
        if text and not is_line(text):
            self.add_error("banner_text", gettext("Write one line, without signs that cannot be seen."))
        if found.get("banner_link") and not is_link(found["banner_link"]):
            self.add_error(
                "banner_link", gettext("Write a path of this site, or an address that begins with https://.")
            )
        if text and "banner_until" not in self.errors and not (until and _is_ahead(until, clock.now())):
            self.add_error("banner_until", gettext("Say until when: a moment that is still to come."))
        if found.get("banner_story") and found.get("banner_link"):
            self.add_error("banner_link", gettext("Choose a story or an address, not both."))
        return found

    def line(self) -> BannerLine | None:
        """The banner of a form without errors."""
        data = self.cleaned_data
        if not data["banner_text"]:
            return None
        return BannerLine(
            text=data["banner_text"],
            kind=data["banner_kind"] or "breaking",
            story=data["banner_story"],
            link=data["banner_link"],
            until=clock.whole_seconds(data["banner_until"]),
        )


class HourForm(forms.Form):
    """The moment for which the front is previewed; empty for now."""

    at = moment_field(label=_("When (empty: now)"))

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(
            None if data is None else {"at": data.get("at", "")[:MOMENT_LIMIT]}, auto_id="front-%s"
        )

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at is None or clock.this_minute() <= at <= clock.now() + timedelta(weeks=WEEKS_AHEAD):
            return at
        raise forms.ValidationError(
            gettext("Choose a moment that is still to come, at most %(weeks)s weeks ahead, or none.")
            % {"weeks": WEEKS_AHEAD}
        )


def initial(banner: BannerLine | None, story: str = "") -> dict[str, Any]:
    """What the form shows of a banner; `story` is what a new one is about."""
    if banner is None:
        return {"banner_story": story}
    return {
        "banner_text": banner.text,
        "banner_kind": banner.kind,
        "banner_story": story or banner.story,
        "banner_link": banner.link,
        "banner_until": banner.until,
    }


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A layout as it was sent, without its banner; the number it was made from; stories whose end is none."""

    layout: Layout
    number: int
    wrong: frozenset[str]


def read(data: QueryDict, now: datetime) -> Sent:
    """What was sent; what cannot be a place or a story is passed over."""
    filled: dict[str, list[Slot]] = {name: [] for name in layouts.LIMITS}
    here: list[Slot] | None = None  # None: what flows, which has no end
    wrong: set[str] = set()
    for item in data.getlist("item")[:ITEMS_LIMIT]:
        if found := _PLACE.fullmatch(item):
            here = None if found[1] == "flow" else filled.setdefault(found[1], [])
        elif here is not None and _KEY.fullmatch(item):
            until = _until(data.get(f"until:{item}", ""), now, item, wrong)
            here.append(Slot(story=item, until=until))
    number = data.get("number", "")
    return Sent(
        layout=layouts.made(filled),
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0,
        wrong=frozenset(wrong),
    )


def _until(spelled: str, now: datetime, story: str, wrong: set[str]) -> datetime | None:
    if not spelled:
        return None
    try:
        until: datetime | None = moment_field().clean(spelled[:MOMENT_LIMIT])
    except forms.ValidationError:
        wrong.add(story)
        return None
    if until is None or not _is_ahead(until, now):
        wrong.add(story)
        return None
    return clock.whole_seconds(until)


def _is_ahead(until: datetime, now: datetime) -> bool:
    """Whether it is still to come, in a year that UTC has too."""
    return until > now and until.year < MAXYEAR
