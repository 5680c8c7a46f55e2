"""Media: pictures taken from the renditions' pool into the site.

Rule: a picture is named by its content, and is checked against its name before it becomes public; what a
plate names and the pool does not hold, or holds with other bytes, is a PlateError.
"""

import hashlib
from pathlib import Path

from serai.press.errors import PlateError


def source(pool: Path, file: str) -> Path:
    """Where the pool holds a picture; PlateError where it does not, or not these bytes."""
    path = pool / file
    try:
        with path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise PlateError(
            f"A plate names the picture {file}, and {path} cannot be read: {error}. Upload the photo again."
        ) from error
    if found != path.stem:
        raise PlateError(f"{path} does not hold the bytes that it is named for. Upload the photo again.")
    return path
