"""Looks: which templates a page is made with, so that a changed one makes those pages again and no others.

Rule: pure but for the reading of the templates' files, once, when they are taken. A look is named
"{template}@{edition}/{section}", with the section's slug or nothing; whether a section has a template of its
own is not in the name, so that one that comes or goes is one that has changed. A look's digest covers the
template that stands for it and, through `extends`, `include` and `import`, all that this one asks for, also
what it asks for and is not there. Where a template names another by an expression, nobody can say which, and
the digest covers all templates.

    templates = Templates([Path("theme"), SERAI])
    templates.standing("story.html", "politics")   # "sections/politics/story.html" where there is one
    templates.digest("story.html@en/politics")     # "5f0c…"
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FunctionLoader, TemplateSyntaxError, meta

from serai.press.theme.assets import read_files
from serai.press.theme.errors import ThemeError

SECTIONS = "sections"  # the folder of templates that stand for one section
OWN = "serai"  # Serai's own templates are reachable below this name, whatever stands in for them
_PARSER = Environment(autoescape=True)


class Look(NamedTuple):
    """Which template, of which edition, in which section; each of the last two may be ""."""

    template: str
    edition: str
    section: str  # its slug

    def spell(self) -> str:
        """The name as the ledger keeps it; `read` is the inverse."""
        return f"{self.template}@{self.edition}/{self.section}"


def read(name: str) -> Look:
    """A look from its spelled name."""
    template, _, place = name.partition("@")
    edition, _, section = place.partition("/")
    return Look(template, edition, section)


class Templates:
    """The templates of a theme's folders, as their files were when this was made."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Read `templates/` in each of `folders`, the nearest first and Serai's own last."""
        serai = read_files([folders[-1] / "templates"])
        self._folders = [folder / "templates" for folder in folders]
        self._found = {f"{OWN}/{name}": data for name, data in serai.items()}
        self._found.update(read_files(self._folders))
        self._named: dict[str, tuple[str | None, ...]] = {}
        self._digests: dict[str, str] = {}
        self.loader = FunctionLoader(self._load)

    @cached_property
    def files(self) -> dict[str, str]:
        """Each template's digest, by its name."""
        return {name: hashlib.sha256(data).hexdigest()[:16] for name, data in sorted(self._found.items())}

    def standing(self, template: str, section: str) -> str:
        """The name of the template that shows a page of this section: its own or the common one."""
        own = f"{SECTIONS}/{section}/{template}"
        return own if section and own in self._found else template

    def digest(self, look: str) -> str:
        """What changes when any template does that the look comes from; ThemeError where one of them cannot
        be read."""
        template, _, section = read(look)
        standing = self.standing(template, section)
        if standing not in self._digests:
            parts = [f"{name} {self.files.get(name, '')}" for name in self._covers(standing)]
            self._digests[standing] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return self._digests[standing]

    def check(self, names: Sequence[str]) -> None:
        """ThemeError where a template of these names cannot be read, a section's own of such a name, or one
        that they ask for."""
        for found in sorted(self._found):
            folder, _, name = found.rpartition("/")
            if name in names and (not folder or folder.startswith(f"{SECTIONS}/")):
                self._covers(found)

    def source(self, name: str) -> str:
        """A template's text; KeyError where there is none, ThemeError where it is not text."""
        try:
            return self._found[name].decode()
        except UnicodeDecodeError as error:
            raise ThemeError(
                f"The template {name} is not text in UTF-8 ({error.reason} at byte {error.start}). "
                "Save it as UTF-8 in the theme's folder."
            ) from error

    def _covers(self, standing: str) -> list[str]:
        """Everything that a template comes from, itself first; with names of what is not there."""
        covered, ahead = [standing], [standing]
        while ahead:
            for name in self._names_in(ahead.pop()):
                if name is None:
                    return [standing, *self.files]
                if name not in covered:
                    covered.append(name)
                    ahead.append(name)
        return covered[:1] + sorted(covered[1:])

    def _names_in(self, name: str) -> tuple[str | None, ...]:
        """The templates that one names; None for a name that only an expression knows."""
        if name not in self._named:
            self._named[name] = tuple(self._asked(name)) if name in self._found else ()
        return self._named[name]

    def _asked(self, name: str) -> Iterator[str | None]:
        try:
            yield from meta.find_referenced_templates(_PARSER.parse(self.source(name), name))
        except (TemplateSyntaxError, RecursionError) as error:
            line = f", line {error.lineno}," if isinstance(error, TemplateSyntaxError) else ""
            raise ThemeError(
                f"The template {name}{line} cannot be read: {error.args[0]} Correct it in the theme's folder."
            ) from error

    def _load(self, name: str) -> tuple[str, str, None] | None:
        if name not in self._found:
            return None
        return self.source(name), self._file(name), None

    def _file(self, name: str) -> str:
        """Where a template was read, for what is told of its errors."""
        inside = [folder / name for folder in self._folders]
        found = next((file for file in inside if file.is_file()), None)
        return str(found or self._folders[-1] / name.removeprefix(f"{OWN}/"))
