"""PO files at the desk's door: sent out and taken back.

Rule: shows and routes. wagtail-localize keeps what was sent (its frozen source and its translation, whose own
editor stays closed), so that a file can be told from one that nobody sent.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation, TranslationSource

from serai.desk import translating
from serai.desk.errors import PoError
from serai.desk.translation import actions, po, sheet
from serai.desk.translation.screens import Door


@require_GET
def export(request: HttpRequest, source: int, edition: str) -> HttpResponse:
    """The sheet as a PO file."""
    door = Door(request, source, edition)
    version = translating.current(door.source)
    _record, rows = sheet.of(door.target.get_latest_revision_as_object(), version)
    frozen, _made = TranslationSource.update_or_create_from_instance(version)
    sent, _made = Translation.objects.get_or_create(
        source=frozen, target_locale_id=door.edition.locale_id, defaults={"enabled": False}
    )
    data = po.write(
        rows,
        story=door.source.key,
        edition=door.edition.code,
        languages=(door.source.locale.language_code, door.edition.locale.language_code),
        sent=str(sent.uuid),
    )
    name = f"{door.source.slug}.{door.edition.code}.po"
    return HttpResponse(
        data,
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def take_in(request: HttpRequest, source: int, edition: str) -> HttpResponse:
    """Take a PO file back, and say what became of each string."""
    door = Door(request, source, edition)
    card, target = door.card, door.target
    if card is None or not door.may_edit(target):
        raise Http404
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a PO file first."))
        return redirect(door.address)
    try:
        file = po.read(upload.read(po.LARGEST + 1), story=door.source.key, edition=door.edition.code)
    except PoError as error:
        messages.error(request, str(error))
        return redirect(door.address)
    _record, rows = sheet.of(target.get_latest_revision_as_object(), translating.current(door.source))
    found = po.answers(file, rows)
    saved = actions.save(card=card, answers=found.answers, user=request.user)
    lines = po.told(found, refused=saved.refused, kept=saved.kept)
    context = {"door": door, "lines": lines, "same": found.same, "left": saved.left}
    return render(request, "desk/translation/taken.html", context)
