"""What a disk refused, in one line: for commands, which would else end with a traceback.

Rule: pure. The press and the gate have errors of their own for this (`press.disks`, `InboxError`), because
their work goes on; here it has ended.
"""

import errno
import sqlite3

_FULL = "The disk is full{where}. Make room on it and try again."
_FAILED = "The disk failed{where}. Look at its health, and at your copies, before you try again."
_REFUSED = "This user may not use what is needed{where}. Give it to this user, or name another folder."
_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EIO: _FAILED,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.EROFS: _REFUSED,
}
_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAILED,
    sqlite3.SQLITE_READONLY: _REFUSED,
    sqlite3.SQLITE_CANTOPEN: _REFUSED,
}


def told(error: BaseException) -> str:
    """What to say of `error`, or of what caused it; "" where it is about something else than a disk."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, OSError) and at.errno in _SYSTEM:
            return _SYSTEM[at.errno].format(where=f": {at.filename}" if at.filename else "")
        if isinstance(at, sqlite3.Error):
            # The rest of the code says at which step.
            found = _SQLITE.get(getattr(at, "sqlite_errorcode", 0) & 0xFF)
            return found.format(where="") if found else ""
        at = at.__cause__
    return ""
