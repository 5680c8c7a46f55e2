"""Changes that never pass through a model's own `save` or `delete`.

Rule: a signal is used only where Wagtail leaves no other door. It deletes trees and selections by query,
and saves a page that is moved or unpublished in bulk as a bare `Page`: in all of these Django's own
signals, which run inside the same transaction, are the one place that sees every row.
"""

from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from serai.core import clock
from serai.desk import ordering, translating
from serai.desk.models import Author, Edition, Photo, Section, Story, Topic


@receiver(pre_delete, sender=Story)
def story_deleted(instance: Story, **kwargs: Any) -> None:
    """A story that readers have is gone."""
    ordering.story_changed(ordering.Standing.of(instance, clock.now()), ordering.NOWHERE)
    translating.gone(instance)


@receiver(pre_delete, sender=Edition)
def edition_deleted(instance: Edition, **kwargs: Any) -> None:
    """An edition is gone, and with it what its language has, and what was made from it."""
    for edition in (instance, *instance.derived.all()):
        if edition.live:
            ordering.edition_changed(edition, reason="delete", whole=True)


@receiver(pre_delete, sender=Section)
@receiver(pre_delete, sender=Author)
@receiver(pre_delete, sender=Topic)
def sign_deleted(instance: Section | Author | Topic, **kwargs: Any) -> None:
    """A section, author or topic is gone."""
    ordering.sign_changed(instance, reason="delete")


@receiver(pre_delete, sender=Photo)
def photo_deleted(instance: Photo, **kwargs: Any) -> None:
    """A photo is gone from what showed it."""
    ordering.photo_changed(instance)


@receiver(post_save, sender=Page)
def page_saved(instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """A story or an edition was saved as a bare page: moved, or unpublished with others."""
    if raw or instance.specific_class not in (Story, Edition):
        return
    page = instance.specific_class.objects.get(pk=instance.pk)
    if isinstance(page, Edition):
        ordering.edition_changed(page, reason="edit", whole=True)
    elif page.live or page.address_history:
        standing = ordering.Standing.of(page, clock.now())
        ordering.story_shown(standing)
        ordering.front_of(standing, reason="edit", signs=standing.signs)
        translating.shown(page)
