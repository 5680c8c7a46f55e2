"""Limits: how much one source writes, in bounded memory.

Rule: pure but for what it counts. A source that writes much is held, one that floods absurdly is refused,
and no count is kept by story or for the whole site, so that nobody can silence others by writing. The
window slides: what came in the window before counts for as much of it as still reaches into the last span.
"""

from collections import OrderedDict

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
