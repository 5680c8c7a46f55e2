"""The form of a photo, for every way that Wagtail uploads one.

Rule: a file is inspected before Wagtail, Willow or Pillow open it; its words fill what is still empty when
the photo is saved (`Photo.take_in`). Apart from `forms`, because Wagtail's image forms need the models.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from serai.desk import queries
from serai.desk.photos import intake
from serai.desk.photos.errors import PhotoError


class PhotoField(WagtailImageField):
    """A picture file. Intake looks at its bytes before Wagtail, Willow or Pillow do."""

    def to_python(self, data: Any) -> Any:
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        if upload.size > self.max_upload_size:
            self.check_image_file_size(upload)
        upload.seek(0)
        content = upload.read()
        upload.seek(0)
        try:
            upload.inspected = intake.inspect(
                content, upload.name, limit_bytes=self.max_upload_size, limit_pixels=self.max_image_pixels
            )
        except PhotoError as error:
            raise ValidationError(str(error), code="refused_photo") from error
        stem = upload.name.rpartition(".")[0] or upload.name
        upload.name = stem + upload.inspected.ending
        return upload


class PhotoForm(BaseImageForm):
    """Fields of a photo; what readers see beside it cannot be emptied while a live story shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PhotoField(
                label=theirs.label,
                required=theirs.required,
                widget=theirs.widget,
                max_length=theirs.max_length,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        emptied = [name for name in ("alt", "credit") if self.initial.get(name) and not cleaned.get(name)]
        if emptied and self.instance.pk and queries.shown_live(self.instance):
            for name in emptied:
                self.add_error(
                    name, _("Readers see this photo in a published story, so it cannot be left empty.")
                )
        return cleaned
