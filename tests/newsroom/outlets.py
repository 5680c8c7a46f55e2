"""An outlet whose editions are accounts, for tests: a real gate, a real press, the newsroom's herald, and
letters to it as a server elsewhere signs them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from serai.core import clock
from serai.gate.entries import Activity
from serai.newsroom import actor_key, herald
from serai.newsroom.config import Newsroom
from serai.press import activity
from serai.press.bake import Press, Settings
from serai.press.changes import Put, Withdraw
from serai.press.plates import StoryPlate
from serai.wire.following import keeping
from serai.wire.following.accounts import Own
from serai.wire.following.reaching import Reach
from tests.gate.gates import URL, House, opened
from tests.press import casting
from tests.press.plain import PlainTheme
from tests.wire.following import elsewhere
from tests.wire.following.elsewhere import Server

ACTOR = URL + activity.actor_address("en")
INBOX = URL + activity.inbox_address("en")


class Outlet:
    """A newsroom whose editions are accounts: its gate, its press, its herald."""

    def __init__(self, room: Newsroom, gate: House) -> None:
        self.room = room
        self.gate = gate
        self.acknowledged = 0
        key = actor_key.actor_key(room)
        self.own = Own(URL, key, Reach(loopback=True))
        self.press = Press(
            ledger=room.ledger,
            site=gate.options.site,
            renditions=room.renditions,
            theme=PlainTheme(),
            settings=Settings("The Bridge", URL, fediverse_key=actor_key.public_pem(key)),
        )

    def bakes(self, *changes: Put | Withdraw) -> None:
        self.press.bake(changes)

    def publishes(self, *stories: StoryPlate) -> None:
        self.bakes(*(Put(story) for story in stories))

    def works(self) -> None:
        """Collect, hear, tell and send until there is nothing to do."""
        found = self.gate.collects(acknowledged=self.acknowledged).entries
        self.acknowledged = max([one.position for one in found], default=self.acknowledged)
        keeping.keep([one.entry for one in found if isinstance(one.entry, Activity)])
        for _turn in range(20):
            if not herald.turn(self.room, self.own):
                return
        raise AssertionError("the herald never rests")


@contextmanager
def an_outlet(tmp_path: Path) -> Iterator[Outlet]:
    """An outlet with an English edition; its gate's clock tells the time."""
    from django.conf import settings

    with opened(tmp_path, fediverse=True) as gate:
        gate.clock.at = clock.now()
        (tmp_path / "data").mkdir()
        values = dict(settings.NEWSROOM.values) | {"site_url": URL, "fediverse": True}
        outlet = Outlet(Newsroom(folder=tmp_path, values=values), gate)
        outlet.bakes(Put(casting.edition()), Put(casting.section()), Put(casting.topic()))
        outlet.works()
        yield outlet


@contextmanager
def a_server(outlet: Outlet) -> Iterator[Server]:
    """A server elsewhere that has read the edition's account, as it does when somebody looks for it."""
    with elsewhere.running() as server:
        account = json.loads((outlet.gate.options.site / activity.actor_address("en")[1:]).read_bytes())
        server.keys[account["publicKey"]["id"]] = account["publicKey"]["publicKeyPem"]
        yield server


def sends(outlet: Outlet, server: Server, act: dict[str, Any], name: str = "dana", **more: Any) -> int:
    """A letter to the gate, as that account's server signs it."""
    body = json.dumps(act).encode()
    key = more.pop("key", elsewhere.key())
    key_id = more.pop("key_id", f"{server.actor(name)}#main-key")
    signed = more.pop("signed", elsewhere.signed_headers)
    headers = signed(key, key_id, INBOX, body, more.pop("at", outlet.gate.clock.at))
    return outlet.gate.client.post(activity.inbox_address("en"), content=body, headers=headers).status_code


def follows(outlet: Outlet, server: Server, name: str = "dana") -> dict[str, Any]:
    act = server.follow(ACTOR, name)
    assert sends(outlet, server, act, name) == 202
    outlet.works()
    return act


def story(number: int = 1, **fields: Any) -> StoryPlate:
    """A story of this hour."""
    now = clock.now().replace(microsecond=0) - timedelta(hours=1)
    return casting.story(number, **{"published_at": now, "updated_at": now, **fields})
