"""The Theme: from a view to a page's bytes.

Rule: no clock, no chance, no network; the same view and theme give the same bytes. Files are read when
the Theme is made, never per page. Text is escaped wherever it stands;
markup passes `serai.core.html` in the `inline` and `blocks` filters, a reader's words become paragraphs and
links in `comment_text`, and nothing else is markup.

A newsroom's theme folder may hold `templates/` (each stands in for Serai's of the same name, which stays
reachable as `serai/NAME`; in `templates/sections/SLUG/` for that section's pages alone), `assets/` and
`locale/`.

    theme = Theme(override=Path("theme"))
    page = theme.render(view)            # b"<!doctype html>…"
    files = theme.assets()               # {"/assets/serai.1f2e3d4c.css": b"…", …}
"""

import hashlib
import re
import traceback
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

import babel
from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from serai import __version__
from serai.core import html
from serai.press import addresses, binding
from serai.press.theme import book, linked_data, open_graph, rows, xhtml
from serai.press.theme.assets import ICON, SCRIPT, Assets, read_files
from serai.press.theme.compiling import Codes, Compiling
from serai.press.theme.conversation import conversations
from serai.press.theme.directions import against
from serai.press.theme.errors import ThemeError
from serai.press.theme.looks import Look, Templates
from serai.press.theme.pictures import largest_jpeg, picture
from serai.press.theme.remarks import comment_text, paragraphs
from serai.press.theme.spelling import Spelling, utc
from serai.press.theme.ties import tied
from serai.press.theme.words import Speech, translations
from serai.press.views import (
    AnyView,
    ArchiveView,
    BookView,
    CommentsView,
    CorrectionsView,
    FollowView,
    FrontView,
    ListView,
    ManifestView,
    NotFoundView,
    OfflineView,
    ProseView,
    RedirectView,
    RootView,
    StoryView,
    View,
)

TEMPLATES: dict[type, str] = {
    StoryView: "story.html",
    CommentsView: "comments.html",
    FrontView: "front.html",
    ListView: "list.html",
    ArchiveView: "archive.html",
    CorrectionsView: "corrections.html",
    ProseView: "prose.html",
    NotFoundView: "not_found.html",
    RootView: "root.html",
    RedirectView: "redirect.html",
    OfflineView: "offline.html",
    FollowView: "follow.html",
    ManifestView: "manifest.json",
    BookView: "book.xml",
}
_HERE = Path(__file__).parent
_PARTS = ("assets", "locale")
# What a template can make of a view that it was not written for.
_FAILURES = (
    TemplateError,
    TypeError,
    LookupError,
    ValueError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)
_Alone = RedirectView | ManifestView | BookView  # views of an edition, without what stands around its pages
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))  # no page may hold these, whatever words do
_TAG = re.compile(r"<[^>]*>")
_MARKS = {"«": "»", "“": "”", "„": "“", "‹": "›", '"': '"'}


class Theme:
    """How a newsroom's pages look. Make one and keep it: it holds its compiled templates."""

    def __init__(self, override: Path | None = None) -> None:
        """Read Serai's theme and, before it, the newsroom's in the folder `override`."""
        self._override = override
        self._folders = ([override] if override is not None else []) + [_HERE]
        self._assets = Assets(self._folders)
        self._templates = Templates(self._folders)
        self._environments: dict[tuple[str, str], Environment] = {}
        self._codes = Codes()

    def __reduce__(self) -> tuple[type["Theme"], tuple[Path | None]]:
        """Another process makes its own: what is compiled here does not travel."""
        return Theme, (self._override,)

    @property
    def override(self) -> Path | None:
        """The newsroom's own folder, where there is one."""
        return self._override

    @property
    def style(self) -> str:
        """The style sheet's address."""
        return self._assets.style

    @property
    def script(self) -> str:
        """The address of the discussion's script."""
        return self._assets.address(SCRIPT)

    def asset(self, name: str) -> str:
        """The address of an asset; ThemeError where there is none of this name."""
        return self._assets.address(name)

    @property
    def icon(self) -> str:
        """The icon's address."""
        return f"/{ICON}"

    def assets(self) -> dict[str, bytes]:
        """Every file that pages ask for, by its address."""
        return dict(self._assets.files)

    def fingerprint(self) -> str:
        """A hash of all that pages come from but the views and the templates: it changes when every page may
        have changed."""
        total = hashlib.sha256(f"{__version__} {babel.__version__} {unicodedata.unidata_version}".encode())
        files = [folder / part for folder in self._folders for part in _PARTS]
        for place, folder in enumerate([*files, _HERE]):
            for name, data in sorted(read_files([folder]).items()):
                if folder != _HERE or name.endswith(".py"):
                    total.update(f"\0{place} {name} {len(data)}\0".encode())
                    total.update(data)
        return total.hexdigest()

    def mark(self) -> str:
        """A hash of all that pages come from but the views: two themes of one mark make the same pages."""
        known = [self.fingerprint(), *(f"{name} {digest}" for name, digest in self.templates().items())]
        return hashlib.sha256("\n".join(known).encode()).hexdigest()

    def templates(self) -> dict[str, str]:
        """Each template's digest, by its name."""
        return self._templates.files

    def look(self, view: AnyView) -> str:
        """The name of what `view` is shown with."""
        return _look(view).spell()

    def look_digest(self, name: str) -> str:
        """Changes when a template does that this look comes from; ThemeError where one cannot be read."""
        return self._templates.digest(name)

    def looks(self, names: Iterable[str]) -> dict[str, str]:
        """The digest of each of these looks."""
        return {name: self.look_digest(name) for name in names}

    def check(self) -> None:
        """ThemeError where a template that pages may be made with cannot be read."""
        self._templates.check(tuple(TEMPLATES.values()))

    def render(self, view: AnyView) -> bytes:
        """The page that shows `view`; ThemeError where the newsroom's own template fails."""
        look = _look(view)
        name = self._templates.standing(look.template, look.section)
        environment = self._environment_for(view)
        if isinstance(view, BookView):
            return book.bound(view, lambda part: self._show(name, part, environment).decode())
        return self._show(name, view, environment)

    def show(self, name: str, view: View, *, language: str, time_zone: str) -> bytes:
        """The page that the template `name` makes of another room's view, in a language (BCP 47) and an IANA
        time zone; ThemeError where the newsroom's own template fails."""
        return self._show(name, view, self._speaking(language, time_zone))

    def _show(self, name: str, view: View, environment: Environment) -> bytes:
        try:
            template = environment.get_template(name)
            return template.render(view=view).encode().translate(None, _CONTROLS)
        except _FAILURES as error:
            raise ThemeError(
                f"The template {name} cannot show this page: {error}{_where(error)}. "
                "Correct it in the theme's folder."
            ) from error

    def _environment_for(self, view: AnyView) -> Environment:
        """The environment that speaks as the view's edition does."""
        if isinstance(view, RootView):
            language, time_zone = next((s.language for s in view.switches if s.default), "en"), "UTC"
        else:
            edition = view.edition if isinstance(view, _Alone) else view.chrome.edition
            language, time_zone = edition.language, edition.time_zone
        return self._speaking(language, time_zone)

    def _speaking(self, language: str, time_zone: str) -> Environment:
        speaks = (language, time_zone)
        if speaks not in self._environments:
            self._environments[speaks] = self._environment(language, time_zone)
        return self._environments[speaks]

    def _environment(self, language: str, time_zone: str) -> Environment:
        environment = Compiling(
            self._codes,
            loader=self._templates.loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.update(
            addresses=addresses,
            asset=self._assets.address,
            conversations=conversations,
            linked_data=linked_data.block,
            picture=picture,
            largest_jpeg=largest_jpeg,
            shared=partial(open_graph.shared, icon=self._assets.address(open_graph.ICON)),
            network_locale=open_graph.locale,
            other_locales=open_graph.other_locales,
            small_picture=binding.small,
            picture_name=binding.picture_name,
            book_name=book.name_of,
            cover_lines=book.cover_lines,
            masthead_size=book.masthead_size,
            laid=rows.laid,
        )
        _teach(environment, language, time_zone, self._folders)
        return environment


def _teach(environment: Environment, language: str, time_zone: str, folders: list[Path]) -> None:
    """Give `environment` the edition's words and ways of writing."""
    speech = Speech(translations(language, folders))
    environment.globals.update(
        _=speech.say, gettext=speech.say, ngettext=speech.count, pgettext=speech.say_in
    )
    spelling = Spelling(language, time_zone)
    environment.filters.update(
        blocks=_blocks,
        inline=_inline,
        comment_text=comment_text,
        paragraphs=paragraphs,
        tied=tied,
        unquoted=_unquoted,
        web_address=_web_address,
        whole_address=xhtml.whole,
        xhtml=xhtml.inline,
        against=against(spelling.locale.text_direction),
        number=spelling.number,
        plain=spelling.plain,
        day=spelling.day,
        short_day=spelling.short_day,
        time=spelling.time,
        moment=spelling.moment,
        utc=utc,
    )
    environment.globals.update(
        month=spelling.month, month_name=spelling.month_name, span=spelling.span, same_time=_same_time
    )


def _look(view: AnyView) -> Look:
    """Which template shows a view, of which edition, in which section."""
    template = TEMPLATES[type(view)]
    if isinstance(view, RootView):
        return Look(template, "", "")
    if isinstance(view, _Alone):
        return Look(template, view.edition.key, "")
    chrome = view.chrome
    return Look(template, chrome.edition.key, addresses.slug(chrome.current_section))


def _where(error: BaseException) -> str:
    """The template and line that failed, where it is not the first that was asked."""
    if isinstance(error, TemplateSyntaxError):
        return f" ({error.name}, line {error.lineno})"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if "/templates/" in frame.filename]
    if not inside:
        return ""
    return f" ({inside[-1].filename.rpartition('/templates/')[2]}, line {inside[-1].lineno})"


def _inline(markup: str) -> Markup:
    """A paragraph's inside, sanitised."""
    return Markup(tied(html.inline(markup)))  # noqa: S704 - sanitised in the same line


def _blocks(markup: str) -> Markup:
    """A short text, sanitised."""
    return Markup(html.blocks(markup))  # noqa: S704 - sanitised in the same line


def _unquoted(words: str) -> str:
    """Words without the quotation marks around the whole of them: the style sheet sets the language's."""
    bare = words.strip()
    closing = _MARKS.get(bare[:1])
    inside = _TAG.sub("", bare[1:-1])
    if len(bare) < 2 or bare[-1] != closing or closing in inside or bare[0] in inside:
        return bare
    return bare[1:-1].strip()


def _web_address(url: str) -> str:
    """An address that a link may lead to; "" for any other, above all a script."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _same_time(one: datetime, other: datetime) -> bool:
    """The two moments are one to a reader: less than a minute apart."""
    return abs((one - other).total_seconds()) < 60
