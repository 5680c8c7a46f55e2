"""How far a translation lags: what the original does is counted, what a hand has written is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from serai.desk import actions, cast, following
from serai.desk.errors import NotReadyError
from serai.desk.models import Edition, Order, Section, Story, TranslationCard
from serai.desk.translation import actions as translation
from serai.desk.translation import working
from serai.desk.translation.working import Answer
from tests.desk.translation.conftest import (
    AT,
    PARAGRAPHS,
    RUSSIAN,
    answers_for,
    blocks,
    card_of,
    counted,
    sheet_of,
    texts,
    translate,
)

CHANGED = ("The well is dry again.", "It was dug in <b>1964</b>.", PARAGRAPHS[2])


def change(source: Story, *paragraphs: str) -> Story:
    """Publish the original with other paragraphs, its blocks being the same ones."""
    draft = Story.objects.get(pk=source.pk).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    raw[0]["value"] = "".join(f"<p>{one}</p>" for one in paragraphs[:-1])
    raw[1]["value"] = f"<p>{paragraphs[-1]}</p>"
    actions.revise(story=source, body=draft.body.stream_block.to_python(raw))
    return actions.publish(story=source)


def test_a_new_translation_has_the_structure_and_everything_to_do(begun: Story) -> None:
    assert texts(begun) == ["The well", "Taraz", *PARAGRAPHS]
    assert counted(begun) == (5, 0, 0, 0)


def test_a_translation_in_the_originals_words_is_not_published(begun: Story) -> None:
    with pytest.raises(NotReadyError) as refused:
        actions.publish(story=begun)
    line = "5 paragraphs still stand in the original's words. Translate them, or mark them as done."
    assert refused.value.problems == {"body": (line,)}


def test_a_translated_story_is_up_to_date(target: Story) -> None:
    assert texts(target) == ["Колодец", "Тараз", *RUSSIAN]
    assert counted(target) == (0, 0, 0, 0)
    told = cast.cast_story(target).translation
    assert told is not None
    assert (told.edition, told.behind, told.corrections) == ("en", 0, 0)


def test_two_changed_paragraphs_and_a_correction_are_two_behind_and_one_flagged(
    source: Story, target: Story
) -> None:
    change(source, *CHANGED)
    actions.correct(story=source, text="It was dug in 1964.")
    assert counted(target) == (2, 1, 2, 1)
    told = cast.cast_story(Story.objects.get(pk=target.pk)).translation
    assert told is not None
    assert (told.behind, told.corrections) == (2, 1)


def test_what_the_original_does_changes_no_word_of_the_translation(source: Story, target: Story) -> None:
    actions.revise(story=target, deck="Приписано рукой")
    change(source, *CHANGED)
    assert texts(target) == ["Колодец", "Приписано рукой", "Тараз", *RUSSIAN]


def test_the_address_follows_the_headline_until_somebody_has_written_it(begun: Story) -> None:
    def slug() -> str:
        return str(Story.objects.get(pk=begun.pk).get_latest_revision_as_object().slug)

    translate(begun, {"The well": "Колодец"})
    assert slug() == "kolodets"
    actions.revise(story=begun, slug="by-hand")
    name = next(one.row.name for one in sheet_of(begun).rows if one.row.kind == "headline")
    answer = Answer(typed={"text": "Сухой колодец"}, was={"text": working.shown_digest("Колодец")})
    translation.save(card=card_of(begun), answers={name: answer})
    assert texts(begun)[0] == "Сухой колодец"
    assert slug() == "by-hand"


def test_each_paragraph_is_dealt_with_by_itself(source: Story, target: Story) -> None:
    change(source, *CHANGED)
    translate(target, {CHANGED[0]: "Колодец снова сух."})
    assert counted(target) == (1, 0, 2, 0)
    translate(target, {}, done=(CHANGED[1],))
    assert counted(target) == (0, 0, 2, 0)
    actions.publish(story=target)
    assert counted(target) == (0, 0, 0, 0)
    assert texts(target) == ["Колодец", "Тараз", "Колодец снова сух.", *RUSSIAN[1:]]


def test_a_correction_is_translated_or_does_not_concern_the_edition(source: Story, target: Story) -> None:
    for text in ("First.", "Second."):
        actions.correct(story=source, text=text)
    first, second = following.corrections(Story.objects.get(pk=source.pk))
    answers = {first: translation.Corrected(text="Первое."), second: translation.Corrected()}
    translation.save(card=card_of(target), answers={}, corrections=answers)
    actions.publish(story=target)
    assert counted(target) == (0, 0, 0, 0)
    assert [line.text for line in Story.objects.get(pk=target.pk).corrections.all()] == ["Первое."]


def test_a_paragraph_more_is_proposed_at_its_place_and_stands_there(source: Story, target: Story) -> None:
    change(source, PARAGRAPHS[0], "A new one.", *PARAGRAPHS[1:])
    assert counted(target)[0] == 1
    translate(target, {"A new one.": "Новый."})
    assert texts(target) == ["Колодец", "Тараз", RUSSIAN[0], "Новый.", *RUSSIAN[1:]]
    assert counted(target)[0] == 0


def test_a_paragraph_that_is_gone_may_be_kept_or_taken_out(source: Story, target: Story) -> None:
    change(source, PARAGRAPHS[0], PARAGRAPHS[2])
    assert counted(target)[0] == 1
    translate(target, {}, done=(PARAGRAPHS[1],))
    assert texts(target) == ["Колодец", "Тараз", *RUSSIAN]
    assert counted(target)[0] == 0
    change(source, "Only this.", PARAGRAPHS[2])
    assert counted(target)[0] == 1


def test_a_paragraph_written_by_hand_in_the_middle_stays_and_disturbs_nothing(
    source: Story, target: Story
) -> None:
    draft = Story.objects.get(pk=target.pk).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    raw[0]["value"] = f"<p>{RUSSIAN[0]}</p><p>Рукой.</p><p>{RUSSIAN[1]}</p>"
    actions.revise(story=target, body=draft.body.stream_block.to_python([raw[1], raw[0]]))  # and moved
    change(source, *CHANGED)
    translate(target, {CHANGED[1]: "Его вырыли в <b>1964</b> году."})
    assert texts(target)[2:] == [RUSSIAN[2], RUSSIAN[0], "Рукой.", "Его вырыли в <b>1964</b> году."]


def test_a_hand_edit_made_while_somebody_types_is_kept_and_told(source: Story, target: Story) -> None:
    change(source, *CHANGED)
    answers = answers_for(target, {CHANGED[0]: "Набрано в форме."})
    draft = Story.objects.get(pk=target.pk).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    raw[0]["value"] = f"<p>Рукой тем временем.</p><p>{RUSSIAN[1]}</p>"
    actions.revise(story=target, body=draft.body.stream_block.to_python(raw))
    saved = translation.save(card=card_of(target), answers=answers)
    assert len(saved.kept) == 1
    assert texts(target)[2] == "Рукой тем временем."


def test_an_older_version_brought_back_lags_again(source: Story, target: Story) -> None:
    old = target.get_latest_revision()
    change(source, *CHANGED)
    translate(target, {CHANGED[0]: "Иначе.", CHANGED[1]: "Иначе тоже."})
    assert counted(target)[0] == 0
    Story.objects.get(pk=target.pk).with_content_json(old.content).save_revision()
    assert counted(target)[0] == 2


def test_translations_made_elsewhere_are_followed_from_the_day_they_come(
    source: Story, russian: Edition, section: Section
) -> None:
    theirs = actions.create_section(edition=russian, name="Суды", key=section.key)
    other = actions.create_story(
        edition=russian,
        headline="Колодец",
        section=theirs,
        place="Тараз",
        dateline_at=AT,
        body=blocks(*RUSSIAN),
        key=source.key,
    )
    actions.publish(story=other)
    change(source, *CHANGED)
    assert counted(other) == (2, 0, 2, 0)
    translate(other, {CHANGED[0]: "Колодец снова сух."})
    assert texts(other)[2:] == ["Колодец снова сух.", *RUSSIAN[1:]]


def test_rows_from_before_there_were_cards_are_taken_up(source: Story, target: Story) -> None:
    TranslationCard.objects.all().delete()
    Story.objects.filter(pk=target.pk).update(follows={})
    change(source, *CHANGED)
    assert card_of(target).source_id == source.pk
    assert counted(target)[2] == 2


def test_an_original_that_readers_do_not_have_is_not_told_of(source: Story, target: Story) -> None:
    actions.unpublish(story=source)
    assert cast.cast_story(Story.objects.get(pk=target.pk)).translation is None


def test_publishing_an_original_orders_each_translation_at_most_once(source: Story, target: Story) -> None:
    Order.objects.all().delete()
    change(source, *CHANGED)
    orders = Order.objects.filter(edition="ru", kind="story").values_list("key", "reason")
    assert list(orders) == [(source.key, "original")]
    Order.objects.all().delete()
    actions.revise(story=source, comments_open=False)
    actions.publish(story=source)
    assert not Order.objects.filter(edition="ru").exists()


def test_an_original_that_is_deleted_orders_its_translations(source: Story, target: Story) -> None:
    Story.objects.get(pk=source.pk).delete()
    assert list(Order.objects.filter(edition="ru", kind="story").values_list("reason", flat=True)) == [
        "original"
    ]
    assert cast.cast_story(Story.objects.get(pk=target.pk)).translation is None


def test_a_story_without_translations_asks_one_question_more(source: Story) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Story.objects.get(pk=source.pk).save()
    assert sum("desk_translationcard" in one["sql"] for one in asked) == 0


def test_the_sheet_marks_what_changed_word_by_word(source: Story, target: Story) -> None:
    change(source, *CHANGED)
    shown = [one for one in sheet_of(target).rows if one.row.what == "changed"]
    assert [(mark.what, mark.words) for mark in shown[1].fields[0].marks] == [
        ("same", "It was dug in"),
        ("same", " "),
        ("old", "1962"),
        ("new", "1964"),
        ("same", "."),
    ]
