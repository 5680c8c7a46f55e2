"""What the Press refuses. See the tree in `serai.core.errors`."""

from serai.core.errors import SeraiError


class PlateError(SeraiError):
    """A plate or thread cannot be read, or says what a plate may not say."""


class BakeError(SeraiError):
    """A bake cannot come to its end. The site is the old one."""


class OtherThemeError(BakeError):
    """The theme's files are not those that the bake began with."""


class LostWorkerError(BakeError):
    """A process that made pages was killed, as by a system without memory. What was made is kept."""


class DiskError(BakeError, OSError):
    """There is no room for the new files or for the ledger, or the disk fails. With the number of the
    system's error."""

    def __str__(self) -> str:
        """Without the number in front."""
        return str(self.strerror)


class ShareError(SeraiError):
    """The share of machines that bake together cannot be had, or what one left there is not to be used."""
