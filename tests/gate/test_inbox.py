"""The inbox keeps what it acknowledged, once, until the newsroom has it; and then nothing."""

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from serai.gate import entries, inbox_writer
from serai.gate.entries import AnyEntry, Edit, NewComment
from serai.gate.errors import EntryError, InboxError, SignatureError
from serai.gate.inbox import COLLECTED_BYTES, Inbox
from serai.gate.protocol import BATCH_LIMIT, Collect, Mute, Positioned, ReceiptUpdate
from serai.gate.receipts import Receipt
from tests.gate import inboxes
from tests.gate.inboxes import ADDRESS, ERASE_AFTER, FORGET_AFTER, NOW, Newsroom, append, comment, digest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gate" / "inbox.sqlite3"


@pytest.fixture
def inbox(path: Path) -> Iterator[Inbox]:
    inbox = inboxes.opened(path)
    yield inbox
    inboxes.wait(inbox.close())


def _entries(*expected: tuple[int, AnyEntry]) -> tuple[Positioned, ...]:
    return tuple(Positioned(position=position, entry=entry) for position, entry in expected)


# --- append ---------------------------------------------------------------------------------------------


def test_what_is_appended_is_collected_in_its_order(inbox: Inbox) -> None:
    written: list[AnyEntry] = [
        comment(1, "Первое."),
        inboxes.rating(2),
        inboxes.edit("e", 1, "Second."),
        comment(3, "سوم"),
    ]
    assert [append(inbox, entry) for entry in written] == [True] * 4
    assert Newsroom(inbox).asks().entries == _entries(*enumerate(written, 1))


def test_an_empty_inbox_has_nothing_to_give(inbox: Inbox) -> None:
    collected = Newsroom(inbox).asks()
    assert (collected.entries, collected.waiting, collected.gate) == ((), 0, inbox.name)
    assert inbox.receipt(digest(1)) is None


def test_the_same_entry_twice_is_one_and_the_first_wins(inbox: Inbox) -> None:
    first = comment(1, "first")
    assert [append(inbox, entry) for entry in (first, first, comment(1, "second"))] == [True, False, False]
    assert Newsroom(inbox).asks().entries == _entries((1, first))


def test_an_edit_sent_twice_is_one(inbox: Inbox) -> None:
    written: list[AnyEntry] = [comment(1), inboxes.edit("e", 1, "better")]
    assert [append(inbox, entry) for entry in [*written, written[1]]] == [True, True, False]
    assert Newsroom(inbox).asks().entries == _entries(*enumerate(written, 1))


def test_two_hundred_at_once_some_of_them_twice(inbox: Inbox) -> None:
    async def all_at_once() -> list[bool]:
        return await asyncio.gather(*[inbox.append(comment(n % 150), b"", address="") for n in range(200)])

    assert inboxes.wait(all_at_once()) == [n < 150 for n in range(200)]
    found = Newsroom(inbox).asks().entries
    assert [one.entry.id for one in found] == [digest(n) for n in range(150)]


@pytest.mark.parametrize(
    "entry",
    [
        comment(1, "x" * 200_000),
        comment(1, "lone \ud800 surrogate"),
        NewComment(id="not hex", receipt=digest(1), at=NOW, edition="en", story="s", name="n", text="t"),
        NewComment(id="abcd", receipt="abcd", at=NOW, edition="en", story="s", name="n", text="t"),
        Edit(id=digest(1), receipt=digest(2), at=NOW.replace(tzinfo=None), text="t"),
        Edit(id=digest(1), receipt=digest(2), at=NOW, text="t", marks=("no such mark",)),  # type: ignore[arg-type]
    ],
    ids=["huge", "surrogate", "id", "short", "time", "mark"],
)
def test_what_could_not_be_given_to_the_newsroom_is_refused_at_once(inbox: Inbox, entry: AnyEntry) -> None:
    with pytest.raises(EntryError):
        append(inbox, entry)
    assert Newsroom(inbox).asks().entries == ()


def test_a_huge_copy_is_refused(inbox: Inbox) -> None:
    with pytest.raises(EntryError):
        append(inbox, comment(1), b"x" * 300_000)


def test_sql_in_a_comment_is_text(inbox: Inbox) -> None:
    hostile = comment(1, "'); DROP TABLE entries; --\0\n{{ 7*7 }}")
    assert append(inbox, hostile)
    assert Newsroom(inbox).asks().entries == _entries((1, hostile))


def test_a_reader_who_hangs_up_takes_nobody_along(inbox: Inbox) -> None:
    async def three() -> list[object]:
        tasks = [asyncio.create_task(inbox.append(comment(n), b"")) for n in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    told = inboxes.wait(three())
    assert (told[0], type(told[1]), told[2]) == (True, asyncio.CancelledError, True)


# --- room -----------------------------------------------------------------------------------------------


def test_when_too_many_wait_nothing_more_is_taken(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_writer, "QUEUE", 10)

    async def many() -> list[object]:
        return await asyncio.gather(
            *[inbox.append(comment(n), b"") for n in range(2000)], return_exceptions=True
        )

    told = inboxes.wait(many())
    assert {type(one) for one in told} == {bool, InboxError}
    kept = [digest(n) for n, one in enumerate(told) if one is True]
    newsroom = Newsroom(inbox)
    found: list[Positioned] = []
    while batch := newsroom.asks(found[-1].position if found else 0).entries:
        found += batch
    assert [one.entry.id for one in found] == kept


def test_a_full_inbox_refuses_words_but_takes_withdrawals_and_erasures(path: Path) -> None:
    inbox = inboxes.opened(path, largest=200_000)
    taken = 0
    refusal = ""
    while not refusal:
        try:
            append(inbox, comment(taken, "long " * 2000))
            taken += 1
        except InboxError as error:
            refusal = str(error)
    assert ("no room" in refusal, 5 < taken < 50) == (True, True)
    assert append(inbox, inboxes.withdrawal("w", 0))
    assert [append(inbox, inboxes.erasure(f"e{n}", n)) for n in range(taken)] == [True] * taken
    assert append(inbox, comment("after"))
    inboxes.wait(inbox.close())


def test_a_disk_with_too_little_left_is_left_alone(path: Path) -> None:
    inbox = inboxes.opened(path, spare=2**62)
    with pytest.raises(InboxError, match="no room"):
        append(inbox, comment(1))
    assert Newsroom(inbox).asks().entries == ()
    inboxes.wait(inbox.close())


def test_a_closed_inbox_says_so(path: Path) -> None:
    inbox = inboxes.opened(path)
    inboxes.wait(inbox.close())
    inboxes.wait(inbox.close())
    with pytest.raises(InboxError, match="closed"):
        append(inbox, comment(1))


# --- collect --------------------------------------------------------------------------------------------


def test_an_entry_is_given_again_until_it_is_acknowledged(inbox: Inbox) -> None:
    newsroom = Newsroom(inbox)
    for n in range(3):
        append(inbox, comment(n))
    given = [[one.position for one in newsroom.asks(up_to).entries] for up_to in (0, 0, 2, 2, 3)]
    assert given == [[1, 2, 3], [1, 2, 3], [3], [3], []]


def test_a_newsroom_put_back_from_an_old_copy_is_given_what_it_lost(inbox: Inbox) -> None:
    newsroom = Newsroom(inbox)
    for n in range(3):
        append(inbox, comment(n))
    newsroom.asks()
    newsroom.asks(3)
    inbox.tidy(NOW + timedelta(days=1))
    assert [one.position for one in newsroom.asks(1).entries] == [2, 3]


def test_answers_are_bounded_in_number_and_bytes(inbox: Inbox) -> None:
    newsroom = Newsroom(inbox)

    async def many() -> None:
        await asyncio.gather(*[inbox.append(comment(n, "z" * 20_000), b"") for n in range(300)])
        await asyncio.gather(*[inbox.append(comment(n), b"") for n in range(300, 1000)])

    inboxes.wait(many())
    first = newsroom.asks(limit=2)
    assert ([one.position for one in first.entries], first.waiting) == ([1, 2], 998)
    heavy = newsroom.asks(2, limit=10_000)
    sizes = [len(entries.to_bytes(one.entry)) for one in heavy.entries]
    assert sum(sizes[:-1]) < COLLECTED_BYTES <= sum(sizes)
    light = newsroom.asks(300, limit=10_000)
    assert (len(light.entries), light.waiting) == (BATCH_LIMIT, 200)
    assert [newsroom.asks(300, limit=limit).entries for limit in (0, -5)] == [(), ()]


def test_a_recorded_question_is_worth_nothing_even_after_a_restart(path: Path) -> None:
    inbox = inboxes.opened(path)
    append(inbox, comment(1))
    question = Collect(gate=inbox.name, sequence=7)
    assert len(inbox.collect(question, NOW).entries) == 1
    inboxes.wait(inbox.close())
    inbox = inboxes.opened(path)
    for sequence in (7, 6, -1, 2**70):
        with pytest.raises(SignatureError):
            inbox.collect(Collect(gate=inbox.name, sequence=sequence), NOW)
    inboxes.wait(inbox.close())


def test_a_question_to_another_gate_changes_nothing_and_gets_nothing(inbox: Inbox) -> None:
    append(inbox, comment(1))
    other = Collect(
        gate="0" * 32,
        sequence=5,
        acknowledged=1,
        answers=(ReceiptUpdate(receipt=digest(1), state="approved", at=NOW),),
        mutes=(Mute(source="5" * 16, until=NOW + timedelta(days=1)),),
    )
    answer = inbox.collect(other, NOW)
    assert (answer.gate, answer.entries, answer.waiting) == (inbox.name, (), 1)
    assert inbox.muted("5" * 16, NOW) is None
    known = inbox.receipt(digest(1))
    assert known
    assert known.state == "pending"
    assert len(inbox.collect(Collect(gate=inbox.name, sequence=5), NOW).entries) == 1


def test_an_inbox_put_back_from_an_old_copy_takes_a_new_name_and_loses_nothing(inbox: Inbox) -> None:
    before = inbox.name
    append(inbox, comment(1))
    newsroom = Newsroom(inbox)
    newsroom.asks()
    surprised = newsroom.asks(80)  # this inbox never gave as many
    assert (surprised.gate == before, surprised.entries, surprised.waiting) == (False, (), 1)
    append(inbox, comment(2))
    assert [one.position for one in newsroom.asks().entries] == [1, 2]
    assert inbox.name == surprised.gate


def test_positions_are_never_given_twice(path: Path) -> None:
    inbox = inboxes.opened(path)
    newsroom = Newsroom(inbox)
    append(inbox, comment(1))
    newsroom.asks()
    newsroom.asks(1)
    inbox.tidy(NOW + ERASE_AFTER)
    inboxes.wait(inbox.close())
    inbox = inboxes.opened(path)
    append(inbox, comment(2))
    assert [one.position for one in Newsroom(inbox, 10).asks().entries] == [2]
    inboxes.wait(inbox.close())


# --- receipts -------------------------------------------------------------------------------------------


def _known(inbox: Inbox, name: object) -> Receipt:
    known = inbox.receipt(digest(name))
    assert known
    return known


def test_a_receipt_tells_what_was_written_and_where(inbox: Inbox) -> None:
    append(inbox, comment(1), b"sealed words")
    assert inbox.receipt(digest(1)) == Receipt(
        receipt=digest(1),
        of="comment",
        edition="en",
        story="s1",
        address=ADDRESS,
        copy=b"sealed words",
        state="pending",
        note="",
        place="",
        at=NOW,
        changed_at=NOW,
    )
    assert [inbox.receipt(odd) for odd in ("", "zz", digest(2))] == [None] * 3


def test_an_edit_and_another_answer_replace_the_copy(inbox: Inbox) -> None:
    append(inbox, comment(1), b"old")
    append(inbox, inboxes.edit("e", 1, "new"), b"new")
    append(inbox, inboxes.rating(2), b"yes")
    append(inbox, inboxes.rating(2, changed="again"), b"no")
    assert [_known(inbox, name).copy for name in (1, 2)] == [b"new", b"no"]


def test_the_newsroom_s_answer_stands_on_the_receipt(inbox: Inbox) -> None:
    append(inbox, comment(1))
    newsroom, later = Newsroom(inbox), NOW + timedelta(hours=1)
    told = ReceiptUpdate(receipt=digest(1), state="rejected", note="Please, no names.", address="/x/", at=NOW)
    unknown = [ReceiptUpdate(receipt=odd, state="approved", at=NOW) for odd in (digest("?"), "not hex", "")]
    newsroom.asks(now=later, answers=(told, *unknown))
    known = _known(inbox, 1)
    assert (known.state, known.note, known.place, known.changed_at) == (
        "rejected",
        "Please, no names.",
        "/x/",
        later,
    )
    newsroom.asks(now=later + timedelta(hours=1), answers=(told,))
    assert _known(inbox, 1) == known


def test_a_thousand_answers_come_at_once(inbox: Inbox) -> None:
    for n in range(3):
        append(inbox, comment(n))
    answers = tuple(
        ReceiptUpdate(receipt=digest(n), state="approved", address=f"/{n}/", at=NOW) for n in range(1000)
    )
    Newsroom(inbox).asks(answers=answers)
    assert [_known(inbox, n).place for n in range(3)] == ["/0/", "/1/", "/2/"]


def test_what_the_writer_took_back_stays_so_whatever_the_newsroom_says(inbox: Inbox) -> None:
    append(inbox, comment(1))
    append(inbox, inboxes.withdrawal("w", 1))
    assert _known(inbox, 1).state == "withdrawn"
    Newsroom(inbox).asks(answers=(ReceiptUpdate(receipt=digest(1), state="approved", at=NOW),))
    assert _known(inbox, 1).state == "withdrawn"
    assert append(inbox, inboxes.edit("e", 1, "late")) is False


def test_erasing_leaves_no_word_at_the_gate_and_still_tells_the_newsroom(inbox: Inbox, path: Path) -> None:
    word, note = "onomatopoeia", "chrysanthemum"
    told = ReceiptUpdate(receipt=digest(1), state="rejected", note=note, at=NOW)
    append(inbox, comment(1, f"{word} " * 900), word.encode() * 900)
    append(inbox, inboxes.edit("e", 1, f"{word} {word}"), word.encode())
    append(inbox, comment(2, "another's"))
    newsroom = Newsroom(inbox)
    newsroom.asks(answers=(told,))
    assert (word.encode() in inboxes.bytes_on_disk(path), note.encode() in inboxes.bytes_on_disk(path)) == (
        True,
        True,
    )
    gone = inboxes.erasure("x", 1)
    assert append(inbox, gone)
    inbox.tidy(NOW)
    on_disk = inboxes.bytes_on_disk(path)
    assert (word.encode() in on_disk, note.encode() in on_disk) == (False, False)
    assert newsroom.asks().entries == _entries((3, comment(2, "another's")), (4, gone))
    assert (_known(inbox, 1).state, _known(inbox, 1).copy) == ("erased", b"")
    newsroom.asks(answers=(told,))
    assert _known(inbox, 1).state == "erased"
    assert [append(inbox, inboxes.edit("late", 1, word)), append(inbox, gone)] == [False, False]


def test_erased_by_the_newsroom_is_erased_here(inbox: Inbox, path: Path) -> None:
    word = b"onomatopoeia"
    append(inbox, comment(1, word.decode()), word)
    Newsroom(inbox).asks(answers=(ReceiptUpdate(receipt=digest(1), state="erased", at=NOW),))
    assert word not in inboxes.bytes_on_disk(path)
    assert (_known(inbox, 1).state, _known(inbox, 1).copy) == ("erased", b"")


# --- tidying --------------------------------------------------------------------------------------------


def test_acknowledged_entries_are_erased_from_the_disk_after_their_time(inbox: Inbox, path: Path) -> None:
    """Many and of every size: what a page splits, moves or frees must not leave a word behind."""

    async def fill() -> None:
        texts = [f"gladiolus{n} " * (n % 37 * 12 + 1) for n in range(400)]
        await asyncio.gather(*[inbox.append(comment(n, text), b"c" * n) for n, text in enumerate(texts)])
        await inbox.append(comment("last", "marigold"), b"")

    inboxes.wait(fill())
    newsroom = Newsroom(inbox)
    newsroom.asks()
    newsroom.asks(200, now=NOW)
    newsroom.asks(400, now=NOW + timedelta(hours=1))
    for hours, words in [(47, 400), (48, 200), (49, 0)]:
        inbox.tidy(NOW + timedelta(hours=hours))
        on_disk = inboxes.bytes_on_disk(path)
        left = [n for n in range(400) if f"gladiolus{n} ".encode() in on_disk]
        assert left == list(range(400 - words, 400))
    assert b"marigold" in inboxes.bytes_on_disk(path)
    assert newsroom.asks(400).entries == _entries((401, comment("last", "marigold")))


def test_receipts_are_forgotten_once_they_rest_and_no_entry_needs_them(inbox: Inbox) -> None:
    newsroom = Newsroom(inbox)
    append(inbox, comment(1))
    append(inbox, comment(2))
    newsroom.asks()
    newsroom.asks(1)
    inbox.tidy(NOW + FORGET_AFTER)
    assert [bool(inbox.receipt(digest(n))) for n in (1, 2)] == [False, True]


# --- mutes ----------------------------------------------------------------------------------------------


def test_a_mute_holds_until_its_time_and_through_the_turn_of_the_key(path: Path) -> None:
    inbox = inboxes.opened(path)
    until = NOW + timedelta(days=3)
    Newsroom(inbox).asks(mutes=(Mute(source="a" * 16, until=until), Mute(source="b" * 16, until=NOW)))
    inbox.carry_mute("a" * 16, "c" * 16)
    inbox.carry_mute("nobody", "d" * 16)
    inbox.carry_mute("a" * 16, "")
    expected: list[datetime | None] = [until, None, until, None, None]
    sources = ("a" * 16, "b" * 16, "c" * 16, "d" * 16, "")
    assert [inbox.muted(source, NOW) for source in sources] == expected
    inboxes.wait(inbox.close())
    inbox = inboxes.opened(path)
    assert [inbox.muted(source, NOW) for source in sources] == expected
    inbox.tidy(until)
    assert inbox.muted("a" * 16, until) is None
    inboxes.wait(inbox.close())


# --- the file -------------------------------------------------------------------------------------------


def test_the_file_is_its_owner_s_alone(inbox: Inbox, path: Path) -> None:
    append(inbox, comment(1))
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob(f"{path.name}*")} == {0o600}


def test_a_name_stays_with_its_file(path: Path, tmp_path: Path) -> None:
    names = []
    for file in (path, path, tmp_path / "other.sqlite3"):
        inbox = inboxes.opened(file)
        names.append(inbox.name)
        inboxes.wait(inbox.close())
    assert (names[0] == names[1], names[0] == names[2], len(names[0])) == (True, False, 32)


def test_a_file_that_is_no_inbox_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"My diary. " * 1000)
    with pytest.raises(InboxError, match="Move it away"):
        inboxes.opened(path)
    assert path.read_bytes() == b"My diary. " * 1000


def test_another_program_s_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE entries (x)")
    theirs.close()
    with pytest.raises(InboxError, match="not an inbox of version 1"):
        inboxes.opened(path)


def test_another_version_is_refused(path: Path) -> None:
    inboxes.wait(inboxes.opened(path).close())
    later = sqlite3.connect(path)
    later.execute("PRAGMA user_version = 2")
    later.close()
    with pytest.raises(InboxError, match="not an inbox of version 1"):
        inboxes.opened(path)


def test_a_damaged_file_is_refused_and_says_what_to_do(path: Path) -> None:
    inbox = inboxes.opened(path)
    for n in range(30):
        append(inbox, comment(n, "z" * 5000))
    inboxes.wait(inbox.close())
    damaged = bytearray(path.read_bytes())
    damaged[4096:20_000] = b"\xff" * (20_000 - 4096)
    path.write_bytes(damaged)
    with pytest.raises(InboxError, match="Move it away and keep it"):
        inboxes.opened(path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InboxError, match="cannot be opened"):
        inboxes.opened(tmp_path / "file" / "inbox.sqlite3")
