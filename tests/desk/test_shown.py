"""Whoever changes a name is told how many public stories show it."""

from django.contrib.auth.models import User

from serai.desk import actions
from serai.desk.models import Author, Edition, Story
from tests.desk.conftest import signed_in

WORDS = "Public stories that show this name: "


def page(editor: User, author: Author) -> str:
    return signed_in(editor).get(f"/snippets/desk/author/edit/{author.pk}/").content.decode()


def test_a_name_on_a_public_story_says_so_and_a_draft_does_not_count(
    editor: User, edition: Edition, author: Author, story: Story
) -> None:
    assert WORDS not in page(editor, author)
    actions.publish(story=story)
    actions.create_story(edition=edition, headline="A draft", authors=[author])
    assert f"{WORDS}1. " in page(editor, author)
