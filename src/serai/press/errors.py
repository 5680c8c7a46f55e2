"""What the Press refuses. See the tree in `serai.core.errors`."""

from serai.core.errors import SeraiError


class PlateError(SeraiError):
    """A plate or thread cannot be read, or says what a plate may not say."""


class ShareError(SeraiError):
    """The share of machines that bake together cannot be had, or what one left there is not to be used."""
