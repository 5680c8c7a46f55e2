"""`serai new`: all of a newsroom, or nothing."""

import json
import re
import resource
import stat
import subprocess
import tomllib
from functools import partial
from pathlib import Path

import pytest

from serai.newsroom.create import create, settings_file
from serai.newsroom.errors import NewsroomError, NewsroomExistsError
from serai.newsroom.table import TABLE
from tests.newsrooms import SERAI, MadeNewsroom, clean_environment


def test_the_settings_file_sets_what_was_given_and_shows_the_rest(tmp_path: Path) -> None:
    given: dict[str, str | int | bool] = {"name": 'The "Courier" \\ Вестник', "front_stories": 7}
    text = settings_file(given)
    shown = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE))
    assert tomllib.loads(text) == given
    assert shown == {row.name: row.default for row in TABLE} | given


def test_a_made_newsroom_has_its_folders_and_keeps_what_is_private(newsroom_as_made: Path) -> None:
    private = ("data", "data/secret_key", "data/gate_keys")
    modes = {name: stat.S_IMODE((newsroom_as_made / name).stat().st_mode) for name in private}
    assert modes == {"data": 0o700, "data/secret_key": 0o600, "data/gate_keys": 0o600}
    assert sorted(path.name for path in newsroom_as_made.iterdir()) == ["data", "serai.toml", "site", "theme"]
    assert len((newsroom_as_made / "data" / "secret_key").read_text()) == 50


@pytest.mark.databases
def test_a_made_newsroom_has_its_editions_roles_and_workflow(newsroom: MadeNewsroom) -> None:
    told = newsroom.at_desk(
        "import json\n"
        "from django.contrib.auth.models import Group\n"
        "from wagtail.models import Workflow\n"
        "from serai.desk.models import Edition\n"
        "print(json.dumps([\n"
        "    list(Edition.objects.order_by('position')\n"
        "        .values_list('slug', 'direction', 'language_name', 'live')),\n"
        "    sorted(Group.objects.values_list('name', flat=True)),\n"
        "    list(Workflow.objects.filter(active=True).values_list('name', flat=True)),\n"
        "]))"
    )
    editions, groups, workflows = json.loads(told)
    assert editions == [["en", "ltr", "English", True], ["fa", "rtl", "فارسی", True]]
    assert groups == [
        "Administrators",
        "Editors",
        "Moderators",
        "Translators: en",
        "Translators: fa",
        "Writers",
    ]
    assert workflows == ["An editor approves"]


@pytest.mark.parametrize("name", ["", "  ", "a" * 201, "bell\x07"])
def test_a_name_that_cannot_be_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(NewsroomError, match="name"):
        create(tmp_path / "here", name=name, editions=(), say=print)
    assert list(tmp_path.iterdir()) == []


def test_an_edition_that_is_named_twice_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(NewsroomError, match="named twice"):
        create(tmp_path / "here", name="Courier", editions=("en", "ru", "en"), say=print)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(NewsroomExistsError, match="is not empty"):
        create(tmp_path, name="Courier", editions=(), say=print)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_language_that_is_not_known_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(NewsroomError, match="no edition in 'tlh' yet"):
        create(tmp_path / "here", name="Courier", editions=("en", "tlh"), say=print)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["a file", "a file/below"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(NewsroomError, match="cannot be made"):
        create(tmp_path / place, name="Courier", editions=(), say=print)


@pytest.mark.parametrize("was_there", [False, True])
def test_on_a_full_disk_nothing_is_left_but_the_folder_that_was_there(
    tmp_path: Path, was_there: bool
) -> None:
    folder = tmp_path / "here"
    if was_there:
        folder.mkdir()
    no_room = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (200_000, 200_000))
    words = [*SERAI, "new", str(folder)]
    failed = subprocess.run(
        words, env=clean_environment(), capture_output=True, text=True, check=False, preexec_fn=no_room
    )
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("serai: The disk failed.")
    assert (folder.exists(), list(tmp_path.rglob("*"))) == (was_there, [folder] if was_there else [])
