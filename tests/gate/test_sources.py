"""A source tells networks apart for a day, and an address cannot be told from it."""

import pytest

from serai.gate.sources import DAY, Sources, network_of

NOON = 20_000 * DAY + DAY / 2


@pytest.mark.parametrize(
    ("client", "forwarded", "proxied", "network"),
    [
        ("203.0.113.7", "", False, "cb007107"),
        ("203.0.113.7", "198.51.100.1", False, "cb007107"),
        ("", "198.51.100.1", False, ""),
        ("127.0.0.1", "198.51.100.1", True, "c6336401"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", True, "c6336401"),
        ("127.0.0.1", "203.0.113.9, ", True, ""),
        ("203.0.113.7", "", True, ""),
        ("2001:db8:1:2:3:4:5:6", "", False, "20010db800010002"),
        ("2001:db8:1:2::", "", False, "20010db800010002"),
        ("", "[2001:db8:1:2::9]", True, "20010db800010002"),
        ("::ffff:203.0.113.7", "", False, "cb007107"),
        ("::ffff:127.0.0.1", "", False, ""),
        ("fe80::1%eth0", "", False, ""),
        ("fd00::1", "", False, ""),
        ("::1", "", False, ""),
        ("::", "", False, ""),
        ("127.9.9.9", "", False, ""),
        ("10.0.0.1", "", False, ""),
        ("172.16.0.1", "", False, ""),
        ("172.32.0.1", "", False, "ac200001"),
        ("192.168.1.1", "", False, ""),
        ("169.254.1.1", "", False, ""),
        ("0.0.0.0", "", False, ""),
        ("", "unknown", True, ""),
        ("", "203.0.113.7\x00", True, ""),
        ("", "9" * 100_000, True, ""),
        ("", "é", True, ""),
        ("testclient", "", False, ""),
    ],
)
def test_what_tells_a_network_apart(client: str, forwarded: str, proxied: bool, network: str) -> None:
    assert network_of(client, forwarded, proxied=proxied).hex() == network


def test_one_network_is_one_source_for_a_day_and_another_the_next() -> None:
    sources = Sources()
    today = sources.of(b"\xcb\x00\x71\x07", NOON)
    assert len(today) == 16
    assert sources.of(b"\xcb\x00\x71\x07", NOON + DAY / 2 - 1) == today
    assert sources.before(b"\xcb\x00\x71\x07", NOON) == ""
    tomorrow = sources.of(b"\xcb\x00\x71\x07", NOON + DAY)
    assert tomorrow != today
    assert sources.before(b"\xcb\x00\x71\x07", NOON + DAY) == today


def test_the_key_of_the_day_before_yesterday_is_gone() -> None:
    sources = Sources()
    sources.of(b"\xcb\x00\x71\x07", NOON)
    sources.of(b"\xcb\x00\x71\x07", NOON + 2 * DAY)
    assert sources.before(b"\xcb\x00\x71\x07", NOON + 2 * DAY) == ""


def test_two_gates_call_one_network_by_two_names() -> None:
    assert Sources().of(b"\xcb\x00\x71\x07", NOON) != Sources().of(b"\xcb\x00\x71\x07", NOON)


def test_what_cannot_be_told_apart_is_shared() -> None:
    assert Sources().of(b"", NOON) == ""
