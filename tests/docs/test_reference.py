"""The reference names every command, option and setting, and none that does not exist."""

import re
from pathlib import Path

import typer.main

from serai.cli import app
from serai.newsroom.table import TABLE, spelled

DOCS = Path(__file__).parents[2] / "docs"


def _commands() -> dict[str, set[str]]:
    """Each verb with its long options."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        below = {f"{name} {under}": verb for under, verb in getattr(command, "commands", {}).items()}
        for words, verb in (below or {name: command}).items():
            options = {
                word
                for parameter in verb.params
                for word in (*parameter.opts, *parameter.secondary_opts)
                if word.startswith("--")
            }
            found[words] = options - {"--help"}
    return found


def _documented_commands() -> dict[str, set[str]]:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    parts = re.split(r"^## serai (.+)$", text, flags=re.MULTILINE)[1:]
    found = {}
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        cells = re.findall(r"^\| (`--.+?) \|", part, flags=re.MULTILINE)
        found[name] = {word for cell in cells for word in re.findall(r"--[a-z-]+", cell)}
    return found


def test_every_command_and_option_is_documented_and_no_other() -> None:
    assert _documented_commands() == _commands()


def test_the_settings_page_is_the_settings_table() -> None:
    text = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `.*$", text, flags=re.MULTILINE)
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    assert rows == [(f"`{row.name}`", f"`{spelled(row.default)}`", row.unit, row.help) for row in TABLE]
