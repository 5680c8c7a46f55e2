"""The Theme renders every view in every language, the same each time, and tells when it has changed."""

import pickle
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from serai.press.theme.environment import TEMPLATES, Theme
from serai.press.theme.errors import ThemeError
from serai.press.views import StoryView
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, sample_views, story_view


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_view_has_a_page_in_its_language_and_direction(theme: Theme, code: str) -> None:
    views = sample_views(code, style=theme.style, icon=theme.icon)
    assert {type(view) for view in views.values()} == set(TEMPLATES)
    for name, view in views.items():
        page = parsed(theme.render(view))
        language = "en" if name == "root" else LANGUAGES[code].language
        direction = "ltr" if name == "root" else LANGUAGES[code].direction
        assert (page.get("lang"), page.get("dir")) == (language, direction), name
        assert len(page.xpath("//h1")) == 1, name
        assert len(page.xpath("//main")) == 1, name
        assert page.xpath("//link[@rel='stylesheet']/@href") == [theme.style], name


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_go_down_one_step_at_a_time(theme: Theme, code: str) -> None:
    for name, view in sample_views(code, style=theme.style, icon=theme.icon).items():
        page = parsed(theme.render(view))
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1, name
        assert [b for a, b in pairwise(levels) if b > a + 1] == [], name


def test_the_same_view_gives_the_same_bytes_in_another_theme_and_another_process(theme: Theme) -> None:
    view = story_view("ru", style=theme.style, icon=theme.icon)
    carried = pickle.loads(pickle.dumps(theme))
    assert carried.render(view) == theme.render(view) == Theme().render(view)
    assert carried.fingerprint() == theme.fingerprint() == Theme().fingerprint()


def test_editions_rendered_in_turns_keep_their_own_words(theme: Theme) -> None:
    turns = [
        theme.render(sample_views(code, style="/s", icon="/i")["not_found"]) for code in ("en", "fa", "ru")
    ]
    alone = [
        Theme().render(sample_views(code, style="/s", icon="/i")["not_found"]) for code in ("en", "fa", "ru")
    ]
    assert turns == alone
    assert "۴۰۴" in turns[1].decode()


def test_a_preview_is_the_page_and_one_line_more(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    page = theme.render(view).decode().split("\n")
    preview = theme.render(msgspec.structs.replace(view, preview=True)).decode().split("\n")
    banner = [line for line in preview if line.startswith("<!--preview-->")]
    assert [line for line in preview if line not in banner] == page
    assert [line.endswith("<!--/preview-->") for line in banner] == [True]
    assert preview[preview.index(banner[0]) - 1].startswith("<body")


def test_a_language_without_a_catalogue_has_english_words_and_its_own_dates(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    edition = msgspec.structs.replace(view.chrome.edition, language="kk", time_zone="Asia/Almaty")
    page = theme.render(
        msgspec.structs.replace(view, chrome=msgspec.structs.replace(view.chrome, edition=edition))
    ).decode()
    assert "Comment policy" in page
    assert "2026\u202fж. 23 қараша" in page


def test_the_story_says_everything_it_has(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    page = parsed(theme.render(view))

    def words(path: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in page.xpath(path)]  # NNBSP too

    assert words("//h1") == [view.story.headline]
    assert words("//p[@class='deck']") == [view.story.deck]
    assert words("//p[@class='byline']") == ["By Aliya Serikbaeva, Tomas Rehn"]
    assert page.xpath("//p[@class='byline']/a/@href") == ["/en/authors/a0/", "/en/authors/a1/"]
    assert words("//p[@class='dateline']") == ["Karasu — November 23, 2026, 2:05 PM"]
    assert words("//p[@class='reading']") == ["4 minutes to read"]
    assert words("//figure[@class='lead']/figcaption/span[@class='credit']") == [
        "Aliya Serikbaeva / The Steppe Courier"
    ]
    assert words("//section[@id='corrections']/h2") == ["Correction"]
    assert words("//h2[@id='comments-title']") == ["5 comments"]
    assert words("//ol[@class='thread']/li/article//p[@class='remark-name']") == ["Dana", "Reader", "Reader"]
    assert words("//ol[@class='replies']/li/article//p[@class='remark-name']") == [
        "Tomas Rehn",
        "علی to Tomas Rehn",
    ]
    assert page.xpath("//form//*[@required]/@name") == ["name", "text"]
    assert words("//form//span[@class='limit']") == ["Characters left: 1500 / 1500"]
    assert page.xpath("//form//fieldset/@disabled") == ["disabled"]
    assert page.xpath("//form/@action | //form/@method | //form//@formaction") == []


def test_a_story_whose_discussion_is_closed_says_so_and_shows_no_form(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    closed = msgspec.structs.replace(
        view, story=msgspec.structs.replace(view.story, comments="closed"), thread=None
    )
    page = parsed(theme.render(closed))
    assert page.xpath("//form") == []
    assert page.xpath("//h2[@id='comments-title']/text()") == ["No comments yet"]
    assert page.xpath("//section[@id='comments']/p[@class='closed']/text()") == [
        "Comments on this story are closed."
    ]


def test_a_story_with_nothing_but_a_headline_has_a_page(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    bare = msgspec.structs.replace(
        view.story, deck="", authors=(), lead_photo=None, body=(), topics=(), related=(), corrections=()
    )
    page = theme.render(
        StoryView(
            chrome=msgspec.structs.replace(view.chrome, sections=(), switches=(), feed="", description=""),
            story=bare,
            section=None,
            authors=(),
            topics=(),
            related=(),
            thread=None,
            reading_minutes=1,
            words=0,
            comment_policy="",
        )
    )
    assert parsed(page).xpath("//h1/text()") == [bare.headline]


# --- a newsroom's own theme -------------------------------------------------------------------------------


def test_a_newsroom_template_stands_in_and_can_build_on_serais(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "prose.html").write_text(
        '{% extends "serai/prose.html" %}'
        '{% block main %}<p>{{ _("House words") }}</p>{{ super() }}{% endblock %}'
    )
    own = Theme(override=tmp_path)
    page = own.render(sample_views("en", style=own.style, icon=own.icon)["about"]).decode()
    assert '<main id="main" class="wrap prose-page">\n<p>House words</p>' in page
    assert '<h1 id="prose-title">About us</h1>' in page


def test_a_newsroom_adds_style_words_and_assets(tmp_path: Path, theme: Theme) -> None:
    (tmp_path / "assets" / "css").mkdir(parents=True)
    (tmp_path / "assets" / "css" / "95-house.css").write_text('.outlet { background: url("logo.svg"); }')
    (tmp_path / "assets" / "logo.svg").write_text("<svg/>")
    (tmp_path / "locale" / "en").mkdir(parents=True)
    (tmp_path / "locale" / "en" / "theme.po").write_text('msgid "About us"\nmsgstr "Who writes this"\n')
    own = Theme(override=tmp_path)
    logo = next(address for address in own.assets() if address.startswith("/assets/logo."))
    assert own.assets()[own.style].endswith(f".outlet{{background:url({logo})}}".encode())
    assert own.style != theme.style
    page = own.render(sample_views("en", style=own.style, icon=own.icon)["about"]).decode()
    assert '<h1 id="prose-title">Who writes this</h1>' in page


def test_a_template_that_names_what_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "archive.html").write_text("{{ view.weather }}")
    own = Theme(override=tmp_path)
    with pytest.raises(ThemeError, match=r"archive\.html cannot show this page.*weather"):
        own.render(sample_views("en", style="/s", icon="/i")["archive"])


@pytest.mark.parametrize(
    "file", ["templates/new.html", "assets/css/95-house.css", "assets/logo.svg", "locale/uz/theme.po"]
)
def test_the_fingerprint_changes_with_any_file_of_the_theme(tmp_path: Path, file: str) -> None:
    before = Theme(override=tmp_path).fingerprint()
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("")
    added = Theme(override=tmp_path).fingerprint()
    path.write_text("/* more */")
    assert len({before, added, Theme(override=tmp_path).fingerprint()}) == 3
