"""Limits hold one source back, and never another."""

from hypothesis import given
from hypothesis import strategies as st

from serai.gate.limits import AT_ONCE, Counter, Sending
from serai.gate.lodge import SHARED_TIMES
from serai.gate.protocol import Mute
from tests.gate.gates import STORY, Client, House, Reader, kept


def test_the_one_over_is_over_and_a_window_later_it_is_not() -> None:
    counter = Counter(span=60.0, most=3)
    assert [counter.over("a", 1000.0) for _ in range(5)] == [False, False, False, True, True]
    assert counter.over("a", 1000.0 + 120) is False


def test_the_window_slides() -> None:
    counter = Counter(span=60.0, most=10)
    for _ in range(10):
        counter.over("a", 59.0)
    assert counter.over("a", 61.0) is True
    assert counter.over("b", 61.0) is False


def test_memory_is_bounded_and_the_oldest_is_forgotten() -> None:
    counter = Counter(span=60.0, most=1, kept=10)
    for n in range(1000):
        counter.over(str(n), 1.0)
    assert len(counter._counts) == 10
    assert counter.over("999", 1.0) is True


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.floats(min_value=0, max_value=30)), min_size=1, max_size=60
    ),
    st.integers(min_value=1, max_value=10),
)
def test_a_source_is_never_over_by_what_others_do(steps: list[tuple[str, float]], most: int) -> None:
    together, alone = Counter(span=60.0, most=most), Counter(span=60.0, most=most)
    now = 0.0
    for source, later in steps:
        now += later
        over = together.over(source, now)
        if source == "a":
            assert over == alone.over(source, now)


def test_a_place_is_given_back_when_a_body_has_come() -> None:
    sending = Sending()
    assert [sending.begin(b"a") for _ in range(AT_ONCE + 1)] == [True] * AT_ONCE + [False]
    assert sending.begin(b"b") is True
    sending.end(b"a")
    assert sending.begin(b"a") is True
    for _ in range(AT_ONCE):
        sending.end(b"a")
    sending.end(b"b")
    assert sending._now == {}


def test_over_the_hours_limit_is_held_not_refused(house: House) -> None:
    reader = house.reader()
    for n in range(22):
        reader.sends(f"Comment {n}.")
    marks = [entry.marks for entry in house.entries()]
    assert marks == [("no_proof",)] * 20 + [("no_proof", "over_limit")] * 2
    other = Reader(Client(house.client.portal, house.client.app, "198.51.100.9"), reader.headers)
    other.sends("From elsewhere.")
    assert house.entries()[-1].marks == ("no_proof",)


def test_an_absurd_flood_from_one_source_is_refused_with_its_words(house: House) -> None:
    reader = house.reader()
    flood = house.client.app.lodge.flood  # type: ignore[union-attr]
    source = house.client.app.lodge.sources.of(b"\xcb\x00\x71\x07", house.clock().timestamp())  # type: ignore[union-attr]
    for _ in range(600):
        flood.over(source, house.clock().timestamp())
    page = reader.previews("Still me.")
    assert (page.status_code, kept(page)) == (429, ["Still me."])
    other = Reader(Client(house.client.portal, house.client.app, "198.51.100.9"), reader.headers)
    assert other.previews().status_code == 200
    assert reader.opens(f"/gate/comment?story={STORY}").status_code == 200
    house.clock.passes(minutes=2)
    assert reader.previews().status_code == 200


def test_readers_who_cannot_be_told_apart_have_a_limit_for_many_and_are_never_refused(house: House) -> None:
    shared = Reader(Client(house.client.portal, house.client.app, "127.0.0.1"), house.reader().headers)
    for _ in range(30):
        shared.sends()
    assert {entry.marks for entry in house.entries()} == {("no_proof",)}
    lodge = house.client.app.lodge
    assert lodge is not None
    for _ in range(20 * SHARED_TIMES):
        lodge.hourly_shared.over("", house.clock().timestamp())
    shared.sends()
    assert house.entries()[-1].marks == ("no_proof", "over_limit")
    assert {entry.source for entry in house.entries()} == {""}
    for _ in range(700):
        lodge.flood.over("", house.clock().timestamp())
    assert shared.previews().status_code == 200


def test_a_muted_source_is_held_and_the_mute_follows_it_across_midnight(house: House) -> None:
    reader = house.reader()
    reader.sends("Loud.")
    source = house.entries()[0].source
    until = house.clock().replace(day=26)
    house.collects(mutes=(Mute(source=source, until=until),))
    reader.sends("Loud still.")
    house.clock.passes(days=1)
    reader.sends("Loud the next day.")
    house.clock.passes(days=1)
    reader.sends("And the next.")
    house.clock.passes(days=2)
    reader.sends("Quiet now.")
    marks = ["muted" in entry.marks for entry in house.entries()]
    assert marks == [False, True, True, True, False]
