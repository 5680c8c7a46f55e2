"""The houses in which the journeys happen, each run once for the whole session.

Rule: `courier` is where people work, and each journey brings stories of its own; `karez` is the demo newsroom
as `serai demo` makes it, and nobody changes it.
"""

import dataclasses
import json
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import new_page
from tests.desk.photos import pictures
from tests.journeys.actors import Editor, Reader, Upload, Writer
from tests.journeys.house import House, Login
from tests.newsrooms import on_free_ports, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTLING = """
from serai.desk import actions, queries
from serai.newsroom import people
for role, password in LOGINS.items():
    people.put_user(name=role, role=role, password=password)
for code, section, author, topic in [
    ("en", "City", "Aigul S.", "Water"), ("en", "Courts", "Timur K.", "Rivers"),
    ("fa", "شهر", "آیگل", "آب"), ("fa", "دادگاه", "تیمور", "رود"),
]:
    edition = queries.edition(code)
    actions.create_section(edition=edition, name=section)
    actions.create_author(edition=edition, name=author)
    actions.create_topic(edition=edition, name=topic)
"""


@pytest.fixture(scope="session")
def courier(newsroom_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A newsroom with an English and a Persian edition, sections, authors, topics, an editor and a writer."""
    folder = tmp_path_factory.mktemp("houses") / "courier"
    shutil.copytree(newsroom_as_made, folder)
    made = on_free_ports(folder)
    passwords = {role: secrets.token_urlsafe(12) for role in ("editor", "writer")}
    made.at_desk(f"LOGINS = {passwords!r}\n{SETTLING}")
    logins = {role: Login(name=role, password=password) for role, password in passwords.items()}
    with made.running() as running:
        house = House(made=made, running=running, logins=logins)
        house.press_has_everything()
        yield house


@pytest.fixture(scope="session")
def karez(demo_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo newsroom, baked and running; its login is an administrator's."""
    folder = tmp_path_factory.mktemp("houses") / "karez"
    shutil.copytree(demo_as_made, folder)
    made = on_free_ports(folder)
    said = (folder / "said").read_text()
    found = {name: re.search(rf"{name}:\s+(\S+)", said) for name in ("login", "password")}
    login, password = (match[1] if match else "" for match in found.values())
    with made.running() as running:
        house = House(
            made=made, running=running, logins={"administrator": Login(name=login, password=password)}
        )
        wait_until(lambda: "runner: ready" in running.log.read_text(), "the site with its new address")
        yield house


@pytest.fixture(scope="session")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A newsroom in English, Russian and Persian with two stories in each, and two moderators."""
    folder = tmp_path_factory.mktemp("houses") / "forum"
    languages = ("en", "ru", "fa")
    made = on_free_ports(folder)
    made.serai(
        *("new", str(folder), "--name", "The Forum"),
        *(word for language in languages for word in ("--edition", language)),
    )
    passwords = {role: secrets.token_urlsafe(12) for role in ("moderator", "administrator")}
    script = Path(__file__).with_name("forum_stories.py").read_text(encoding="utf-8")
    dataclasses.replace(
        made, environment={**made.environment, "FORUM_LOGINS": json.dumps(passwords)}
    ).at_desk(script)
    logins = {role: Login(name=role, password=password) for role, password in passwords.items()}
    with made.running() as running:
        house = House(made=made, running=running, logins=logins)
        house.press_has_everything()
        yield house


@pytest.fixture
def editor(courier: House, browser: "Browser") -> Editor:
    return Editor(house=courier, browser=browser, login=courier.logins["editor"])


@pytest.fixture
def writer(courier: House, browser: "Browser") -> Writer:
    return Writer(house=courier, browser=browser, login=courier.logins["writer"])


@pytest.fixture
def reader(courier: House, browser: "Browser") -> Reader:
    return Reader(house=courier, browser=browser)


@pytest.fixture
def looked_at(browser: "Browser") -> "Page":
    """A page that axe can look into."""
    return new_page(browser, scripts=True, bypass_csp=True)


@pytest.fixture(scope="session")
def careless_photo(tmp_path_factory: pytest.TempPathFactory) -> Upload:
    """A photo as a camera and an agency left it: credit, caption and words for the blind, and all that must
    not leave (place, serial numbers, thumbnail, history)."""
    if pictures.EXIFTOOL is None:
        pytest.skip("there is no exiftool: apt-get install libimage-exiftool-perl")
    return Upload(path=pictures.camera_file(tmp_path_factory.mktemp("camera"), "jpeg"), title="The bridge")


@pytest.fixture(scope="session")
def bare_photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Photos without a word in them, no two alike."""
    folder = tmp_path_factory.mktemp("bare")
    paths = folder / "one.jpg", folder / "two.jpg", folder / "three.jpg"
    for number, path in enumerate(paths):
        path.write_bytes(pictures.encoded(pictures.scene(800 + 100 * number, 600), "jpeg"))
    return paths
