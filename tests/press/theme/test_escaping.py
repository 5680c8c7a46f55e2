"""Hostile words in any field stay words: no element, attribute or script comes of them."""

import json
from typing import Any

import msgspec
import pytest

from serai.press.plates import LinkCard
from serai.press.theme.environment import Theme
from tests.press.theme.reading import parsed
from tests.press.theme.samples import sample_views, story_view

ATTACK = (
    """</script></title><script>alert(1)</script><img src=x onerror=alert(1)>"'><b style=x>&lt;{{ 7*7 }}"""
)
# What the press itself makes or checks, or what names a language: it is not a reader's or an editor's text.
_NAMES = {
    "address", "direction", "edition", "feed", "file", "format", "former_addresses", "icon", "key", "kind",
    "language", "of", "reply_to", "site_url", "slug", "style", "target", "time_zone", "url",
    "comment_policy", "current_section", "newer", "older", "version",
}  # fmt: skip


def poisoned(value: Any, name: str = "") -> Any:
    """`value` with the attack in every text it holds."""
    if isinstance(value, str):
        return value if name in _NAMES or not value else value + ATTACK
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    if isinstance(value, msgspec.Struct):
        changed = {
            field: poisoned(getattr(value, field), field)
            for field in value.__struct_fields__
            if not (field == "comments" and isinstance(getattr(value, field), str))
        }
        return msgspec.structs.replace(value, **changed)
    return value


@pytest.mark.parametrize("name", sample_views("en", style="/s", icon="/i"))
def test_no_field_can_bring_markup_into_a_page(theme: Theme, name: str) -> None:
    view = poisoned(sample_views("en", style=theme.style, icon=theme.icon)[name])
    if name == "story":
        view = msgspec.structs.replace(
            view, story=msgspec.structs.replace(view.story, section="s0", authors=(), topics=(), related=())
        )
    page = parsed(theme.render(view))
    own = {"story": theme.script, "comments": theme.script, "offline": theme.asset("offline.js")}
    assert [script.get("src") for script in page.xpath("//script[not(@type='application/ld+json')]")] == (
        [own[name]] if name in own else []
    )
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//@style | //style | //iframe | //object | //embed | //base") == []
    assert [address for address in page.xpath("//img/@src") if not address.startswith("/media/")] == []


def test_linked_data_survives_a_hostile_headline_whole(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    hostile = msgspec.structs.replace(view, story=msgspec.structs.replace(view.story, headline=ATTACK))
    page = parsed(theme.render(hostile))
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(block)["headline"] == ATTACK
    assert page.xpath("//h1/text()") == [ATTACK]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " https://a", "//a"]
)
def test_a_card_leads_only_to_the_web(theme: Theme, url: str) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    story = msgspec.structs.replace(view.story, body=(LinkCard(url=url, title="A title"),))
    page = parsed(theme.render(msgspec.structs.replace(view, story=story)))
    assert page.xpath("//p[@class='card-title']//@href") == []
    assert page.xpath("string(//p[@class='card-title'])") == "A title"


@pytest.mark.parametrize("name", ["story", "front"])
def test_what_no_page_may_hold_is_left_out_of_it(theme: Theme, name: str) -> None:
    controls = "".join(map(chr, range(32))) + "\x7f"
    view = sample_views("fa", style=theme.style, icon=theme.icon)[name]
    edition = msgspec.structs.replace(view.chrome.edition, name=f"one{controls}two")  # type: ignore[union-attr]
    chrome = msgspec.structs.replace(view.chrome, edition=edition)  # type: ignore[union-attr]
    page = theme.render(msgspec.structs.replace(view, chrome=chrome))
    assert {byte for byte in page if byte < 32 or byte == 127} <= set(b"\t\n\r")
    assert b"one\t\n\rtwo" in page
