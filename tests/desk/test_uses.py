"""Where an author is used is read a page at a time, and is the list that Wagtail shows."""

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from serai.desk import actions
from serai.desk.models import Author, Edition, Story
from serai.desk.uses import Uses
from tests.desk.conftest import signed_in


def signed(edition: Edition, author: Author, count: int) -> list[Story]:
    return [
        actions.create_story(edition=edition, headline=f"Story {number}", authors=[author])
        for number in range(count)
    ]


def test_the_uses_are_wagtails_own(edition: Edition, author: Author) -> None:
    signed(edition, author, 5)
    references = ReferenceIndex.get_references_to(author)
    ours, theirs = Uses(references), references.group_by_source_object()
    assert len(ours) == len(theirs) == 5
    assert ours[1:4] == theirs[1:4]
    assert ours[5:9] == []


def test_a_page_of_uses_reads_no_other(edition: Edition, author: Author) -> None:
    stories = signed(edition, author, 4)
    uses = Uses(ReferenceIndex.get_references_to(author))
    assert uses[3:4]  # Django learns its content types
    with CaptureQueriesContext(connection) as asked:
        assert [page.pk for page, _references in uses[0:2]] == [story.pk for story in stories[:2]]
    assert len(asked) == 3


def test_an_author_of_one_story_twice_is_one_use(edition: Edition, author: Author) -> None:
    actions.create_story(edition=edition, headline="Twice", authors=[author, author])
    uses = Uses(ReferenceIndex.get_references_to(author))
    assert [len(references) for _page, references in uses[0:20]] == [2]


def test_an_editor_sees_them(editor: User, edition: Edition, author: Author) -> None:
    signed(edition, author, 21)
    client = signed_in(editor)
    address = f"/snippets/desk/author/usage/{author.pk}/"
    assert client.get(address).content.decode().count("Edit this page") == 20
    assert client.get(address, {"p": 2}).content.decode().count("Edit this page") == 1


def test_an_author_of_nothing_has_no_uses(editor: User, author: Author) -> None:
    assert Uses(ReferenceIndex.get_references_to(author))[0:20] == []
    assert signed_in(editor).get(f"/snippets/desk/author/usage/{author.pk}/").status_code == 200
