"""A thread is read back as it was written, carries what readers may see and nothing else, and comes apart and
together again."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import canonical
from serai.press import threads
from serai.press.errors import PlateError
from tests.press.records import any_thread
from tests.press.talking import comment, whole_threads

THREAD = threads.Thread(
    edition="fa",
    key="s1",
    rating=threads.Rating(likes=3, dislikes=1),
    comments=(
        threads.Comment(
            key="1", number=1, text="سلام", name="Ada", written_at=datetime(2026, 11, 1, tzinfo=UTC)
        ),
        threads.Comment(key="2", number=2, text="?", reply_to="1", imported=True),
    ),
)


@given(any_thread)
def test_what_was_written_is_read_back(thread: threads.Thread) -> None:
    data = threads.to_bytes(thread)

    assert threads.from_bytes(data) == thread
    assert canonical.encode(json.loads(data)) == data


def test_how_a_thread_is_spelled() -> None:
    assert (
        threads.to_bytes(THREAD)
        == (
            '{"closes_at":null,"comments":[{"key":"1","name":"Ada","number":1,"text":"سلام",'
            '"written_at":"2026-11-01T00:00:00Z"},{"imported":true,"key":"2","number":2,"reply_to":"1","text":"?"}],'
            '"count":0,"edition":"fa","key":"s1","kind":"thread","open":true,"part":0,"parts":[],"picks":[],'
            '"rating":{"dislikes":1,"likes":3},"version":1}\n'
        ).encode()
    )


def test_an_empty_thread_still_says_whose_it_is() -> None:
    assert threads.to_bytes(threads.Thread(edition="en", key="s1")) == (
        b'{"closes_at":null,"comments":[],"count":0,"edition":"en","key":"s1","kind":"thread","open":true,'
        b'"part":0,"parts":[],"picks":[],"rating":{},"version":1}\n'
    )


def changed(**fields: Any) -> bytes:
    found = json.loads(threads.to_bytes(THREAD))
    found.update(fields)
    return canonical.encode(found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        threads.to_bytes(THREAD)[:-9],
        changed(version=2),
        changed(key="x").replace(b'"key"', b'"\x80ey"'),
        changed(kind="story"),
        changed(comments=[{"key": "1", "number": 1, "text": "x", "address": "192.0.2.7"}]),
        changed(comments=[{"key": "1", "number": 1, "text": "x", "email": "reader@example.org"}]),
        changed(comments=[{"key": "1", "number": 1}]),
        changed(comments=[{"key": "1", "text": "x"}]),
        changed(picks=[{"key": "1"}]),
        changed(open="yes"),
        changed(rating={"likes": "many"}),
        changed(held=[]),
    ],
)
def test_what_is_not_a_thread_is_refused(data: bytes) -> None:
    with pytest.raises(PlateError, match="Cast the thread again"):
        threads.from_bytes(data)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_else_than_be_a_thread_or_be_refused(data: bytes) -> None:
    with pytest.raises(PlateError):
        threads.from_bytes(data)


@given(whole_threads())
def test_the_parts_of_a_thread_are_the_thread(thread: threads.Thread) -> None:
    parts = threads.parts_of(thread)

    assert threads.whole(parts) == threads.whole(reversed(parts)) == thread
    assert parts[0].parts == tuple(part.part for part in parts)
    assert parts[0].count == sum(len(part.comments) for part in parts)
    assert [c for part in parts for c in part.comments if threads.part_of(c.number) != part.part] == []
    assert [part.part for part in parts[1:] if not part.comments] == []


@given(whole_threads(), st.integers(0, 200))
def test_one_comment_more_changes_its_part_and_the_first(thread: threads.Thread, more: int) -> None:
    last = max((said.number for said in thread.comments), default=0)
    newest = comment(last + 1 + more)
    longer = msgspec.structs.replace(thread, comments=(*thread.comments, newest))
    before = {part.part: part for part in threads.parts_of(thread)}
    after = {part.part: part for part in threads.parts_of(longer)}

    changed = {number for number, part in after.items() if before.get(number) != part}
    assert changed == {1, threads.part_of(newest.number)}


def test_an_empty_thread_has_one_part() -> None:
    thread = threads.Thread(edition="en", key="s1", open=False, rating=threads.Rating(likes=2))

    (part,) = threads.parts_of(thread)
    assert part == msgspec.structs.replace(thread, part=1, parts=(1,))
    assert threads.whole([part]) == thread


def test_parts_that_are_not_all_are_no_thread() -> None:
    first, second, third = threads.parts_of(
        threads.Thread(edition="en", key="s1", comments=tuple(comment(n) for n in (1, 51, 101)))
    )
    for parts in ([], [second], [first], [first, second], [second, third]):
        with pytest.raises(PlateError, match="not all parts of one thread"):
            threads.whole(parts)


def test_how_numbers_fall_into_parts() -> None:
    assert [threads.part_of(number) for number in (1, 50, 51, 100, 101, 10_000)] == [1, 1, 2, 2, 3, 200]
