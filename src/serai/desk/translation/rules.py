"""Who may translate what.

Rule: decides from a user and rows, and does nothing. Wagtail's permissions on an edition say who may write
there; the original's words are for those who may edit it, for the translator to whom somebody who may see it
has given it, and, once it is public, for everybody. What is not for a user is not there for him.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from serai.desk import rules
from serai.desk.models import Edition, Story, TranslationCard


def is_automatic(edition: Edition) -> bool:
    """Whether an edition is made from another by rule, so that nobody translates into it."""
    return edition.made_from_id is not None


def may_translate(user: Any, edition: Edition) -> bool:
    """Whether this user may write and change stories in `edition`."""
    return rules.may_enter(user) and not is_automatic(edition) and _granted(user, edition, "add", "change")


def may_assign(user: Any, edition: Edition) -> bool:
    """Whether this user may give others what is to be translated into `edition`."""
    return may_translate(user, edition) and _granted(user, edition, "publish")


def may_read(user: Any, source: Story, card: TranslationCard | None, now: datetime) -> bool:
    """Whether this user may have the words of an original as they are translated from."""
    if source.is_public(now) or _granted(user, source.edition, "change"):
        return True
    return card is not None and card.given and card.translator_id == user.pk


def may_give(user: Any, source: Story) -> bool:
    """Whether giving this original to a translator lets them see it before readers do."""
    return _granted(user, source.edition, "change")


def editions(user: Any, among: Iterable[Edition]) -> list[Edition]:
    """Those that this user may translate into."""
    return [edition for edition in among if may_translate(user, edition)]


def readable(user: Any, among: Iterable[Edition], now: datetime) -> Q:
    """The originals that `may_read` lets this user have, as a question to the database."""
    public = Q(live=True) & (Q(embargo_until=None) | Q(embargo_until__lte=now))
    whole, found = (
        True,
        Q(pk__in=TranslationCard.objects.filter(translator=user, given=True).values("source")),
    )
    for edition in among:
        below = Q(path__startswith=edition.path)
        if _granted(user, edition, "change"):
            found |= below
            continue
        whole = False
        if edition.live:
            found |= below & public
    return Q() if whole else found


def translators(edition: Edition) -> QuerySet[Any]:
    """Those who may be given what is to be translated into `edition`."""
    granted = Q(
        groups__page_permissions__permission__codename="change_page",
        groups__page_permissions__page__path__in=[
            edition.path[: edition.steplen * depth] for depth in range(1, edition.depth + 1)
        ],
    )
    found: QuerySet[Any] = get_user_model().objects.filter(granted, is_active=True)
    return found.distinct().order_by("username")


def _granted(user: Any, edition: Edition, *acts: str) -> bool:
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    held: set[str] = edition.permissions_for_user(user).permissions
    return set(acts) <= held
