"""What is previewed is what is baked: the same bytes, the preview's banner aside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.photos import pictures
from tests.journeys.actors import Editor, Reader
from tests.journeys.house import House
from tests.journeys.pages import without_banner

ROOT = Path(__file__).parents[2]


@pytest.mark.browser
def test_drafts_of_every_kind_are_previewed_as_they_are_then_baked(
    editor: Editor, reader: Reader, courier: House, tmp_path: Path
) -> None:
    photos = [tmp_path / f"{number}.jpg" for number in range(2)]
    for number, photo in enumerate(photos):
        photo.write_bytes(pictures.encoded(pictures.scene(700 + 300 * number, 500), "jpeg"))
    drafts = dict(line.split() for line in script(courier, "write", [str(p) for p in photos]).splitlines())
    courier.press_has_everything()
    editor.logs_in()
    for verb in ("", "revise"):  # first published, then published again with a correction, an author, topics
        if verb:
            script(courier, verb, list(drafts))
        previewed = {pk: without_banner(editor.draft_page_of(pk)) for pk in drafts}
        script(courier, "publish", list(drafts))
        courier.press_has_everything()
        assert previewed == {pk: reader.gets(address) for pk, address in drafts.items()}


def script(house: House, verb: str, arguments: list[str]) -> str:
    """Run `tests.journeys.stories` for this house; what it printed."""
    command = [sys.executable, "-m", "tests.journeys.stories", verb, json.dumps(arguments)]
    done = subprocess.run(
        command, env=house.made.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
