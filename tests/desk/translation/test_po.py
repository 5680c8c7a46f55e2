"""PO files that come back: whatever was done to them outside, and at the desk meanwhile."""

import polib
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from serai.desk import actions
from serai.desk.errors import PoError
from serai.desk.models import Story
from serai.desk.translation import po
from tests.desk.conftest import signed_in
from tests.desk.translation.conftest import PARAGRAPHS, RUSSIAN, card_of, texts, translate
from tests.desk.translation.test_screens import sheet
from tests.desk.translation.test_staleness import CHANGED, change


def sent(source: Story, user: User) -> polib.POFile:
    """What is exported, as a translation program reads it."""
    data = signed_in(user).get(sheet(source) + "export/").content.decode()
    return polib.pofile("# \n" + data)


def back(source: Story, user: User, file: polib.POFile | str) -> list[str]:
    """What is said of each string of a file that comes back."""
    upload = SimpleUploadedFile("a.po", str(file).encode())
    page = signed_in(user).post(sheet(source) + "import/", {"file": upload}).content.decode()
    return [line.partition('"')[0] for line in page.split("tr-taken--")[1:]]


def fill(file: polib.POFile, words: dict[str, str]) -> polib.POFile:
    for entry in file:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return file


WORDS = dict(zip(PARAGRAPHS, RUSSIAN, strict=True))


def test_what_was_put_in_at_the_desk_meanwhile_does_not_move_what_comes_back(
    source: Story, begun: Story, translator: User
) -> None:
    file = fill(sent(source, translator), WORDS)
    change(source, "A new one.", *PARAGRAPHS)
    translate(begun, {"A new one.": "Новый."})
    assert back(source, translator, file) == ["taken", "taken", "taken"]
    assert texts(begun)[2:] == ["Новый.", *RUSSIAN]


def test_strings_of_a_paragraph_that_has_changed_since_are_taken_and_not_done_with(
    source: Story, begun: Story, translator: User
) -> None:
    file = fill(sent(source, translator), WORDS)
    change(source, *CHANGED)
    assert back(source, translator, file) == ["taken", "taken", "taken"]
    assert texts(begun)[2:] == [*RUSSIAN]
    assert card_of(begun).behind == 4  # headline, place and the two


def test_of_strings_that_say_the_same_twice_the_first_is_taken(
    source: Story, begun: Story, translator: User
) -> None:
    file = fill(sent(source, translator), WORDS)
    again = polib.POEntry(msgctxt=file[2].msgctxt, msgid=file[2].msgid, msgstr="Иначе.")
    assert back(source, translator, f"{file}\n{again}") == ["taken", "taken", "taken", "twice"]
    assert texts(begun)[2:] == [*RUSSIAN]


def test_obsolete_fuzzy_and_left_out_strings_leave_their_paragraphs_open(
    source: Story, begun: Story, translator: User
) -> None:
    file = fill(sent(source, translator), WORDS)
    file[2].obsolete = True
    file[3].flags.append("fuzzy")
    del file[4]
    assert back(source, translator, file) == ["taken"]
    assert texts(begun)[2:] == [PARAGRAPHS[0], RUSSIAN[1], PARAGRAPHS[2]]
    assert card_of(begun).behind == 5


def test_signs_that_end_a_line_elsewhere_come_back(source: Story, begun: Story, translator: User) -> None:
    actions.revise(story=source, deck="One\u2028two\x85three")
    actions.publish(story=source)
    file = fill(sent(source, translator), {**WORDS, "One two three": "Раз\u2028два"})
    assert back(source, translator, file) == ["taken"] * 4
    assert texts(begun)[1] == "Раз два"


@pytest.mark.parametrize(
    "words",
    [
        "<b>" * 5000,
        "x" * 20_001,
        "<script>alert(1)</script>",
        '<a href="javascript:x">y</a>',
        '<b style="x">y</b>',
        "<p>a</p><p>b</p>",
    ],
    ids=["deep", "long", "script", "link", "attribute", "blocks"],
)
def test_a_hostile_string_is_refused_and_the_others_are_taken(
    source: Story, begun: Story, translator: User, words: str
) -> None:
    file = fill(sent(source, translator), {**WORDS, PARAGRAPHS[1]: words})
    assert sorted(back(source, translator, file)) == ["refused", "taken", "taken"]
    assert texts(begun)[2:] == [RUSSIAN[0], PARAGRAPHS[1], RUSSIAN[2]]


def test_words_longer_than_a_storys_form_takes_are_refused(
    source: Story, begun: Story, translator: User
) -> None:
    file = fill(sent(source, translator), {"The well": "я" * 256, "Taraz": "я" * 120})
    assert back(source, translator, file) == ["refused", "taken"]
    assert texts(begun)[0] == "The well"


def test_a_file_of_another_encoding_is_refused(source: Story, begun: Story, translator: User) -> None:
    data = str(fill(sent(source, translator), WORDS))
    for encoding in ("utf-16", "cp1251"):
        with pytest.raises(PoError):
            po.read(data.encode(encoding), story=source.key, edition="ru")
