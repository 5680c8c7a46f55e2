"""The gate's pages look as the newsroom's theme is now, and a theme that fails costs no reader a word."""

from pathlib import Path

import pytest

from serai.core import files
from serai.gate import current_theme
from serai.press.theme.environment import Theme
from serai.press.theme.errors import ThemeError
from tests.gate.gates import NOW, opened


class Ticks:
    """A clock for current_theme."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _each_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about reading the theme again."""
    monkeypatch.setattr(current_theme, "Theme", Theme)


def test_a_theme_that_changed_is_read_again_and_only_then(tmp_path: Path) -> None:
    ticks = Ticks()
    theme = current_theme.CurrentTheme(tmp_path / "theme", ticks)
    first = theme.now()
    ticks.now = 5.0
    assert theme.now() is first
    files.write(tmp_path / "theme" / "assets" / "css" / "99-own.css", b"body { color: red }")
    ticks.now = 9.9
    assert theme.now() is first
    ticks.now = 10.0
    assert theme.now().style != first.style
    (tmp_path / "theme" / "assets" / "css" / "99-own.css").unlink()
    ticks.now = 15.0
    assert theme.now().style == first.style


def test_a_theme_that_cannot_be_used_leaves_the_last_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = Ticks()
    theme = current_theme.CurrentTheme(tmp_path, ticks)
    first = theme.now()
    files.write(
        tmp_path / "assets" / "css" / "99-own.css", b'body { background: url("https://x.example/a.png") }'
    )
    ticks.now = 5.0
    assert theme.now() is first
    assert "stay as they were" in caplog.text


def test_a_theme_that_cannot_be_used_at_the_start_is_told(tmp_path: Path) -> None:
    files.write(
        tmp_path / "assets" / "css" / "99-own.css", b'body { background: url("https://x.example/a.png") }'
    )
    with pytest.raises(ThemeError):
        current_theme.CurrentTheme(tmp_path, Ticks())


@pytest.mark.parametrize(
    "template", ["{{ nothing.there }}", "{% if %}", "{{ view.comment.text | int + [] }}"]
)
def test_a_template_that_fails_gives_way_to_serais_and_logs_no_word(
    tmp_path: Path, template: str, caplog: pytest.LogCaptureFixture
) -> None:
    theme = tmp_path / "theme"
    files.write(theme / "templates" / "gate" / "preview.html", template.encode())
    with opened(tmp_path, theme=theme) as house:
        page = house.reader().previews("A SECRET WORD")
    assert (page.status_code, "A SECRET WORD" in page.text) == (200, True)
    assert "gate/preview.html in the theme's folder fails" in caplog.text
    assert "SECRET" not in caplog.text


def test_the_newsrooms_own_template_is_shown(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    files.write(theme / "templates" / "gate" / "preview.html", b"<p>Ours: {{ view.comment.text }}")
    with opened(tmp_path, theme=theme) as house:
        assert house.reader().previews("<i>a</i>").text == "<p>Ours: &lt;i&gt;a&lt;/i&gt;"
        assert house.clock() == NOW
