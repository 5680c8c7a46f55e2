"""Assets: the files a page asks for besides itself, each at an address that holds its content's hash.

Rule: a file is read once, when the theme is; a newsroom's file stands in for Serai's of the same name
or is added. All of `css/`, in the order of the names, makes one style sheet; other sheets stay files of
their own; `url("…")` in any of them names a file of `assets/` and is turned into that file's address.
Sheets and Serai's own scripts lose what only people read. `favicon.svg` and `worker.js` keep their plain
addresses: browsers ask for the one unasked, and for the other again and again.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from serai.press.theme.errors import ThemeError

ICON = "favicon.svg"
SCRIPT = "discussion.js"
WORKER = "worker.js"
_PLAIN = (ICON, WORKER)  # stand at their own names
_OWN_SCRIPTS = (SCRIPT, WORKER, "offline.js")
_FILE_LIMIT = 5_000_000  # bytes: an asset is not the place for a film
_CSS = "css/"
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_CSS_TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?:/\*.*?\*/|\s)+""", re.DOTALL)
_SCRIPT_STRING = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
_SCRIPT_TOKEN = re.compile(rf"{_SCRIPT_STRING}|(?://[^\n]*|\s)+")
_SCRIPT_TIGHT = re.compile(rf"{_SCRIPT_STRING}| ?([{{}}()\[\];,:?=<>!&|*+-]) ?")
_CSS_TIGHT = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')| ?;? ?(\}) ?| ?([{;,>]) ?|(?<=[a-z-])(: )"""
)


class Assets:
    """A theme's files: `files` maps each address to its bytes, `address` finds one by its name."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Read `assets/` in each of `folders`, the nearest first."""
        found = read_files([folder / "assets" for folder in folders])
        sheets = [name for name in sorted(found) if name.startswith(_CSS) and name.endswith(".css")]
        source = "\n".join(found.pop(name).decode() for name in sheets)
        own = read_files([folders[-1] / "assets"])
        for name in _OWN_SCRIPTS:
            if name in own and found.get(name) == own[name]:
                found[name] = shorten_script(own[name].decode()).encode()
        self._addresses = {name: _address(name, data) for name, data in found.items()}
        for name in [name for name in found if name.endswith(".css")]:
            found[name] = shorten(self._with_addresses(found[name].decode())).encode()
            self._addresses[name] = _address(name, found[name])
        style = shorten(self._with_addresses(source)).encode()
        self.style = f"/assets/serai.{_hash(style)}.css"
        self.files = {self._addresses[name]: data for name, data in sorted(found.items())}
        self.files[self.style] = style

    def address(self, name: str) -> str:
        """Where the asset called `name` stands; ThemeError where there is none."""
        try:
            return self._addresses[name]
        except KeyError:
            raise ThemeError(
                f"The theme has no asset {name!r}. Put it into assets/ in the theme's folder."
            ) from None

    def _with_addresses(self, css: str) -> str:
        """The style sheet with each `url()` turned to an address; a third party's is refused."""

        def turned(match: re.Match[str]) -> str:
            name = match[2]
            if name.startswith(("data:", "/", "http:", "https:")):
                raise ThemeError(
                    f"The style sheet asks for {name[:80]}, which is not an asset. Name a file of assets/."
                )
            return f"url({self.address(name)})"

        return _URL.sub(turned, css)


def read_files(folders: Sequence[Path]) -> dict[str, bytes]:
    """All files below `folders`, by relative name; a file in an earlier folder hides one of its name."""
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            found[path.relative_to(folder).as_posix()] = _read(path)
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise ThemeError(
                f"{path} is larger than {_FILE_LIMIT // 1_000_000} MB. Take it out of the theme."
            )
        return path.read_bytes()
    except OSError as error:
        raise ThemeError(
            f"{path} cannot be read: {error.strerror}. Make it readable, or take it out of the theme."
        ) from error


def shorten(css: str) -> str:
    """A style sheet without its comments and needless white space; strings are left as they are."""
    once = _CSS_TOKEN.sub(lambda match: match[1] or " ", css)
    return _CSS_TIGHT.sub(_tight, once).strip()


def shorten_script(script: str) -> str:
    """A script without its comments and needless white space; strings are left as they are. It ends each
    statement with a semicolon and holds no regular expression, no block comment and no `a + +b`."""
    once = _SCRIPT_TOKEN.sub(lambda match: match[1] or " ", script)
    return _SCRIPT_TIGHT.sub(lambda match: match[1] or match[2], once).replace(";}", "}").strip()


def _tight(match: re.Match[str]) -> str:
    string, end, mark, _ = match.groups()
    return string or end or mark or ":"


def _address(name: str, data: bytes) -> str:
    if name in _PLAIN:
        return f"/{name}"
    path = PurePosixPath(name)
    return f"/assets/{path.with_name(f'{path.stem}.{_hash(data)}{path.suffix}')}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]
