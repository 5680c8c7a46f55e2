"""The screen "Front": a board that is arranged, looked at and saved.

Rule: each answer holds the whole draft, so that nothing depends on a script or a session: a button that moves
a story sends the board and gets it back, moved. Only "Save" writes. A save that comes after another editor's
is not written: the draft comes back with the other's changes in it where the two do not meet, and says which.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from serai.core import clock
from serai.core.errors import SeraiError
from serai.desk import actions, rules
from serai.desk import preview as previews
from serai.desk.errors import FrontChangedError
from serai.desk.fronts import board as boards
from serai.desk.fronts import casting, coming, forms, layouts, words
from serai.desk.fronts.coming import Coming
from serai.desk.fronts.forms import BannerForm, HourForm
from serai.desk.fronts.layouts import Layout
from serai.desk.models import Edition, Front, FrontVersion

VERSIONS = 8  # shown


def editors_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in who may arrange the edition's front; PermissionDenied for others."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponseBase:
        edition = get_object_or_404(Edition, slug=code)
        if not rules.may_arrange(request.user, edition):
            raise PermissionDenied
        return view(request, edition)

    return never_cache(guarded)


@never_cache
def fronts(request: HttpRequest) -> HttpResponse:
    """On to the first front that this user may arrange."""
    own = editions_of(request.user)
    if not own:
        raise PermissionDenied
    return redirect("fronts:front", own[0].code)


@editors_only
def front(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The board: shown, moved on, searched beside, or saved."""
    if request.method == "POST":
        return _posted(request, edition)
    layout, number = _kept(edition)
    move, story = request.GET.get("move", ""), request.GET.get("banner", "")[:64]
    if move:
        layout = _moved(edition, layout, move)
    known = boards.known_keys(edition, [story]) if story else set()
    first = forms.initial(layout.banner, next(iter(known), ""))
    return _shown(request, edition, layout, number, unsaved=bool(move or known), initial=first)


def _posted(request: HttpRequest, edition: Edition) -> HttpResponse:
    sent = forms.read(request.POST, clock.now())
    known = boards.known_keys(edition, layouts.stories(sent.layout))
    layout = layouts.made(layouts.places(sent.layout), known=known)
    if layouts.stories(sent.layout) - known:
        messages.warning(request, gettext("A story that stood here was deleted or moved away meanwhile."))
    if "save" not in request.POST:
        if move := request.POST.get("move", ""):
            layout = _moved(edition, layout, move)
        return _shown(request, edition, layout, sent.number, unsaved=True, data=request.POST)
    banner = _banner_form(edition, layout, request.POST)
    if sent.wrong or not banner.is_valid():
        return _shown(
            request,
            edition,
            layout,
            sent.number,
            unsaved=True,
            data=request.POST,
            wrong=sent.wrong,
            status=400,
        )
    layout = msgspec.structs.replace(layout, banner=banner.line())
    sections = list(boards.sections_of(edition))
    try:
        actions.arrange_front(
            edition=edition,
            layout=layouts.without_idle_rows(layout, sections),
            number=sent.number,
            user=request.user,
        )
    except FrontChangedError:
        return _met(request, edition, layout, sent.number, sections)
    messages.success(
        request, gettext("The front is saved. Readers see it as soon as the press has baked it.")
    )
    return redirect("fronts:front", edition.code)


def _met(
    request: HttpRequest, edition: Edition, mine: Layout, number: int, sections: list[str]
) -> HttpResponse:
    """Two editors at once: put both together, and say what the other did."""
    theirs, newest = _kept(edition)
    past = FrontVersion.objects.filter(front__edition=edition, number=number).first()
    base = layouts.alive(layouts.read(past.layout), clock.now()) if past else Layout()
    base, mine, theirs = (layouts.with_sections(layout, sections) for layout in (base, mine, theirs))
    found = layouts.merged(base, mine, theirs)
    version = FrontVersion.objects.filter(front__edition=edition, number=newest).first()
    told = {
        "by": str(version.saved_by or "") if version else "",
        "at": version.saved_at if version else None,
        "theirs": theirs,
        "taken": found.theirs,
        "both": found.both,
    }
    return _shown(
        request,
        edition,
        found.layout,
        newest,
        unsaved=True,
        initial=forms.initial(found.layout.banner),
        met=told,
        status=409,
    )


@editors_only
def preview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The front as the press would bake it now, or at a moment to come: as it is kept or, by POST, as the
    board stands."""
    now, posted = clock.now(), request.method == "POST"
    hour = HourForm(request.POST if posted else request.GET)
    if not hour.is_valid():
        return previews.refusal(request, " ".join(map(str, hour.errors["at"])), 400)
    at: datetime | None = hour.cleaned_data["at"]
    layout, _number = _kept(edition)
    if posted:
        sent = forms.read(request.POST, now)
        banner = _banner_form(edition, sent.layout, request.POST)
        line = banner.line() if banner.is_valid() else None
        layout = msgspec.structs.replace(sent.layout, banner=line)
    moment = max(at, now) if at else now
    found = coming.coming(edition, now=now, at=moment, first=layouts.stories(layout)) if at else Coming()
    render = import_string(settings.SERAI_FRONT_PREVIEW)
    try:
        plate = casting.cast_layout(edition, layout, moment, found.changes)
        page: bytes = render(edition.code, plate, found.changes)
    except SeraiError as error:
        return previews.refusal(request, str(error))
    return previews.answer(request, _told_when(request, page, at, found) if at else page)


@require_POST
@editors_only
def restore(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Arrange the front as it was in a version."""
    spelled = request.POST.get("version", ""), request.POST.get("number", "")
    if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in spelled):
        raise Http404
    version, number = map(int, spelled)
    try:
        actions.restore_front(edition=edition, version=version, number=number, user=request.user)
    except FrontVersion.DoesNotExist:
        raise Http404 from None
    except FrontChangedError:
        messages.error(request, gettext("Somebody has saved the front meanwhile. Look at it first."))
    else:
        messages.success(request, gettext("The front is arranged as it was then."))
    return redirect("fronts:front", edition.code)


def editions_of(user: Any) -> list[Edition]:
    """The editions whose fronts this user may arrange."""
    return [home for home in Edition.objects.order_by("position", "title") if rules.may_arrange(user, home)]


# --- what is shown ----------------------------------------------------------------------------------------


def _kept(edition: Edition) -> tuple[Layout, int]:
    """The layout that is saved, without what is over, and its number."""
    row = Front.objects.filter(edition=edition).first()
    return (layouts.alive(layouts.read(row.layout), clock.now()), row.number) if row else (Layout(), 0)


def _moved(edition: Edition, layout: Layout, move: str) -> Layout:
    """After a move, "KEY lead" or "row:KEY up"; as it was where there is no such story or section."""
    what, _blank, to = move[:100].partition(" ")
    sections = list(boards.sections_of(edition))
    layout = layouts.with_sections(layout, sections)
    if what.removeprefix(layouts.ROW) in sections or boards.known_keys(edition, [what]):
        return layouts.moved(layout, what, to)
    return layout


def _banner_form(edition: Edition, layout: Layout, data: Any) -> BannerForm:
    """The banner as it was sent: it may lead to any story of the edition."""
    story = data.get("banner_story", "")[:64]
    return BannerForm(data, stories=dict.fromkeys(boards.known_keys(edition, [story]), story))


def _shown(
    request: HttpRequest,
    edition: Edition,
    layout: Layout,
    number: int,
    *,
    unsaved: bool,
    data: Any = None,
    initial: dict[str, Any] | None = None,
    wrong: frozenset[str] = frozenset(),
    met: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    query = data.get("q", "") if data else ""
    about = {(data or initial or {}).get("banner_story", "")[:64]}
    if met:
        about |= layouts.stories(met["theirs"])
    found = boards.board(edition, layout, clock.now(), query=query, about=about)
    banner = BannerForm(data, initial=initial, stories=found.titles)
    versions = FrontVersion.objects.filter(front__edition=edition).select_related("saved_by")[:VERSIONS]
    context = {
        "title": gettext("Front"),
        "crumbs": [{"url": "", "label": gettext("Front")}],
        "edition": edition,
        "editions": editions_of(request.user),
        "number": number,
        "board": found,
        "banner": banner,
        "show_errors": status == 400,
        "wrong": [found.titles.get(key, "") for key in sorted(wrong)],
        "hour": HourForm(data),
        "query": query,
        "unsaved": unsaved,
        "met": _told(met, found) if met else None,
        "versions": [
            {
                "number": version.number,
                "at": version.saved_at,
                "by": version.saved_by,
                "changed": [words.place(name, found.sections) for name in version.changed],
            }
            for version in versions
        ],
        "preview_url": reverse("fronts:preview", args=[edition.code]),
    }
    return TemplateResponse(request, "desk/front/board.html", context, status=status)


def _told_when(request: HttpRequest, page: bytes, at: datetime, found: Coming) -> bytes:
    """A previewed front in a frame, and above it for which moment it is and what is not in it."""
    context = {"page": page.decode(), "at": at, "refused": found.refused, "more": found.more}
    return render_to_string("desk/front/ahead.html", context, request).encode()


def _told(met: dict[str, Any], found: boards.Board) -> dict[str, Any]:
    """What the other editor did, in words."""
    theirs: Layout = met["theirs"]

    def line(name: str) -> dict[str, str]:
        if name == "banner":
            now = theirs.banner.text if theirs.banner else ""
        elif name == "rows":
            now = "; ".join(found.sections.get(row.section, "") for row in theirs.rows)
        else:
            now = "; ".join(found.titles.get(slot.story, "") for slot in layouts.places(theirs).get(name, ()))
        return {"place": words.place(name, found.sections), "now": now}

    return {
        **met,
        "taken": [line(name) for name in met["taken"]],
        "both": [line(name) for name in met["both"]],
    }
