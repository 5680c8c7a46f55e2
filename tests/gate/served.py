"""A gate for Granian in a process of its own: `SERAI_TEST_GATE` holds its options as JSON."""

import os
from datetime import timedelta
from pathlib import Path

import msgspec

from serai.gate.app import create
from serai.gate.options import Options

_said = msgspec.json.decode(os.environ["SERAI_TEST_GATE"])
_body_time = timedelta(seconds=_said.pop("body_seconds"))
gate = create(
    Options(**{**_said, "site": Path(_said["site"]), "inbox": Path(_said["inbox"])}, body_time=_body_time)
)
