"""The nginx lines of "Run a newsroom on a server" do what they are there for."""

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serai.newsroom.public import FOREVER, FRESH
from tests.newsrooms import free_port, wait_until

PAGE = b"<!doctype html><p>" + b"The bridge opened today. " * 200
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "run-on-a-server.md"
pytestmark = pytest.mark.skipif(
    not shutil.which("nginx"), reason="no nginx here: apt-get install nginx-light"
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """nginx with the lines of the how-to, over a small site."""
    site = tmp_path / "site"
    for name, data in {
        "en/index.html": PAGE,
        "en/index.html.gz": gzip.compress(PAGE),
        "404.html": b"<p>no such page",
        "media/ab/abcd.avif": b"avif",
        "en/.draft.html": b"SECRET",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    text = HOW_TO.read_text(encoding="utf-8").split("## 5.")[1].split("## 6.")[0]
    lines = "\n".join(re.findall(r"^    (.+)$", text, flags=re.MULTILINE))
    port = free_port()
    lines = lines.replace("/srv/serai/courier/site", str(site)).replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types;\n"
        + "".join(f"{place}_temp_path {tmp_path}/{place};\n" for place in places)
        + f"{lines}\n}}\n"
    )
    process = subprocess.Popen(
        ["nginx", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    wait_until(lambda: process.poll() is not None or _answers(base), "nginx")
    yield base
    process.terminate()
    process.wait(10)


def _answers(base: str) -> bool:
    try:
        return bool(httpx.get(base).status_code)
    except httpx.HTTPError:
        return False


def test_pages_are_compressed_tagged_and_revalidated(address: str) -> None:
    page = httpx.get(f"{address}/en/", headers={"accept-encoding": "gzip"})
    told = (page.status_code, page.content, page.headers["content-encoding"], page.headers["cache-control"])
    assert told == (200, PAGE, "gzip", FRESH)
    again = httpx.get(
        f"{address}/en/", headers={"accept-encoding": "gzip", "if-none-match": page.headers["etag"]}
    )
    assert again.status_code == 304


def test_what_is_named_by_content_is_kept_and_what_is_hidden_is_not_sent(address: str) -> None:
    assert httpx.get(f"{address}/media/ab/abcd.avif").headers["cache-control"] == FOREVER
    for hidden in ("/en/.draft.html", "/en/index.html.gz", "/en/nothing"):
        answer = httpx.get(address + hidden)
        assert (answer.status_code, answer.content) == (404, b"<p>no such page"), hidden


def test_the_security_headers_are_on_pages(address: str) -> None:
    headers = httpx.get(f"{address}/nothing").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
