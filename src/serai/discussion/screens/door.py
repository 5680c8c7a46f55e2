"""The doors of the moderation screens, and how they answer.

Rule: whoever may not moderate is turned away before anything is read. A decision is a POST; it is answered
with a redirect and a message, or, where the page's script asks, with the same words as JSON. Neither holds a
reader's words.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from serai.core import numbers
from serai.discussion import queries
from serai.discussion.errors import CommentRefusedError, DiscussionError, MoveError, MuteError
from serai.discussion.rules import moderators
from serai.discussion.screening.errors import WordError

View = Callable[..., HttpResponseBase]
ADDRESS_LIMIT = 2000  # characters of an address to go back to
DIGITS = 18  # of a row's number


def moderators_only(view: View) -> View:
    """Let in who may moderate; PermissionDenied for all others. Nothing of it is kept by a browser."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not moderators.may_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def administrators_only(view: View) -> View:
    """Let in who may erase and export; PermissionDenied for all others."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not moderators.may_erase(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(guarded)


def login_of(request: HttpRequest) -> str:
    """The moderator's login name, as moves keep it."""
    return str(request.user.get_username())


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a form."""
    return "application/json" in request.headers.get("accept", "")


def chosen_rows(request: HttpRequest, name: str, *, most: int) -> list[int]:
    """The rows that were chosen: the field `name`, as often as there are, but `most` at the most."""
    found = (numbers.whole(value, digits=DIGITS) for value in request.POST.getlist(name)[:most])
    return [number for number in found if number is not None]


def way_back(request: HttpRequest) -> str:
    """Where the form came from: one of our own pages, with the comment to go on with; else the queues."""
    wanted = request.POST.get("next", "")[:ADDRESS_LIMIT]
    ours = reverse("discussion:queues")
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and urlsplit(wanted).path.startswith(
        ours
    )
    following = request.POST.get("following", "")
    mark = f"#comment-{following}" if following.isascii() and following.isdigit() else ""
    return (wanted if inside else ours) + mark


def done(request: HttpRequest, said: str, **facts: Any) -> HttpResponse:
    """It is so: say it, and go back. `facts` are told to the script beside the words and the counts."""
    if wants_json(request):
        return JsonResponse({"said": said, "counts": queries.counts(), **facts})
    messages.success(request, said)
    return redirect(way_back(request))


def error_in_words(error: DiscussionError) -> str:
    """Why a verb refused, in the moderator's language where it is a common case."""
    match error:
        case MoveError():
            return gettext("This comment cannot be moved so: look at how it stands now.")
        case CommentRefusedError():
            return gettext("These words cannot be taken in: they are none, or too many.")
        case MuteError():
            return gettext(
                "It was not muted: no source is known any more (it is forgotten after two days), there are "
                "too many, or it takes somebody else’s word."
            )
        case WordError():
            return gettext(
                "A line cannot be looked for: it has no letter, or is too long. Nothing was added."
            )
    return str(error)


def refused(request: HttpRequest, said: str, *, status: int = 400) -> HttpResponse:
    """It is not so: say why."""
    if wants_json(request):
        return JsonResponse({"said": said}, status=status)
    messages.error(request, said)
    return redirect(way_back(request))
