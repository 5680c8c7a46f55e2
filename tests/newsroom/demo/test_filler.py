"""A whole demo newsroom, made by `serai demo`: what is on its fronts, and what is not on its site."""

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from serai.newsroom.demo import content, illustrations
from serai.newsroom.demo.people import LOGINS
from tests.newsrooms import SERAI, MadeNewsroom, clean_environment

CODES = ("en", "ru", "fa")
SECRET = {"scheduled", "embargoed", "submitted"}
_STORY = re.compile(r'href="(/[a-z]+/\d{4}/\d\d/\d\d/[a-z0-9-]+/)["#]')
_PACKED = {".gz", ".br", ".avif", ".webp", ".jpg", ".woff2"}


@pytest.fixture(scope="module")
def demo(demo_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> MadeNewsroom:
    """A copy for this file."""
    folder = tmp_path_factory.mktemp("demo") / "room"
    shutil.copytree(demo_as_made, folder)
    return MadeNewsroom(folder=folder, environment={**clean_environment(), "SERAI_NEWSROOM": str(folder)})


def _published(code: str, section: str = "") -> set[str]:
    """The slugs of what readers may see."""
    facts = content.facts()
    return {
        words.front.slug
        for name, words in content.words(code).items()
        if facts[name].state == "published" and section in ("", facts[name].section)
    }


def _linked(page: Path) -> set[str]:
    """The slugs of the stories that a page links to."""
    return {address.split("/")[-2] for address in _STORY.findall(page.read_text(encoding="utf-8"))}


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_it_says_who_may_log_in(demo: MadeNewsroom) -> None:
    said = (demo.folder / "said").read_text()
    lines = re.findall(r"^login: +(\S+) +(\S{12}) +\((\w+)\)$", said, re.MULTILINE)
    assert {role: name for name, _password, role in lines} == LOGINS
    assert len({password for _, password, _ in lines}) == len(LOGINS)


@pytest.mark.parametrize("code", CODES)
def test_each_front_shows_its_stories(demo: MadeNewsroom, code: str) -> None:
    assert _linked(demo.site / code / "index.html") == _published(code)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("section", list(content.signs().sections))
def test_each_section_s_front_shows_its_stories(demo: MadeNewsroom, code: str, section: str) -> None:
    page = demo.site / code / "sections" / section / "index.html"
    published = _published(code, section)
    assert page.exists() == bool(published)
    assert not published or _linked(page) == published


@pytest.mark.parametrize("code", CODES)
def test_every_public_story_has_a_page_and_a_plate_with_its_picture(demo: MadeNewsroom, code: str) -> None:
    plates = [json.loads(file.read_bytes()) for file in (demo.site / code).glob("2*/*/*/*/plate.json")]
    assert {plate["slug"] for plate in plates} == _published(code)
    assert [plate["slug"] for plate in plates if not plate["lead_photo"]["renditions"]] == []
    for plate in plates:
        assert (demo.site / plate["address"].lstrip("/") / "index.html").is_file()


def test_one_story_stands_in_all_eight_editions(demo: MadeNewsroom) -> None:
    plates = [json.loads(file.read_bytes()) for file in demo.site.glob("*/2*/*/*/*/plate.json")]
    (bridge,) = {plate["key"] for plate in plates if plate["slug"] == "old-bridge-open-again"}
    told = {plate["edition"]: plate for plate in plates if plate["key"] == bridge}
    assert set(told) == set(content.editions())
    assert told["uz-cyrl"]["headline"] == "Эски кўприк яна очилди — пиёдалар учун"
    page = (demo.site / told["tg"]["address"].strip("/") / "index.html").read_text(encoding="utf-8")
    assert [address for code in told if (address := told[code]["address"]) not in page] == []


def test_nothing_of_what_is_held_back_is_on_the_site(demo: MadeNewsroom) -> None:
    held = [
        words.front
        for code in CODES
        for name, words in content.words(code).items()
        if content.facts()[name].state in SECRET
    ]
    assert len(held) == 5
    secrets = [part.encode() for front in held for part in (front.headline, front.deck, front.slug)]
    files = [file for file in demo.site.rglob("*") if file.is_file() and file.suffix not in _PACKED]
    found = [
        (str(file), secret.decode())
        for file in files
        for secret in secrets
        if secret in file.read_bytes() or secret.decode() in str(file)
    ]
    assert found == []


def test_comments_and_corrections_stand_on_their_pages(demo: MadeNewsroom) -> None:
    (thread,) = (demo.site / "en").glob("2*/*/*/the-water-that-was-counted-twice/thread.json")
    told = json.loads(thread.read_bytes())
    talk = content.talks()["en"]["water-counted-twice"]
    assert [comment["text"] for comment in told["comments"]] == [remark.text for remark in talk.comments]
    assert (told["rating"]["likes"], told["rating"]["dislikes"]) == talk.likes
    corrections = (demo.site / "en" / "corrections" / "index.html").read_text(encoding="utf-8")
    assert corrections.count("two digits changed places") == 1
    assert _linked(demo.site / "en" / "corrections" / "index.html") == {
        "the-water-that-was-counted-twice",
        "lokomotiv-dashtak-go-up",
    }


def test_pictures_are_drawn_alike_in_another_process(demo: MadeNewsroom) -> None:
    originals = {file.read_bytes() for file in (demo.folder / "data" / "originals").rglob("*.jpg")}
    for name in ("reservoir", "tea", "rustam"):
        assert illustrations.jpeg(name) in originals


def test_the_draft_waits_for_an_editor_and_the_schedule_is_kept(demo: MadeNewsroom, tmp_path: Path) -> None:
    copy = MadeNewsroom(folder=tmp_path / "copy", environment=dict(demo.environment))
    shutil.copytree(demo.folder, copy.folder)
    copy.environment["SERAI_NEWSROOM"] = str(copy.folder)
    told = copy.at_desk(
        "from datetime import timedelta\n"
        "from serai.core import clock\n"
        "from serai.desk import actions\n"
        "from wagtail.models import WorkflowState\n"
        "for state in WorkflowState.objects.active():\n"
        "    print(state.content_object.slug, state.requested_by.username, state.status)\n"
        "print(sorted(d.what for d in actions.publish_scheduled(now=clock.now() + timedelta(hours=19))))\n"
        "print(sorted(d.what for d in actions.publish_scheduled(now=clock.now() + timedelta(hours=21))))\n"
    )
    assert told.splitlines() == [
        "dvoyka-ukhodit-bez-provodov writer in_progress",
        "[]",
        "['published', 'published']",
    ]


def test_opened_again_it_is_the_same_newsroom_with_new_passwords(demo: MadeNewsroom) -> None:
    before = _tree(demo.site)
    done = subprocess.run(
        [*SERAI, "demo", str(demo.folder), "--no-run"],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout != (demo.folder / "said").read_text()
    assert done.stdout.count("login:") == len(LOGINS)
    assert _tree(demo.site) == before


def test_filling_twice_is_refused_and_makes_nothing(demo: MadeNewsroom) -> None:
    told = demo.at_desk(
        "from serai.desk.models import Photo, Story\n"
        "from serai.newsroom import demo\n"
        "from serai.newsroom.errors import NewsroomExistsError\n"
        "count = (Story.objects.count(), Photo.objects.count())\n"
        "try:\n"
        "    demo.fill(newsroom, print)\n"
        "except NewsroomExistsError as error:\n"
        "    print(str(error).replace(str(newsroom.folder), 'FOLDER'))\n"
        "print(count == (Story.objects.count(), Photo.objects.count()))\n"
    )
    assert told.splitlines() == [
        "FOLDER has an edition already, and the demo would get mixed up with it. "
        "Make a fresh one: serai demo DIR",
        "True",
    ]
