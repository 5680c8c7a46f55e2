"""What stands apart from the pages: the manifest, the icons, the worker; and the page that leads to them."""

import json
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops

from serai.press.changes import Put
from serai.press.theme.environment import Theme
from serai.press.views import ManifestView
from tests.press import casting
from tests.press.sites import works
from tests.press.theme import icons
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, edition, sample_views

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_manifest_says_what_the_edition_is_and_names_assets_that_are_there(
    theme: Theme, code: str
) -> None:
    words = LANGUAGES[code]
    said = json.loads(theme.render(ManifestView(edition=edition(words))))
    shown = ("name", "lang", "dir", "start_url", "scope", "display")
    assert [said[name] for name in shown] == [
        words.masthead,
        words.language,
        words.direction,
        f"/{code}/",
        "/",
        "minimal-ui",
    ]
    assert [icon["src"] in theme.assets() for icon in said["icons"]] == [True, True]


@pytest.mark.parametrize("size", icons.SIZES)
def test_an_icon_is_the_favicon_drawn_in_its_size(theme: Theme, size: int) -> None:
    with Image.open(icons.path_of(size)) as kept:
        assert kept.size == (size, size)
        differing = ImageChops.difference(kept.convert("RGBA"), icons.draw(size))
    assert max(differing.tobytes()) <= 2
    favicon = ET.fromstring(theme.assets()[theme.icon])
    said = [part.get("fill") for part in favicon.iter() if part.get("fill")]
    assert said == ["#8c2318", "#fffdf8"]
    assert favicon.tag == f"{_SVG}svg"


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_the_page_about_reading_offline_may_start_a_worker(theme: Theme, code: str) -> None:
    policies = {
        name: parsed(theme.render(view)).xpath("string(//meta[@http-equiv]/@content)")
        for name, view in sample_views(code, style=theme.style, icon=theme.icon).items()
    }
    assert [name for name, policy in policies.items() if "worker-src" in policy] == ["offline"]
    assert policies["offline"].endswith("; script-src 'self'; worker-src 'self'; manifest-src 'self'")


def test_a_newsroom_may_want_nothing_kept(theme: Theme) -> None:
    with works() as desk:
        told = [Put(casting.edition()), Put(casting.section()), Put(casting.story())]
        desk.press(theme=theme).bake(told)
        assert (desk.site / "en/offline/index.html").is_file()
        desk.press(theme=theme, offline=False).bake([])
        assert not (desk.site / "en/offline").exists()
        assert not (desk.site / "en/manifest.webmanifest").exists()
        pages = [path.read_text() for path in desk.site.rglob("*.html")]
        assert [page for page in pages if "/offline/" in page or "manifest" in page] == []
