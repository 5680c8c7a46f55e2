"""Several people at one translation, and an original that moves on meanwhile: no word is lost, none is put
beside another paragraph."""

import html
import re
from typing import Any

import pytest
from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk.models import Edition, Section, Story
from serai.desk.translation import actions as translation
from serai.desk.translation.working import Answer
from tests.desk.conftest import signed_in
from tests.desk.translation.conftest import AT, PARAGRAPHS, RUSSIAN, card_of, sheet_of, texts, translate
from tests.desk.translation.test_screens import form, sheet
from tests.desk.translation.test_staleness import CHANGED, change


def sent_again(page: str) -> dict[str, str]:
    """What a browser sends of a sheet that it was answered, nothing being typed."""
    data = dict(re.findall(r'<input type="hidden" name="((?:was|at)-[^"]+)" value="([^"]*)"', page))
    fields = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return {**data, **{name: html.unescape(words) for name, words in fields}}


def by_hand(target: Story, place: int, value: str) -> None:
    """Somebody changes a block of the translation in the story's own form."""
    draft = Story.objects.get(pk=target.pk).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    raw[place]["value"] = value
    actions.revise(story=target, body=draft.body.stream_block.to_python(raw))


def test_a_refused_sheet_that_is_sent_again_undoes_nothing_that_others_wrote(
    source: Story, target: Story, translator: User
) -> None:
    client = signed_in(translator)
    mine = form(target, **{PARAGRAPHS[2]: "<script>"})
    by_hand(target, 0, f"<p>Рукой тем временем.</p><p>{RUSSIAN[1]}</p>")
    answer = client.post(sheet(source), mine)
    assert answer.status_code == 422
    data = sent_again(answer.content.decode())
    refused = next(name for name, words in data.items() if words == "<script>")
    client.post(sheet(source), {**data, refused: "Никто не знает."})
    assert texts(target)[2:] == ["Рукой тем временем.", RUSSIAN[1], "Никто не знает."]


def test_what_others_put_in_before_a_paragraph_does_not_move_what_is_typed_beside_it(
    source: Story, begun: Story, translator: User
) -> None:
    change(source, "A new one.", *PARAGRAPHS)
    mine = form(begun, **{PARAGRAPHS[1]: RUSSIAN[1]})
    translate(begun, {"A new one.": "Новый."})
    signed_in(translator).post(sheet(source), mine)
    assert texts(begun)[2:] == ["Новый.", PARAGRAPHS[0], RUSSIAN[1], PARAGRAPHS[2]]


def test_what_is_put_in_by_a_sheet_does_not_move_what_was_refused_in_it(
    source: Story, begun: Story, translator: User
) -> None:
    change(source, "A new one.", *PARAGRAPHS)
    words = {"A new one.": "Новый.", PARAGRAPHS[0]: "<script>"}
    client = signed_in(translator)
    page = client.post(sheet(source), form(begun, **words)).content.decode()
    data = sent_again(page)
    refused = next(name for name, words in data.items() if words == "<script>")
    client.post(sheet(source), {**data, refused: RUSSIAN[0]})
    assert texts(begun)[2:] == ["Новый.", RUSSIAN[0], *PARAGRAPHS[1:]]


def test_words_for_what_somebody_took_out_meanwhile_are_given_back(
    source: Story, target: Story, translator: User
) -> None:
    change(source, PARAGRAPHS[0], PARAGRAPHS[2])
    mine = form(target)
    field = next(name for name, words in mine.items() if words == RUSSIAN[1])
    by_hand(target, 0, f"<p>{RUSSIAN[0]}</p>")
    translate(target, {}, done=(PARAGRAPHS[1],))
    answer = signed_in(translator).post(sheet(source), {**mine, field: "Ещё одна правка."})
    assert answer.status_code == 422
    assert re.findall(r'<textarea class="tr-lost"[^>]*>\n(.*?)</textarea>', answer.content.decode()) == [
        "Ещё одна правка."
    ]
    assert texts(target)[2:] == [RUSSIAN[0], RUSSIAN[2]]


def test_words_typed_beside_what_the_original_says_no_more_are_taken_and_not_done_with(
    source: Story, begun: Story, translator: User
) -> None:
    mine = form(begun, **{PARAGRAPHS[0]: RUSSIAN[0], PARAGRAPHS[1]: RUSSIAN[1]})
    change(source, *CHANGED[:1], *PARAGRAPHS[1:])
    signed_in(translator).post(sheet(source), mine)
    assert texts(begun)[2:] == [*RUSSIAN[:2], PARAGRAPHS[2]]
    open_rows = [one.row.now.fields[0][1] for one in sheet_of(begun).rows if one.row.open and one.row.now]
    assert open_rows == ["The well", "Taraz", CHANGED[0], PARAGRAPHS[2]]


def test_two_who_translate_the_same_are_told_and_the_first_words_stay(
    source: Story, begun: Story, translator: User
) -> None:
    mine = form(begun, **{PARAGRAPHS[0]: "Моё."})
    translate(begun, {PARAGRAPHS[0]: "Первое."})
    answer = signed_in(translator).post(sheet(source), mine)
    assert answer.status_code == 422
    assert "Their words were kept: Первое." in answer.content.decode()
    assert "Моё." in answer.content.decode()
    assert texts(begun)[2] == "Первое."


def test_a_correction_that_somebody_else_wrote_first_is_told(
    source: Story, target: Story, translator: User
) -> None:
    actions.correct(story=source, text="It was dug in 1964.")
    (line,) = sheet_of(target).corrections
    answers = {line.digest: translation.Corrected(text="Первое.")}
    translation.save(card=card_of(target), answers={}, corrections=answers)
    mine = {**form(target), f"correction-{line.digest}": "Второе."}
    answer = signed_in(translator).post(sheet(source), mine)
    assert answer.status_code == 422
    assert 'class="tr-lost"' in answer.content.decode()
    draft = Story.objects.get(pk=target.pk).get_latest_revision_as_object()
    assert [line.text for line in draft.corrections.all()] == ["Первое."]


def test_what_is_typed_while_an_editor_takes_the_translation_is_given_back(
    source: Story, begun: Story, translator: User
) -> None:
    actions.set_up_workflow()
    mine = form(begun, **{PARAGRAPHS[0]: RUSSIAN[0]})
    begun.get_workflow().start(Story.objects.get(pk=begun.pk), translator)
    page = signed_in(translator).post(sheet(source), mine).content.decode()
    assert "Nothing was saved" in page
    assert re.findall(r'<textarea class="tr-lost"[^>]*>\n(.*?)</textarea>', page) == [RUSSIAN[0]]
    assert texts(begun)[2] == PARAGRAPHS[0]


def test_what_an_editor_publishes_while_it_is_in_review_is_in_review_no_more(
    source: Story, begun: Story, translator: User, editor: User
) -> None:
    words = {"The well": "Колодец", "Taraz": "Тараз", **dict(zip(PARAGRAPHS, RUSSIAN, strict=True))}
    client = signed_in(translator)
    client.post(sheet(source) + "assign/", {"translator": str(translator.pk)})
    client.post(sheet(source), {**form(begun, **words), "submit": "1"})
    signed_in(editor).post(sheet(source), {**form(begun), "publish": "1"})
    assert Story.objects.get(pk=begun.pk).live
    change(source, *CHANGED)
    assert client.get("/translations/next/").headers["Location"] == sheet(source)


def test_half_a_quote_is_not_a_whole_one(english: Edition, russian: Edition, section: Section) -> None:
    quote: dict[str, Any] = {"text": "<p>Said.</p>", "speaker": "Aigul", "role": "head of the school"}
    source = actions.create_story(
        edition=english, headline="H", section=section, place="T", dateline_at=AT, body=[("quote", quote)]
    )
    begun = translation.begin(source=actions.publish(story=source), edition=russian).story
    row = next(one for one in sheet_of(begun).rows if one.row.kind == "quote")

    def types(**words: str) -> int:
        shown = next(one for one in sheet_of(begun).rows if one.row.name == row.row.name)
        was = {one.name: one.was for one in shown.fields}
        answer = Answer(typed=words, was=was)
        translation.save(card=card_of(begun), answers={row.row.name: answer})
        return card_of(begun).behind

    assert types(text="Сказано.", speaker="Айгуль") == 3
    assert types(role="директор школы") == 2


def test_a_translation_that_stands_there_without_a_card_is_taken_up_and_not_begun_again(
    source: Story, target: Story, russian: Edition
) -> None:
    card_of(target).delete()
    assert translation.begin(source=source, edition=russian).story == target
    assert card_of(target).source_id == source.pk


@pytest.mark.usefixtures("target")
def test_where_the_original_is_deleted_the_oldest_translation_is_the_original(
    source: Story, english: Edition, russian: Edition, section: Section
) -> None:
    kazakh = actions.create_edition(code="kk", name="Курьер", language_name="Қазақша", position=2)
    third = translation.begin(source=source, edition=kazakh).story
    Story.objects.get(pk=source.pk).delete()
    second = Story.objects.get(locale_id=russian.locale_id)
    assert translation.begin(source=second, edition=kazakh).story == third
    assert (card_of(third).source_id, card_of(third).behind) == (second.pk, 0)
    assert sheet_of(third).open == 0
