"""The desk's search finds what may be found, the best first, at a cost that is its own."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from serai.desk import actions
from serai.desk.models import Edition, Photo, Section, Story
from tests.desk.conftest import signed_in


def written(edition: Edition, headline: str, **fields: object) -> Story:
    return actions.create_story(edition=edition, headline=headline, **fields)  # type: ignore[arg-type]


def headlines(client: Client, query: str) -> list[str]:
    page = client.get("/stories/results/", {"q": query})
    assert page.status_code == 200
    return [story.title for story in page.context["object_list"]]


def test_a_story_is_found_by_words_of_its_headline(editor: User, edition: Edition) -> None:
    written(edition, "The bridge that was paid for twice")
    written(edition, "A market by the river")
    client = signed_in(editor)
    assert headlines(client, "paid bri") == ["The bridge that was paid for twice"]
    assert headlines(client, "bridge market") == []


def test_a_russian_headline_is_found_in_another_case(editor: User, edition: Edition) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL is asked as Wagtail asks it
    written(edition, "Мосты через реку закрыли")
    assert headlines(signed_in(editor), "мостик") == []
    assert headlines(signed_in(editor), "закрыть моста") == ["Мосты через реку закрыли"]


def test_what_was_renamed_is_found_by_its_new_name_alone(editor: User, edition: Edition) -> None:
    story = written(edition, "Before")
    actions.revise(story=story, headline="Afterwards")
    story.refresh_from_db()
    story.title = "Afterwards"
    story.save()
    client = signed_in(editor)
    assert headlines(client, "afterwards") == ["Afterwards"]
    assert headlines(client, "before") == []


def test_a_filter_and_a_search_go_together(editor: User, edition: Edition, section: Section) -> None:
    written(edition, "Bridge one", section=section)
    written(edition, "Bridge two")
    page = signed_in(editor).get("/stories/results/", {"q": "bridge", "section": str(section.pk)})
    assert [story.title for story in page.context["object_list"]] == ["Bridge one"]


def test_a_search_may_be_ordered(editor: User, edition: Edition) -> None:
    for name in ("Bridge b", "Bridge c", "Bridge a"):
        written(edition, name)
    page = signed_in(editor).get("/stories/results/", {"q": "bridge", "ordering": "-title"})
    assert [story.title for story in page.context["object_list"]] == ["Bridge c", "Bridge b", "Bridge a"]


@pytest.mark.parametrize("query", ['"', "'", "*", "NOT x", '" OR "1', "%", "(" * 300, "я" * 3_000])
def test_a_hostile_search_finds_nothing_and_breaks_nothing(editor: User, story: Story, query: str) -> None:
    assert headlines(signed_in(editor), query) == []


def test_an_empty_search_is_the_list(editor: User, story: Story) -> None:
    assert headlines(signed_in(editor), "") == [story.title]


def test_photos_and_pages_share_an_index_and_not_their_results(
    editor: User, edition: Edition, photo: Photo
) -> None:
    written(edition, "bridge.jpg in words")
    assert list(Photo.objects.all().search("bridge.jpg")) == [photo]
    assert [story.title for story in Story.objects.all().autocomplete("bridge")] == ["bridge.jpg in words"]


def test_a_word_in_the_headline_counts_for_more_than_one_in_the_text(editor: User, edition: Edition) -> None:
    written(edition, "Otherwise", body=[("paragraph", "<p>The flood. The flood.</p>")])
    written(edition, "The flood", body=[("paragraph", "<p>Otherwise.</p>")])
    assert [story.title for story in Story.objects.all().search("flood")] == ["The flood", "Otherwise"]


def test_saving_a_story_asks_nothing_of_other_headlines(edition: Edition, story: Story) -> None:
    if connection.vendor != "sqlite":
        return  # as above
    with CaptureQueriesContext(connection) as asked:
        story.save()
    of_the_index = [query["sql"] for query in asked if "indexentry" in query["sql"]]
    assert of_the_index
    assert [sql for sql in of_the_index if "AVG" in sql.upper() or "title_norm" in sql] == []
