"""EPUBCheck, the W3C's validator of books: Debian's package `epubcheck`, a Java program.

Rule: nothing is fetched; the programs run side by side, for each takes some seconds to begin.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

_JAR = Path("/usr/share/java/epubcheck.jar")
_SECONDS = 120


def findings(books: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What EPUBCheck finds wrong in each book, one line each; the test is skipped where there is none."""
    java = shutil.which("java")
    if not java or not _JAR.is_file():
        pytest.skip("There is no EPUBCheck here. Install it: apt-get install epubcheck default-jre-headless")
    running = {}
    for name, data in books.items():
        path = folder / f"{name}.epub"
        path.write_bytes(data)
        command = [java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", str(_JAR), str(path)]
        running[name] = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = {}
    for name, program in running.items():
        said = program.communicate(timeout=_SECONDS)[0].splitlines()
        found[name] = [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING", "Exception"))]
        if program.returncode and not found[name]:
            found[name] = said
    return found
