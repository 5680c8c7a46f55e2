"""Search's errors.

Rule: each refusal is a class of its own below `SearchError`; its message never holds what a reader looked
for.
"""

from serai.core.errors import SeraiError


class SearchError(SeraiError):
    """What search refuses to do."""


class SearchIndexError(SearchError):
    """The index cannot be read or written."""


class SearchNotReadyError(SearchError):
    """There is no whole index yet."""


class SearchBusyError(SearchError):
    """Another process writes the index just now."""
