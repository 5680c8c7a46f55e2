"""Reading saved pages needs neither Django nor a network."""

import subprocess
import sys


def test_reading_a_page_does_not_import_django() -> None:
    script = "import sys, serai.wire.saved.parse; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
