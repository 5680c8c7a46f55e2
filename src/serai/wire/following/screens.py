"""The followers' one screen.

Rule: asks who may, and changes through `blocking`. Who publishes may look; a server is blocked for all
editions, so that is an administrator's: who manages people.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from serai.desk import rules
from serai.desk.models import Edition
from serai.wire.errors import HostError
from serai.wire.following import blocking, showing

BLOCK = "auth.change_user"


def is_shown(request: HttpRequest) -> bool:
    """Whether the menu leads here: where editions are accounts, for who may look."""
    return bool(getattr(settings, "FEDIVERSE", False)) and rules.may_publish(request.user)


@never_cache
def followers(request: HttpRequest) -> HttpResponse:
    """Followers by edition and by server; a POST blocks a server or lets one back in. PermissionDenied for
    who may not."""
    if not rules.may_publish(request.user):
        raise PermissionDenied
    may_block = request.user.has_perm(BLOCK)
    if request.method == "POST":
        if not may_block:
            raise PermissionDenied
        _change(request)
        return redirect(request.path)
    accounts = showing.accounts()
    editions = [account.edition for account in accounts]
    names = {edition.slug: edition.title for edition in Edition.objects.filter(slug__in=editions)}
    shown = showing.servers(editions)
    context = {
        "crumbs": [{"url": "", "label": gettext("Followers")}],
        "accounts": [(names.get(account.edition, account.edition), account) for account in accounts],
        "editions": editions,
        "total": sum(account.followers for account in accounts),
        "servers": shown,
        "rest": sum(account.followers for account in accounts) - sum(one.followers for one in shown),
        "waiting": showing.waiting(),
        "blocked": showing.blocked(),
        "may_block": may_block,
    }
    return TemplateResponse(request, "wire/followers.html", context)


def _change(request: HttpRequest) -> None:
    host = request.POST.get("host", "")
    if request.POST.get("act") == "unblock":
        blocking.unblock(host=host)
        messages.success(request, gettext("Accounts there may follow again."))
        return
    try:
        gone = blocking.block(host=host)
    except HostError:
        messages.error(
            request, gettext("That is no server's name. Write it as in an account's address: news.example.")
        )
        return
    said = ngettext(
        "The server is blocked; %(count)d follower is gone.",
        "The server is blocked; %(count)d followers are gone.",
        gone,
    )
    messages.success(request, said % {"count": gone})
