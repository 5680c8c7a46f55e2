"""What gates tell of openings adds up, and is shown to whoever may enter the desk, as numbers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from serai.core import clock
from serai.discussion import charts, queries
from serai.discussion.actions import TakenIn
from serai.discussion.models import Quarantined, StoryCard, StoryReads
from serai.gate import entries
from tests.discussion import readers
from tests.discussion.moderating import at_desk, moderator
from tests.discussion.readers import AT, OTHER, STORY, take_in

pytestmark = pytest.mark.django_db
DAY = AT.date()


def reads(number: int, count: int, **fields: Any) -> entries.Reads:
    own = readers.other_id("reads", number)
    told = {"edition": "en", "story": STORY, "day": DAY, "at": AT, **fields}
    return entries.Reads(id=own, receipt=own, count=count, **told)


def kept() -> list[tuple[str, str, date, int]]:
    return list(StoryReads.objects.order_by("day", "story").values_list("edition", "story", "day", "count"))


def test_numbers_add_up_and_each_counts_once_whichever_gate_gives_it() -> None:
    assert take_in(reads(1, 10), reads(2, 12)) == TakenIn(taken=2)
    assert take_in(reads(1, 10), gate="8" * 32) == TakenIn(known=1)
    take_in(reads(3, 5, day=DAY - timedelta(days=1)), gate="8" * 32)
    assert kept() == [("en", STORY, DAY - timedelta(days=1), 5), ("en", STORY, DAY, 22)]


@pytest.mark.parametrize(
    ("count", "fields"),
    [
        (0, {}),
        (-5, {}),
        (10**12, {}),
        (10, {"day": date(9999, 1, 1)}),
        (10, {"edition": "<b>"}),
        (10, {"story": "../../etc"}),
    ],
)
def test_what_cannot_be_is_kept_in_quarantine(count: int, fields: dict[str, Any]) -> None:
    assert take_in(reads(1, count, **fields)) == TakenIn(quarantined=1)
    assert (kept(), Quarantined.objects.count()) == ([], 1)


def test_the_most_read_come_first_with_their_days(django_assert_num_queries: Any) -> None:
    readers.publish()
    readers.publish(OTHER, headline="The other one")
    for number, (story, count, back) in enumerate([(STORY, 10, 0), (STORY, 20, 2), (OTHER, 25, 1)]):
        take_in(reads(number, count, story=story, day=DAY - timedelta(days=back)), first=number + 1)
    days = queries.days_until(DAY, 3)
    with django_assert_num_queries(3, using="discussion"):
        found = queries.most_read(days)
    assert [(read.story, read.days, read.total) for read in found] == [
        (STORY, (20, 0, 10), 30),
        (OTHER, (0, 25, 0), 25),
    ]
    assert queries.reads_by_day(days) == (20, 25, 10)
    assert (queries.most_read(days, "ru"), queries.reads_by_day(days, "ru")) == ((), (0, 0, 0))


def test_a_story_that_is_public_no_more_is_not_named() -> None:
    readers.publish()
    take_in(reads(1, 10))
    StoryCard.objects.update(public=False)
    assert queries.most_read(queries.days_until(DAY, 1)) == ()


def test_stories_that_are_public_no_more_push_no_others_off_the_list() -> None:
    readers.publish()
    readers.publish(OTHER, headline="The other one")
    take_in(reads(1, 10), reads(2, 99, story=OTHER), reads(3, 50, story="f" * 32))
    StoryCard.objects.filter(key=OTHER).update(public=False)
    [found] = queries.most_read(queries.days_until(DAY, 1), limit=1)
    assert (found.story, found.total) == (STORY, 10)


def test_editions_are_found_without_a_walk_over_every_day(django_assert_num_queries: Any) -> None:
    for number in range(6):
        take_in(
            reads(number, 10, edition="ru" if number % 2 else "en", story=f"{number:032x}"), first=number + 1
        )
    with django_assert_num_queries(3, using="discussion"):  # one for each, one that finds no more
        assert queries.editions_read() == ("en", "ru")


# --- the screen -------------------------------------------------------------------------------------------


def look(client: Client, **question: str) -> str:
    answer = client.get(reverse("discussion:readership"), question)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_screen_shows_numbers_and_small_charts() -> None:
    readers.publish()
    take_in(reads(1, 1700, day=clock.now().date()))
    page = look(moderator())
    assert page.count("1,700") == 3  # the sum, the day's, the story's
    assert "1,700 stories opened" in " ".join(page.split())
    assert 'class="talk-spark"' in page
    assert "Most on " in page


def test_days_are_shown_where_every_story_was_taken_back() -> None:
    readers.publish()
    take_in(reads(1, 17, day=clock.now().date()))
    StoryCard.objects.update(public=False)
    page = look(moderator())
    assert "17 stories opened" in page
    assert "Nothing is known yet" not in page
    assert "Opened most" not in page


def test_a_reporter_may_see_it_and_a_stranger_may_not() -> None:
    assert "Nothing is known yet" in look(at_desk("reporter"))
    assert Client().get(reverse("discussion:readership")).status_code == 302


@pytest.mark.parametrize(
    "question",
    [{"days": "100000"}, {"days": "-1"}, {"days": "x" * 5000}, {"edition": "<script>"}, {"edition": "\x00"}],
)
def test_what_is_asked_for_and_cannot_be_shows_what_is_there(question: dict[str, str]) -> None:
    readers.publish()
    take_in(reads(1, 17, day=clock.now().date()))
    page = look(moderator(), **question)
    assert "17 stories opened" in page
    assert "<script>x" not in page


def test_a_spark_has_a_bar_for_each_day_that_is_not_empty() -> None:
    drawn = charts.spark(name="<Most>", values=(0, 2, 4))
    assert drawn.count("<rect") == 2
    assert "&lt;Most&gt;" in drawn
    assert charts.spark(name="None", values=()) == ""
