"""Atomic files: a reader of the disk sees the old bytes or the new, never a part.

Rule: a file is written beside its place, flushed to the disk, and renamed into place; the folder is
flushed after it (`fsync(2)`, `rename(2)`). Nothing here decides what is written.
"""

import ctypes
import os
import secrets
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)  # for syncfs(2), which Python does not offer


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` durably, making its folders; a crash leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        write_flushed(beside, data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_if_changed(path: Path, data: bytes) -> bool:
    """As `write`, but leave a file that already holds these bytes alone; True where it was written."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write(path, data)
    return True


def holds(path: Path | str, data: bytes) -> bool:
    """These bytes lie at this path. False where nothing does, or what lies there cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return os.fstat(descriptor).st_size == len(data) and os.read(descriptor, len(data) + 1) == data
    except OSError:
        return False
    finally:
        os.close(descriptor)


def write_flushed(path: Path, data: bytes) -> None:
    """Write `data` to `path` and wait until the disk has it. Not atomic by itself."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the disk has the names in `folder` (a rename is durable only then)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_file_system(folder: Path) -> None:
    """Wait until the disk has everything written so far to the file system that `folder` is on, contents
    and names: for many files far quicker than one `fsync` each. OSError where the disk failed."""
    if not hasattr(_libc, "syncfs"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _libc.syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
