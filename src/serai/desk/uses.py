"""Where a section, an author or a topic is used, twenty at a time.

Rule: the same list as Wagtail's. Wagtail reads everything that uses a thing, each by itself, to show twenty:
an author of ten thousand stories cannot be looked at that way.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ReferenceIndex
from wagtail.models.reference_index import ReferenceGroups
from wagtail.snippets.views.snippets import UsageView


class Uses(ReferenceGroups):
    """What refers to a thing, grouped by what refers: `uses[20:40]` reads these twenty and no other."""

    def __getitem__(self, wanted: slice) -> list[tuple[Any, list[ReferenceIndex]]]:
        named = self.qs.order_by("base_content_type", "object_id").values_list(
            "base_content_type", "object_id"
        )
        return list(self._read(list(named.distinct()[wanted])))

    def _read(self, sources: list[tuple[int, str]]) -> Iterator[tuple[Any, list[ReferenceIndex]]]:
        if not sources:
            return
        chosen = Q()
        for kind, pk in sources:
            chosen |= Q(base_content_type_id=kind, object_id=pk)
        references: dict[tuple[int, str], list[ReferenceIndex]] = {}
        for reference in self.qs.filter(chosen).order_by("pk"):
            references.setdefault((reference.base_content_type_id, reference.object_id), []).append(reference)
        kinds = {kind for kind, _pk in sources}
        objects = {kind: _objects(kind, [pk for of, pk in sources if of == kind]) for kind in kinds}
        for kind, pk in sources:
            if pk in objects[kind]:
                yield objects[kind][pk], references[kind, pk]


def _objects(kind: int, keys: list[str]) -> dict[str, Any]:
    model = ContentType.objects.get_for_id(kind).model_class()
    found = model._base_manager.in_bulk(keys) if model is not None else {}
    return {str(pk): row for pk, row in found.items()}


class SignUsageView(UsageView):
    """The page behind "used in …" of a section, an author or a topic."""

    def get_queryset(self) -> Uses:
        return Uses(ReferenceIndex.get_references_to(self.object))
