"""In CI no test is skipped unseen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_skip_fails_the_run_in_ci_and_only_there(tmp_path: Path, ci: str, code: int) -> None:
    test = tmp_path / "test_one.py"
    test.write_text("import pytest\n\ndef test_a():\n    pytest.skip('no')\n\ndef test_b():\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:randomly", str(test)]
    run = subprocess.run(
        command,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "CI": ci},
        capture_output=True,
        check=False,
    )
    assert run.returncode == code, run.stdout.decode()
