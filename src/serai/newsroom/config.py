"""A newsroom's settings: what the table (`serai.newsroom.table`) names, read once from serai.toml and the
environment.

Rule: no Django here, nothing else reads serai.toml or a `SERAI_` variable, and the result is frozen. A
name the table does not know, or a value of the wrong kind, is a SettingError that names it. An
environment variable wins over the file: `SERAI_SITE_URL` over `site_url`. No secret is a setting: secrets
live in files of the data folder.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from serai.core.errors import SettingError
from serai.mirrors import targets
from serai.mirrors.errors import TargetError
from serai.newsroom.hubs import is_hub, is_private
from serai.newsroom.table import TABLE, Setting, Value

_KEY_BACK = "Give it to the newsroom's user, or bring the data folder back from where it is kept safe."


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """An opened newsroom: its folder and its settings, as `values[name]`."""

    folder: Path
    values: Mapping[str, Value]

    @property
    def data(self) -> Path:
        """Everything private: databases, originals, renditions, secrets."""
        return self.folder / "data"

    @property
    def desk_database(self) -> Path:
        """The Desk's SQLite file, where the setting of the same name is empty."""
        return self.data / "desk.sqlite3"

    @property
    def discussion_database(self) -> Path:
        """The Discussion's SQLite file, where the setting of the same name is empty."""
        return self.data / "discussion.sqlite3"

    @property
    def inbox(self) -> Path:
        """The inbox of the newsroom's own gate."""
        return self.data / "inbox.sqlite3"

    @property
    def gates(self) -> tuple[str, ...]:
        """The URLs of further gates, as they are written."""
        return tuple(words(self.text("gates")))

    @property
    def sends_mail(self) -> bool:
        """Whether replies can be told by mail, so that readers are asked for a contact."""
        return bool(self.text("mail_host") and self.text("mail_from"))

    @property
    def accounts_host(self) -> str:
        """The host, with its port, that editions' accounts are at; "" where they have none."""
        return urlsplit(self.text("site_url")).netloc if self.flag("fediverse") else ""

    @property
    def originals(self) -> Path:
        """Pictures as they were uploaded; never under a public address."""
        return self.data / "originals"

    @property
    def renditions(self) -> Path:
        """Pictures rebuilt from pixels, named by content; the press takes from here."""
        return self.data / "renditions"

    @property
    def ledger(self) -> Path:
        """The press's SQLite file."""
        return self.data / "press.sqlite3"

    @property
    def search(self) -> Path:
        """The index that the site is searched through."""
        return self.data / "search"

    @property
    def static(self) -> Path:
        """The desk's own style sheets and scripts, collected."""
        return self.data / "static"

    @property
    def theme(self) -> Path:
        """The newsroom's own templates, over the theme's."""
        return self.folder / "theme"

    @property
    def last_theme(self) -> Path:
        """A copy of `theme` as the site stands in it."""
        return self.data / "last_theme"

    @property
    def site(self) -> Path:
        """The baked site."""
        return self.folder / "site"

    def secret_key(self) -> str:
        """What the desk signs its sessions with. SettingError where it cannot be read, or is empty."""
        file = self.data / "secret_key"
        try:
            key = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"{file} cannot be read. {_KEY_BACK}") from error
        if not key:
            raise SettingError(f"{file} is empty. {_KEY_BACK}")
        return key

    def mail_password(self) -> str:
        """What `data/mail_password` holds; "" where it is not there. SettingError where it cannot be read."""
        file = self.data / "mail_password"
        try:
            return file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"{file} cannot be read. Give it to the newsroom's user, as text.") from error

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        return int(self.values[name])

    def flag(self, name: str) -> bool:
        """A setting that is true or false."""
        return bool(self.values[name])

    def address(self, name: str) -> tuple[str, int]:
        """A setting that is host:port, in its two parts; an IPv6 host without its brackets."""
        host, _, port = self.text(name).rpartition(":")
        return host.strip("[]"), int(port)


def words(text: str) -> list[str]:
    """What a setting lists, by spaces or commas; each once, in its order."""
    return list(dict.fromkeys(text.replace(",", " ").split()))


def open_newsroom(folder: Path, environment: Mapping[str, str] = os.environ) -> Newsroom:
    """Read `folder`'s serai.toml and the environment; SettingError says what cannot be used and why."""
    file = folder / "serai.toml"
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SettingError(
            f"{folder} is not a newsroom: it has no serai.toml. Make one: serai new DIR"
        ) from error
    except OSError as error:
        raise SettingError(
            f"{file} cannot be read: {error.strerror}. Name a newsroom's folder, and give it to this user."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{file} cannot be read: {error}. Mend that line: text stands in quotes, numbers, true and false "
            "do not."
        ) from error
    rows = {row.name: row for row in TABLE}
    if unknown := sorted(written.keys() - rows.keys()):
        raise SettingError(
            f"{file} names settings that do not exist: {', '.join(unknown)}. See: serai settings"
        )
    values = {name: _checked(row, written.get(name, row.default), str(file)) for name, row in rows.items()}
    for name, row in rows.items():
        variable = f"SERAI_{name.upper()}"
        if variable in environment:
            values[name] = _from_text(row, environment[variable], variable)
        refuse_unusable(row, values[name], variable if variable in environment else str(file))
    return Newsroom(folder=folder.resolve(), values=values)


def _checked(row: Setting, value: object, where: str) -> Value:
    if type(value) is not type(row.default):
        wanted = {str: "text in quotes", int: "a whole number", bool: "true or false"}[type(row.default)]
        raise SettingError(f"{where}: {row.name} must be {wanted}, not {value!r}.")
    return value


def _from_text(row: Setting, text: str, where: str) -> Value:
    if isinstance(row.default, bool):
        if text.lower() not in {"true", "false"}:
            raise SettingError(f"{where} must be true or false, not {text!r}.")
        return text.lower() == "true"
    if isinstance(row.default, int):
        try:
            return int(text)
        except ValueError as error:
            raise SettingError(f"{where} must be a whole number, not {text!r}.") from error
    return text


_URL = re.compile(r"https?://[^\s/?#@\\]+\Z")
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):(\d{1,5})\Z")
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\Z")
_HOST = re.compile(r"[^\s:/@\[\]]+\Z")
_DOMAIN = re.compile(r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z")
_SERVERS = ("caddy", "nginx")
_POSTGRESQL = re.compile(r"postgres(ql)?://\S+/\S+\Z")


def refuse_unusable(row: Setting, value: Value, where: str) -> None:
    """SettingError where a value of the right kind still cannot be what its unit says."""
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        raise SettingError(f"{where}: {row.name} must be 1 or more, not {value}.")
    rule = _RULES.get(row.unit)
    if rule is None or (not value and row.default == ""):
        return
    fits, wanted = rule
    if not fits(str(value)):
        raise SettingError(f"{where}: {row.name} must be {wanted}, not {value!r}.")


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return bool(_URL.match(value) and parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        return False


def _is_host_port(value: str) -> bool:
    found = _HOST_PORT.match(value)
    return found is not None and 1 <= int(found[2]) <= 65535


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _are_networks(value: str) -> bool:
    try:
        return all(ipaddress.ip_network(word) for word in words(value))
    except ValueError:
        return False


def _are_targets(value: str) -> bool:
    try:
        return bool([targets.read(word) for word in words(value)])
    except TargetError:
        return False


def _are_gates(value: str) -> bool:
    return all(_is_url(word) and _is_guarded(word) for word in words(value))


def _is_guarded(url: str) -> bool:
    """Readers' words go over TLS, or not over anybody else's wire."""
    parts = urlsplit(url)
    return parts.scheme == "https" or is_private(parts.hostname or "")


# For each unit: whether a value fits it, and what is wanted where it does not.
_RULES: dict[str, tuple[Callable[[str], object], str]] = {
    "URL": (_is_url, "http:// or https:// and a host, without a slash at the end"),
    "URLs": (
        _are_gates,
        "URLs without a slash at the end, separated by spaces: https://, or http:// to a private address",
    ),
    "targets": (
        _are_targets,
        "folders, user@host:path, rsync://host/module/path or s3://bucket/prefix, separated by spaces, "
        "without a password",
    ),
    "host:port": (_is_host_port, "host:port, as 127.0.0.1:8000"),
    "IANA name": (_is_zone, "a time zone's name, as Asia/Almaty"),
    "addresses": (_are_networks, "addresses or networks, as 127.0.0.1 or 10.0.0.0/8"),
    "postgresql URL": (_POSTGRESQL.match, "postgresql://user@host/database"),
    "host": (_HOST.match, "a host's name"),
    "domain": (
        _DOMAIN.match,
        "a domain in small letters, as news.example; one with other letters in its xn-- spelling",
    ),
    "full or summary": (("full", "summary").__contains__, "full or summary"),
    "hub URL": (is_hub, "https:// and a hub's address, or http:// and one on a private network"),
    "caddy or nginx": (_SERVERS.__contains__, "caddy or nginx"),
    "port": (lambda value: int(value) <= 65535, "1 to 65535"),
    "mail address": (_MAIL.match, "a mail address, as newsroom@example.org"),
}
