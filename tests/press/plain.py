"""A theme without looks: it shows the whole view, so that nothing a page depends on can go unseen."""

import jinja2
import msgspec

from serai.core import canonical
from serai.press.views import AnyView

STYLE = "/assets/plain.css"
_PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{{ style }}">
<title>{{ name }}</title>{% for line in lines %}<p>{{ line }}</p>
{% endfor %}"""


class PlainTheme:
    """Serai's smallest theme. `words` stands for what an editor changes of all pages, `templates` for what of
    the pages that show one kind of view, by its name."""

    def __init__(
        self,
        words: str = "",
        assets: dict[str, bytes] | None = None,
        templates: dict[str, str] | None = None,
    ) -> None:
        self._words = words
        self._assets = assets or {STYLE: b"p { margin: 0 }\n" * 40, "/favicon.svg": b"<svg/>"}
        self._templates = templates or {}
        self._template = jinja2.Environment(autoescape=True).from_string(_PAGE)

    def __reduce__(self) -> tuple[type["PlainTheme"], tuple[str, dict[str, bytes], dict[str, str]]]:
        return PlainTheme, (self._words, self._assets, self._templates)

    @property
    def style(self) -> str:
        return STYLE

    @property
    def icon(self) -> str:
        return "/favicon.svg"

    def render(self, view: AnyView) -> bytes:
        shown = msgspec.to_builtins(view)
        lines = [f"{key}: {canonical.encode(value).decode()}" for key, value in sorted(shown.items())]
        lines += [self._words, self._templates.get(type(view).__name__, "")]
        return self._template.render(style=STYLE, name=type(view).__name__, lines=lines).encode()

    def assets(self) -> dict[str, bytes]:
        return dict(self._assets)

    def fingerprint(self) -> str:
        return canonical.digest(canonical.encode([self._words, sorted(self._assets)]))

    def templates(self) -> dict[str, str]:
        return dict(self._templates)

    def look(self, view: AnyView) -> str:
        return type(view).__name__

    def look_digest(self, name: str) -> str:
        return f"{name} {self._templates.get(name, '')}"
