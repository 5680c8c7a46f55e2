"""The Theme renders every view in every language, the same each time, and tells when it has changed."""

import pickle
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from serai.press import addresses
from serai.press.theme.environment import TEMPLATES, Theme
from serai.press.theme.errors import ThemeError
from serai.press.threads import Thread
from serai.press.views import BookView, ManifestView, Part, StoryView, Talk
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, sample_views, story_view


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_view_has_a_page_in_its_language_and_direction(theme: Theme, code: str) -> None:
    views = sample_views(code, style=theme.style, icon=theme.icon)
    assert {type(view) for view in views.values()} | {ManifestView, BookView} == set(TEMPLATES)
    for name, view in views.items():
        page = parsed(theme.render(view))
        language = "en" if name == "root" else LANGUAGES[code].language
        direction = "ltr" if name == "root" else LANGUAGES[code].direction
        assert (page.get("lang"), page.get("dir")) == (language, direction), name
        assert len(page.xpath("//h1")) == 1, name
        assert len(page.xpath("//main")) == 1, name
        assert page.xpath("//link[@rel='stylesheet' and not(@media)]/@href")[-1] == theme.style, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_go_down_one_step_at_a_time(theme: Theme, code: str) -> None:
    for name, view in sample_views(code, style=theme.style, icon=theme.icon).items():
        page = parsed(theme.render(view))
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1, name
        assert [b for a, b in pairwise(levels) if b > a + 1] == [], name


def test_a_story_needs_one_style_sheet_and_the_script_is_a_discussions(theme: Theme) -> None:
    views = sample_views("en", style=theme.style, icon=theme.icon)
    pages = {name: parsed(theme.render(view)) for name, view in views.items()}
    on_screens = "//link[@rel='stylesheet' and not(@media)]"
    sheets = {name: len(page.xpath(on_screens)) for name, page in pages.items()}
    assert {name for name, count in sheets.items() if count == 1} == {"story"}
    scripts = {name: page.xpath("//script[@src]") for name, page in pages.items()}
    assert {name for name, found in scripts.items() if found} == {"story", "comments", "offline"}
    assert [script.get("defer") for script in scripts["story"]] == ["defer"]


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
    edition = msgspec.structs.replace(view.chrome.edition, language="az", time_zone="Asia/Baku")
    page = theme.render(
        msgspec.structs.replace(view, chrome=msgspec.structs.replace(view.chrome, edition=edition))
    ).decode()
    assert "Comment policy" in page
    assert "23 noyabr 2026" in page


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
        "علی",
    ]
    assert words("//section[@class='picks']//li") == [
        "What does a court need a plank for? And yet it seems that it does. Reader"
    ]
    assert page.xpath("//section[@class='picks']//a/@href") == ["/en/2026/11/23/river/#comment-c4"]
    assert words("//section[@id='comments']/p[@class='closed']") == [
        "Comments close on December 23, 2026, 2:05 PM."
    ]


def test_the_forms_are_plain_and_say_which_story_they_are_of(theme: Theme) -> None:
    page = parsed(theme.render(story_view("en", style=theme.style, icon=theme.icon)))
    assert [(form.get("method"), form.get("action")) for form in page.xpath("//main//form")] == [
        ("post", "/gate/rate"),
        ("post", "/gate/comment"),
    ]
    assert page.xpath("//main//form/input[@type='hidden']/@value") == ["/en/2026/11/23/river/"] * 2
    assert page.xpath("//main//form//*[@required]/@name") == ["name", "text"]
    assert [
        (button.get("name"), button.get("value"), " ".join(button.text_content().split()))
        for button in page.xpath("//main//form//button")
    ] == [("answer", "yes", "Yes 21"), ("answer", "no", "No 3"), (None, None, "Send the comment")]
    assert page.xpath("string(//main//form//*[@id='limit']/bdi)") == "1500 / 1500"
    assert page.xpath("//*[@name='contact'] | //*[@name='token'] | //*[@name='key']") == []


def test_each_comment_has_a_permalink_a_reply_and_a_report(theme: Theme) -> None:
    page = parsed(theme.render(story_view("en", style=theme.style, icon=theme.icon)))
    first = page.xpath("//article[@id='comment-c0']")[0]
    assert first.xpath(".//a[time]/@href") == ["#comment-c0"]
    assert [(link.get("href"), link.get("rel"), link.text) for link in first.xpath("p[@class='acts']/a")] == [
        ("/gate/comment?story=/en/2026/11/23/river/&reply_to=c0", "nofollow", "Reply"),
        ("/gate/report?story=/en/2026/11/23/river/&comment=c0", "nofollow", "Report"),
    ]


def test_a_further_part_leads_back_and_on_and_to_what_it_answers(theme: Theme) -> None:
    page = parsed(theme.render(sample_views("fa", style=theme.style, icon=theme.icon)["comments"]))
    story = "/fa/2026/11/23/river/"
    assert page.xpath("//h1/a/@href") == [story]
    assert page.xpath("//nav[@class='parts']//a/@href") == [
        f"{story}#comments",
        f"{story}comments/2/#comments",
        f"{story}comments/3/#comments",
    ]
    assert page.xpath("//nav[@class='parts']//a/text()") == ["۱", "۲", "۳"]
    assert page.xpath("//nav[@class='parts']//a[@aria-current='page']/text()") == ["۲"]
    assert page.xpath("//article[@id='comment-c5']//a[@class='answers']/@href") == [f"{story}#comment-c4"]
    assert page.xpath("string(//h2[@id='comments-title'])") == "نظرها"
    assert len(page.xpath("//article[starts-with(@id, 'comment-')]")) == 15
    assert page.xpath("//form[@action='/gate/comment']//*[@name='contact']/@type") == ["email"]
    assert page.xpath("//form[@action='/gate/rate']") == []


def test_the_storys_own_page_of_a_long_discussion_leads_to_the_newest_part(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    address = view.story.address
    parts = tuple(
        Part(number=number, address=addresses.comments(address, number), current=number == 1)
        for number in (1, 2, 5)
    )
    page = parsed(
        theme.render(msgspec.structs.replace(view, talk=msgspec.structs.replace(view.talk, parts=parts)))
    )
    assert [" ".join(item.text_content().split()) for item in page.xpath("//nav[@class='parts']//li")] == [
        "1", "2", "…", "5", "Newest",
    ]  # fmt: skip
    assert page.xpath("//nav[@class='parts']//li[last()]/a/@href") == [f"{address}comments/5/#comments"]


def test_an_arabic_comment_on_an_english_page_reads_from_its_own_side(theme: Theme) -> None:
    page = parsed(theme.render(story_view("en", style=theme.style, icon=theme.icon)))
    (reply,) = page.xpath("//article[@id='comment-c2']")
    assert reply.xpath(".//div[@class='remark-words']/p/@dir") == ["auto"]
    assert reply.xpath("header/p[1]/bdi/text()") == ["علی"]


def test_a_story_whose_discussion_is_closed_says_so_and_shows_no_form(theme: Theme) -> None:
    view = story_view("en", style=theme.style, icon=theme.icon)
    empty = Thread(edition="en", key="river", part=1, parts=(1,))
    closed = msgspec.structs.replace(
        view, talk=msgspec.structs.replace(view.talk, thread=empty, open=False, picks=(), feed="")
    )
    page = parsed(theme.render(closed))
    assert page.xpath("//main//form/@action") == ["/gate/rate"]
    assert page.xpath("//a[starts-with(@href, '/gate/comment')]") == []
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
            talk=Talk(
                thread=Thread(edition="en", key="river", part=1, parts=(1,)),
                open=True,
                depth=3,
                story=bare.address,
                feed="",
            ),
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


@pytest.mark.parametrize("file", ["assets/css/95-house.css", "assets/logo.svg", "locale/uz/theme.po"])
def test_the_fingerprint_changes_with_any_file_of_the_theme_that_is_no_template(
    tmp_path: Path, file: str
) -> None:
    before = Theme(override=tmp_path).fingerprint()
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("")
    added = Theme(override=tmp_path).fingerprint()
    path.write_text("/* more */")
    assert len({before, added, Theme(override=tmp_path).fingerprint()}) == 3
