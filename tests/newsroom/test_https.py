"""A domain that is named is served over HTTPS: real Caddy, its own authority, high ports of loopback."""

import contextlib
import json
import os
import socket
import ssl
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from serai.core.errors import SettingError
from serai.newsroom import caddy, listening, programs
from serai.newsroom.config import open_newsroom
from serai.newsroom.public import SECURITY_HEADERS, Https
from tests.newsroom import fronts
from tests.newsroom.fronts import PAGE, STORY
from tests.newsrooms import free_port, wait_until

DOMAIN = "courier.localhost"  # for names like this Caddy is an authority itself
READER = "127.0.0.75"
AUTHORITY = "caddy/pki/authorities/local/root.crt"


@dataclass(frozen=True)
class Served:
    """A site at `DOMAIN`, and where its certificates are kept."""

    place: Path
    https: int
    http: int

    @property
    def authority(self) -> Path:
        return self.place / "data" / AUTHORITY


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Caddy as `serai run` starts it where a domain is named."""
    place = tmp_path_factory.mktemp("https")
    fronts.lay_out(place)
    there = Served(place=place, https=free_port(), http=free_port())
    at = Https(domain=DOMAIN, https_port=there.https, http_port=there.http)
    told = caddy.configuration(site=str(place / "site"), listen="", gate="unix:gate.sock", https=at)
    (place / "caddy.json").write_text(json.dumps(told))
    home = place / "data"
    home.mkdir(mode=0o700)
    environment = os.environ | {"HOME": str(place), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    command = [programs.caddy(), "run", "--config", "caddy.json"]
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env=environment, stderr=log, stdout=log)
    try:
        wait_until(lambda: process.poll() is not None or _is_served(there), "a certificate")
        assert process.poll() is None, (place / "log").read_text()
        yield there
    finally:
        process.terminate()
        process.wait(10)


def _is_served(there: Served) -> bool:
    if not there.authority.is_file():
        return False
    try:
        return _get(there, STORY).status_code == 200
    except httpx.HTTPError:
        return False


def _get(there: Served, path: str) -> httpx.Response:
    trusting = ssl.create_default_context(cafile=str(there.authority))
    host = {"Host": f"{DOMAIN}:{there.https}"}
    with httpx.Client(verify=trusting, headers=host) as client:
        url = f"https://127.0.0.1:{there.https}{path}"
        return client.get(url, extensions={"sni_hostname": DOMAIN})


def _spoken(there: Served, offered: list[str]) -> str | None:
    """The protocol that the server chooses of those `offered` (ALPN, RFC 7301)."""
    context = ssl.create_default_context(cafile=str(there.authority))
    context.set_alpn_protocols(offered)
    with (
        socket.create_connection(("127.0.0.1", there.https), timeout=10) as connection,
        context.wrap_socket(connection, server_hostname=DOMAIN) as secure,
    ):
        return secure.selected_alpn_protocol()


def test_a_page_comes_over_tls_with_every_header_and_is_told_to_stay_there(served: Served) -> None:
    answer = _get(served, STORY)
    said = {
        name: answer.headers.get(name) for name in [*SECURITY_HEADERS, "Strict-Transport-Security", "server"]
    }
    assert (answer.content, answer.headers["content-encoding"]) == (PAGE, "br")
    assert said == {**SECURITY_HEADERS, "Strict-Transport-Security": "max-age=31536000", "server": None}


def test_http_2_is_spoken_and_http_3_offered(served: Served) -> None:
    assert [_spoken(served, ["h2", "http/1.1"]), _spoken(served, ["http/1.1"])] == ["h2", "http/1.1"]
    assert f'h3=":{served.https}"' in _get(served, STORY).headers["alt-svc"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial, pytest.raises(OSError, match="in use"):
        trial.bind(("127.0.0.1", served.https))  # HTTP/3 listens there


def test_plain_http_leads_to_the_domain_and_to_no_other(served: Served) -> None:
    url = f"http://127.0.0.1:{served.http}{STORY}?a=1"
    moved = httpx.get(url, headers={"host": DOMAIN})
    assert (moved.status_code, moved.headers["location"]) == (
        308,
        f"https://{DOMAIN}:{served.https}{STORY}?a=1",
    )
    assert (moved.headers.get("server"), moved.headers.get("strict-transport-security")) == (None, None)
    strange = httpx.get(url, headers={"host": "evil.example"})
    assert (strange.status_code, strange.headers.get("location")) == (421, None)


def test_http_2_is_spoken_by_a_client_that_is_not_ours(served: Served) -> None:
    there = f"{DOMAIN}:{served.https}"
    command = ["curl", "-sS", "--http2", "--cacert", str(served.authority), "--resolve", f"{there}:127.0.0.1"]
    try:
        done = subprocess.run(
            [*command, "-o", os.devnull, "-w", "%{http_version} %{response_code}", f"https://{there}{STORY}"],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
    except FileNotFoundError:
        pytest.skip("no curl here: apt-get install curl")
    assert done.stdout == "2 200"


def test_another_name_gets_no_certificate(served: Served) -> None:
    context = ssl.create_default_context(cafile=str(served.authority))
    with (
        socket.create_connection(("127.0.0.1", served.https), timeout=10) as connection,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(connection, server_hostname="evil.example")


def test_no_address_of_a_reader_is_written_whatever_goes_wrong(served: Served) -> None:
    for port in (served.https, served.http):
        for said in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x05hello", b"\x00" * 100):
            with socket.create_connection(
                ("127.0.0.1", port), timeout=10, source_address=(READER, 0)
            ) as connection:
                connection.sendall(said)
                connection.shutdown(socket.SHUT_WR)
                with contextlib.suppress(ConnectionError):
                    while connection.recv(4096):
                        pass
    held = [
        file for file in served.place.rglob("*") if file.is_file() and READER.encode() in file.read_bytes()
    ]
    assert held == []


def test_keys_are_their_owner_s_alone(served: Served) -> None:
    keys = list((served.place / "data").rglob("*.key"))
    assert len(keys) >= 2
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('domain = "news.example"', 'site_url = "https://news.example"'),
        ('domain = "news.example"\nsite_url = "https://other.example"', 'site_url = "https://news.example"'),
        ('domain = "news.example"\nsite_url = "http://news.example"', 'site_url = "https://news.example"'),
        (
            'domain = "news.example"\nsite_url = "https://news.example"\npublic_server = "nginx"',
            "serai serve-config nginx",
        ),
    ],
)
def test_settings_that_contradict_the_domain_are_refused(tmp_path: Path, settings: str, told: str) -> None:
    (tmp_path / "serai.toml").write_text(settings)
    with pytest.raises(SettingError) as refused:
        listening.public(open_newsroom(tmp_path, {}))
    assert told in str(refused.value)


def test_a_domain_listens_on_the_ports_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").write_text('domain = "news.example"\nsite_url = "https://news.example"')
    found = listening.public(open_newsroom(tmp_path, {}))
    assert [(address.host, address.port) for address in found] == [("", 443), ("", 80)]


def test_a_port_of_root_s_tells_how_it_is_had() -> None:
    address = listening.Address("", 443, "domain")
    refused = listening.refusal(address, PermissionError(13, "Permission denied"))
    taken = listening.refusal(address, OSError(98, "Address already in use"))
    assert ("CAP_NET_BIND_SERVICE" in refused, "ip_unprivileged_port_start" in refused) == (True, True)
    assert taken == ":443 cannot be listened on: Address already in use. Stop what listens there."


def test_the_authority_is_told_where_to_write_to() -> None:
    at = Https(domain="news.example", mail="desk@news.example")
    told = caddy.configuration(site="site", listen="", gate="unix:gate.sock", https=at)
    [policy] = told["apps"]["tls"]["automation"]["policies"]
    assert policy["issuers"] == [{"module": "acme", "email": "desk@news.example"}]
