"""Compiling: Jinja as the theme uses it, without the work that no page of ours needs done.

Rule: the same bytes as Jinja's own environment gives, sooner. Three things differ. A template's globals are
the environment's themselves, as no template of ours is given any of its own: Jinja lays one map over another
for each, and asks both each time a template includes or imports another. What is `Markup` already is not
escaped into another `Markup`; everything else passes `markupsafe.escape`. And a template is compiled once for
all languages: nothing that a filter makes of a constant is put into the code, for each language's filters
make another thing of it.

`Remembered` keeps what macros have said. A macro that was imported without context sees nothing but its
arguments, so that the same arguments give the same words:

    {% from "parts/standing.html" import foot %}{{ remembered(foot, edition) }}
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Impossible, TemplateData
from markupsafe import Markup, escape

REMEMBERED = 512  # passages, of some kB each: an edition has one foot, and two menus for each section


class _Generator(CodeGenerator):
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Codes(BytecodeCache):
    """Templates' compiled code, in memory, for the environments of one theme."""

    def __init__(self) -> None:
        """Nothing is compiled yet."""
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of this very source."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class Compiling(Environment):
    """Jinja's environment, quicker."""

    code_generator_class = _Generator

    def __init__(self, codes: Codes | None = None, **options: Any) -> None:
        """Jinja's options, but that as many templates stay compiled as the theme has, and that constants stay
        as they are. `codes` are shared with environments of the same options and names of filters."""
        super().__init__(cache_size=-1, optimized=False, bytecode_cache=codes, **options)
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
