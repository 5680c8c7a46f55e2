"""The card of a story without a photo: set in its own script, the same for the same words, or not drawn."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from serai.desk.photos import cards
from serai.desk.photos.cards import Words, drawing, faces, setting
from serai.desk.photos.containers import walk

WORDS = {
    "en": Words("The Bridge", "City", "The river came back on Tuesday", "November 23, 2026", "en"),
    "ru": Words("Мост", "Город", "Река вернулась во вторник, подъёмным ходом", "23 ноября 2026 г.", "ru"),
    "kk": Words("Көпір", "Қала", "Өзен сейсенбіде қайта оралды, ғұмыр һәм үміт", "2026 ж. 23 қар.", "kk"),
    "tg": Words("Пул", "Шаҳр", "Дарё рӯзи сешанбе баргашт: ҷанҷоли қадимӣ", "23 ноябр", "tg"),
    "uz": Words("Ko‘prik", "Shahar", "Daryo seshanba kuni qaytdi, qirgʻoq kimniki?", "23-noyabr", "uz-Latn"),
    "uz-Cyrl": Words("Кўприк", "Шаҳар", "Дарё сешанба куни қайтди, ғам", "23-ноябр", "uz-Cyrl"),
    "fa": Words("پل", "شهر", "رودخانه سه‌شنبه بازگشت و COVID-۱۹ هم", "۲۳ نوامبر ۲۰۲۶", "fa", True),
}
needs_raqm = pytest.mark.skipif(
    not features.check("raqm"), reason="Pillow finds no FriBiDi (Debian: apt-get install libfribidi0)"
)
languages = pytest.mark.parametrize("code", [*[*WORDS][:-1], pytest.param("fa", marks=needs_raqm)])


def inked(data: bytes, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """How far from the left and from the right of a part of the card the first dark pixel is."""
    part = Image.open(io.BytesIO(data)).convert("L").crop(box).point(lambda light: 255 * (light < 128))
    found = part.getbbox()
    assert found
    return found[0], part.width - found[2]


@languages
def test_a_card_is_a_small_picture_without_metadata_and_the_same_each_time(code: str) -> None:
    data = drawing.draw(WORDS[code])
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.info) == ("PNG", (cards.WIDTH, cards.HEIGHT), {})
    assert walk(data, "png").carried == frozenset()
    assert len(data) < 40_000
    assert drawing.draw(WORDS[code]) == data


@languages
def test_words_begin_at_the_side_where_their_language_does(code: str, tmp_path: Path) -> None:
    data = drawing.draw(WORDS[code])
    masthead = (0, 60, cards.WIDTH, 118)
    left, right = inked(data, masthead)
    begins = right if WORDS[code].right_to_left else left
    assert abs(begins - drawing.MARGIN) < 8
    assert max(left, right) > cards.WIDTH // 2


def test_a_card_lies_in_the_pool_by_its_content_and_is_drawn_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cards.card(WORDS["en"], tmp_path)
    assert first
    data = (tmp_path / first.file).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert (first.file, first.size, first.format) == (f"{digest[:2]}/{digest}.png", len(data), "png")
    monkeypatch.setattr(drawing, "draw", None)
    assert cards.card(WORDS["en"], tmp_path) == first


@pytest.mark.parametrize("spoil", ["gone", "cut", "note"])
def test_what_was_noted_and_is_not_there_is_drawn_again(tmp_path: Path, spoil: str) -> None:
    first = cards.card(WORDS["en"], tmp_path)
    assert first
    if spoil == "gone":
        (tmp_path / first.file).unlink()
    elif spoil == "cut":
        (tmp_path / first.file).write_bytes(b"")
    else:
        next((tmp_path / "cards").iterdir()).write_bytes(b"{")
    assert cards.card(WORDS["en"], tmp_path) == first
    assert (tmp_path / first.file).stat().st_size == first.size


@pytest.mark.parametrize(
    "headline", ["საქართველო", "北京", "भारत", "Floods in 日本", "", "\u202e\u0000", "🜏🜏"]
)
def test_what_the_theme_has_no_letters_for_has_no_card(tmp_path: Path, headline: str) -> None:
    assert cards.card(WORDS["en"]._replace(headline=headline), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_letter_and_cannot_be_set_is_left_out() -> None:
    assert faces.shown("За\u0301мок 🜏 и\u202e\tмо\u00adст") == "Замок и мо\u00adст"


def test_marks_stand_on_letters_of_their_face_and_climb_nowhere() -> None:
    shadda, fatha = "\u0651", "\u064e"
    assert faces.shown(f"م{fatha}{shadda}") == f"م{fatha}{shadda}"
    assert faces.shown(f"م{fatha * 200}") == f"م{fatha * 2}"
    assert faces.shown(f"{fatha}River{fatha} {fatha}") == "River"


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_not_to_be_kept_is_told_and_leaves_nothing(tmp_path: Path, keep: bool) -> None:
    told = cards.card(WORDS["en"], tmp_path, keep=keep)
    assert told
    assert (tmp_path / told.file).is_file() == keep
    assert bool(list(tmp_path.iterdir())) == keep
    assert cards.card(WORDS["en"], tmp_path) == told


def test_without_fribidi_nothing_is_set_that_is_written_from_right_to_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", lambda name: False)
    faces.font.cache_clear()
    try:
        assert cards.card(WORDS["fa"], tmp_path) is None
        assert cards.card(WORDS["kk"], tmp_path) is not None
    finally:
        faces.font.cache_clear()


def test_a_headline_without_end_is_cut_and_a_word_without_end_harms_nothing(tmp_path: Path) -> None:
    for headline in ("word " * 400, "w" * 3000, "а" * 200 + " " + "б" * 200):
        drawn = cards.card(
            WORDS["en"]._replace(headline=headline, paper=headline, section=headline), tmp_path
        )
        assert drawn
        left, right = inked((tmp_path / drawn.file).read_bytes(), (0, 60, cards.WIDTH, cards.HEIGHT))
        assert min(left, right) >= drawing.MARGIN - 4


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 60))
def test_lines_are_as_few_as_can_be_and_hold_every_word_in_order(words: list[str], width: int) -> None:
    lines = setting.balanced(words, lambda word: float(len(word)), 1.0, float(width))
    assert [word for line in lines for word in line] == words
    wide = [sum(map(len, line)) + len(line) - 1 for line in lines]
    assert max(wide) <= width
    greedy, used = 1, -1
    for word in words:
        used += 1 + len(word)
        if used > width:
            greedy, used = greedy + 1, len(word)
    assert len(lines) == greedy


@needs_raqm
def test_words_of_the_other_direction_keep_their_own_order() -> None:
    said = WORDS["fa"]
    runs, _ = setting.runs(["سلام", "BBC", "News", "دنیا"], faces.BOLD, 60, said)
    seen = [run.text for run in sorted(runs, key=lambda run: run.left)]
    assert seen == ["دنیا", "BBC", "News", "سلام"]
    assert [run.right_to_left for run in runs] == [True, False, False, True]
    english = WORDS["en"]
    runs, _ = setting.runs(["See", "سلام", "دنیا", "now"], faces.BOLD, 60, english)
    assert [run.text for run in sorted(runs, key=lambda run: run.left)] == ["See", "دنیا", "سلام", "now"]


@needs_raqm
@pytest.mark.parametrize(
    ("code", "line", "seen"),
    [
        ("fa", "گفت: «COVID-19 و iPhone Pro» بود", "بود » iPhone Pro و COVID-19 « : گفت"),
        ("en", "He said “سلام دنیا” (now)", "He said “ دنیا سلام ” ( now )"),
        ("fa", "از BBC, News، شنید", "شنید ، BBC , News از"),
    ],
)
def test_marks_around_words_of_the_other_direction_go_with_the_line(code: str, line: str, seen: str) -> None:
    runs, wide = setting.runs(line.split(), faces.BOLD, 60, WORDS[code])
    in_order = [run.text for run in sorted(runs, key=lambda run: run.left)]
    assert in_order == seen.split()
    marks = {run.text: run.right_to_left for run in runs if run.text in {"«", "»", "“", "”"}}
    assert set(marks.values()) <= {WORDS[code].right_to_left}
    words = sum(setting.length(run.text, faces.BOLD, 60, WORDS[code].language) for run in runs)
    spaces = setting.length(" ", faces.BOLD, 60, WORDS[code].language) * line.count(" ")
    assert abs(wide - words - spaces) < 1
