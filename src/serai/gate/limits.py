"""Limits: how much one source writes, in bounded memory.

Rule: pure but for what is counted. A source that writes much is held, one that floods absurdly is refused,
and no count is kept by story or for the whole site, so that nobody can silence others by writing. The
window slides: what came in the window before counts for as much of it as still reaches into the last span.
"""

from collections import OrderedDict

# Bodies that may be coming at one moment, of the 1,024 requests that a server takes (`hardening.SERVER`):
AT_ONCE = 64  # from one network
AT_ONCE_SHARED = 512  # from all those together that cannot be told apart
KEPT = 100_000  # sources; the one that wrote longest ago is forgotten first


class Counter:
    """Counts by source over a sliding span of seconds."""

    def __init__(self, *, span: float, most: int, kept: int = KEPT) -> None:
        """`most`: how many a span may hold."""
        self._span = span
        self._most = most
        self._kept = kept
        self._counts: OrderedDict[str, list[int]] = OrderedDict()  # window, count in it, count before it

    def over(self, source: str, now: float) -> bool:
        """Count one more; True where that is over the limit. `now` in seconds, never going back."""
        window, into = divmod(now, self._span)
        counts = self._counts.get(source)
        if counts is None:
            counts = self._counts[source] = [int(window), 0, 0]
            if len(self._counts) > self._kept:
                self._counts.popitem(last=False)
        else:
            self._counts.move_to_end(source)
            if counts[0] != int(window):
                counts[2] = counts[1] if counts[0] == int(window) - 1 else 0
                counts[0], counts[1] = int(window), 0
        counts[1] += 1
        return counts[1] + counts[2] * (1 - into / self._span) > self._most


class Sending:
    """How many bodies each network is sending just now: a few slow senders must not take every place."""

    def __init__(self) -> None:
        """Nobody sends."""
        self._now: dict[bytes, int] = {}

    def begin(self, network: bytes) -> bool:
        """One more body of `network` (b"": of all who cannot be told apart); False where it must not come."""
        count = self._now.get(network, 0)
        if count >= (AT_ONCE if network else AT_ONCE_SHARED):
            return False
        self._now[network] = count + 1
        return True

    def end(self, network: bytes) -> None:
        """One body less."""
        left = self._now[network] - 1
        if left:
            self._now[network] = left
        else:
            del self._now[network]
