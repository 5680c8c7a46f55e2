"""The newsroom's list of words: what goes on it, what is refused, and that a change counts at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from serai.discussion.models import Word
from serai.discussion.screening import lexicon
from serai.discussion.screening.errors import WordError
from serai.discussion.screening.words import LIST_LIMIT


@pytest.mark.django_db
def test_a_word_counts_for_its_edition_from_when_it_is_added_until_it_is_taken_off() -> None:
    assert lexicon.words_for("ru").found_in("казино") == []
    lexicon.add_word(word=" казино ", edition="ru", note="спам", by="asel")
    lexicon.add_word(word="casino*")
    assert lexicon.words_for("ru").found_in("казино casinos") == ["казино", "casino*"]
    assert lexicon.words_for("en").found_in("казино casinos") == ["casino*"]
    assert lexicon.remove_word(word="казино", edition="ru")
    assert not lexicon.remove_word(word="казино", edition="ru")
    assert lexicon.words_for("ru").found_in("казино casinos") == ["casino*"]


@pytest.mark.django_db
def test_a_word_that_was_changed_in_its_row_counts_as_changed() -> None:
    row = lexicon.add_word(word="казино")
    assert lexicon.words_for("ru").found_in("рулетка казино") == ["казино"]
    row.word = "рулетка"
    row.save()
    assert lexicon.words_for("ru").found_in("рулетка казино") == ["рулетка"]


@pytest.mark.django_db
def test_the_same_word_twice_is_there_once() -> None:
    one, other = lexicon.add_word(word="a word"), lexicon.add_word(word="a  word", by="somebody else")
    assert (one.pk, Word.objects.count()) == (other.pk, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["", "  ", "*", "…", "x" * 101, "a " * 9])
def test_what_cannot_be_looked_for_is_refused(word: str) -> None:
    with pytest.raises(WordError, match="cannot be looked for"):
        lexicon.add_word(word=word)
    assert Word.objects.count() == 0


@pytest.mark.django_db
def test_a_list_is_brought_in_whole_or_not_at_all() -> None:
    lines = "# ours\nказино\n\nлегкие  деньги\r\nказино\n"
    assert lexicon.add_lines(lines=lines, edition="ru", by="asel") == 2
    assert lexicon.add_lines(lines=lines, edition="ru") == 0
    with pytest.raises(WordError, match="Line 2"):
        lexicon.add_lines(lines="новое\n***\n", edition="ru")
    assert list(Word.objects.values_list("word", flat=True)) == ["казино", "легкие деньги"]


@pytest.mark.django_db
def test_a_list_over_its_limits_is_refused() -> None:
    with pytest.raises(WordError, match="characters"):
        lexicon.add_lines(lines="x" * (lexicon.IMPORT_LIMIT + 1))
    with pytest.raises(WordError, match="entries"):
        lexicon.add_lines(lines="\n".join(f"word{n}" for n in range(LIST_LIMIT + 1)))
    assert lexicon.add_lines(lines="\n".join(f"word{n}" for n in range(LIST_LIMIT))) == LIST_LIMIT
    with pytest.raises(WordError, match="full"):
        lexicon.add_word(word="one more")
    assert lexicon.words_for("en").found_in("so word77 it is") == ["word77"]


class AnyLines(TestCase):
    databases = {"discussion"}

    @given(st.text(max_size=200))
    def test_any_lines_are_taken_or_refused(self, lines: str) -> None:
        try:
            added = lexicon.add_lines(lines=lines)
        except WordError:
            added = 0
        assert Word.objects.count() == added
