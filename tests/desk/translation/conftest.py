"""An outlet in English and Russian: a story that is public in both, and people who translate."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from serai.desk import actions, following, roles, translating
from serai.desk.models import Edition, Order, Section, Story, TranslationCard
from serai.desk.translation import actions as translation
from serai.desk.translation import display
from serai.desk.translation.working import Answer
from tests.desk.conftest import signed_in as signed_in

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PARAGRAPHS = ("The well is dry.", "It was dug in <b>1962</b>.", "Nobody knows why.")
RUSSIAN = ("Колодец сух.", "Его вырыли в <b>1962</b> году.", "Никто не знает почему.")


def blocks(*paragraphs: str) -> list[tuple[str, Any]]:
    first, second, third = (f"<p>{one}</p>" for one in paragraphs)
    return [("paragraph", first + second), ("paragraph", third)]


@pytest.fixture
def english(edition: Edition) -> Edition:
    return edition


@pytest.fixture
def russian(edition: Edition) -> Edition:
    return actions.create_edition(
        code="ru", name="Курьер", language_name="Русский", time_zone="Asia/Almaty", position=1
    )


@pytest.fixture
def source(english: Edition, russian: Edition, section: Section) -> Story:
    """Public in English."""
    story = actions.create_story(
        edition=english,
        headline="The well",
        section=section,
        place="Taraz",
        dateline_at=AT,
        body=blocks(*PARAGRAPHS),
    )
    return actions.publish(story=story)


@pytest.fixture
def begun(source: Story, russian: Edition) -> Story:
    """Its translation, begun and not translated yet."""
    return translation.begin(source=source, edition=russian).story


@pytest.fixture
def target(begun: Story) -> Story:
    """Its translation, whole and public."""
    translate(begun, {"The well": "Колодец", "Taraz": "Тараз", **dict(zip(PARAGRAPHS, RUSSIAN, strict=True))})
    story = actions.publish(story=begun)
    Order.objects.all().delete()
    return story


def card_of(story: Story) -> TranslationCard:
    return TranslationCard.objects.get(target=story)


def answers_for(story: Story, words: dict[str, str], *, done: tuple[str, ...] = ()) -> dict[str, Answer]:
    """What a translator types beside these words of the original, and what is ticked as done."""
    found: dict[str, Answer] = {}
    for shown in sheet_of(story).rows:
        original = shown.row.now or shown.row.before
        name = shown.fields[0].name
        said = original.words(name) if original else ""
        typed = {name: words[said]} if said in words else {}
        was = {name: shown.fields[0].was}
        ticked = shown.row.seen if said in words or said in done else ""
        if typed or ticked:
            found[shown.row.name] = Answer(typed=typed, was=was, done=ticked)
    return found


def sheet_of(story: Story) -> Any:
    version = translating.current(Story.objects.get(pk=card_of(story).source_id))
    return display.sheet(version, Story.objects.get(pk=story.pk).get_latest_revision_as_object())


def translate(story: Story, words: dict[str, str], *, done: tuple[str, ...] = (), **more: Any) -> Any:
    """Type these words beside the original's and mark them as done."""
    return translation.save(card=card_of(story), answers=answers_for(story, words, done=done), **more)


def texts(story: Story) -> list[str]:
    """The words of the newest draft, paragraph by paragraph."""
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    return [one.fields[0][1] for one in following.shown(draft)]


def counted(story: Story) -> tuple[int, int, int, int]:
    card = card_of(story)
    return card.behind, card.corrections, card.public_behind, card.public_corrections


@pytest.fixture
def translator(roles: None, russian: Edition) -> User:
    return translator_of(russian, "samal")


def translator_of(edition: Edition, name: str) -> User:
    user = User.objects.create_user(name, password="tea-and-bread")
    user.groups.add(roles.translators(edition))
    return user
