"""The blocks of a story's body, as editors see them.

Rule: what a block may hold is decided here, what of it becomes public is decided by `cast`. Rich text
offers emphasis and links and nothing else: no pictures, documents or embeds inside a paragraph. What a
published story must have is checked at the block, but never while a draft is being saved.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Words"), features=FEATURES)
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    role = blocks.CharBlock(
        label=_("Who that is"),
        max_length=160,
        required=False,
        help_text=_("For example: head of the school."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), rows=2, max_length=300)
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120, required=False)

    class Meta:
        icon = "pick"
        label = _("Pull quote")
        help_text = _("A line of the story, set large.")


class PhotoBlock(blocks.StructBlock):
    photo = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=500,
        required=False,
        help_text=_("Leave empty to use the photo's own caption."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        max_length=200,
        required=False,
        help_text=_("Leave empty to use the photo's own credit."),
    )
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=500,
        required=False,
        help_text=_("In this story's language. Leave empty to use the photo's own."),
    )

    class Meta:
        icon = "image"
        label = _("Photo")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        photo = cleaned["photo"]
        if photo is None or self.is_deferred_validation:
            return cleaned
        lacking = photo_lacks(photo, credit=cleaned["credit"], alt=cleaned["alt"])
        if lacking:
            raise StructBlockValidationError(block_errors={"photo": ValidationError(lacking)})
        return cleaned

    is_deferred_validation = False


class ListItemsBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Item"), features=FEATURES), label=_("Items"), min_num=1, max_num=100
    )

    class Meta:
        icon = "list-ul"
        label = _("List")


class LinkCardBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.CharBlock(label=_("Line below"), max_length=300, required=False)
    source = blocks.CharBlock(
        label=_("Source"),
        max_length=80,
        required=False,
        help_text=_("For example: YouTube, or the court's site."),
    )

    class Meta:
        icon = "link-external"
        label = _("Link card")
        help_text = _(
            "Stands for a video or a post elsewhere; the reader's browser asks nothing of that site."
        )


class MissingPhotoBlock(blocks.StructBlock):
    description = blocks.CharBlock(label=_("What it showed"), max_length=500, required=False)
    caption = blocks.CharBlock(label=_("Caption"), max_length=500, required=False)
    credit = blocks.CharBlock(label=_("Credit"), max_length=200, required=False)

    class Meta:
        icon = "warning"
        label = _("Missing photo")
        help_text = _(
            "A rescued page named a picture that was not saved. Replace or remove it before publishing."
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            raise ValidationError(missing_photo_message())
        return cleaned

    is_deferred_validation = False


class BodyBlock(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock(label=_("Text"), features=FEATURES, icon="pilcrow")
    subhead = blocks.CharBlock(label=_("Subhead"), max_length=200, icon="title")
    photo = PhotoBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    list = ListItemsBlock()
    link_card = LinkCardBlock()
    missing_photo = MissingPhotoBlock()

    class Meta:
        required = False

    def get_prep_value(self, value: Any) -> Any:
        """As Wagtail's, without NUL, which PostgreSQL keeps in no text; a form refuses it before."""
        return _without_nul(super().get_prep_value(value))


def _without_nul(kept: Any) -> Any:
    if isinstance(kept, str):
        return kept.replace("\x00", "")
    if isinstance(kept, dict):
        return {name: _without_nul(value) for name, value in kept.items()}
    return [_without_nul(value) for value in kept] if isinstance(kept, list) else kept


def missing_photo_message() -> str:
    """What an editor is told of a picture that rescue could not find."""
    return _now("This picture is missing. Put a photo in its place or remove this block.")


def photo_lacks(photo: Any, *, credit: str = "", alt: str = "") -> list[str]:
    """What a photo must still be given before it may be published."""
    lines = []
    if not (credit or photo.credit):
        lines.append(
            _now("The photo “%(title)s” has no credit. Open the photo and say who made it.")
            % {"title": photo.title}
        )
    if not (alt or photo.alt):
        lines.append(
            _now(
                "The photo “%(title)s” has no alternative text. Open the photo and say what it shows, for "
                "those who cannot see it."
            )
            % {"title": photo.title}
        )
    return lines
