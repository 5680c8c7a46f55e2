"""The Gate as an ASGI application, for Granian: `SERAI_NEWSROOM` names the folder it works for."""

import os
from pathlib import Path

from serai.core.processes import die_with
from serai.gate.app import create
from serai.newsroom.config import open_newsroom
from serai.newsroom.gatehouse import options

die_with(os.getppid())
gate = create(options(open_newsroom(Path(os.environ["SERAI_NEWSROOM"]))))
