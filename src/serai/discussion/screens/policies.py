"""Moderation rules: for the newsroom, an edition, a section, a story.

Rule: shows what each place says and what it takes from the place above; changes go through
`actions.set_policy`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages

from serai.discussion import actions
from serai.discussion.errors import DiscussionError
from serai.discussion.forms import PolicyForm, first_error
from serai.discussion.models import Policy, StoryCard
from serai.discussion.queries import places
from serai.discussion.screens.door import error_in_words, login_of, moderators_only
from serai.discussion.screens.frame import frame

LISTED = 500  # places with a rule of their own
_LONGEST = 40  # code points of a place's parts in an address


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a rule counts, in words, and what it says there; `url` leads to its form."""

    label: str
    level: str
    url: str
    says: tuple[str, ...]


@moderators_only
def policies(request: HttpRequest) -> HttpResponse:
    """The newsroom's rule, all rules of their own, and the editions and sections that may get one."""
    known = list(Policy.objects.order_by("edition", "section", "story")[:LISTED])
    sections = {
        (row["edition"], row["section"]): row["section_name"]
        for row in StoryCard.objects.order_by("edition", "section_name")
        .values("edition", "section", "section_name")
        .distinct()
    }
    stories = {
        (card.edition, card.key): card.headline
        for card in StoryCard.objects.filter(key__in={policy.story for policy in known} - {""})
    }
    saying = {(policy.edition, policy.section, policy.story): policy for policy in known}
    known_places = {("", "", ""): gettext("The whole newsroom")}
    known_places |= {(edition, "", ""): edition for edition, _section in sections}
    known_places |= {(edition, section, ""): name for (edition, section), name in sections.items()}
    known_places |= {place: stories.get((place[0], place[2])) or place[2][:8] or place[1][:8] or place[0]
               for place in saying if place not in known_places}  # fmt: skip
    listed = [_place(place, label, saying.get(place)) for place, label in sorted(known_places.items())]
    return TemplateResponse(
        request, "discussion/rules.html", frame(request, "rules", gettext("Rules"), rules=listed)
    )


@moderators_only
def policy(request: HttpRequest) -> HttpResponse:
    """The form of one place; its address names the place."""
    asked = request.POST if request.method == "POST" else request.GET
    edition, section, story = (
        asked.get(name, "").replace("\0", "")[:_LONGEST] for name in ("edition", "section", "story")
    )
    known = Policy.objects.filter(edition=edition, section=section, story=story).first()
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        initial={
            "mode": known.mode if known else "",
            "trust_after": known.trust_after if known else None,
            "close_after": known.close_after if known else None,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_policy(
                edition=edition,
                section=section,
                story=story,
                mode=form.cleaned_data["mode"] or None,
                trust_after=form.cleaned_data["trust_after"],
                close_after=form.cleaned_data["close_after"],
                by=login_of(request),
            )
        except DiscussionError as error:
            messages.error(request, error_in_words(error))
        else:
            messages.success(request, gettext("The rule counts from now on."))
            return redirect("discussion:rules")
    card = StoryCard.objects.filter(edition=edition, key=story).first() if story else None
    counts = places.policy_for(edition, card.section if card else section, story)
    context = frame(
        request,
        "rules",
        gettext("Rule"),
        form=form,
        problem=first_error(form) if form.is_bound else "",
        place={"edition": edition, "section": section, "story": story},
        label=_label(edition, section, story, card),
        counts="; ".join(_in_words(counts.mode, counts.trust_after, counts.close_after)),
    )
    return TemplateResponse(request, "discussion/rule.html", context, status=400 if form.errors else 200)


def policy_url(edition: str, section: str = "", story: str = "") -> str:
    """The address of a place's form."""
    named = {"edition": edition, "section": section, "story": story}
    return f"{reverse('discussion:rule')}?{urlencode({name: part for name, part in named.items() if part})}"


def _place(place: tuple[str, str, str], label: str, known: Policy | None) -> Place:
    edition, section, story = place
    level = gettext("newsroom")
    if edition:
        level = gettext("story") if story else gettext("section") if section else gettext("edition")
    return Place(
        label=label if not (section or story) else f"{edition} · {label}",
        level=level,
        url=policy_url(*place),
        says=_says(known),
    )


def _says(known: Policy | None) -> tuple[str, ...]:
    return () if known is None else _in_words(known.mode, known.trust_after, known.close_after)


def _in_words(mode: str, trust_after: int | None, close_after: int | None) -> tuple[str, ...]:
    said = [str(Policy.Mode(mode).label)] if mode else []
    if trust_after is not None:
        said.append(
            ngettext(
                "trusted after %(count)d approved comment",
                "trusted after %(count)d approved comments",
                trust_after,
            )
            % {"count": trust_after}
        )
    if close_after:
        said.append(
            ngettext("closes after %(count)d day", "closes after %(count)d days", close_after)
            % {"count": close_after}
        )
    elif close_after == 0:
        said.append(gettext("never closes by itself"))
    return tuple(said)


def _label(edition: str, section: str, story: str, card: StoryCard | None) -> str:
    if not edition:
        return gettext("The whole newsroom")
    if story:
        return card.headline if card else story[:8]
    if section:
        named = StoryCard.objects.filter(edition=edition, section=section).first()
        return f"{edition} · {named.section_name if named else section[:8]}"
    return edition
