"""The desk's own part of the dashboard: what is held back, what will happen by itself, how the press is.

Rule: shows; each line leads to where something can be done about it. Only who may write stories sees it.
"""

from typing import Any

from wagtail.admin.ui.components import Component

from serai.core import clock
from serai.desk import queries, tree
from serai.desk.models import Edition
from serai.desk.translation import queries as translations
from serai.desk.translation import rules as translating

LINES = 8  # of each kind


class DeskPanel(Component):
    name = "desk"
    template_name = "desk/home/desk.html"
    order = 50

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now, user = clock.now(), self.request.user
        editions = list(Edition.objects.order_by("position", "title"))
        homes = [edition for edition in editions if edition.made_from_id is None]
        filled = queries.last_filled()
        embargoed = list(tree.narrowed(queries.embargoed(now), user)[:LINES])
        scheduled = list(tree.narrowed(queries.scheduled(), user)[:LINES])
        queries.give_editions([*embargoed, *scheduled], editions)
        cards = translations.mine(user, among=editions, limit=LINES, now=now)
        into = translating.editions(user, homes)
        return {
            "embargoed": embargoed,
            "scheduled": scheduled,
            "waiting": len(queries.due_orders(now, limit=1000)),
            "troubles": [order.report["error"] for order in queries.troubles()],
            "filled_at": filled.filled_at if filled else None,
            "editions": [one for one in homes if one.permissions_for_user(user).can_add_subpage()],
            "translations": [
                (card, edition) for card in cards if (edition := translations.home(card.locale_id, into))
            ],
            "request": self.request,
        }
