"""docs/how-to/change-the-theme.md: its examples, put into a theme folder as it says, do what it says."""

import re
from pathlib import Path

from msgspec.structs import replace

from serai.press.theme.environment import TEMPLATES, Theme
from serai.press.views import StoryView
from tests.press.theme.samples import sample_views

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "change-the-theme.md"


def example(after: str) -> str:
    """The first indented block of the page that follows the words `after`."""
    rest = PAGE.read_text(encoding="utf-8").split(after, 1)[1]
    lines = re.search(r"\n\n((?:    .*\n|\n)+)", rest)
    assert lines is not None
    return re.sub(r"(?m)^    ", "", lines[1]).strip() + "\n"


def test_the_examples_change_the_theme(tmp_path: Path) -> None:
    files = {
        "assets/css/95-house.css": example("`theme/assets/css/95-house.css`")
        + example("browsers may keep it for ever."),
        "assets/logo.svg": "<svg/>",
        "templates/prose.html": example("`theme/templates/prose.html`"),
        "templates/sections/politics/story.html": example("`theme/templates/sections/politics/story.html`"),
        "locale/en/theme.po": example("ones that the templates hold:"),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    own = Theme(override=tmp_path)
    style = own.assets()[own.style].decode()
    assert "--accent:#0b5d4e" in style
    assert re.search(r"\.foot-outlet\{background:url\(/assets/logo\.[0-9a-f]{8}\.svg\)", style)
    page = own.render(sample_views("en", style=own.style, icon=own.icon)["about"]).decode()
    assert "<p>Write to us: desk@courier.example</p>" in page
    assert '<h1 id="prose-title">Who writes this</h1>' in page
    story = sample_views("en", style=own.style, icon=own.icon)["story"]
    assert isinstance(story, StoryView)
    common = own.render(story)
    politics = replace(story, chrome=replace(story.chrome, current_section="/en/sections/politics/"))
    words = b'<p class="kicker">From our politics desk</p>'
    assert (words in common, words in own.render(politics)) == (False, True)


def test_every_template_and_every_name_of_the_style_sheet_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    theme = Theme()
    style = theme.assets()[theme.style].decode()
    assert [name for name in TEMPLATES.values() if f"`{name}`" not in page] == []
    named = re.findall(r"^\| (`--.*?) \|", page, re.MULTILINE)
    assert [name for row in named for name in re.findall(r"--[a-z]+", row) if f"{name}:" not in style] == []
