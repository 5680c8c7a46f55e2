"""How somebody gets from where they are to what they have to translate: one press, where they may."""

from html import unescape

import pytest
from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk.models import Edition, Story
from serai.desk.translation import actions as translation
from tests.desk.conftest import signed_in
from tests.desk.translation.conftest import PARAGRAPHS, sheet_of
from tests.desk.translation.test_staleness import CHANGED, change

SHEET = "/translations/{}/ru/"


def page(user: User, address: str) -> str:
    return unescape(" ".join(signed_in(user).get(address).content.decode().split()))


def test_what_waits_on_the_dashboard_leads_to_its_sheet(
    source: Story, russian: Edition, translator: User
) -> None:
    translation.assign(source=source, edition=russian, translator=translator)
    assert f'<a href="{SHEET.format(source.pk)}"><bdi>The well</bdi></a>' in page(translator, "/")


def test_the_dashboard_names_nothing_that_somebody_may_not_translate_any_more(
    source: Story, russian: Edition, translator: User, editor: User
) -> None:
    translation.assign(source=source, edition=russian, translator=translator)
    translator.groups.set(editor.groups.all())
    russian.made_from = source.edition
    Edition.objects.filter(pk=russian.pk).update(made_from=source.edition)
    assert signed_in(translator).get("/").status_code == 200
    assert SHEET.format(source.pk) not in page(translator, "/")


def test_a_storys_form_leads_to_its_translations_and_theirs_to_the_sheet(
    source: Story, target: Story, editor: User
) -> None:
    other = actions.create_story(
        edition=source.edition,
        headline="The well again",
        section=source.section,
        place="T",
        dateline_at=source.dateline_at,
    )
    assert f'"/translations/?story={source.pk}"' in page(editor, f"/pages/{source.pk}/edit/")
    grid = page(editor, f"/translations/?story={source.pk}")
    assert (SHEET.format(source.pk) in grid, SHEET.format(other.pk) in grid) == (True, False)
    assert f'"{SHEET.format(source.pk)}"' in page(editor, f"/pages/{target.pk}/edit/")


@pytest.mark.parametrize("asked", ["0", "-1", "٣", "x", "9" * 4000])
def test_a_story_that_is_none_is_not_asked_for(source: Story, editor: User, asked: str) -> None:
    assert signed_in(editor).get("/translations/", {"story": asked}).status_code == 200


def test_the_grid_tells_an_original_and_leads_to_its_form_whoever_may_change_it(
    source: Story, target: Story, editor: User, translator: User
) -> None:
    form = f'href="/pages/{source.pk}/edit/"'
    assert [form in page(user, "/translations/") for user in (editor, translator)] == [True, False]
    assert page(editor, "/translations/").count('<span class="tr-meta">Original</span>') == 1


def test_a_sheet_leads_to_what_waits_next_and_never_to_itself(
    source: Story, target: Story, russian: Edition, translator: User
) -> None:
    way = 'href="/translations/next/"'
    translation.assign(source=source, edition=russian, translator=translator)
    change(source, *CHANGED)
    assert way not in page(translator, SHEET.format(source.pk))
    other = actions.publish(
        story=actions.create_story(
            edition=source.edition,
            headline="The bridge",
            section=source.section,
            place="T",
            dateline_at=source.dateline_at,
        )
    )
    assert way in page(translator, SHEET.format(other.pk))


def test_what_is_marked_leads_to_the_next_that_is_and_says_what_done_does(
    source: Story, target: Story, editor: User
) -> None:
    change(source, "The well is deep.", PARAGRAPHS[1], "It is shut.")
    marked = [shown for shown in sheet_of(target).rows if shown.row.open]
    assert [shown.further for shown in marked] == [marked[1].row.name, ""]
    change(source, PARAGRAPHS[0], PARAGRAPHS[2])
    assert "“Done” keeps it." in page(editor, SHEET.format(source.pk))
    change(source, *PARAGRAPHS, "And it is deep.")
    assert "leaves it out of this edition." in page(editor, SHEET.format(source.pk))


def test_an_empty_desk_says_that_it_has_no_story_and_a_question_that_it_found_none(
    russian: Edition, editor: User
) -> None:
    assert "There is no story here yet." in page(editor, "/translations/")
    assert "There is no such story." in page(editor, "/translations/?q=well")
