"""What a reader downloads: a light page, few fonts, and nothing from anybody else."""

import gzip
import random
import re

import msgspec
import pytest

from serai.core import html
from serai.press.plates import Paragraph
from serai.press.theme.environment import Theme
from serai.press.views import StoryView
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, sample_views, story_view, word_count

PAGE_AND_STYLE = 14 * 1024  # bytes, compressed: HTML and style sheet of a story of 800 words
SCRIPT = 6 * 1024  # bytes, as they are
WORKER = 2 * 1024  # bytes, compressed
FONTS = 60 * 1024  # bytes: what a reader of one script loads


def of_800_words(view: StoryView) -> StoryView:
    """The story brought to 800 words with its own words in another order, which compress no better."""
    texts = [html.text(block.html) for block in view.story.body if isinstance(block, Paragraph)]
    words = " ".join(texts).split()
    more = random.Random(0).choices(words, k=max(0, 800 - word_count(view.story)))
    paragraphs = tuple(Paragraph(html=" ".join(more[at : at + 60])) for at in range(0, len(more), 60))
    return msgspec.structs.replace(
        view, story=msgspec.structs.replace(view.story, body=view.story.body + paragraphs)
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_story_of_800_words_and_its_style_fit_in_14_kilobytes(theme: Theme, code: str) -> None:
    view = of_800_words(story_view(code, style=theme.style, icon=theme.icon))
    assert word_count(view.story) >= 800
    page = gzip.compress(theme.render(view), 9, mtime=0)
    style = gzip.compress(theme.assets()[theme.style], 9, mtime=0)
    assert len(page) + len(style) <= PAGE_AND_STYLE


def test_the_script_of_the_discussion_is_6_kilobytes_before_it_is_compressed(theme: Theme) -> None:
    assert len(theme.assets()[theme.script]) <= SCRIPT


def test_the_worker_is_2_kilobytes_compressed_and_reading_offline_costs_no_other_page_a_script(
    theme: Theme,
) -> None:
    assert len(gzip.compress(theme.assets()["/worker.js"], 9, mtime=0)) <= WORKER
    assert len(theme.assets()["/worker.js"]) <= 2 * WORKER
    assert len(gzip.compress(theme.assets()[theme.asset("offline.js")], 9, mtime=0)) <= 1024


@pytest.mark.parametrize("scripts", [("latin",), ("latin", "cyrillic"), ("arabic",)])
def test_the_fonts_of_one_script_fit_in_60_kilobytes(theme: Theme, scripts: tuple[str, ...]) -> None:
    pattern = re.compile(rf"-({'|'.join(scripts)})\.[0-9a-f]+\.woff2$")
    sizes = [len(data) for address, data in theme.assets().items() if pattern.search(address)]
    assert len(sizes) == (1 if scripts == ("arabic",) else 2 * len(scripts))
    assert sum(sizes) <= FONTS


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_asks_only_its_own_site_for_anything(theme: Theme, code: str) -> None:
    for name, view in sample_views(code, style=theme.style, icon=theme.icon).items():
        page = parsed(theme.render(view))
        loaded = [
            *page.xpath("//@src | //@poster | //@data | //@background"),
            *page.xpath(
                "//link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='manifest']/@href"
            ),
            *(part.split()[0] for srcset in page.xpath("//@srcset") for part in srcset.split(",")),
        ]
        assert loaded, name
        assert [address for address in loaded if not re.match(r"/[^/]", address)] == [], name
        scripts = page.xpath("//script[not(@type='application/ld+json')]/@src")
        own = {"story": theme.script, "comments": theme.script, "offline": theme.asset("offline.js")}
        assert scripts == ([own[name]] if name in own else []), name
        assert page.xpath("//style | //@style") == [], name
        assert page.xpath("//iframe | //object | //embed | //video | //audio") == [], name
