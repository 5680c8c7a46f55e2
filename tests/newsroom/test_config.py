"""The settings table: read once, frozen, and each mistake named."""

from pathlib import Path

import pytest

from serai.core.errors import SettingError
from serai.newsroom.config import open_newsroom
from serai.newsroom.table import TABLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "serai.toml").write_text('name = "Courier"\nfront_stories = 9\n', encoding="utf-8")
    return tmp_path


def test_what_is_not_written_is_the_default(folder: Path) -> None:
    opened = open_newsroom(folder, {})
    expected = {row.name: row.default for row in TABLE} | {"name": "Courier", "front_stories": 9}
    assert dict(opened.values) == expected


def test_the_environment_wins_over_the_file(folder: Path) -> None:
    opened = open_newsroom(folder, {"SERAI_NAME": "Herald", "SERAI_FRONT_STORIES": "3"})
    assert (opened.text("name"), opened.number("front_stories")) == ("Herald", 3)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:80", ("::1", 80)),
        ("courier.kz:443", ("courier.kz", 443)),
    ],
)
def test_an_address_has_two_parts(folder: Path, value: str, parts: tuple[str, int]) -> None:
    assert open_newsroom(folder, {"SERAI_PUBLIC_ADDRESS": value}).address("public_address") == parts


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("sitename = 'x'", "sitename"),
        ("name = 3", "name must be text in quotes"),
        ("front_stories = 'many'", "front_stories must be a whole number"),
        ("front_stories = 0", "front_stories must be 1 or more"),
        ("front_stories = true", "front_stories must be a whole number"),
        ("site_url = 'courier.kz'", "site_url must be http"),
        ("site_url = 'https://courier.kz/'", "site_url must be http"),
        ("site_url = 'https://'", "site_url must be http"),
        ("site_url = 'https://:8000'", "site_url must be http"),
        ("site_url = 'https://courier.kz:80000'", "site_url must be http"),
        ("site_url = 'https://courier.kz:http'", "site_url must be http"),
        ("site_url = 'https://[::1'", "site_url must be http"),
        ("site_url = 'https://editor:secret@courier.kz'", "site_url must be http"),
        ("public_address = '8000'", "public_address must be host:port"),
        ("public_address = '127.0.0.1:99999'", "public_address must be host:port"),
        ("time_zone = 'Mars/Olympus'", "time_zone must be a time zone's name"),
        ("time_zone = '../../etc/passwd'", "time_zone must be a time zone's name"),
        ("gates = 'https://one.example ftp://two.example'", "gates must be URLs"),
        ("gates = 'https://one.example/'", "gates must be URLs"),
        ("gates = 'http://one.example'", "gates must be URLs"),
        ("gates = 'http://[127.0.0.1'", "gates must be URLs"),
        ("trusted_proxies = 'localhost'", "trusted_proxies must be addresses"),
        ("trusted_proxies = '10.0.0.1/8'", "trusted_proxies must be addresses"),
        ("discussion_database = 'mysql://here/it'", "discussion_database must be postgresql"),
        ("discussion_database = 'postgresql://here'", "discussion_database must be postgresql"),
        ("public_server = 'apache'", "public_server must be caddy or nginx"),
        ("domain = 'https://news.example'", "domain must be a domain"),
        ("domain = 'News.example'", "domain must be a domain"),
        ("domain = 'news.example:443'", "domain must be a domain"),
        ("domain = '*.example'", "domain must be a domain"),
        ("domain = '192.0.2.7'", "domain must be a domain"),
        ("mail_host = 'mail:25'", "mail_host must be a host"),
        ("mail_port = 70000", "mail_port must be 1 to 65535"),
        ("mail_from = 'The Courier <a@b.org>'", "mail_from must be a mail address"),
        ("mail_from = 'a@b.org\\nBcc: all'", "mail_from must be a mail address"),
        ("name = ", "cannot be read"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(tmp_path: Path, line: str, named: str) -> None:
    (tmp_path / "serai.toml").write_text(line, encoding="utf-8")
    with pytest.raises(SettingError, match=named):
        open_newsroom(tmp_path, {})


def test_gates_are_listed_once_each_in_their_order(folder: Path) -> None:
    written = "https://b.example, https://a.example  https://b.example http://10.0.0.7:8000"
    opened = open_newsroom(folder, {"SERAI_GATES": written, "SERAI_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"})
    assert opened.gates == ("https://b.example", "https://a.example", "http://10.0.0.7:8000")


def test_mail_is_sent_only_with_a_server_and_a_sender(folder: Path) -> None:
    host, sender = {"SERAI_MAIL_HOST": "mail.example"}, {"SERAI_MAIL_FROM": "desk@courier.example"}
    told = [open_newsroom(folder, given).sends_mail for given in ({}, host, sender, host | sender)]
    assert told == [False, False, False, True]


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SERAI_FRONT_STORIES", "ten"), ("SERAI_DESK_ADDRESS", ":80"), ("SERAI_SITE_URL", "")],
)
def test_a_variable_that_cannot_be_used_is_refused_by_name(folder: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingError, match=variable):
        open_newsroom(folder, {variable: value})


def test_a_folder_without_settings_is_no_newsroom(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is not a newsroom"):
        open_newsroom(tmp_path, {})


def test_a_file_is_no_newsroom(folder: Path) -> None:
    with pytest.raises(SettingError, match="is not a newsroom"):
        open_newsroom(folder / "serai.toml", {})


def test_settings_that_cannot_be_read_are_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").mkdir()
    with pytest.raises(SettingError, match=r"serai\.toml cannot be read: Is a directory"):
        open_newsroom(tmp_path, {})


@pytest.mark.parametrize(("written", "told"), [(None, "cannot be read"), (" \n", "is empty")])
def test_a_secret_key_that_is_gone_is_told_by_its_file(folder: Path, written: str | None, told: str) -> None:
    room = open_newsroom(folder, {})
    room.data.mkdir()
    if written is not None:
        (room.data / "secret_key").write_text(written)
    with pytest.raises(SettingError, match=f"secret_key {told}"):
        room.secret_key()
