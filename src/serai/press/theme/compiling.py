"""Compiling: Jinja as the theme uses it, without the work that no page of ours needs done.

Rule: the same bytes as Jinja's own environment gives, sooner. Three things differ. A template's globals are
the environment's themselves, as no template of ours is given any of its own: Jinja lays one map over another
for each, and asks both each time a template includes or imports another. What is `Markup` already is not
escaped into another `Markup`; everything else passes `markupsafe.escape`. And templates stay compiled.

`Remembered` keeps what macros have said. A macro that was imported without context sees nothing but its
arguments, so that the same arguments give the same words:

    {% from "parts/standing.html" import foot %}{{ remembered(foot, edition) }}
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

REMEMBERED = 512  # passages, of some kB each: an edition has one foot, and two menus for each section


class _Generator(CodeGenerator):
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Compiling(Environment):
    """Jinja's environment, quicker."""

    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:
        """Jinja's options but the size of the cache: as many templates stay compiled as the theme has."""
        super().__init__(cache_size=-1, **options)
        self.globals["remembered"] = _remembering()

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: the environment's, unless it is given some of its own."""
        return super().make_globals(d) if d else self.globals

    @staticmethod
    def shown(value: object) -> Markup:
        """A value as markup: escaped, unless it is markup."""
        return value if type(value) is Markup else escape(value)


def _remembering() -> Callable[..., Markup]:
    @lru_cache(maxsize=REMEMBERED)
    def remembered(macro: Callable[..., Markup], *values: object) -> Markup:
        return macro(*values)

    return remembered
