"""Comments from an archive become a thread; each decision is written down and ordered with it."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.discussion import actions, queries
from serai.discussion.actions import Incoming
from serai.discussion.errors import CommentRefusedError, MoveError
from serai.discussion.models import Comment, ImportedRating, Move, ThreadOrder
from serai.discussion.rules import states
from serai.press import threads

STORY = "a" * 32
AT = datetime(2023, 5, 5, 13, 2, tzinfo=UTC)


def take_in(*comments: Incoming, state: states.State = "approved") -> list[Comment]:
    return actions.import_comments(
        edition="en", story=STORY, comments=comments, source="rescue:1", state=state
    )


@pytest.mark.django_db
def test_imported_comments_make_a_thread_in_their_order() -> None:
    first, second, third = take_in(
        Incoming(text="One.", name="Samal", written_at=AT),
        Incoming(text="Two.", reply_to=0),
        Incoming(text="Three."),
    )
    assert queries.thread_for("en", STORY) == threads.Thread(
        edition="en",
        key=STORY,
        comments=(
            threads.Comment(number=1, key=first.key, text="One.", name="Samal", written_at=AT, imported=True),
            threads.Comment(number=2, key=second.key, text="Two.", reply_to=first.key, imported=True),
            threads.Comment(number=3, key=third.key, text="Three.", imported=True),
        ),
    )


@pytest.mark.django_db
def test_the_same_import_twice_changes_nothing() -> None:
    once = [comment.key for comment in take_in(Incoming(text="One."), Incoming(text="Two."))]
    again = [comment.key for comment in take_in(Incoming(text="One."), Incoming(text="Two."))]
    assert (once, Comment.objects.count(), ThreadOrder.objects.count()) == (again, 2, 1)


@pytest.mark.django_db
def test_a_comment_without_words_refuses_the_whole_import() -> None:
    with pytest.raises(CommentRefusedError, match="Comment 2"):
        take_in(Incoming(text="One."), Incoming(text="  \n"))
    assert (Comment.objects.count(), ThreadOrder.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("incoming", [Incoming(text="x" * 20_001), Incoming(text="x", name="n" * 81)])
def test_a_comment_over_its_limit_is_refused(incoming: Incoming) -> None:
    with pytest.raises(CommentRefusedError, match="over the limit"):
        take_in(incoming)


@pytest.mark.django_db
def test_a_rejected_comment_leaves_the_thread_and_its_replies_stand_alone() -> None:
    first, _second = take_in(Incoming(text="One."), Incoming(text="Two.", reply_to=0))
    actions.reject(comment=first, by="moderator", reason="Names a child.")
    assert [(comment.text, comment.reply_to) for comment in queries.thread_for("en", STORY).comments] == [
        ("Two.", "")
    ]
    move = Move.objects.get()
    assert (move.comment, move.before, move.after, move.by, move.reason) == (
        first,
        "approved",
        "rejected",
        "moderator",
        "Names a child.",
    )


@pytest.mark.django_db
def test_a_rejected_comment_may_be_approved_again() -> None:
    (comment,) = take_in(Incoming(text="One."))
    actions.reject(comment=comment)
    actions.approve(comment=comment)
    assert len(queries.thread_for("en", STORY).comments) == 1


@pytest.mark.django_db
def test_what_the_reader_withdrew_cannot_be_approved() -> None:
    (comment,) = take_in(Incoming(text="One."), state="withdrawn")
    with pytest.raises(MoveError, match="withdrawn and cannot become approved"):
        actions.approve(comment=comment)
    assert (Comment.objects.get().state, Move.objects.count()) == ("withdrawn", 0)


@pytest.mark.django_db
def test_only_what_the_public_sees_places_an_order() -> None:
    (comment,) = take_in(Incoming(text="One."), state="pending")
    actions.fill(orders=queries.due_thread_orders())
    actions.hold(comment=comment)
    assert queries.due_thread_orders() == []
    actions.approve(comment=comment)
    assert [(order.edition, order.key) for order in queries.due_thread_orders()] == [("en", STORY)]


@pytest.mark.django_db
def test_a_filled_order_keeps_its_time() -> None:
    take_in(Incoming(text="One."))
    orders = queries.due_thread_orders()
    actions.fill(orders=orders)
    filled_at = ThreadOrder.objects.get().filled_at
    actions.fill(orders=orders)
    assert filled_at is not None
    assert ThreadOrder.objects.get().filled_at == filled_at


@pytest.mark.django_db
def test_the_same_rating_again_changes_nothing() -> None:
    for _again in range(2):
        actions.set_rating(edition="en", story=STORY, likes=41, dislikes=3)
    assert (ImportedRating.objects.count(), ThreadOrder.objects.count()) == (1, 1)
    assert queries.thread_for("en", STORY).rating == threads.Rating(likes=41, dislikes=3)


@pytest.mark.django_db
def test_an_unknown_story_has_an_empty_thread() -> None:
    assert queries.thread_for("en", "f" * 32) == threads.Thread(edition="en", key="f" * 32)


@pytest.mark.django_db(transaction=False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    moves=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["approve", "reject", "hold"])), max_size=12)
)
def test_the_thread_is_a_recount_of_the_rows_after_any_moves(moves: list[tuple[int, str]]) -> None:
    Comment.objects.all().delete()
    comments = take_in(Incoming(text="One."), Incoming(text="Two.", reply_to=0), Incoming(text="Three."))
    for index, verb in moves:
        getattr(actions, verb)(comment=comments[index])
    approved = Comment.objects.filter(state="approved").order_by("position")
    assert [comment.key for comment in queries.thread_for("en", STORY).comments] == [
        row.key for row in approved
    ]
