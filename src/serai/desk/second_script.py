"""Whether an edition may be made from another one, and that nothing is written in such a one.

Rule: reads the two editions and changes nothing. A derived edition has a source of the same language in
another script, no stories of its own, and keeps its source once it has been public.
"""

from typing import Any

from django.utils.translation import gettext as _

from serai.desk.derived import KEPT_LIMIT, rule_for
from serai.desk.errors import DerivedEditionError


def problem(edition: Any, before: Any) -> str:
    """What keeps `edition` from being made from what it names; "" where nothing does. `before` is its row."""
    source = edition.made_from
    was = before.made_from_id if before is not None else None
    if before is not None and before.first_published_at and was != edition.made_from_id:
        return _("What an edition is made from cannot be changed once it has been public.")
    if source is None:
        return ""
    if source.pk == edition.pk or source.made_from_id:
        return _("Choose an edition that is written by people.")
    if edition.pk and edition.derived.exists():
        return _("Another edition is made from this one.")
    if edition.pk and edition.get_children().exists():
        return _("This edition has stories of its own.")
    if edition.locale_id and not rule_for(source.locale.language_code, edition.locale.language_code):
        return _("There is no rule from %(source)s to %(language)s.") % {
            "source": source.locale.language_code,
            "language": edition.locale.language_code,
        }
    return ""


def kept_problem(edition: Any) -> str:
    """What is wrong with the words that `edition` leaves alone; "" where nothing is."""
    lines = sum(1 for line in edition.kept_words.splitlines() if line.strip())
    if lines <= KEPT_LIMIT:
        return ""
    return _("At most %(most)s words can be left alone. Take %(over)s out.") % {
        "most": KEPT_LIMIT,
        "over": lines - KEPT_LIMIT,
    }


def refuse_story(edition: Any) -> None:
    """DerivedEditionError where `edition` is made from another one."""
    if edition.made_from_id:
        raise DerivedEditionError(refusal(edition))


def refusal(edition: Any) -> str:
    """What to tell somebody who wants to write in a derived edition."""
    return _("“%(edition)s” is made from “%(source)s” by itself. Write the story there.") % {
        "edition": edition.title,
        "source": edition.made_from.title if edition.made_from else "",
    }
