"""Nobody who writes an address makes the newsroom ask its own machine, its own network, or for ever."""

import errno
import socket
import threading
from typing import Any

import pytest

from serai.wire.errors import UnreachableServerError
from serai.wire.following import reaching
from serai.wire.following.reaching import Reach
from tests.wire.following import elsewhere


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/users/dana",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://elsewhere.example:22/",
        "https://elsewhere.example:99999/",
        "https://user:secret@elsewhere.example/",
        "https://elsewhere.example\r\nHost: evil/",
        "https://elsewhere.example/a b",
        "https://елсевхере.example/",
        "file:///etc/passwd",
        "unix:gate.sock",
        "gopher://elsewhere.example/",
        "https://",
        "//elsewhere.example/",
        "",
        "https://[",
        "https://elsewhere.example/" + "a" * 1000,
    ],
)
def test_an_address_that_is_no_server_s_is_not_asked(url: str) -> None:
    assert not Reach().may(url)
    with pytest.raises(UnreachableServerError):
        Reach().request("GET", url, headers={})


def test_an_address_on_the_public_net_may_be_asked() -> None:
    for url in ("https://elsewhere.example/users/dana", "https://elsewhere.example:443/inbox?a=b"):
        assert Reach().may(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
        ("64:ff9b:1::7f00:1", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("4000::1", False),
        ("192.0.0.9", False),
        ("nonsense", False),
    ],
)
def test_what_is_of_the_public_net(address: str, public: bool) -> None:
    assert reaching.is_public(address) is public


@pytest.mark.parametrize("inside", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], []])
def test_a_public_name_that_points_inside_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, inside: list[str]
) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in inside]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: rows)
    with pytest.raises(UnreachableServerError):
        Reach().request("GET", "https://elsewhere.example/", headers={})


def test_a_host_is_reached_at_another_of_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a host has an IPv6 address and this machine no way to it."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, 80)) for at in ("192.0.2.1", "127.0.0.1")]
    real, asked, tried = socket.create_connection, socket.getaddrinfo, []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        tried.append(address[0])
        if address[0] == "192.0.2.1":
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        return real(address, timeout)

    def look_up(*host: Any, **named: Any) -> Any:
        return rows if named else asked(*host)  # `create_connection` names nothing

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with elsewhere.running() as server:
        port = int(server.url.rpartition(":")[2])
        rows = [(*row[:4], (row[4][0], port)) for row in rows]
        assert Reach(loopback=True).request("GET", server.actor(), headers={}).status == 200
    assert tried == ["192.0.2.1", "127.0.0.1"]


def test_a_server_is_asked_and_led_nowhere_else() -> None:
    with elsewhere.running() as server:
        server.documents["/away"] = (302, b"")
        reach = Reach(loopback=True)
        answer = reach.request("GET", server.actor(), headers={"Accept": "application/activity+json"})
        assert (answer.status, b'"preferredUsername": "dana"' in answer.body) == (200, True)
        assert reach.request("GET", f"{server.url}/away", headers={}).status == 302
        assert server.asked == ["/users/dana", "/away"]
        assert not reach.may("https://elsewhere.example/")


def test_an_answer_that_is_too_long_is_not_read() -> None:
    with elsewhere.running() as server:
        server.documents["/long"] = (200, b"x" * (reaching.ANSWER_LIMIT + 1))
        with pytest.raises(UnreachableServerError):
            Reach(loopback=True).request("GET", f"{server.url}/long", headers={})


def test_an_answer_that_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "PATIENCE", 0.3)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                while not ended.wait(0.05):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(UnreachableServerError):
            Reach(loopback=True).request("GET", url, headers={})
        ended.set()
