"""The clock: the one place that asks what time it is.

Rule: pure code takes a time as an argument; what acts asks `now()`. Every time in Serai is aware of
its zone, and on plates it is UTC, whole seconds.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """The time, UTC, with microseconds."""
    return datetime.now(UTC)


def whole_seconds(time: datetime) -> datetime:
    """The same moment as plates spell it: UTC, microseconds cut off."""
    return time.astimezone(UTC).replace(microsecond=0)


def this_minute() -> datetime:
    """The minute it is, UTC: for times that people write and read."""
    return now().replace(second=0, microsecond=0)
