"""A gate for Granian, over the site and the inbox below the folder that `SERAI_SWEEP` names."""

import os
from pathlib import Path

from serai.gate.app import create
from tests.gate.gates import URL, Newsroom

if "SERAI_SWEEP" in os.environ:
    app = create(Newsroom().options(Path(os.environ["SERAI_SWEEP"]), site_url=URL))
