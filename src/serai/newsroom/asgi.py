"""The Gate as an ASGI application, for Granian: `SERAI_SITE` names the baked folder."""

import os
from pathlib import Path

from serai.core.processes import die_with
from serai.gate.app import create

die_with(os.getppid())
gate = create(Path(os.environ["SERAI_SITE"]))
