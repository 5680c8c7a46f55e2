"""Queues: true counts, pages that neither skip nor repeat, and queries that do not grow with the rows."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from serai.core import clock
from serai.discussion import actions, queries
from serai.discussion.actions import Incoming
from serai.discussion.database import ALIAS
from serai.discussion.errors import CursorError
from serai.discussion.models import Comment, Move
from tests.discussion import readers
from tests.discussion.readers import OTHER, STORY, row, take_in

pytestmark = pytest.mark.django_db

COPY = "Everybody knows that the governor sold the bridge, and nobody in this paper dares to say so today."


def names(name: str, **wanted: str) -> list[str]:
    return [row.comment.name for row in queries.queue(name, **wanted).rows]  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _stories() -> None:
    readers.publish()
    readers.publish(OTHER, section="d" * 32)


def test_an_empty_newsroom_has_empty_queues() -> None:
    assert queries.counts() == {"new": 0, "held": 0, "reported": 0, "brigade": 0, "all": 0}
    for name in ("new", "held", "reported", "brigade", "all"):
        assert queries.queue(name) == queries.Page()


def test_each_comment_comes_with_its_parent_its_story_and_its_reports() -> None:
    take_in(readers.comment(1), readers.report(9, on=1))
    take_in(readers.comment(2, reply_to=row(1).key), first=5)
    first, second = queries.queue("new").rows
    assert (first.card and first.card.headline, [report.reason for report in first.reports]) == (
        "The bridge",
        ["hate"],
    )
    assert (second.comment.reply_to, second.reports) == (row(1), ())


def test_what_waits_comes_oldest_first_and_everything_newest_first() -> None:
    for number in (1, 2, 3):
        take_in(readers.comment(number, name=str(number)), first=number)
    assert (names("new"), names("all")) == (["1", "2", "3"], ["3", "2", "1"])


def test_pages_neither_skip_nor_repeat_while_comments_are_decided() -> None:
    take_in(*(readers.comment(number, name=str(number)) for number in range(1, 10)))
    Comment.objects.update(received_at=clock.now())  # all at one moment: the key decides
    page = queries.queue("new", size=4)
    actions.decide(comments=[one.comment.pk for one in page.rows], after="approved", by="m")
    rest = queries.queue("new", size=4, after=page.next)
    last = queries.queue("new", size=4, after=rest.next)
    seen = [one.comment.name for one in (*page.rows, *rest.rows, *last.rows)]
    assert (seen, last.next) == ([str(number) for number in range(1, 10)], "")


@pytest.mark.parametrize(
    "after",
    ["x", "~", "2024-05-05~1", "2024-05-05T00:00:00+00:00~", "2024-05-05T00:00:00+00:00~-1", "9" * 5000],
)
@pytest.mark.parametrize("name", ["new", "brigade", "all"])
def test_a_place_that_is_none_is_refused(name: str, after: str) -> None:
    with pytest.raises(CursorError):
        queries.queue(name, after=after)  # type: ignore[arg-type]


def test_a_brigade_is_one_row_and_one_decision_and_leaves_the_other_queues_alone() -> None:
    take_in(*(readers.comment(number, f"{COPY} {number}", name="Brigade") for number in range(1, 8)))
    take_in(readers.comment(20, name="Ordinary"), first=50)
    assert queries.counts() == {"new": 1, "held": 0, "reported": 0, "brigade": 1, "all": 8}
    (line,) = queries.queue("brigade").rows
    cluster = line.comment.cluster
    assert (line.waiting, names("new"), names("held")) == (7, ["Ordinary"], [])
    assert cluster is not None
    assert names("brigade", cluster=cluster.key) == ["Brigade"] * 7
    (told,) = queries.clusters()
    assert (told.waiting, told.approved, told.stories) == (7, 0, 1)
    chosen = queries.keys_of(queries.chosen("brigade", cluster=cluster.key))
    done = actions.decide(comments=chosen, after="rejected", by="m")
    assert (done.moved, queries.counts()["brigade"]) == (7, 0)
    actions.undo(batch=done.batch, by="m")
    assert queries.counts()["brigade"] == 1


def test_brigades_come_page_by_page() -> None:
    for brigade in range(3):
        words = readers.other_id("brigade", brigade)
        first = brigade * 10 + 1
        take_in(
            *(readers.comment(number, f"{words} {number % 10}") for number in range(first, first + 3)),
            first=first,
        )
    page = queries.queue("brigade", size=2)
    rest = queries.queue("brigade", size=2, after=page.next)
    assert ([one.waiting for one in page.rows], [one.waiting for one in rest.rows], rest.next) == (
        [3, 3],
        [3],
        "",
    )


def test_a_queue_is_narrowed_to_a_place_or_a_name() -> None:
    take_in(readers.comment(1, name="Samal"), readers.comment(2, name="samal", story=OTHER))
    assert names("new", edition="en") == ["Samal", "samal"]
    assert (names("new", edition="ru"), names("new", story=OTHER)) == ([], ["samal"])
    assert (names("new", section="d" * 32), names("new", name_is="Samal")) == (["samal"], ["Samal"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("елка ВЕСНОЙ", ["Ёлкин"]),
        ("ёлкин", ["Ёлкин"]),
        ("100%", ["Percent"]),
        ("%", ["Percent"]),
        ("_", []),
        ("ﬁre", ["Ligature"]),
        ("' OR 1=1 --", []),
        ("\x00", ["Ligature", "Percent", "Ёлкин"]),  # no words: nothing is narrowed
        ("\x00Fire", ["Ligature"]),
        ("x" * 10_000, []),
    ],
)
def test_words_are_found_in_any_case_and_nothing_stands_for_others(asked: str, found: list[str]) -> None:
    take_in(
        readers.comment(1, "Зелёная ЁЛКА весной", name="Ёлкин"),
        readers.comment(2, "It is 100% so.", name="Percent"),
        readers.comment(3, "Fire on the square", name="Ligature"),
    )
    assert names("all", search=asked) == found


def test_a_conversation_shows_all_that_a_comment_answers() -> None:
    take_in(readers.comment(1))
    for number in range(2, 6):
        take_in(readers.comment(number, reply_to=row(number - 1).key), first=number)
    found = queries.conversation(row(4))
    assert [one.pk for one in found.parents] == [row(number).pk for number in (1, 2, 3)]
    assert ([one.pk for one in found.replies], found.card and found.card.key) == ([row(5).pk], STORY)


def test_the_queries_of_all_queues_do_not_grow_with_the_rows() -> None:
    def cost() -> list[int]:
        found: list[int] = []
        shown: list[object] = []
        for name in ("new", "held", "reported", "brigade", "all"):
            with CaptureQueriesContext(connections[ALIAS]) as asked:
                page = queries.queue(name)
                for one in page.rows:
                    shown.append((one.comment.reply_to, one.comment.cluster, one.card, one.reports))
            found.append(len(asked))
        with CaptureQueriesContext(connections[ALIAS]) as asked:
            queries.counts()
        return [*found, len(asked)]

    def fill(first: int, count: int) -> None:
        for number in range(first, first + count):
            story = (STORY, OTHER)[number % 2]
            take_in(
                readers.comment(number, story=story),
                readers.comment(number + 1000, marks=("no_proof",), story=story),
                readers.comment(number + 2000, f"{COPY} {number}"),
                readers.report(number + 3000, on=number, story=story),
                first=number * 10,
            )
            take_in(
                readers.comment(number + 4000, story=story, reply_to=row(number).key), first=number * 10 + 5
            )

    fill(1, 4)
    few = cost()
    fill(5, 30)
    assert cost() == few
    assert max(few) <= 6


def test_the_work_of_each_day_is_counted_and_what_was_undone_is_not() -> None:
    take_in(*(readers.comment(number) for number in range(1, 6)))
    pks = [row(number).pk for number in range(1, 6)]
    actions.decide(comments=pks[:3], after="approved", by="m")
    done = actions.decide(comments=pks[3:4], after="rejected", by="n")
    actions.undo(batch=done.batch, by="n")
    actions.decide(comments=pks[4:], after="held", by="n")
    assert [(one.by, one.approved, one.rejected, one.held, one.decided) for one in queries.workload(7)] == [
        ("m", 3, 0, 0, 3),
        ("n", 0, 0, 1, 1),
    ]


def test_the_times_to_a_decision_are_those_of_people_on_readers_comments() -> None:
    now = clock.now()
    take_in(*(readers.comment(number) for number in range(1, 11)))
    actions.import_comments(
        edition="en", story=STORY, comments=[Incoming(text="Old.")], source="a", state="pending"
    )
    actions.decide(comments=Comment.objects.values_list("pk", flat=True), after="approved", by="m")
    for number in range(1, 11):
        Comment.objects.filter(pk=row(number).pk).update(received_at=now - timedelta(minutes=number))
    Move.objects.update(at=now)
    (told,) = queries.decision_times(7)
    assert (told.count, told.half, told.nine_tenths) == (10, timedelta(minutes=5), timedelta(minutes=9))
    assert queries.decision_times(0) != []


def test_why_comments_wait_is_counted_by_reason() -> None:
    take_in(
        readers.comment(1, marks=("no_proof", "over_limit")),
        readers.comment(2, marks=("no_proof",)),
        readers.comment(3),
    )
    assert queries.held_reasons() == {"no_proof": 2, "over_limit": 1}
