"""What an arranged front does by itself: a banner is baked away at its end, a lead comes up at its hour."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from serai.core import clock
from serai.desk import actions, queries
from serai.desk.fronts.layouts import BannerLine, Layout, Slot
from serai.desk.models import Edition, Section
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler
from tests.newsroom.stories import published

pytestmark = pytest.mark.django_db

WORDS = "The river is rising"


def later(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def saying(room: Newsroom, words: str) -> set[str]:
    """The public files in which these words stand."""
    return {
        str(path.relative_to(room.site))
        for path in sorted(Path(room.site).rglob("*"))
        if path.is_file() and words.encode() in path.read_bytes()
    }


def test_a_banner_goes_by_itself_at_its_end_and_nothing_else_is_written(
    room: Newsroom, filler: Filler, edition: Edition, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = published(edition, section, "bridge")
    until = clock.whole_seconds(clock.now() + timedelta(hours=2))
    layout = Layout(lead=(Slot(story=lead.key),), banner=BannerLine(text=WORDS, until=until))
    actions.arrange_front(edition=edition, layout=layout, number=0)
    filler.fill_due()
    assert saying(room, WORDS) == {"en/index.html", "en/front.json"}
    assert queries.next_due(clock.now()) == until
    assert filler.fill_due() == 0

    later(monkeypatch, until)
    planned = filler.plan_due()
    assert filler.fill_due() == 1
    assert saying(room, WORDS) == set()
    assert {name.removesuffix(".gz").removesuffix(".br") for name in planned.written} == {
        "en/index.html",
        "en/front.json",
    }
    assert json.loads((room.site / "en/front.json").read_bytes())["lead"] == lead.key


def test_a_lead_under_embargo_is_in_no_public_file_before_its_end_and_leads_from_then_on(
    room: Newsroom, filler: Filler, edition: Edition, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = clock.whole_seconds(clock.now() + timedelta(hours=2))
    bridge = published(edition, section, "bridge")
    held = published(edition, section, "secret-verdict", embargo_until=until)
    banner = BannerLine(text="Verdict in an hour", story=held.key, until=until + timedelta(hours=1))
    layout = Layout(lead=(Slot(story=held.key),), pinned=(Slot(story=bridge.key),), banner=banner)
    actions.arrange_front(edition=edition, layout=layout, number=0)
    filler.fill_due()
    assert saying(room, held.key) == saying(room, "Verdict") == saying(room, "secret-verdict") == set()
    assert json.loads((room.site / "en/front.json").read_bytes())["lead"] == ""

    later(monkeypatch, until)
    filler.fill_due()
    front = (room.site / "en/index.html").read_text(encoding="utf-8")
    assert json.loads((room.site / "en/front.json").read_bytes())["lead"] == held.key
    assert front.index("secret-verdict") < front.index("/bridge/")
    assert "Verdict in an hour" in front

    actions.unpublish(story=held)
    filler.fill_due()
    assert saying(room, held.key) == saying(room, "Verdict in") == set()
