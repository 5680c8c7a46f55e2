"""Comments and threads for tests: as many as are asked for, and any that the press may be put."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from serai.press.threads import Comment, Rating, Thread
from tests.press.casting import BEGINNING


def comment(number: int, **fields: Any) -> Comment:
    """Comment `number` of a thread."""
    plain: dict[str, Any] = {
        "key": f"c{number}",
        "text": f"What reader {number} thinks.",
        "name": f"Reader {number}",
        "written_at": BEGINNING + timedelta(days=1, minutes=number),
    }
    return Comment(number=number, **{**plain, **fields})


def thread(count: int, code: str = "en", key: str = "s1", **fields: Any) -> Thread:
    """A thread of comments 1 to `count`; `but` are the numbers that are not public."""
    but = fields.pop("but", ())
    said = tuple(comment(number) for number in range(1, count + 1) if number not in but)
    return Thread(edition=code, key=key, **{"comments": said, **fields})


@st.composite
def whole_threads(draw: st.DrawFn, code: str = "en", key: str = "s1") -> Thread:
    """Threads over a few parts, with replies across them, picks, and gaps where comments were removed."""
    numbers = draw(
        st.lists(st.sampled_from((1, 2, 49, 50, 51, 52, 53, 100, 101, 151)), max_size=8, unique=True)
    )
    said = []
    picks = []
    for number in sorted(numbers):
        answers = draw(st.sampled_from(("", "", *(f"c{other}" for other in numbers))))
        name, text = draw(st.sampled_from(("Ada", "Bek", ""))), draw(st.sampled_from(("One", "Two")))
        picked = draw(st.integers(0, 4)) == 0
        said.append(comment(number, name=name, text=text, reply_to=answers, picked=picked))
        if picked:
            picks.append(f"c{number}")
    return Thread(
        edition=code,
        key=key,
        open=draw(st.booleans()),
        closes_at=draw(st.sampled_from((None, BEGINNING))),
        rating=Rating(likes=draw(st.integers(0, 1))),
        comments=tuple(said),
        picks=tuple(picks),
    )
