"""The command: quick, honest about what it cannot do, and the same on a terminal and in a pipe."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from serai.cli import app
from tests.newsrooms import SERAI, MadeNewsroom, clean_environment

COMMANDS = [
    "carry",
    "demo",
    "discussion",
    "discussion erase",
    "discussion export",
    "gate",
    "gate-kit",
    "index",
    "new",
    "press",
    "rescue",
    "run",
    "serve-config",
    "settings",
    "user",
    "user add",
]
GROUPS = {"discussion", "user"}


def _serai(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*SERAI, *words], cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False
    )


def test_the_verbs_are_these() -> None:
    group = typer.main.get_command(app)
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found += [name, *(f"{name} {below}" for below in getattr(command, "commands", {}))]
    assert sorted(found) == COMMANDS


def test_the_list_of_verbs_cuts_no_line_off(tmp_path: Path) -> None:
    told = _serai("--help", folder=tmp_path).stdout.splitlines()
    assert [line for line in told[1:] if line.endswith("...")] == []


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in GROUPS])
def test_each_verb_s_help_shows_an_example(command: str, tmp_path: Path) -> None:
    told = _serai(*command.split(), "--help", folder=tmp_path)
    assert told.returncode == 0
    assert f"Example: serai {command}" in " ".join(told.stdout.split())


def test_help_does_not_load_django(tmp_path: Path) -> None:
    script = (
        "import sys\nsys.argv = ['serai', '--help']\n"
        "from serai.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'django', 'wagtail', 'PIL', 'trafilatura', 'jinja2', 'granian'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("press",),
        ("press", "--cold"),
        ("user", "add", "aigul"),
        ("gate",),
        ("gate-kit", "kit"),
        ("discussion", "export", "en", "key"),
        ("discussion", "erase", "secret", "--yes"),
    ],
)
def test_outside_a_newsroom_a_verb_says_so_in_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    told = _serai(*words, folder=tmp_path)
    expected = f"serai: {tmp_path} is not a newsroom: it has no serai.toml. Make one: serai new DIR\n"
    assert (told.returncode, told.stdout, told.stderr) == (1, "", expected)


@pytest.mark.parametrize(
    "words", [("prss",), ("press", "--clod"), ("new",), ("press", "--cold", "--dry-run")]
)
def test_a_command_line_that_cannot_be_understood_is_code_2(words: tuple[str, ...], tmp_path: Path) -> None:
    told = _serai(*words, folder=tmp_path)
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)


def test_settings_prints_defaults_anywhere_and_values_in_a_newsroom(tmp_path: Path) -> None:
    anywhere = _serai("settings", folder=tmp_path).stdout
    (tmp_path / "serai.toml").write_text("front_stories = 5\n")
    here = _serai("settings", folder=tmp_path).stdout
    assert "front_stories = 12 (stories)" in anywhere
    assert "front_stories = 5 (stories)" in here
    assert "Default: 12." in here
    nowhere = _serai("settings", "--newsroom", "nowhere", folder=tmp_path)
    assert (nowhere.returncode, nowhere.stdout) == (1, "")


def test_an_edition_in_a_language_that_is_not_known_is_refused(tmp_path: Path) -> None:
    told = _serai("new", "here", "--edition", "tlh", folder=tmp_path)
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith("serai: Serai has no edition in 'tlh' yet.")


@pytest.mark.databases
def test_somebody_is_added_once_with_a_role_and_a_password_that_holds(newsroom: MadeNewsroom) -> None:
    def add(name: str, role: str, password: str) -> "subprocess.CompletedProcess[str]":
        words = ("user", "add", name, "--role", role, "--password-stdin")
        return newsroom.serai(*words, stdin=password + "\n", check=False)

    assert add("aigul", "editor", "a long enough one").stdout == "aigul may now work at the desk as editor\n"
    refused = [
        add("aigul", "editor", "a long enough one"),
        add("timur", "king", "a long enough one"),
        add("timur", "writer", "12345678"),
        add("timur", "writer", ""),
        add("timur timur", "writer", "a long enough one"),
    ]
    assert [(told.returncode, told.stderr.count("\n")) for told in refused] == [(1, 1)] * len(refused)
    script = (
        "from django.contrib.auth.models import User\n"
        "print(list(User.objects.values_list('username', 'groups__name', 'is_superuser')))\n"
        "print(User.objects.get().check_password('a long enough one'))"
    )
    assert newsroom.at_desk(script) == "[('aigul', 'Editors', False)]\nTrue\n"


@pytest.mark.databases
def test_what_the_command_line_says_wins_over_the_variable(newsroom: MadeNewsroom) -> None:
    done = subprocess.run(
        [*SERAI, "user", "add", "aigul", "--password-stdin", "--newsroom", newsroom.folder.name],
        cwd=newsroom.folder.parent,
        env={**newsroom.environment, "SERAI_NEWSROOM": "elsewhere"},
        input="a long enough one\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("aigul may now work at the desk as writer\n", "")


@pytest.mark.databases
def test_press_plans_then_bakes_then_finds_nothing_to_do(newsroom: MadeNewsroom) -> None:
    planned = newsroom.serai("press", "--dry-run").stdout.splitlines()
    assert not (newsroom.site / "en").exists()
    baked = newsroom.serai("press").stdout
    written = {str(file.relative_to(newsroom.site)) for file in newsroom.site.rglob("*") if file.is_file()}
    would = {line.removeprefix("would write ") for line in planned if line.startswith("would write ")}
    assert would == written
    assert baked == "orders filled: 2\n"
    assert newsroom.serai("press").stdout == "orders filled: 0\n"
    cold = newsroom.serai("press", "--cold")
    assert cold.stdout.startswith("0 files written, 0 deleted")
    assert "baking: " in cold.stderr


@pytest.mark.databases
def test_press_says_which_order_waits_and_why(newsroom: MadeNewsroom) -> None:
    newsroom.at_desk(
        "from serai.core import clock\n"
        "from serai.desk import actions, queries\n"
        "from serai.desk.models import Story\n"
        "edition = queries.edition('en')\n"
        "section = actions.create_section(edition=edition, name='City')\n"
        "story = actions.create_story(edition=edition, headline='Bridge', slug='bridge', section=section,\n"
        "    place='Almaty', dateline_at=clock.now(), body=[('paragraph', '<p>It opened.</p>')])\n"
        "actions.publish(story=story)\n"
        "Story.objects.update(place='')\n"
    )
    told = newsroom.serai("press", check=False)
    (waits,) = [line for line in told.stdout.splitlines() if line.startswith("waits: ")]
    assert told.returncode == 1
    assert "story en/" in waits
    assert "NotReadyError" in waits
    assert newsroom.serai("press", check=False).stdout.splitlines() == ["orders filled: 0", waits]
    assert (newsroom.site / "en" / "index.html").exists()


def test_rescue_of_a_page_that_is_none_is_told_and_counted(newsroom: MadeNewsroom, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    told = newsroom.serai("rescue", str(tmp_path / "empty.html"), "--edition", "en", check=False)
    assert told.returncode == 1
    assert told.stdout.splitlines()[-1] == "0 drafts, 0 rescued before, 1 refused"
    nowhere = newsroom.serai("rescue", str(tmp_path / "empty.html"), "--edition", "xx", check=False)
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (1, 1)
