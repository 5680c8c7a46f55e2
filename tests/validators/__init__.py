"""Other people's programs that say whether a page or a file is what its standard asks for.

Rule: nothing is fetched while tests run: what comes from npm is pinned by version and hash in
`package-lock.json` and put in place by `make validators`, the rest is Debian's. Each program is started once
for all that it is to look at. Where one is missing the test is skipped, and says how to get it.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
_MODULES = FOLDER / "node_modules"
_SECONDS = 180  # before a program is given up


def nu_html_checker(folder: Path) -> list[str]:
    """What the Nu Html Checker (vnu-jar) has to say of every page, style sheet and SVG in a folder: "kind
    file:line: message", where the kind is error, warning or info."""
    java, jar = _program("java", "default-jre-headless"), _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    _need(jar.is_file())
    quick = ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xss2m"]
    asked = ["--stdout", "--exit-zero-always", "--format", "json", "--also-check-css", "--also-check-svg"]
    said = json.loads(_run([java, *quick, "-jar", str(jar), *asked, str(folder)]))
    return [_line(message, folder) for message in said["messages"]]


def _line(message: dict[str, Any], folder: Path) -> str:
    kind = message.get("subType") or message["type"]
    file = str(message.get("url", "")).rpartition(f"{folder}/")[2]
    return f"{kind} {file}:{message.get('lastLine', 0)}: {message.get('message', '')}"


def feeds(files: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """What Ruby's validating library reads in each feed: "entries", or the "fault" that it finds."""
    return _told([_program("ruby", "ruby"), str(FOLDER / "feeds.rb")], files)


def sitemaps(files: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """What sitemap.js reads in each sitemap or index: "entries", or the "fault" that it finds."""
    _need((_MODULES / "sitemap").is_dir())
    return _told([_program("node", "nodejs"), str(FOLDER / "sitemaps.mjs")], files)


def open_graph(files: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """What open-graph-scraper reads in each page, by its own names."""
    _need((_MODULES / "open-graph-scraper").is_dir())
    return _told([_program("node", "nodejs"), str(FOLDER / "open_graph.mjs")], files)


def _told(command: list[str], files: Iterable[Path]) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = json.loads(_run([*command, *map(str, files)]))
    return told


def _run(command: list[str]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if ran.returncode:
        pytest.fail(f"{Path(command[0]).name} failed: {ran.stderr[-2000:] or ran.stdout[-2000:]}")
    return ran.stdout


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"There is no {name} here. Install it: apt-get install {package}")
    return found


def _need(there: bool) -> None:
    if not there:
        pytest.skip("The validators that come from npm are not here. Get them (nodejs, npm): make validators")
