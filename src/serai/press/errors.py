"""What the Press refuses. See the tree in `serai.core.errors`."""

from serai.core.errors import SeraiError


class PlateError(SeraiError):
    """A plate or thread cannot be read, or says what a plate may not say."""
