"""A small site, and news that touch it in every way: what crashes are tried on."""

from serai.press.changes import Change, Put, PutThread, Withdraw
from tests.press import casting
from tests.press.sites import Works
from tests.press.talking import thread


def before(desk: Works) -> list[Change]:
    told: list[Change] = [Put(casting.edition()), Put(casting.section())]
    told += [Put(casting.story(number)) for number in (1, 2)]
    told.append(PutThread(thread(51, key="s1")))
    return [*told, Put(casting.story(3, lead_photo=casting.photo(desk.pool, 1)))]


def news(desk: Works) -> list[Change]:
    """A new story with a photo, one with a new slug, one that goes with its photo, and one that is spoken
    of so much that its discussion has a part more."""
    moved = casting.story(2, slug="moved", former_addresses=(casting.story(2).address,))
    fresh = casting.story(4, lead_photo=casting.photo(desk.pool, 2))
    gone = Withdraw(kind="story", edition="en", key="s3")
    return [Put(fresh), Put(moved), gone, PutThread(thread(101, key="s1"))]
