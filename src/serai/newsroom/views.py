"""The files that a preview and the desk's screens show: the theme's, clean pictures, and originals.

Rule: for people who may enter the desk, and nobody else; nothing here is public. An original is sent as it
was uploaded, so it is fenced in: it may run nothing and load nothing.
"""

import mimetypes
import posixpath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.admin.auth import require_admin_access

from serai.desk import rules
from serai.newsroom.config import Newsroom
from serai.press.theme.environment import Theme

FACES = "avatar_images/"  # the people of the desk, as they show themselves to each other
# Python asks the machine's own list, which a small machine has not.
for kind, ending in (("image/avif", ".avif"), ("image/webp", ".webp"), ("font/woff2", ".woff2")):
    mimetypes.add_type(kind, ending)

FENCE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
@require_admin_access
def asset(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the theme, under the address that a baked page names."""
    newsroom: Newsroom = settings.NEWSROOM
    theme = Theme(override=newsroom.theme if newsroom.theme.is_dir() else None)
    data = theme.assets().get(request.path)
    if data is None:
        raise Http404(f"The theme has no file {path!r}.")
    kind, _encoding = mimetypes.guess_type(path)
    return HttpResponse(data, content_type=kind or "application/octet-stream")


@require_safe
@require_admin_access
def medium(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture rebuilt from pixels, by its content's name."""
    newsroom: Newsroom = settings.NEWSROOM
    return serve(request, path, document_root=str(newsroom.renditions))


@require_safe
@require_admin_access
def original(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as it was uploaded, or Wagtail's own small copy of it."""
    path = posixpath.normpath(path)  # before it is judged: avatar_images/../original_images/
    if not (path.startswith(FACES) or rules.may_see_photos(request.user)):
        raise PermissionDenied
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = FENCE
    response["Cache-Control"] = "private, no-cache"
    return response
