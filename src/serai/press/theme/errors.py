"""What the theme refuses. See the tree in `serai.core.errors`."""

from serai.core.errors import SeraiError


class ThemeError(SeraiError):
    """A theme's folder holds something that cannot be used, or an edition asks for what no theme can do."""
