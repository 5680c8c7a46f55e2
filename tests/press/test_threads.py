"""A thread is read back as it was written, and carries what readers may see and nothing else."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import canonical
from serai.press import threads
from serai.press.errors import PlateError
from tests.press.records import any_thread

THREAD = threads.Thread(
    edition="fa",
    key="s1",
    rating=threads.Rating(likes=3, dislikes=1),
    comments=(
        threads.Comment(key="1", text="سلام", name="Ada", written_at=datetime(2026, 11, 1, tzinfo=UTC)),
        threads.Comment(key="2", text="?", reply_to="1", imported=True),
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
            '{"comments":[{"key":"1","name":"Ada","text":"سلام","written_at":"2026-11-01T00:00:00Z"},'
            '{"imported":true,"key":"2","reply_to":"1","text":"?"}],"edition":"fa","key":"s1","kind":"thread",'
            '"rating":{"dislikes":1,"likes":3},"version":1}\n'
        ).encode()
    )


def test_an_empty_thread_still_says_whose_it_is() -> None:
    assert threads.to_bytes(threads.Thread(edition="en", key="s1")) == (
        b'{"comments":[],"edition":"en","key":"s1","kind":"thread","rating":{},"version":1}\n'
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
        changed(comments=[{"key": "1", "text": "x", "address": "192.0.2.7"}]),
        changed(comments=[{"key": "1", "text": "x", "email": "reader@example.org"}]),
        changed(comments=[{"key": "1"}]),
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
