"""Previews: a draft, cast as publishing would cast it, and rendered by the press.

Rule: what is previewed is what is baked. The answer is never cached, may be framed by the desk alone, and
may load nothing but the site's own style, pictures and fonts.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from serai.core import clock
from serai.core.errors import SeraiError
from serai.desk import cast, standing
from serai.desk.models import Story

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def serve(story: Story, request: HttpRequest) -> HttpResponse:
    """The page that publishing this draft would make, with the press's own banner; its state is a header."""
    now = clock.now()
    render = import_string(settings.SERAI_PREVIEW)
    try:
        page, status = render(cast.cast_draft(story, now=now), cast.changes_beside(story, now=now)), 200
    except SeraiError as error:
        page, status = _refusal(str(error)), 503
    return HttpResponse(
        page,
        status=status,
        headers={
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "X-Serai-State": _state(story),
        },
    )


def _refusal(words: str) -> bytes:
    title = escape(_("There is no preview yet."))
    return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{escape(words)}</p>".encode()


def _state(story: Story) -> str:
    now = clock.now()
    if story.is_embargoed(now) and story.embargo_until:
        return f"embargoed until {clock.whole_seconds(story.embargo_until).isoformat()}"
    return standing.state(story, now).replace("_", " ") if story.pk else "draft"
