"""An entry reads back as it was written, and bytes that are none are refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.gate import entries
from serai.gate.entries import AnyEntry, Edit, Erasure, NewComment, NewRating, NewReport, Withdrawal
from serai.gate.errors import EntryError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
DIGEST = st.text("0123456789abcdef", min_size=64, max_size=64)
BASE = {
    "id": DIGEST,
    "receipt": DIGEST,
    "at": st.datetimes(timezones=st.just(UTC)),
    "source": st.text("0123456789abcdef", max_size=16),
    "marks": st.lists(st.sampled_from(["no_proof", "over_limit", "muted"]), max_size=3).map(tuple),
}
STORY = BASE | {"edition": TEXT, "story": TEXT}
ANY = st.one_of(
    st.builds(
        NewComment, **STORY, name=TEXT, text=TEXT, reply_to=TEXT, contact=TEXT, known=st.just("") | DIGEST
    ),
    st.builds(Edit, **BASE, text=TEXT),
    st.builds(Withdrawal, **BASE),
    st.builds(Erasure, **BASE),
    st.builds(
        NewReport, **STORY, comment=DIGEST, reason=st.sampled_from(["hate", "spam", "other"]), detail=TEXT
    ),
    st.builds(NewRating, **STORY, answer=st.sampled_from(["yes", "no"])),
)


@given(ANY)
def test_every_entry_reads_back_as_it_was(entry: AnyEntry) -> None:
    assert entries.from_bytes(entries.to_bytes(entry)) == entry


def test_an_entry_s_bytes_stay_what_they_are() -> None:
    withdrawal = Withdrawal(id="a" * 64, receipt="b" * 64, at=datetime(2026, 11, 23, tzinfo=UTC))
    assert entries.to_bytes(withdrawal) == (
        b'{"at":"2026-11-23T00:00:00Z","id":"'
        + b"a" * 64
        + b'","kind":"withdrawal","receipt":"'
        + b"b" * 64
        + b'"}\n'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind":"comment"}',
        b'{"kind":"shell","id":"","receipt":"","at":"2026-11-23T00:00:00Z"}',
        b'{"kind":"withdrawal","id":"","receipt":"","at":"2026-11-23T00:00:00Z","more":1}',
        b'{"kind":"withdrawal","version":2,"id":"","receipt":"","at":"2026-11-23T00:00:00Z"}',
        b'{"kind":"withdrawal","id":"","receipt":"","at":"yesterday"}',
        b'{"kind":"rating","id":"","receipt":"","at":"2026-11-23T00:00:00Z","edition":"","story":"","answer":"?"}',
        b'{"kind":"edit","id":"","receipt":"","at":"2026-11-23T00:00:00Z","text":"\\ud800"}',
    ],
)
def test_bytes_that_are_no_entry_are_refused(data: bytes) -> None:
    with pytest.raises(EntryError):
        entries.from_bytes(data)


def test_an_entry_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(EntryError, match="over the limit"):
        entries.from_bytes(b"x" * (entries.ENTRY_LIMIT + 1))


def test_a_refusal_repeats_no_reader_s_word() -> None:
    written = b'{"kind":"edit","id":"","receipt":"","at":"2026-11-23T00:00:00Z","text":["onomatopoeia"]}'
    with pytest.raises(EntryError) as refusal:
        entries.from_bytes(written)
    assert "onomatopoeia" not in str(refusal.value)


def test_a_comment_s_public_key_tells_nothing_of_its_receipt() -> None:
    receipt = entries.receipt_of("secret")
    key = entries.comment_key(receipt)
    assert (len(key), key in receipt, receipt.startswith(key[:8])) == (32, False, False)
    assert entries.receipt_of("secret") == receipt != entries.receipt_of("secres")


@given(st.timedeltas(timedelta(0), timedelta(days=1)))
def test_the_same_entry_is_always_the_same_bytes(shift: timedelta) -> None:
    entry = Withdrawal(id="a" * 64, receipt="b" * 64, at=datetime(2026, 11, 23, tzinfo=UTC) + shift)
    assert entries.to_bytes(entry) == entries.to_bytes(entries.from_bytes(entries.to_bytes(entry)))
