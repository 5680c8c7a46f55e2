"""Previews: a draft, cast as publishing would cast it, and rendered by the press.

Rule: what is previewed is what is baked. The answer is never cached, may be framed by the desk alone, and
may load nothing but the site's own style, pictures and fonts. Its forms and links to the gate lead to a note:
the desk has no gate, and keeps nothing of what was typed.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin.auth import require_admin_access

from serai.core import clock
from serai.core.errors import SeraiError
from serai.desk import cast, queries, standing
from serai.desk.errors import DerivedEditionError
from serai.desk.models import Story
from serai.press.changes import Change, Put
from serai.press.plates import StoryPlate

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
GATE = "/gate/"  # where a page's forms lead


def modes(story: Story) -> list[tuple[str, Any]]:
    """The pages that publishing a draft would make: its own, and one for each edition made from its own."""
    others = queries.derived_editions(story.edition) if story.path else []
    return [("", _("Default")), *((other.code, other.language_name) for other in others)]


def serve(story: Story, request: HttpRequest, mode: str = "") -> HttpResponse:
    """The page that publishing this draft would make, with the press's own banner; its state is a header.
    `mode` is the code of an edition that is made from the story's own, for that edition's page."""
    now = clock.now()
    render = import_string(settings.SERAI_PREVIEW)
    try:
        page, status = render(*_plates(story, mode, now)), 200
    except SeraiError as error:
        page, status = _refusal(str(error)), 503
    return HttpResponse(
        page,
        status=status,
        headers={**_headers(policy(request)), "X-Serai-State": _state(story)},
    )


def answer(request: HttpRequest, page: bytes, status: int = 200) -> HttpResponse:
    """A page that the press has rendered, or that holds one in a frame, as a preview is served."""
    return HttpResponse(page, status=status, headers=_headers(policy(request)))


def refusal(request: HttpRequest, words: str, status: int = 503) -> HttpResponse:
    """That there is no preview yet, and why."""
    return answer(request, _refusal(words), status)


def _plates(story: Story, mode: str, now: datetime) -> tuple[StoryPlate, list[Change]]:
    plate, beside = cast.cast_draft(story, now=now), cast.changes_beside(story, now=now)
    for other in queries.derived_editions(story.edition) if mode else ():
        if other.code == mode:
            told = [Put(plate=plate), *beside]
            first, *rest = cast.derive(other, story.edition, told, now, keep=False)
            if isinstance(first, Put) and isinstance(first.plate, StoryPlate):
                return first.plate, rest
            raise DerivedEditionError(f"“{other.title}” is not public, or its source is not. Publish it.")
    return plate, beside


@csrf_exempt  # it reads nothing and changes nothing
@require_admin_access
def readers_form(request: HttpRequest, **_path: Any) -> HttpResponse:
    """Where the forms of a preview lead: a note that nothing was sent."""
    words = _("On the public site, readers write to you here. Nothing was sent.")
    return HttpResponse(_note(_("This is a preview."), words), headers=_headers(policy(request)))


def policy(request: HttpRequest) -> str:
    """What a preview may load, and where its forms may lead: to the note alone."""
    return f"{POLICY}; form-action {request.build_absolute_uri(GATE)}"


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }


def _refusal(words: str) -> bytes:
    return _note(_("There is no preview yet."), words)


def _note(heading: str, words: str) -> bytes:
    title = escape(heading)
    return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{escape(words)}</p>".encode()


def _state(story: Story) -> str:
    now = clock.now()
    if story.is_embargoed(now) and story.embargo_until:
        return f"embargoed until {clock.whole_seconds(story.embargo_until).isoformat()}"
    return standing.state(story, now).replace("_", " ") if story.pk else "draft"
