"""A gate elsewhere: its folder holds no secret, it runs alone, and the newsroom collects from it."""

import base64
import json
import shutil
import stat
import tomllib
from pathlib import Path

import httpx
import pytest

from serai.newsroom import gatekit, keys
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import KeysError, NewsroomExistsError
from serai.newsroom.gatehouse import options
from tests.newsroom.readers import Reader
from tests.newsroom.test_discussion import kept, published
from tests.newsrooms import MadeNewsroom, free_port, wait_until


@pytest.fixture
def house(tmp_path: Path) -> Newsroom:
    folder = tmp_path / "newsroom"
    for inside in ("data", "theme/templates"):
        (folder / inside).mkdir(parents=True)
    lines = ('name = "The Courier"', 'mail_host = "mail"', 'mail_from = "a@b.org"', "edit_minutes = 9")
    (folder / "serai.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "theme" / "templates" / "story.html").write_text("mine")
    (folder / "data" / "secret_key").write_text("never-to-leave")
    keys.make_missing(open_newsroom(folder, {}))
    return open_newsroom(folder, {})


def test_the_folder_holds_what_a_gate_needs_and_no_secret(house: Newsroom, tmp_path: Path) -> None:
    where = gatekit.make(house, tmp_path / "kit")
    found = {str(file.relative_to(where)): file.read_bytes() for file in where.rglob("*") if file.is_file()}
    assert sorted(found) == ["README.md", "data/gate_public", "serai.toml", "theme/templates/story.html"]
    private = json.loads((house.data / keys.PRIVATE).read_bytes())
    secrets = [*private.values(), *(base64.b64decode(key) for key in private.values()), "never-to-leave"]
    words = b"".join(found.values())
    assert [s for s in secrets if (s if isinstance(s, bytes) else s.encode()) in words] == []
    assert stat.S_IMODE((where / "data").stat().st_mode) == 0o700
    written = tomllib.loads(found["serai.toml"].decode())
    assert written.keys() == {*gatekit.SETTINGS, "public_address", "trusted_proxies"}
    there, here = options(open_newsroom(where, {})), options(house)
    assert (there.verify_key, there.seal_key, there.contacts) == (here.verify_key, here.seal_key, True)
    assert there.edit_window == here.edit_window


def test_a_folder_with_anything_in_it_is_left_alone(house: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(NewsroomExistsError, match="is not empty"):
        gatekit.make(house, house.folder)


def test_a_newsroom_without_keys_makes_no_gate(house: Newsroom, tmp_path: Path) -> None:
    (house.data / keys.PRIVATE).unlink()
    with pytest.raises(KeysError):
        gatekit.make(house, tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


@pytest.mark.slow
def test_two_gates_serve_one_newsroom(newsroom: MadeNewsroom, tmp_path: Path) -> None:
    kit, listen = tmp_path / "kit", f"127.0.0.1:{free_port()}"
    environment = {name: words for name, words in newsroom.environment.items() if "ADDRESS" not in name}
    elsewhere = MadeNewsroom(
        folder=kit,
        environment={
            **environment,
            "SERAI_NEWSROOM": str(kit),
            "SERAI_PUBLIC_ADDRESS": listen,
            "SERAI_SITE_URL": f"http://{listen}",
        },
    )
    newsroom.environment |= {"SERAI_GATES": f"http://{listen}", "SERAI_COLLECT_SECONDS": "1"}
    newsroom.serai("gate-kit", str(kit))
    with newsroom.running() as running:
        [story] = published(newsroom)
        running.page_is_there(story)
        shutil.copytree(newsroom.site, kit / "site", dirs_exist_ok=True)
        with elsewhere.running("gate", "the site is at") as gate:
            wait_until(
                lambda: len(gate.part("")) == 4, "Caddy, the gate, its worker, the indexer, and nothing else"
            )
            assert httpx.get(gate.site_url + story).status_code == 200
            found = f'<a href="{story}">'
            every = f"{gate.site_url}/gate/search/en?since=2000-01-01"
            wait_until(lambda: found in httpx.get(every).text, "the story found at the gate elsewhere")
            far = Reader(gate.site_url)
            link = far.comments(story, "From far away.")
            Reader(running.site_url).comments(story, "From here.")
            wait_until(
                lambda: sorted(row[0] for row in kept(newsroom)) == ["From far away.", "From here."], "both"
            )
            newsroom.at_desk(
                "from serai.discussion import actions\n"
                "from serai.discussion.models import Comment\n"
                "comment = Comment.objects.get(text='From far away.')\n"
                "actions.reject(comment=comment, by='moderator', note='Too far.')\n"
            )
            wait_until(lambda: "Too far." in far.receipt(link), "the note on the receipt")
            assert gate.stop() == 0
        assert "did not answer" not in gate.log.read_text()
        wait_until(lambda: f"gate at http://{listen} did not answer" in running.log.read_text(), "the log")
