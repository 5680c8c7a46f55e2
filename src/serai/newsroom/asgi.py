"""The Gate as an ASGI application, for Granian: `SERAI_NEWSROOM` names the folder it works for."""

import os
import socket
from pathlib import Path

from serai.core.processes import die_with
from serai.gate.app import create
from serai.newsroom import readership
from serai.newsroom.config import open_newsroom
from serai.newsroom.gatehouse import options

die_with(os.getppid())
_heard = os.environ.get(readership.SOCKET_VARIABLE)
_readers = socket.socket(fileno=int(_heard)) if _heard else None
gate = create(options(open_newsroom(Path(os.environ["SERAI_NEWSROOM"])), _readers))
