"""Takes the README's picture: the demo's English front by day beside a Russian story by night.

Rule: needs a demo newsroom's baked site and Debian's Chromium; serves that site on loopback for as long as it
takes, and writes `front.jpg` beside itself, under 300 kB.

    make demo                                               # then Ctrl-C
    .venv/bin/python docs/pictures/take.py demo-newsroom/site
"""

import io
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1280, 1500  # of each page, in CSS pixels
SHOWN = 800  # how wide each page is in the picture, in pixels
GAP = 24  # pixels
LIMIT = 300_000  # bytes
GROUND = (196, 192, 184)


class Files(SimpleHTTPRequestHandler):
    """The site, silently."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def shoot(site: Path, pages: list[tuple[str, str]]) -> list[Image.Image]:
    """A screenshot of each (address, "light" or "dark")."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    shots = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for address, scheme in pages:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            page.goto(f"http://127.0.0.1:{server.server_port}{address}", wait_until="networkidle")
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    server.shutdown()
    return shots


def side_by_side(shots: list[Image.Image]) -> Image.Image:
    """The screenshots, smaller, on one ground."""
    tall = round(HEIGHT * SHOWN / WIDTH)
    picture = Image.new("RGB", (len(shots) * (SHOWN + GAP) + GAP, tall + 2 * GAP), GROUND)
    for place, shot in enumerate(shots):
        picture.paste(
            shot.resize((SHOWN, tall), Image.Resampling.LANCZOS), (GAP + place * (SHOWN + GAP), GAP)
        )
    return picture


def under_limit(picture: Image.Image) -> bytes:
    """The best JPEG of the picture that is under LIMIT."""
    for quality in range(90, 30, -4):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        if file.tell() < LIMIT:
            return file.getvalue()
    raise SystemExit("The picture is too large at any quality. Make SHOWN smaller.")


def main() -> None:
    """Take the picture of the site that the command line names."""
    site = Path(sys.argv[1])
    (story,) = site.glob("ru/*/*/*/abrikos-kotoryy-vernulsya")
    shots = shoot(site, [("/en/", "light"), (f"/{story.relative_to(site)}/", "dark")])
    (Path(__file__).parent / "front.jpg").write_bytes(under_limit(side_by_side(shots)))


if __name__ == "__main__":
    main()
