"""Photos: pictures as they were uploaded, with the words that must stand beside them.

Rule: the original stays in the desk. What readers get is rebuilt from pixels by `serai.desk.photos` when a
story is cast; Wagtail's own renditions serve the desk's screens alone.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from serai.desk import ordering
from serai.desk.photos import intake, metadata


def inspect(data: bytes, name: str) -> intake.Inspected:
    """Look at a picture's bytes before anything opens them, by the newsroom's limits; PhotoError: refused."""
    return intake.inspect(
        data,
        Path(name).name,
        limit_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        limit_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    )


class Photo(AbstractImage):
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_(
            "What the picture shows, for those who cannot see it. Needed before it can be published."
        ),
    )
    caption = models.CharField(_("caption"), max_length=1000, blank=True)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made it and for whom, as readers will see it. Needed before it can be published."),
    )
    creator = models.CharField(
        _("creator"),
        max_length=200,
        blank=True,
        help_text=_("From the file. Stays in the desk; readers see the credit."),
    )
    copyright = models.CharField(_("copyright"), max_length=300, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "caption",
        "credit",
        "creator",
        "copyright",
        "tags",
        "collection",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def take_in(self) -> None:
        """Look at a new file before it is kept: refuse it (PhotoError), or read its words."""
        with self.open_file() as file:
            data = file.read()
        if not isinstance(getattr(self.file.file, "inspected", None), intake.Inspected):
            inspect(data, self.file.name)
        found = metadata.read(data)
        for field in ("caption", "creator", "credit", "copyright", "alt"):
            limit = self._meta.get_field(field).max_length
            if not getattr(self, field):
                setattr(self, field, " ".join(getattr(found, field).split())[:limit])
        self._set_image_file_metadata()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and leave an order for every live story and author that shows it."""
        if self.file and not self.file._committed:
            self.take_in()
        with transaction.atomic():
            super().save(*args, **kwargs)
            ordering.photo_changed(self)

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's own templates use."""
        return self.alt or self.title


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="photo_rendition"
            )
        ]
