"""Where editors' choices stand on a front, and what fills the rest."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.press.arranging import SECONDS, Arranged, Sizes, arrange, named
from serai.press.changes import Put, Withdraw
from serai.press.checking import check
from serai.press.errors import PlateError
from serai.press.plates import Banner, FrontPlate, FrontRow
from tests.press import casting
from tests.press.sites import Works

SECTIONS = {"city": (9, 7, 5, 3, 1), "world": (8, 6, 4, 2)}  # by what they hold, newest first
ALL = tuple(f"s{number}" for number in range(9, 0, -1))


def front(plate: FrontPlate | None, public: Sequence[str] = ALL, top: int = 4, row: int = 2) -> Arranged:
    """The front of a small edition, of whose stories only some are public."""

    def newest_in(section: str) -> Callable[[int], list[str]]:
        own = [f"s{number}" for number in SECTIONS[section]]
        return lambda take: [key for key in own if key in public][:take]

    return arrange(
        plate,
        Sizes(top, row),
        newest=lambda take: [key for key in ALL if key in public][:take],
        sections=list(SECTIONS),
        newest_in=newest_in,
        is_public=lambda key: key in public,
    )


def test_what_nobody_arranges_is_newest_first() -> None:
    assert front(None) == (("s9", "s8", "s7", "s6"), (("city", ("s5", "s3")), ("world", ("s4", "s2"))))


def test_every_choice_stands_where_it_was_put_and_the_newest_fill_the_rest() -> None:
    plate = casting.front(
        lead="s2", second=("s9",), pinned=("s1",), rows=(FrontRow(section="world", stories=("s8", "s4")),)
    )
    assert front(plate, top=5) == (
        ("s2", "s9", "s7", "s6", "s1"),
        (("world", ("s8", "s4")), ("city", ("s5", "s3"))),
    )


def test_a_lead_that_is_withdrawn_falls_out_and_the_next_comes_up() -> None:
    plate = casting.front(lead="s2", second=("s3", "s4"))
    assert front(plate).top == ("s2", "s3", "s4", "s9")
    assert front(plate, [key for key in ALL if key != "s2"]).top == ("s9", "s3", "s4", "s8")
    assert front(plate, ["s3", "s4"]).top == ("s3", "s4")
    assert front(plate, []) == ((), ())


def test_a_row_of_a_section_that_is_not_public_claims_no_story() -> None:
    plate = casting.front(rows=(FrontRow(section="gone", stories=("s9",)),))
    assert front(plate) == front(None)


keys = st.sampled_from((*ALL, "private", ""))
some = st.lists(keys, max_size=5).map(tuple)
plates = st.builds(
    casting.front,
    lead=keys,
    second=some,
    pinned=some,
    rows=st.lists(
        st.builds(FrontRow, section=st.sampled_from((*SECTIONS, "gone")), stories=some), max_size=4
    ).map(tuple),
)


@given(plates, st.sets(st.sampled_from(ALL)), st.integers(1, 6), st.integers(1, 3))
def test_any_front_is_full_shows_nothing_twice_and_nothing_private(
    plate: FrontPlate, public: set[str], top: int, row: int
) -> None:
    found = front(plate, sorted(public), top, row)
    shown = [*found.top, *(key for _, keys_ in found.rows for key in keys_)]
    assert len(shown) == len(set(shown))
    assert set(shown) <= public
    in_rows = {key for _, keys_ in found.rows for key in keys_}
    assert len(found.top) >= min(top, len(public - in_rows))  # nothing free is kept back
    if plate.lead in public:
        assert found.top[0] == plate.lead
    for key in set(plate.second[:SECONDS]) & public - {plate.lead}:
        assert key in found.top
    assert found == front(plate, sorted(public), top, row)


@given(plates)
def test_what_a_plate_names_is_all_that_it_can_change(plate: FrontPlate) -> None:
    assert {key for key in front(plate).top if key not in front(None, top=9).top} <= named(plate)


def test_one_story_made_the_lead_writes_the_fronts_files_and_no_other(desk: Works) -> None:
    desk.press().bake(
        [Put(casting.edition()), Put(casting.section()), *(Put(casting.story(n)) for n in range(1, 9))]
    )
    lead = Put(casting.front(lead="s1"))
    planned = desk.press().plan([lead])
    before = desk.lying()
    report = desk.press().bake([lead])
    after = desk.lying()
    changed = {path for path in after if before.get(path) != after[path]}
    assert planned == report
    assert changed == set(report.written)
    assert {path.removesuffix(".gz").removesuffix(".br") for path in changed} == {
        "en/front.json",
        "en/index.html",
    }
    gone = desk.press().bake([Withdraw(kind="front", edition="en", key="front")])
    assert [path for path in gone.deleted if not path.endswith((".gz", ".br"))] == ["en/front.json"]
    assert {path: lying.data for path, lying in desk.lying().items()} == {
        path: lying.data for path, lying in before.items()
    }


def test_a_preview_is_the_front_that_a_bake_writes_and_leaves_no_trace(desk: Works) -> None:
    desk.press().bake(
        [Put(casting.edition()), Put(casting.section()), *(Put(casting.story(n)) for n in range(1, 6))]
    )
    before = desk.lying()
    banner = Banner(text="<b>Now</b> & then", until=casting.BEGINNING, story="s3")
    plate = casting.front(lead="s1", banner=banner)
    page = desk.press().preview_front("en", plate)
    assert desk.lying() == before
    desk.press().bake([Put(plate)])
    assert page == (desk.site / "en/index.html").read_bytes()
    assert desk.press().preview_front("en", None) == before["en/index.html"].data
    with pytest.raises(PlateError, match="not public yet"):
        desk.press().preview_front("ru", None)


UNTIL = casting.BEGINNING
HOSTILE = {
    "ten thousand pins": casting.front(pinned=tuple(f"s{n}" for n in range(10_000))),
    "ten thousand rows": casting.front(rows=tuple(FrontRow(section=f"x{n}") for n in range(10_000))),
    "a long row": casting.front(rows=(FrontRow(section="city", stories=tuple("abcdefghijklm")),)),
    "seven second stories": casting.front(second=tuple("abcdefg")),
    "a lead that is a path": casting.front(lead="../../etc/passwd"),
    "a pin without a key": casting.front(pinned=("",)),
    "a section that is none": casting.front(rows=(FrontRow(section="a\x1fb"),)),
    "an empty banner": casting.front(banner=Banner(text=" ", until=UNTIL)),
    "a long banner": casting.front(banner=Banner(text="x" * 281, until=UNTIL)),
    "a banner of two lines": casting.front(banner=Banner(text="a\nb", until=UNTIL)),
    "a banner turned round": casting.front(banner=Banner(text="a\u202eb", until=UNTIL)),
    "a banner without a zone": casting.front(banner=Banner(text="a", until=UNTIL.replace(tzinfo=None))),
    "a banner about no key": casting.front(banner=Banner(text="a", story="a b", until=UNTIL)),
    **{
        f"a banner to {link[:30]}": casting.front(banner=Banner(text="a", link=link, until=UNTIL))
        for link in (
            "javascript:alert(1)",
            "//elsewhere.example/",
            "/\\elsewhere.example/",
            "data:text/html,x",
            'https://a.example/"x',
            "https://",
            "https://a.example/ b",
            "/" + "a" * 500,
        )
    },
}


@pytest.mark.parametrize("plate", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_front_is_refused_by_name(plate: FrontPlate) -> None:
    with pytest.raises(PlateError, match="The plate of front 'front' in edition 'en'"):
        check(plate)
