"""What the theme's tests share: one Theme, and a folder with every sample page, its pictures and assets."""

from pathlib import Path

import pytest

from serai.press.theme.environment import Theme
from serai.press.views import ManifestView
from tests.press.theme import paintings
from tests.press.theme.samples import LANGUAGES, edition, sample_views


@pytest.fixture(scope="session")
def theme() -> Theme:
    """Serai's theme, as it comes."""
    return Theme()


@pytest.fixture(scope="session")
def sample_site(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve: `/en/story.html` and so on, `/media/` and `/assets/`."""
    folder = tmp_path_factory.mktemp("sample-site")
    paintings.write(folder)
    for address, data in theme.assets().items():
        path = folder / address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for code in LANGUAGES:
        (folder / code).mkdir()
        for name, view in sample_views(code, style=theme.style, icon=theme.icon).items():
            (folder / code / f"{name}.html").write_bytes(theme.render(view))
        manifest = theme.render(ManifestView(edition=edition(LANGUAGES[code])))
        (folder / code / "manifest.webmanifest").write_bytes(manifest)
    return folder
