"""The wire's one screen: a photo for each missing one.

Rule: asks the story's own permission, and changes through `actions`.
"""

from django.core.exceptions import PermissionDenied
from django.forms import Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.admin import messages
from wagtail.images.widgets import AdminImageChooser

from serai.desk.models import Photo, Story
from serai.wire import actions, queries, words


class PhotoForm(Form):
    photo = ModelChoiceField(queryset=Photo.objects.all(), widget=AdminImageChooser)


def missing_photos(request: HttpRequest, story_id: int) -> HttpResponse:
    """List a story's missing photos, each with a chooser; a POST puts the chosen photo in one's place."""
    story = get_object_or_404(Story, pk=story_id)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    forms = []
    for missing in queries.missing_photos(story):
        prefix = f"block{missing.index}"
        chosen = request.method == "POST" and request.POST.get("index") == str(missing.index)
        form = PhotoForm(request.POST if chosen else None, prefix=prefix)
        if chosen and form.is_valid():
            actions.replace_missing_photo(
                story=story, index=missing.index, photo=form.cleaned_data["photo"], user=request.user
            )
            messages.success(request, words.words(words.PHRASES, get_language() or "en")["put"])
            return redirect(request.path)
        forms.append((missing, form))
    context = {"story": story, "forms": forms, "say": words.words(words.PHRASES, get_language() or "en")}
    return TemplateResponse(request, "wire/missing_photos.html", context)
