"""Making a newsroom: its folder, its settings, secret and keys, its databases, roles, workflow and editions.

Rule: all or nothing. What was made is removed when a step fails, and a folder with anything in it is left
alone. The data folder is its owner's only; the secret key is 50 random characters that nobody chose.
"""

import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import babel

from serai.newsroom import postgresql
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import NewsroomError, NewsroomExistsError
from serai.newsroom.languages import LANGUAGES
from serai.newsroom.prepare import prepare
from serai.newsroom.table import TABLE, Value, spelled

LONGEST_NAME = 200  # characters
_THEME_README = """\
# This newsroom's theme

A file in `templates/` stands in for Serai's own of the same name (`story.html`, `front.html`, `list.html`
and so on), one in `templates/sections/SLUG/` for that section alone. What each template is given is written
in `serai/press/views.py`.

A newsroom that runs sees a change by itself and makes the pages anew that it touches; for one that stands
still, `serai press` does so.
"""

Say = Callable[[str], None]


def create(
    folder: Path,
    *,
    name: str,
    editions: Sequence[str],
    say: Say,
    values: Mapping[str, Value] | None = None,
) -> Newsroom:
    """Make a newsroom in `folder`, with an edition for each language code, and `values` set in serai.toml.

    Sets Django up for it, in this process. NewsroomExistsError where the folder holds anything, NewsroomError
    where name, editions or the folder cannot be.
    """
    name = _checked_name(name)
    _refuse_editions(editions)
    folder = folder.resolve()
    was_there = _open_folder(folder)
    try:
        newsroom = _lay_out(folder, {"name": name, **(values or {})})
        postgresql.refuse_used(newsroom)
        say("making the databases")
        prepare(newsroom)
        _settle(name, editions, say)
    except BaseException:
        _take_away(folder, was_there)
        raise
    return newsroom


def settings_file(values: Mapping[str, Value]) -> str:
    """The text of a new serai.toml: every setting with its help, those in `values` set, the others shown."""
    lines = [
        "# The settings of this newsroom. A line that begins with # shows a default: take the # off.",
        "",
    ]
    for row in TABLE:
        unit = f" ({row.unit})" if row.unit else ""
        mark = "" if row.name in values else "# "
        value = spelled(values.get(row.name, row.default))
        lines += [f"# {row.help}{unit}", f"{mark}{row.name} = {value}", ""]
    return "\n".join(lines)


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NewsroomError(
            f"An outlet's name has 1 to {LONGEST_NAME} printable characters. Choose another --name."
        )
    return name


def _refuse_editions(editions: Sequence[str]) -> None:
    if len(set(editions)) < len(editions):
        raise NewsroomError("An edition was named twice. Name each language once.")
    known = dict(LANGUAGES)
    for code in editions:
        if code not in known:
            raise NewsroomError(f"Serai has no edition in {code!r} yet. Choose from: {', '.join(known)}.")


def _open_folder(folder: Path) -> bool:
    """See that `folder` is there and empty; whether it was there before."""
    try:
        was_there = folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        empty = not any(folder.iterdir())
    except OSError as error:
        raise NewsroomError(
            f"{folder} cannot be made: {error.strerror}. Choose another folder, or one of this user's own."
        ) from error
    if not empty:
        raise NewsroomExistsError(
            f"{folder} is not empty, so no newsroom is made there. Choose a folder that is not there yet."
        )
    return was_there


def _take_away(folder: Path, was_there: bool) -> None:
    """Remove what was made, but not a folder that somebody else has made, and may stand in."""
    if not was_there:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for inside in folder.iterdir():
        if inside.is_dir():
            shutil.rmtree(inside, ignore_errors=True)
        else:
            inside.unlink(missing_ok=True)


def _lay_out(folder: Path, values: Mapping[str, Value]) -> Newsroom:
    (folder / "serai.toml").write_text(settings_file(values), encoding="utf-8")
    newsroom = open_newsroom(folder)
    newsroom.data.mkdir(mode=0o700)
    for inside in (newsroom.originals, newsroom.renditions, newsroom.static, newsroom.site, newsroom.theme):
        inside.mkdir()
    secret = newsroom.data / "secret_key"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(50)[:50], encoding="ascii")
    (newsroom.theme / "README.md").write_text(_THEME_README, encoding="utf-8")
    return newsroom


def _settle(name: str, editions: Sequence[str], say: Say) -> None:
    """Roles, workflow, editions, by the desk's own verbs."""
    from serai.desk import actions, roles  # noqa: PLC0415 (tables can be imported once Django is up)
    from serai.discussion.rules.moderators import ERASE, MODERATE  # noqa: PLC0415

    say("setting up roles and workflow")
    roles.set_up_roles(also={roles.MODERATORS: (MODERATE,), roles.ADMINISTRATORS: (MODERATE, ERASE)})
    roles.set_up_workflow()
    for position, code in enumerate(editions):
        say(f"making the edition {code}")
        actions.create_edition(
            code=code,
            name=name,
            language_name=dict(LANGUAGES)[code],
            direction=babel.Locale.parse(code, sep="-").text_direction,
            position=position,
        )
