"""Which feeds a hub is told of, and where a hub may be."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from serai.core.errors import SettingError
from serai.newsroom import hubs
from serai.newsroom.config import open_newsroom


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://hub.example/", True),
        ("https://hub.example:8443/publish?a=1", True),
        ("http://127.0.0.1:9000/hub", True),
        ("http://10.0.0.7/", True),
        ("http://[fd00::7]/", True),
        ("http://localhost:9000", True),
        ("http://hub.example/", False),
        ("http://8.8.8.8/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("https://name:secret@hub.example/", False),
        ("https://hub.example/#part", False),
        ("https://hub.example:port/", False),
        ("https://hub.example/\r\nHost: evil", False),
        ("https://", False),
        ("file:///etc/passwd", False),
        ("https://" + "a" * 600, False),
        ("", False),
    ],
)
def test_a_hub_is_reached_over_tls_or_in_the_house(url: str, fits: bool) -> None:
    assert hubs.is_hub(url) is fits


def test_a_hub_that_is_none_is_refused_with_the_settings_name(tmp_path: Path) -> None:
    (tmp_path / "serai.toml").write_text("")
    with pytest.raises(SettingError, match="SERAI_WEBSUB_HUB: websub_hub must be https://"):
        open_newsroom(tmp_path, {"SERAI_WEBSUB_HUB": "http://hub.example/"})


def test_a_hub_is_told_of_feeds_alone_and_of_those_with_the_widest_reach_first() -> None:
    paths = [
        "en/2026/11/23/a/comments/feed.xml",
        "en/sections/city/feed.xml",
        "en/index.html",
        "en/rss.xml",
        "en/feed.json",
        "en/2026/11/23/a/plate.json",
        "en/feed.xml",
    ]
    assert hubs.feeds_among(paths) == [
        "en/feed.json",
        "en/feed.xml",
        "en/rss.xml",
        "en/sections/city/feed.xml",
    ]
    many = [f"en/topics/t{number}/feed.xml" for number in range(hubs.ROUND * 2)]
    assert hubs.feeds_among([*many, "en/feed.xml"])[0] == "en/feed.xml"
    assert len(hubs.feeds_among(many)) == hubs.ROUND


def test_a_notice_names_the_feed_in_both_words_that_hubs_know() -> None:
    topic = "https://bridge.example/en/topics/%C3%A9/feed.xml"
    assert parse_qs(hubs.notice("https://bridge.example", "en/topics/é/feed.xml").decode()) == {
        "hub.mode": ["publish"],
        "hub.topic": [topic],
        "hub.url": [topic],
    }
