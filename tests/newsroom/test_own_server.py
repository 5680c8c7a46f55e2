"""What somebody is told who runs a web server of their own; that it serves, `test_conformance.py` proves."""

import json
import os
import subprocess
from pathlib import Path

import httpx
import pytest

from serai.core.errors import SettingError
from serai.newsroom import nginx, own_server, programs
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.errors import MissingProgramError
from tests.newsroom import fronts
from tests.newsrooms import SERAI, clean_environment, free_port, wait_until

needs_nginx = pytest.mark.skipif(not fronts.has_nginx(), reason="no nginx here: apt-get install nginx-light")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    (tmp_path / "serai.toml").write_text('site_url = "https://courier.localhost"\n')
    return open_newsroom(tmp_path, {})


def _certificate(folder: Path) -> tuple[str, str]:
    certificate, key = folder / "a certificate.pem", folder / "key.pem"
    made = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    files = ("-days", "2", "-subj", "/CN=courier.localhost", "-keyout", str(key), "-out", str(certificate))
    try:
        subprocess.run([*made, *files], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl here: apt-get install openssl")
    return str(certificate), str(key)


@needs_nginx
def test_nginx_serves_https_with_the_certificate_that_it_was_given(room: Newsroom) -> None:
    place = room.folder
    fronts.lay_out(place)
    certificate, key = _certificate(place)
    https, http = free_port(), free_port()
    lines = own_server.nginx_lines(room, certificate=certificate, key=key)
    for line, port in ((":443 ssl", https), (":80;", http)):
        lines = lines.replace(f"[::]{line}", f"[::1]:{port}{line[line.index(' ') :] if ' ' in line else ';'}")
    lines = lines.replace("listen 443 ssl", f"listen 127.0.0.1:{https} ssl").replace(
        "listen 80;", f"listen 127.0.0.1:{http};"
    )
    (place / nginx.FOLDER).mkdir()
    (place / "lines.conf").write_text(lines)
    (place / "nginx.conf").write_text(fronts.around("lines.conf", "root root" if os.geteuid() == 0 else ""))
    command = [programs.nginx().program, "-p", f"{place}/", "-c", "nginx.conf", "-e", "stderr"]
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, stderr=log)
    try:
        wait_until(lambda: process.poll() is not None or _answers(http), "nginx")
        assert process.poll() is None, (place / "log").read_text()
        moved = httpx.get(f"http://127.0.0.1:{http}/en/?a=1", headers={"host": "courier.localhost"})
        assert (moved.status_code, moved.headers["location"]) == (308, "https://courier.localhost/en/?a=1")
        page = httpx.get(f"https://127.0.0.1:{https}{fronts.STORY}", verify=False)
        told = (page.content, page.headers["content-encoding"], page.headers["strict-transport-security"])
        assert told == (fronts.PAGE, "gzip", "max-age=31536000")
    finally:
        process.terminate()
        process.wait(10)


def _answers(port: int) -> bool:
    try:
        return bool(httpx.get(f"http://127.0.0.1:{port}/").status_code)
    except httpx.HTTPError:
        return False


def test_caddy_of_one_s_own_gets_its_certificates_itself(room: Newsroom, tmp_path: Path) -> None:
    told = own_server.caddy_json(room)
    (tmp_path / "caddy.json").write_text(told)
    command = [programs.caddy(), "validate", "--config", "caddy.json"]
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    servers = json.loads(told)["apps"]["http"]["servers"]
    assert {name: server["listen"] for name, server in servers.items()} == {
        "public": [":443"],
        "plain": [":80"],
    }


@pytest.mark.parametrize(
    ("settings", "options", "told"),
    [
        ("", {}, "no https:// address"),
        ('site_url = "https://a.example"', {}, "--certificate and --key"),
        ('site_url = "https://a.example"', {"certificate": "/a.pem"}, "--certificate and --key"),
        ("", {"listen": "8080"}, "--listen: public_address must be host:port"),
        ("", {"listen": "127.0.0.1:80; include /etc/passwd"}, "--listen: public_address must be host:port"),
        ('domain = "a.example"\nsite_url = "https://a.example"', {"listen": "127.0.0.1:80"}, "domain"),
        ('site_url = "https://a.example"', {"certificate": "/a$b.pem", "key": "/c"}, "without \\$"),
        ('site_url = "https://a.example"', {"certificate": "/a\nb.pem", "key": "/c"}, "line breaks"),
    ],
)
def test_what_could_serve_nobody_is_refused(
    tmp_path: Path, settings: str, options: dict[str, str], told: str
) -> None:
    (tmp_path / "serai.toml").write_text(settings)
    with pytest.raises(SettingError, match=told):
        own_server.nginx_lines(open_newsroom(tmp_path, {}), **options)


@needs_nginx
def test_a_name_cannot_end_its_word(room: Newsroom, tmp_path: Path) -> None:
    evil = '/x"; include /etc/passwd; "\\'
    (tmp_path / nginx.FOLDER).mkdir()
    text = nginx.configuration(site=evil, listen="127.0.0.1:1", gate="unix:gate.sock")
    (tmp_path / "nginx.conf").write_text(text)
    command = [programs.nginx().program, "-p", f"{tmp_path}/", "-c", "nginx.conf", "-e", "stderr", "-t"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@needs_nginx
def test_an_nginx_that_cannot_do_it_is_told_apart(tmp_path: Path) -> None:
    real = programs.nginx()
    with pytest.raises(MissingProgramError, match="apt-get install nginx-light"):
        programs.nginx(path=str(tmp_path))
    poor = tmp_path / "nginx"
    poor.write_text("#!/bin/sh\necho configure arguments: --with-http_realip_module >&2\n")
    poor.chmod(0o755)
    with pytest.raises(MissingProgramError, match="http_gzip_static_module"):
        programs.nginx(path=str(tmp_path))
    assert real.brotli == "" or Path(real.brotli).is_file()


def test_the_command_writes_the_file_and_says_what_is_lacking(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").write_text("")
    output = tmp_path / "site.conf"
    words = ["serve-config", "nginx", "--listen", "127.0.0.1:8080", "--output", str(output)]
    environment = {**clean_environment(), "SERAI_NEWSROOM": str(tmp_path)}
    done = subprocess.run([*SERAI, *words], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, "trusted_proxies" in done.stderr) == (0, "", True)
    assert output.read_text() == own_server.nginx_lines(open_newsroom(tmp_path, {}), listen="127.0.0.1:8080")
