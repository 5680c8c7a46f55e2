"""The quicker environment gives what Jinja's own gives, and remembers nothing that it should not."""

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from serai.press.theme.compiling import REMEMBERED, Codes, Compiling
from serai.press.theme.environment import Theme
from tests.press.theme.samples import LANGUAGES, sample_views

HOSTILE = "<script>alert(1)</script> & \"'"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;&#39;"


def _environment(**templates: str) -> Compiling:
    return Compiling(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)


class _Words(str):
    """A string that is not quite one."""


class _Mark:
    def __html__(self) -> str:
        return "<b>mark</b>"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_what_jinjas_own_generator_makes(
    theme: Theme, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = sample_views(code, style=theme.style, icon=theme.icon)
    quick = {name: theme.render(view) for name, view in views.items()}
    monkeypatch.setattr(Compiling, "code_generator_class", CodeGenerator)
    plain = Theme()
    assert {name: plain.render(view) for name, view in views.items()} == quick


def test_a_template_is_compiled_once_and_each_language_spells_its_constants() -> None:
    codes, pages = Codes(), []
    for spell in (str, lambda number: "۴۰۴"):
        environment = Compiling(codes, loader=DictLoader({"page": "{{ 404 | plain }}"}), autoescape=True)
        environment.filters["plain"] = spell
        pages.append(environment.get_template("page"))
    assert [page.render() for page in pages] == ["404", "۴۰۴"]
    assert pages[0].root_render_func.__code__ is pages[1].root_render_func.__code__


def test_a_changed_template_is_compiled_anew() -> None:
    codes = Codes()
    said = []
    for source in ("old", "new"):
        environment = Compiling(codes, loader=DictLoader({"page": source}), autoescape=True)
        said.append(environment.get_template("page").render())
    assert said == ["old", "new"]


@pytest.mark.parametrize("hostile", [HOSTILE, _Words(HOSTILE)], ids=["str", "subclass"])
def test_a_word_is_escaped_wherever_it_stands(hostile: str) -> None:
    template = """{% macro said(w) %}{{ w }}{% endmacro %}{% set kept %}{{ w }}{% endset %}
{{ w }}|{{ said(w) }}|{{ kept }}|{{ w | upper | lower }}|{{ remembered(said, w) }}|{{ w ~ "" }}"""
    page = _environment(page=template).get_template("page").render(w=hostile)
    assert page.strip().split("|") == [ESCAPED] * 6


def test_markup_stands_as_it_is_and_nothing_is_nothing() -> None:
    page = _environment(page="{{ a }}{{ b }}{{ c }}{{ d }}").get_template("page")
    assert page.render(a=Markup("<i>"), b=_Mark(), c=3, d="") == "<i><b>mark</b>3"


def test_what_is_missing_still_fails() -> None:
    with pytest.raises(UndefinedError):
        _environment(page="{{ nobody }}").get_template("page").render()


def test_autoescape_can_still_be_turned_off_for_a_part() -> None:
    page = _environment(page="{% autoescape false %}{{ w }}{% endautoescape %}{{ w }}").get_template("page")
    assert page.render(w="<i>") == "<i>&lt;i&gt;"


def test_a_templates_own_globals_are_not_the_environments() -> None:
    environment = _environment(page="{{ word }}")
    assert environment.get_template("page", globals={"word": "mine"}).render() == "mine"
    assert "word" not in environment.globals


def test_what_a_macro_said_is_remembered_by_its_arguments() -> None:
    said: list[str] = []
    environment = _environment(
        parts="{% macro once(word) %}{{ note(word) }}{% endmacro %}",
        page="{% from 'parts' import once %}{{ remembered(once, word) }}",
    )
    environment.globals["note"] = lambda word: said.append(word) or word  # type: ignore[func-returns-value]
    page = environment.get_template("page")
    assert [page.render(word=word) for word in ("a", "b", "a", "b")] == ["a", "b", "a", "b"]
    assert said == ["a", "b"]


def test_what_is_remembered_is_bounded() -> None:
    environment = _environment(
        parts="{% macro once(word) %}{{ word }}{% endmacro %}",
        page="{% from 'parts' import once %}{{ remembered(once, word) }}",
    )
    page = environment.get_template("page")
    for word in range(REMEMBERED + 10):
        page.render(word=word)
    remembered = environment.globals["remembered"]
    assert remembered.cache_info().currsize == REMEMBERED  # type: ignore[attr-defined]
