"""The previews: the pages that the press would bake of a draft's plate, and of a front arranged otherwise.

Rule: rendered by the press itself, over the ledger as it is now, read only; so what is previewed is what is
baked. The desk finds them as `settings.SERAI_PREVIEW` and `SERAI_FRONT_PREVIEW`.
"""

from collections.abc import Sequence

from django.conf import settings

from serai.newsroom.pressroom import open_press
from serai.press.changes import Change
from serai.press.plates import FrontPlate, StoryPlate


def render(plate: StoryPlate, beside: Sequence[Change] = ()) -> bytes:
    """The page, with the changes of sections, authors and topics that publishing it would bring along.
    LedgerError or PlateError where its edition has not been baked yet."""
    return open_press(settings.NEWSROOM).preview(plate, beside=beside)


def render_front(code: str, plate: FrontPlate | None, beside: Sequence[Change] = ()) -> bytes:
    """An edition's front, arranged as `plate` says, or newest first, after the changes in `beside`.
    LedgerError or PlateError where the edition has not been baked yet."""
    return open_press(settings.NEWSROOM).preview_front(code, plate, beside)
