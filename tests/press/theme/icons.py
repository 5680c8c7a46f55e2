"""The theme's icons as pictures: `favicon.svg` drawn in the two sizes that a web app's manifest names.

python -m tests.press.theme.icons      # writes them into the theme's assets
"""

from pathlib import Path

from PIL import Image, ImageDraw

from serai.press import theme

ASSETS = Path(theme.__file__).parent / "assets"
SIZES = (192, 512)  # pixels
_GROUND, _ARCH = (140, 35, 24, 255), (255, 253, 248, 255)
_FINER = 4  # times as large is it drawn, and then made small
_UNITS = 32  # of the drawing's box


def draw(size: int) -> Image.Image:
    """The icon, `size` pixels wide and high."""
    scale = size * _FINER / _UNITS

    def box(*corners: float) -> tuple[float, float, float, float]:
        left, top, right, bottom = (corner * scale for corner in corners)
        return left, top, right - 1, bottom - 1

    canvas = Image.new("RGBA", (size * _FINER, size * _FINER), (140, 35, 24, 0))
    pen = ImageDraw.Draw(canvas)
    pen.rounded_rectangle(box(0, 0, 32, 32), radius=5 * scale, fill=_GROUND)
    pen.ellipse(box(7, 6, 25, 24), fill=_ARCH)
    pen.rectangle(box(7, 15, 25, 26), fill=_ARCH)
    pen.ellipse(box(12, 11, 20, 19), fill=_GROUND)
    pen.rectangle(box(12, 15, 20, 26), fill=_GROUND)
    return canvas.resize((size, size), Image.Resampling.BOX)


def path_of(size: int) -> Path:
    """Where the icon of a size is kept."""
    return ASSETS / f"icon-{size}.png"


if __name__ == "__main__":
    for one in SIZES:
        draw(one).save(path_of(one), optimize=True)
