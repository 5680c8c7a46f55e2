"""What may be sent to the desk at once.

Rule: refused by the length it announces, before a byte is read, whoever sends it. (A body that announces
none is read as empty: Django reads no further than the announced length.)
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORM = 4 * 1024 * 1024  # bytes of a form, beside the picture in it

Answer = Callable[[HttpRequest], HttpResponse]


def body_limit(answer: Answer) -> Answer:
    """Middleware: 413 for a request larger than the largest picture and a form around it."""
    limit = settings.NEWSROOM.number("photo_limit") * 1024 * 1024 + FORM

    def limited(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > limit:
            words = f"The desk takes at most {limit // (1024 * 1024)} MB at once.\n"
            return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
        return answer(request)

    return limited
