"""Why a picture is refused.

Rule: one class for each reason; the message names the file, the reason and the way out, in words for the
person who uploads.

    PhotoError
    ├── EmptyPhotoError          no bytes
    ├── PhotoTooLargeError       more bytes than `photo_limit` (also an InputTooLargeError)
    ├── TooManyPixelsError       more pixels than `photo_pixels`, told by the header, before decoding
    ├── BloatedPhotoError        metadata, frames or parts out of all proportion
    ├── TruncatedPhotoError      the file ends before the picture does
    ├── DamagedPhotoError        the file contradicts itself, or cannot be decoded
    ├── NotAPictureError         not one of the formats that Serai reads
    ├── ScriptedPictureError     SVG, HTML and other pictures that are programs
    └── PolyglotError            a picture and, in the same bytes, something else
"""

from serai.core.errors import InputTooLargeError, SeraiError


class PhotoError(SeraiError):
    """A picture that is not taken, and why."""


class EmptyPhotoError(PhotoError):
    """The file has no bytes."""


class PhotoTooLargeError(PhotoError, InputTooLargeError):
    """The file has more bytes than the settings allow."""


class TooManyPixelsError(PhotoError, InputTooLargeError):
    """The picture has more pixels than the settings allow; it was not decoded."""


class BloatedPhotoError(PhotoError):
    """Metadata, frames or parts are out of all proportion to a picture."""


class TruncatedPhotoError(PhotoError):
    """The file ends before the picture does."""


class DamagedPhotoError(PhotoError):
    """The file contradicts itself, or its decoder gives up."""


class NotAPictureError(PhotoError):
    """The bytes are not of a format that Serai reads."""


class ScriptedPictureError(PhotoError):
    """The file is markup that a browser would run."""


class PolyglotError(PhotoError):
    """The file is a picture and something else at once."""
