"""Two scripts of one language: one order, one bake, and the second edition follows the first everywhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from serai.core import clock
from serai.desk import actions
from serai.desk.models import Edition, Order, Story
from serai.discussion import actions as remarks
from serai.discussion.models import Comment, StoryCard
from serai.gate.entries import NewComment, receipt_of
from serai.gate.protocol import Positioned
from serai.newsroom.config import Newsroom
from serai.newsroom.filling import Filler

pytestmark = pytest.mark.django_db

Files = dict[str, bytes]


@pytest.fixture
def latin() -> Edition:
    return actions.create_edition(code="uz", name="Sinov gazetasi", language_name="Oʻzbekcha")


@pytest.fixture
def cyrillic(latin: Edition) -> Edition:
    return actions.create_edition(
        code="uz-cyrl", name="Sinov gazetasi", language_name="Ўзбекча", made_from=latin
    )


@pytest.fixture
def story(latin: Edition, cyrillic: Edition) -> Story:
    section = actions.create_section(edition=latin, name="Shahar", slug="shahar")
    story = actions.create_story(
        edition=latin,
        headline="Koʻprik ochildi",
        slug="koprik",
        section=section,
        authors=[actions.create_author(edition=latin, name="Isʼhoq Yoʻldoshev")],
        place="Toshkent",
        dateline_at=clock.now() - timedelta(hours=1),
        body=[("paragraph", "<p>Yangi koʻprikdan ming kishi oʻtdi.</p>")],
    )
    return actions.publish(story=story)


def _files(room: Newsroom) -> Files:
    return {
        str(file.relative_to(room.site)): file.read_bytes()
        for file in sorted(room.site.rglob("*"))
        if file.is_file()
    }


def _twin(story: Story) -> str:
    return story.address.replace("/uz/", "uz-cyrl/", 1) + "index.html"


def test_one_bake_publishes_both_and_the_dry_run_names_both(
    room: Newsroom, filler: Filler, story: Story
) -> None:
    planned = filler.plan_due()
    assert {path.split("/")[0] for path in planned.written} >= {"uz", "uz-cyrl"}
    filler.fill_due()
    page = _files(room)[_twin(story)].decode()
    assert "Кўприк очилди" in page
    assert "Янги кўприкдан минг киши ўтди." in page
    assert "Исҳоқ Йўлдошев" in page
    assert '<html lang="uz-Cyrl"' in page
    twin = story.address.replace("/uz/", "/uz-cyrl/", 1)
    assert f'<input type="hidden" name="story" value="{twin}">' in page
    again = filler.plan_due()
    assert (again.written, again.deleted) == ((), ())


def test_an_incremental_bake_is_a_cold_one(room: Newsroom, filler: Filler, story: Story) -> None:
    filler.fill_due()
    actions.revise(story=story, headline="Koʻprik yopildi", slug="yopildi")
    actions.publish(story=Story.objects.get())
    filler.fill_due()
    report = filler.press.bake_cold()
    assert (report.written, report.deleted) == ((), ())
    assert "Кўприк ёпилди" in _files(room)[_twin(Story.objects.get())].decode()


def test_taking_a_story_back_takes_its_words_from_both(room: Newsroom, filler: Filler, story: Story) -> None:
    filler.fill_due()
    actions.unpublish(story=story)
    filler.fill_due()
    left = _files(room).items()
    words = [word.encode() for word in ("Koʻprik", "Кўприк", "Йўлдошев", "Шаҳар")]
    assert [path for path, data in left if any(word in data for word in words)] == []


def test_a_story_before_its_hour_is_in_neither_script(room: Newsroom, filler: Filler, story: Story) -> None:
    draft = actions.revise(story=story, embargo_until=clock.now() + timedelta(hours=1))
    actions.publish(story=Story.objects.get())
    filler.fill_due()
    assert draft is not None
    assert [path for path, data in _files(room).items() if "кўприк".encode() in data.lower()] == []
    assert Order.objects.filter(filled_at=None, kind="story").exists()


def test_readers_talk_in_one_place(room: Newsroom, filler: Filler, story: Story) -> None:
    filler.fill_due()
    assert list(StoryCard.objects.values_list("edition", "key")) == [("uz", story.key)]
    entry = NewComment(
        id=receipt_of("s"),
        receipt=receipt_of("s"),
        at=clock.now(),
        edition="uz",
        story=story.key,
        name="Dilnoza",
        text="Koʻprik tor, лекин яхши.",
    )
    remarks.take_in(gate="0" * 32, entries=[Positioned(position=1, entry=entry)])
    remarks.approve(comment=Comment.objects.get(), by="moderator")
    planned = filler.plan_due()
    filler.fill_due()
    pages = [path for path in planned.written if path.endswith("index.html") and story.slug in path]
    assert sorted(pages) == sorted([f"{story.address[1:]}index.html", _twin(story)])
    page = _files(room)[_twin(story)].decode()
    assert ("Koʻprik tor, лекин яхши." in page, "1 та фикр" in page) == (True, True)
    assert [path for path in _files(room) if path.endswith("thread.json")] == [
        f"{story.address[1:]}thread.json"
    ]
    assert (filler.press.bake_cold().written, filler.press.bake_cold().deleted) == ((), ())
    actions.unpublish(story=story)
    filler.fill_due()
    assert [path for path, data in _files(room).items() if "лекин яхши".encode() in data] == []


def test_a_second_edition_that_comes_later_is_baked_whole(
    room: Newsroom, filler: Filler, story: Story, cyrillic: Edition
) -> None:
    filler.fill_due()
    cyrillic.unpublish()
    filler.fill_due()
    assert [path for path in _files(room) if path.startswith("uz-cyrl/")] == []
    Edition.objects.get(pk=cyrillic.pk).save_revision().publish()
    filler.fill_due()
    assert "Кўприк очилди" in _files(room)[_twin(story)].decode()


def test_a_draft_is_previewed_in_both_scripts(filler: Filler, story: Story) -> None:
    filler.fill_due()
    actions.revise(story=story, headline="Daryo toshdi")
    client = Client()
    client.force_login(User.objects.create_superuser("bosh", password="tea-and-bread"))
    pages = [
        client.get(f"/pages/{story.pk}/view_draft/", {"mode": mode}).content.decode()
        for mode in ("", "uz-cyrl")
    ]
    assert ["Daryo toshdi" in pages[0], "Дарё тошди" in pages[1]] == [True, True]
