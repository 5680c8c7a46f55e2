"""Where translations join a story's form: the way from a story to its translations, from one to its sheet.

Rule: registers and decides nothing. It is in the form's own menu alone: a list would ask for it line by line.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from serai.core import clock
from serai.desk.models import Edition, Story, TranslationCard
from serai.desk.translation import rules


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, next_url: Any = None, view_name: str = "") -> Iterator[Button]:
    if not isinstance(page, Story) or not page.pk:
        return
    card = TranslationCard.objects.filter(target_id=page.pk).select_related("source").first()
    if card is None:
        if rules.editions(user, Edition.objects.all()):
            address = f"{reverse('translations:grid')}?story={page.pk}"
            yield Button(_("Its translations"), address, icon_name="globe", priority=58)
    elif rules.may_translate(user, page.edition) and rules.may_read(user, card.source, card, clock.now()):
        address = reverse("translations:sheet", args=[card.source_id, page.edition.slug])
        yield Button(_("Beside its original"), address, icon_name="globe", priority=58)
