"""The grid and the sheet as they are served, and who is not let in."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import Translation

from serai.core import clock
from serai.desk import actions
from serai.desk.models import Edition, Section, Story, TranslationCard
from serai.desk.translation import actions as translation
from tests.desk.conftest import signed_in
from tests.desk.test_fence import DOORS
from tests.desk.test_fence import numbers as numbers
from tests.desk.translation.conftest import (
    AT,
    PARAGRAPHS,
    RUSSIAN,
    card_of,
    sheet_of,
    texts,
    translator_of,
)
from tests.desk.translation.test_staleness import CHANGED, change


def sheet(story: Story, edition: str = "ru") -> str:
    return f"/translations/{story.pk}/{edition}/"


def form(story: Story, **typed: str) -> dict[str, str]:
    """The sheet's form as a browser sends it; `typed` by the words of the original's paragraph."""
    data: dict[str, str] = {}
    for shown in sheet_of(story).rows:
        data[f"at-{shown.row.name}"] = shown.row.at
        for one in shown.fields:
            data[f"text-{shown.row.name}-{one.name}"] = one.text or ""
            data[f"was-{shown.row.name}-{one.name}"] = one.was
        said = shown.row.now.fields[0][1] if shown.row.now else ""
        if said in typed:
            data[f"text-{shown.row.name}-{shown.fields[0].name}"] = typed[said]
            data[f"done-{shown.row.name}"] = shown.row.seen
    return data


def test_the_grid_shows_each_story_in_each_edition(
    source: Story, target: Story, translator: User, editor: User
) -> None:
    change(source, *CHANGED)
    actions.correct(story=source, text="It was dug in 1964.")
    page = " ".join(signed_in(editor).get("/translations/").content.decode().split())
    assert page.count("stale by 2 paragraphs") == 1
    assert page.count("1 correction ") == 1
    assert sheet(source) in page
    assert sheet(source, "en") not in page


def test_a_grid_of_many_stories_is_read_in_as_many_queries_as_one_of_few(
    source: Story, target: Story, editor: User, english: Edition, russian: Edition, section: Section
) -> None:
    client = signed_in(editor)
    client.get("/translations/")
    with CaptureQueriesContext(connection) as few:
        client.get("/translations/")
    for number in range(4):
        story = actions.create_story(
            edition=english, headline=f"Story {number}", section=section, place="T", dateline_at=AT
        )
        translation.begin(source=story, edition=russian)
    with CaptureQueriesContext(connection) as many:
        client.get("/translations/")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("state=stale", True),
        ("state=stale&edition=ru", True),
        ("state=published", True),
        ("state=missing&edition=ru", False),
        ("state=drafting", False),
        ("state=review", False),
        ("mine=on", False),
        ("due=on", False),
        ("page=2", False),
        ("state=nonsense&edition=zz&page=-1", True),
        ("q=wel", True),
        ("q=колод", True),
        ("q=bridge", False),
        ("q=%22%27*)(", False),
        ("q=%00", True),
        ("home=en&q=well", True),
        ("home=ru", False),
        ("page=" + "9" * 4000, True),
    ],
)
def test_the_grid_is_asked_by_edition_state_and_person(
    source: Story, target: Story, editor: User, question: str, there: bool
) -> None:
    change(source, *CHANGED)
    page = signed_in(editor).get(f"/translations/?{question}").content.decode()
    assert (sheet(source) in page) == there


def test_a_missing_translation_is_begun_from_the_sheet_and_told_what_was_made(
    source: Story, translator: User
) -> None:
    client = signed_in(translator)
    page = client.get(sheet(source)).content.decode()
    assert "Begin the translation" in page
    page = client.post(sheet(source) + "begin/", follow=True).content.decode()
    assert "Made in this edition, with the names of the original: Courts." in page
    assert page.count("<textarea") >= 5


def test_a_translator_types_saves_and_submits(source: Story, begun: Story, translator: User) -> None:
    client = signed_in(translator)
    words = {"The well": "Колодец", "Taraz": "Тараз", **dict(zip(PARAGRAPHS, RUSSIAN, strict=True))}
    page = client.post(sheet(source), {**form(begun, **words), "submit": "1"}, follow=True)
    assert "The translation is up to date." in page.content.decode()
    assert texts(begun) == ["Колодец", "Тараз", *RUSSIAN]
    story = Story.objects.get(pk=begun.pk)
    assert story.current_workflow_state is not None
    assert story.get_latest_revision_as_object().slug == "kolodets"


def test_a_translator_cannot_publish_by_the_button(source: Story, begun: Story, translator: User) -> None:
    signed_in(translator).post(sheet(source), {**form(begun, **{"The well": "Колодец"}), "publish": "1"})
    assert not Story.objects.get(pk=begun.pk).live


def test_an_editor_publishes_from_the_sheet_or_is_told_why_not(
    source: Story, begun: Story, editor: User
) -> None:
    client = signed_in(editor)
    page = client.post(sheet(source), {**form(begun), "publish": "1"}, follow=True).content.decode()
    assert "still stand in the original" in page
    words = {"The well": "Колодец", "Taraz": "Тараз", **dict(zip(PARAGRAPHS, RUSSIAN, strict=True))}
    client.post(sheet(source), {**form(begun, **words), "publish": "1"})
    assert Story.objects.get(pk=begun.pk).live


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '<a href="https://evil.example/">x</a>',
        '<a id="a9">x</a>',
        '<b onclick="x">y</b>',
        "<img src=x onerror=y>",
        "<p>one</p><p>two</p>",
        "x" * 20_001,
    ],
)
def test_markup_that_is_not_the_storys_is_refused_and_the_words_are_shown_again(
    source: Story, begun: Story, translator: User, typed: str
) -> None:
    answer = signed_in(translator).post(sheet(source), form(begun, **{PARAGRAPHS[0]: typed}))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert texts(begun)[2:] == list(PARAGRAPHS)


def test_strangers_and_those_of_other_languages_are_not_let_in(
    source: Story, target: Story, translator: User, moderator: User, english: Edition
) -> None:
    other = actions.create_edition(code="kk", name="Курьер", language_name="Қазақша", position=2)
    kazakh = translator_of(other, "kazakh")
    assert signed_in(kazakh).get("/translations/").status_code == 200
    for user in (kazakh, moderator):
        client = signed_in(user)
        for address in ("", "export/"):
            assert client.get(sheet(source) + address).status_code == 404
        for address in ("", "begin/", "assign/", "import/"):
            assert client.post(sheet(source) + address, {"save": "1"}).status_code == 404
    assert signed_in(moderator).get("/translations/").status_code == 404
    assert texts(target)[2:] == list(RUSSIAN)


def test_a_grid_of_many_editions_is_read_in_as_many_queries_as_one_of_few(
    source: Story, target: Story, editor: User
) -> None:
    client = signed_in(editor)
    client.get("/translations/?q=well")
    with CaptureQueriesContext(connection) as few:
        client.get("/translations/?q=well")
    for code in ("kk", "ky", "tg"):
        other = actions.create_edition(code=code, name="C", language_name=code)
        translation.begin(source=source, edition=other)
    with CaptureQueriesContext(connection) as many:
        client.get("/translations/?q=well")
    assert len(many) == len(few)


@pytest.mark.usefixtures("target")
def test_a_headline_that_somebody_may_not_read_finds_nothing(
    source: Story, translator: User, english: Edition
) -> None:
    kazakh = actions.create_edition(code="kk", name="Курьер", language_name="Қазақша", position=2)
    third = translation.begin(source=source, edition=kazakh).story
    Story.objects.get(pk=third.pk).save()
    actions.revise(story=third, headline="Құпия")
    Story.objects.filter(pk=third.pk).update(title="Құпия")
    Story.objects.get(pk=third.pk).save()
    assert sheet(source) in signed_in(translator).get("/translations/?q=well").content.decode()
    assert sheet(source) not in signed_in(translator).get("/translations/?q=Құпия").content.decode()


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("held", ["draft", "embargo", "unpublished"])
def test_what_is_not_public_is_hidden_from_translators_of_other_editions(
    source: Story, target: Story, translator: User, editor: User, held: str, taken: bool
) -> None:
    if taken:
        signed_in(translator).post(sheet(source) + "assign/", {"translator": str(translator.pk)})
    if held == "embargo":
        actions.revise(story=source, headline="SECRET", embargo_until=clock.now() + timedelta(days=1))
        actions.publish(story=source)
    else:
        actions.revise(story=source, headline="SECRET")
        if held == "unpublished":
            actions.publish(story=source)
            actions.unpublish(story=source)
    client = signed_in(translator)
    seen = client.get("/translations/?q=secret").content.decode() + client.get("/").content.decode()
    answer = client.get(sheet(source))
    assert "SECRET" not in seen + answer.content.decode()
    assert answer.status_code == (200 if held == "draft" else 404)
    if held != "draft":
        assert client.get(sheet(source) + "export/").status_code == 404
        assert client.get("/translations/next/", follow=True).status_code == 200
        assert "SECRET" in signed_in(editor).get(sheet(source)).content.decode()


def test_an_editor_may_give_an_embargoed_story_to_a_translator(
    source: Story, translator: User, editor: User, russian: Edition
) -> None:
    actions.revise(story=source, embargo_until=clock.now() + timedelta(days=1))
    actions.publish(story=source)
    due = "2026-12-01T10:00"
    data = {"translator": str(translator.pk), "due_at": due}
    told = signed_in(editor).post(sheet(source) + "assign/", data, follow=True).content.decode()
    assert "Noted." in told
    client = signed_in(translator)
    assert client.get("/translations/next/").headers["Location"] == sheet(source)
    assert client.get(sheet(source)).status_code == 200
    client.post(sheet(source) + "begin/")
    begun = card_of(Story.objects.get(locale_id=russian.locale_id))
    assert begun.target is not None
    assert begun.target.embargo_until == Story.objects.get(pk=source.pk).embargo_until
    assert "For you to translate" in client.get("/").content.decode()


def test_a_translator_takes_what_nobody_has_and_not_what_somebody_has(
    source: Story, target: Story, translator: User, russian: Edition
) -> None:
    other = translator_of(russian, "other")
    signed_in(other).post(sheet(source) + "assign/", {"translator": str(other.pk)})
    assert card_of(target).translator == other
    signed_in(translator).post(sheet(source) + "assign/", {"translator": str(translator.pk)})
    assert card_of(target).translator == other
    signed_in(other).post(sheet(source) + "assign/", {"translator": str(translator.pk)})
    assert card_of(target).translator == other


def test_what_is_with_an_editor_is_not_changed_by_the_translator(
    source: Story, begun: Story, translator: User
) -> None:
    actions.set_up_workflow()
    begun.get_workflow().start(Story.objects.get(pk=begun.pk), translator)
    signed_in(translator).post(sheet(source), form(begun, **{PARAGRAPHS[0]: RUSSIAN[0]}))
    assert texts(begun)[2] == PARAGRAPHS[0]


def test_the_automatic_edition_is_shown_and_cannot_be_translated_into(source: Story, editor: User) -> None:
    latin = actions.create_edition(code="uz", name="K", language_name="Oʻzbekcha", position=3)
    cyrillic = actions.create_edition(
        code="uz-cyrl", name="К", language_name="Ўзбекча", position=4, made_from=latin
    )
    client = signed_in(editor)
    assert "Automatic" in client.get("/translations/").content.decode()
    assert client.get(sheet(source, cyrillic.slug)).status_code == 404
    assert client.post(sheet(source, cyrillic.slug) + "begin/").status_code == 404


def test_wagtail_localizes_own_screens_are_closed(source: Story, target: Story, administrator: User) -> None:
    client = signed_in(administrator)
    client.get(sheet(source) + "export/")
    for address in (
        f"/localize/submit/page/{source.pk}/",
        "/localize/reports/translations/",
        "/localize/translate/1/pofile/download/",
        "/localize/translate/1/preview/",
    ):
        assert client.get(address).status_code == 404
    edit = f"/pages/{target.pk}/edit/"
    assert b"localize-" not in client.get(edit).content
    assert client.post(edit, {"localize-restart-translation": "1"}).status_code == 404
    assert not Translation.objects.filter(enabled=True).exists()


def test_a_po_file_goes_out_and_comes_back(source: Story, begun: Story, translator: User) -> None:
    client = signed_in(translator)
    sent = client.get(sheet(source) + "export/").content.decode()
    assert sent.count("msgctxt") == 5
    back = sent
    for words, theirs in zip(PARAGRAPHS, RUSSIAN, strict=True):
        back = back.replace(f'msgid "{words}"\nmsgstr ""', f'msgid "{words}"\nmsgstr "{theirs}"')
    page = client.post(
        sheet(source) + "import/", {"file": SimpleUploadedFile("a.po", back.encode())}
    ).content.decode()
    assert page.count("tr-taken--taken") == 3
    assert texts(begun) == ["The well", "Taraz", *RUSSIAN]
    assert TranslationCard.objects.get(target=begun).behind == 2


def test_an_import_keeps_what_was_edited_by_hand_since(
    source: Story, target: Story, translator: User
) -> None:
    client = signed_in(translator)
    sent = client.get(sheet(source) + "export/").content.decode()
    draft = Story.objects.get(pk=target.pk).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    raw[1]["value"] = "<p>Рукой.</p>"
    actions.revise(story=target, body=draft.body.stream_block.to_python(raw))
    back = sent.replace(f'msgstr "{RUSSIAN[2]}"', 'msgstr "Снаружи."').replace(
        f'msgstr "{RUSSIAN[0]}"', 'msgstr "Колодец высох."'
    )
    back += '\nmsgctxt "paragraph text nothing x"\nmsgid "Never was"\nmsgstr "Не было"\n'
    page = client.post(
        sheet(source) + "import/", {"file": SimpleUploadedFile("a.po", back.encode())}
    ).content.decode()
    assert [page.count(f"tr-taken--{one}") for one in ("taken", "kept", "unknown")] == [1, 1, 1]
    assert texts(target)[2:] == ["Колодец высох.", RUSSIAN[1], "Рукой."]


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff\xfe\x00",
        b"no po file",
        b"/etc/passwd",
        b'msgid "a"\nmsgstr "b"\n',
        b'msgid ""\nmsgstr "X-Serai-Story: other\\nX-Serai-Edition: ru\\n"\n',
        b"x" * (2 * 1024 * 1024 + 1),
    ],
    ids=["nothing", "no UTF-8", "prose", "a path", "no header", "another story", "too large"],
)
def test_a_hostile_po_file_is_refused_in_words(
    source: Story, target: Story, translator: User, hostile: bytes
) -> None:
    before = texts(target)
    upload = SimpleUploadedFile("a.po", hostile)
    page = signed_in(translator).post(sheet(source) + "import/", {"file": upload}, follow=True)
    assert page.status_code == 200
    assert "tr-taken" not in page.content.decode()
    assert texts(target) == before


def test_hostile_strings_in_a_po_file_are_refused_one_by_one(
    source: Story, begun: Story, translator: User
) -> None:
    client = signed_in(translator)
    sent = client.get(sheet(source) + "export/").content.decode()
    back = sent.replace(
        f'msgid "{PARAGRAPHS[0]}"\nmsgstr ""', f'msgid "{PARAGRAPHS[0]}"\nmsgstr "<script>x</script>"'
    )
    page = client.post(
        sheet(source) + "import/", {"file": SimpleUploadedFile("a.po", back.encode())}
    ).content.decode()
    assert page.count("tr-taken--refused") == 1
    assert "<script>x" not in page
    assert texts(begun)[2] == PARAGRAPHS[0]


def test_no_side_door_tells_a_translator_of_other_editions_drafts(
    numbers: dict[str, int], translator: User
) -> None:
    client = signed_in(translator)
    told = []
    for door in DOORS:
        answer = client.get(door.format(**numbers))
        after = client.get("/")
        seen = answer.content.decode() + after.content.decode()
        if any(f"SECRET {name}" in seen for name in ("headline", "photo", "tag")):
            told.append(door)
    assert told == []


def test_the_dashboard_offers_to_write_where_somebody_may(translator: User, editor: User) -> None:
    for user, offered in ((translator, ["Русский"]), (editor, ["English", "Русский"])):
        page = signed_in(user).get("/").content.decode()
        assert [name for name in ("English", "Русский") if f"New story: {name}" in page] == offered
