"""Words to look for: the newsroom's list, per edition or for all.

Rule: a word on the list holds a comment for a moderator; it never rejects one. Changes go through
`screening.lexicon`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from serai.discussion.errors import DiscussionError
from serai.discussion.forms import WordsForm, first_error
from serai.discussion.models import Word
from serai.discussion.screening import lexicon
from serai.discussion.screens.door import chosen_rows, error_in_words, login_of, moderators_only
from serai.discussion.screens.frame import frame
from serai.discussion.screens.queues import editions

LISTED = 2_000  # words shown


@moderators_only
def words(request: HttpRequest) -> HttpResponse:
    """The list, and on POST more words, one a line."""
    form = WordsForm(request.POST if request.method == "POST" else None, editions=editions())
    if request.method == "POST" and form.is_valid():
        try:
            added = lexicon.add_lines(by=login_of(request), **form.cleaned_data)
        except DiscussionError as error:
            messages.error(request, error_in_words(error))
        else:
            said = ngettext("%(count)d word added.", "%(count)d words added.", added)
            messages.success(request, said % {"count": added})
            return redirect("discussion:words")
    context = frame(
        request,
        "words",
        gettext("Words to look for"),
        form=form,
        problem=first_error(form) if form.is_bound else "",
        words=list(Word.objects.all()[:LISTED]),
        count=Word.objects.count(),
    )
    return TemplateResponse(request, "discussion/words.html", context, status=400 if form.errors else 200)


@moderators_only
@require_POST
def remove_words(request: HttpRequest) -> HttpResponse:
    """Take words off the list: the field `word`, as often as there are."""
    rows = Word.objects.filter(pk__in=chosen_rows(request, "word", most=LISTED))
    gone = sum(lexicon.remove_word(word=row.word, edition=row.edition) for row in rows)
    said = ngettext("%(count)d word removed.", "%(count)d words removed.", gone) % {"count": gone}
    messages.success(request, said)
    return redirect("discussion:words")
