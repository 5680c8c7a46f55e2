"""The translation desk's screens: the grid, the sheet, and what their forms do.

Rule: shows and routes. What is not for a user is not there (Http404); what changes is a verb of `actions`, or
of the desk where a story is published.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from serai.core import clock
from serai.desk import actions as desk
from serai.desk import translating
from serai.desk.errors import DeskError
from serai.desk.models import Edition, Story, TranslationCard
from serai.desk.translation import actions, display, queries, rules, working
from serai.desk.translation.forms import AskForm, AssignForm, read_sheet


class Door:
    """One story for one edition, if this user may come in; Http404 where not."""

    def __init__(self, request: HttpRequest, source: int, edition: str) -> None:
        """Look at the permissions first and at nothing else."""
        self.now, self.user = clock.now(), request.user
        self.edition: Edition = get_object_or_404(Edition, slug=edition)
        self.source: Story = get_object_or_404(Story, pk=source)
        found = TranslationCard.objects.filter(source=self.source, locale_id=self.edition.locale_id)
        self.card: TranslationCard | None = found.select_related("translator").first()
        is_target = TranslationCard.objects.filter(target=self.source).exists()
        allowed = rules.may_translate(self.user, self.edition) and rules.may_read(
            self.user, self.source, self.card, self.now
        )
        automatic = rules.is_automatic(self.edition)
        if not allowed or automatic or is_target or self.source.locale_id == self.edition.locale_id:
            raise Http404

    @property
    def address(self) -> str:
        """The sheet's."""
        return reverse("translations:sheet", args=[self.source.pk, self.edition.slug])

    @property
    def target(self) -> Story:
        """The translation; Http404 where it is missing."""
        if self.card is None or self.card.target_id is None:
            raise Http404
        return get_object_or_404(Story, pk=self.card.target_id)

    def may_edit(self, target: Story) -> bool:
        """Whether the translation may be changed just now: it may be locked, or with an editor."""
        tester = target.permissions_for_user(self.user)
        return bool(tester.can_edit() and not tester.page_locked())


def enter(request: HttpRequest) -> tuple[list[Edition], list[Edition]]:
    """All editions, and those that this user translates into; Http404 where these are none."""
    editions = list(Edition.objects.order_by("position", "title"))
    mine = rules.editions(request.user, editions)
    if not mine:
        raise Http404
    return editions, mine


@require_GET
def grid(request: HttpRequest) -> HttpResponse:
    """Stories and editions."""
    (editions, mine), now = enter(request), clock.now()
    form = AskForm(request.GET, editions=editions)
    asked = form.asked()
    columns = [asked.edition] if asked.edition else editions
    found = queries.grid(request.user, asked, columns, among=editions, now=now)
    return render(
        request,
        "desk/translation/grid.html",
        {
            "form": form,
            "asked": asked,
            "everything": asked == queries.Asked(),
            "columns": columns,
            "lines": display.lines(found, mine=mine),
            "more": found.more,
            "newer": form.turned(asked.page - 1) if asked.page > 1 else "",
            "older": form.turned(asked.page + 1) if found.more else "",
            "next": next(iter(queries.mine(request.user, among=editions, limit=1, now=now)), None),
        },
    )


@require_GET
def next_for_me(request: HttpRequest) -> HttpResponse:
    """The way to what this user has to translate first."""
    editions, mine = enter(request)
    for card in queries.mine(request.user, among=editions, limit=20, now=clock.now()):
        if edition := queries.home(card.locale_id, mine):
            return redirect("translations:sheet", card.source_id, edition.slug)
    messages.info(request, _("Nothing waits for you."))
    return redirect("translations:grid")


@require_POST
def begin(request: HttpRequest, source: int, edition: str) -> HttpResponse:
    """Make a missing translation and open it."""
    door = Door(request, source, edition)
    begun = actions.begin(source=door.source, edition=door.edition, user=request.user)
    if begun.made:
        words = _("Made in this edition, with the names of the original: %(names)s. Translate them too.")
        messages.warning(request, words % {"names": ", ".join(begun.made)})
    if begun.left_out:
        words = _("Related stories that this edition does not have were left out: %(names)s.")
        messages.info(request, words % {"names": ", ".join(begun.left_out)})
    return redirect(door.address)


@require_POST
def assign(request: HttpRequest, source: int, edition: str) -> HttpResponse:
    """Give a translation to somebody, with a time; whoever may not give takes it or gives it back himself."""
    door = Door(request, source, edition)
    form = AssignForm(request.POST, door=door)
    if not form.is_valid():
        messages.error(request, " ".join(str(line) for lines in form.errors.values() for line in lines))
        return redirect(door.address)
    try:
        actions.assign(
            source=door.source,
            edition=door.edition,
            translator=form.cleaned_data["translator"],
            due_at=form.cleaned_data["due_at"],
            by=request.user,
        )
    except DeskError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noted."))
    return redirect(door.address)


def sheet(request: HttpRequest, source: int, edition: str) -> HttpResponse:
    """Original and translation side by side; what is posted is saved, submitted or published."""
    door = Door(request, source, edition)
    if request.method != "POST":
        return _sheet(request, door)
    target, card = door.target, door.card
    if card is None:
        raise Http404
    answers, corrections = read_sheet(request.POST)
    if not door.may_edit(target):
        messages.error(request, _("This translation is locked, or with an editor. Nothing was saved."))
        unsaved = [words for one in answers.values() for words in working.typed_words(one).values()]
        unsaved += [one.text for one in corrections.values()]
        return _sheet(request, door, saved=actions.Saved(story=target, lost=list(filter(None, unsaved))))
    saved = actions.save(card=card, answers=answers, corrections=corrections, user=request.user)
    if saved.refused or saved.kept or saved.lost:
        return _sheet(request, door, saved=saved, typed=request.POST)
    if _press(request, target):
        _tell(request, saved)
    return redirect(door.address)


def _press(request: HttpRequest, target: Story) -> bool:
    """Do what the pressed button says besides saving; whether it could be done."""
    tester = Story.objects.get(pk=target.pk).permissions_for_user(request.user)
    if "publish" in request.POST and tester.can_publish():
        try:
            desk.publish(story=target, user=request.user)
        except (DeskError, ValidationError) as error:
            words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            messages.error(request, _("Saved, and not published. %(problem)s") % {"problem": words})
            return False
    elif "submit" in request.POST and tester.can_submit_for_moderation():
        actions.submit(story=Story.objects.get(pk=target.pk), user=request.user)
    return True


def _tell(request: HttpRequest, saved: actions.Saved) -> None:
    if saved.left:
        messages.success(request, _("Saved. What is marked is still to be done."))
    else:
        messages.success(request, _("Saved. The translation is up to date."))


def _sheet(
    request: HttpRequest, door: Door, *, saved: actions.Saved | None = None, typed: Any = None
) -> HttpResponse:
    version = translating.current(door.source)
    target = door.target if door.card and door.card.target_id else None
    draft = target.get_latest_revision_as_object() if target else None
    editions = list(Edition.objects.all())
    waiting = next(iter(queries.mine(request.user, among=editions, limit=1, now=door.now)), None)
    context: dict[str, Any] = {
        "door": door,
        "next": waiting if waiting != door.card else None,
        "source": version,
        "target": target,
        "assign": AssignForm(door=door),
        "may_assign": rules.may_assign(request.user, door.edition),
        "may_edit": target is not None and door.may_edit(target),
        "saved": saved,
        "held": translating.waits_until(door.source, door.now),
    }
    if target is not None and draft is not None:
        tester = target.permissions_for_user(request.user)
        context |= {
            "sheet": display.sheet(version, draft, saved=saved, typed=typed),
            "draft": draft,
            "may_publish": tester.can_publish(),
            "may_submit": tester.can_submit_for_moderation(),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[target.pk]),
        }
    status = 200 if saved is None else 422
    return render(request, "desk/translation/sheet.html", context, status=status)
