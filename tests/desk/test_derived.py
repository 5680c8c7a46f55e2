"""An edition made from another one: what is public there is public here, and nothing is written in it."""

from datetime import timedelta

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from serai.core import clock
from serai.desk import actions, cast, derived, queries
from serai.desk.errors import DerivedEditionError
from serai.desk.models import Author, Edition, Order, Section, Story
from serai.press import plates
from serai.press.changes import Change, Put, Withdraw
from tests.desk.conftest import DATELINE, signed_in


@pytest.fixture
def latin(db: None) -> Edition:
    return actions.create_edition(
        code="uz",
        name="Sinov gazetasi",
        language_name="Oʻzbekcha",
        time_zone="Asia/Tashkent",
        tagline="Choʻl haqida",
        about="<p>Biz <b>yozamiz</b>.</p>",
        comment_policy="<p>Yaxshi soʻz.</p>",
    )


@pytest.fixture
def cyrillic(latin: Edition) -> Edition:
    return actions.create_edition(
        code="uz-cyrl",
        name="Sinov gazetasi",
        language_name="Ўзбекча",
        made_from=latin,
        kept_words="Orient Post",
        position=7,
    )


@pytest.fixture
def rukn(latin: Edition) -> Section:
    return actions.create_section(edition=latin, name="Sud", description="Sudlar haqida")


@pytest.fixture
def muallif(latin: Edition) -> Author:
    return actions.create_author(
        edition=latin, name="Isʼhoq Yoʻldoshev", role="muxbir", biography="<p>Choʻllarda</p>"
    )


@pytest.fixture
def hikoya(latin: Edition, rukn: Section, muallif: Author) -> Story:
    return actions.create_story(
        edition=latin,
        headline="Koʻprik ikki marta toʻlandi",
        deck="Ikki vazirlik, bir daryo",
        section=rukn,
        authors=[muallif],
        topics=[actions.create_topic(edition=latin, name="Byudjet")],
        place="Toshkent",
        dateline_at=DATELINE,
        body=[
            ("paragraph", "<p>Sirk va <b>konstitutsiya</b>, Orient Postda.</p>"),
            ("subhead", "Yetti yil"),
            ("pull_quote", {"text": "Ekran boʻsh", "speaker": "Elchi"}),
        ],
    )


def changes_of_all() -> list[Change]:
    """What the press is told of the orders that wait."""
    found = [change for order in Order.objects.order_by("id") for change in cast.changes_for(order)]
    Order.objects.all().delete()
    return found


def derived_of(changes: list[Change]) -> list[tuple[str, str]]:
    """What is told of the derived edition: put or withdrawn, and which kind."""
    return [
        ("put", plates.kind(change.plate)) if isinstance(change, Put) else ("withdraw", change.kind)
        for change in changes
        if (isinstance(change, Put) and change.plate.edition == "uz-cyrl")
        or (isinstance(change, Withdraw) and change.edition == "uz-cyrl")
    ]


def derived_story(changes: list[Change]) -> plates.StoryPlate:
    (found,) = [
        change.plate
        for change in changes
        if isinstance(change, Put)
        and isinstance(change.plate, plates.StoryPlate)
        and change.plate.edition == "uz-cyrl"
    ]
    return found


@pytest.fixture
def both(cyrillic: Edition, hikoya: Story) -> Story:
    actions.publish(story=hikoya)
    changes_of_all()
    return hikoya


def test_one_order_tells_of_both_editions(cyrillic: Edition, hikoya: Story) -> None:
    changes_of_all()
    actions.publish(story=hikoya)
    assert Order.objects.count() == 1
    changes = changes_of_all()
    assert derived_of(changes) == [("put", "story"), ("put", "author"), ("put", "section"), ("put", "topic")]
    story = derived_story(changes)
    assert (story.headline, story.deck, story.place) == (
        "Кўприк икки марта тўланди",
        "Икки вазирлик, бир дарё",
        "Тошкент",
    )
    assert story.body == (
        plates.Paragraph(html="Цирк ва <b>конституция</b>, Orient Postда."),
        plates.Subhead(text="Етти йил"),
        plates.PullQuote(text="Экран бўш", speaker="Элчи"),
    )
    assert (story.key, story.address) == (hikoya.key, hikoya.address.replace("/uz/", "/uz-cyrl/", 1))
    assert (story.comments, story.discussed_at) == ("closed", hikoya.address)
    names = {
        change.plate.name
        for change in changes
        if isinstance(change, Put)
        and change.plate.edition == "uz-cyrl"
        and isinstance(change.plate, plates.AuthorPlate | plates.SectionPlate | plates.TopicPlate)
    }
    assert names == {"Исҳоқ Йўлдошев", "Суд", "Бюджет"}


def test_the_editions_own_words_are_transliterated_unless_written_by_hand(cyrillic: Edition) -> None:
    Order.objects.filter(kind="edition", edition="uz-cyrl").update(filled_at=None)
    (plate,) = [
        change.plate
        for change in cast.changes_for(Order(kind="edition", edition="uz-cyrl", key="uz-cyrl"))
        if isinstance(change, Put)
    ]
    assert isinstance(plate, plates.EditionPlate)
    assert (plate.key, plate.name, plate.tagline) == ("uz-cyrl", "Синов газетаси", "Чўл ҳақида")
    assert (plate.about, plate.language, plate.language_name) == (
        "<p>Биз <b>ёзамиз</b>.</p>",
        "uz-Cyrl",
        "Ўзбекча",
    )
    assert (plate.time_zone, plate.position) == ("Asia/Tashkent", 7)
    cyrillic.title, cyrillic.tagline = "Синов", "Қўлда ёзилган"
    cyrillic.save()
    (again,) = cast.changes_for(Order(kind="edition", edition="uz-cyrl", key="uz-cyrl"))
    assert isinstance(again, Put)
    assert isinstance(again.plate, plates.EditionPlate)
    assert (again.plate.name, again.plate.tagline) == ("Синов", "Қўлда ёзилган")


def test_what_happens_to_the_source_happens_to_both(both: Story, rukn: Section) -> None:
    actions.unpublish(story=both)
    assert derived_of(changes_of_all()) == [
        ("withdraw", "story"),
        ("withdraw", "author"),
        ("withdraw", "section"),
        ("withdraw", "topic"),
    ]


def test_an_embargo_holds_both(cyrillic: Edition, hikoya: Story) -> None:
    until = clock.now() + timedelta(hours=1)
    actions.revise(story=hikoya, embargo_until=until)
    actions.publish(story=hikoya)
    order = Order(kind="story", edition="uz", key=hikoya.key)
    assert ("withdraw", "story") in derived_of(cast.changes_for(order))
    freed = cast.changes_for(order, now=until + timedelta(minutes=1))
    assert ("put", "story") in derived_of(freed)


def test_a_new_slug_leaves_a_redirect_in_both(both: Story) -> None:
    old = both.address
    story = Story.objects.get(pk=both.pk)
    story.slug = "yangi-manzil"
    story.save_revision().publish()
    plate = derived_story(changes_of_all())
    assert plate.address == old.replace("/uz/", "/uz-cyrl/", 1).replace(both.slug, "yangi-manzil")
    assert plate.former_addresses == (old.replace("/uz/", "/uz-cyrl/", 1),)


def test_links_to_the_sources_pages_lead_to_their_twins(both: Story, latin: Edition, rukn: Section) -> None:
    other = actions.create_story(
        edition=latin,
        headline="Havola",
        section=rukn,
        place="Toshkent",
        dateline_at=DATELINE,
        body=[
            (
                "paragraph",
                f'<p><a linktype="page" id="{both.pk}">bu yerda</a>, '
                '<a href="https://kun.uz/uz/salom">u yerda</a></p>',
            )
        ],
    )
    actions.publish(story=other)
    plate = derived_story(changes_of_all())
    (paragraph,) = plate.body
    assert isinstance(paragraph, plates.Paragraph)
    twin = both.address.replace("/uz/", "/uz-cyrl/", 1)
    assert f'<a href="{twin}" rel="noopener noreferrer">бу ерда</a>' in paragraph.html
    assert '<a href="https://kun.uz/uz/salom" rel="noopener noreferrer">у ерда</a>' in paragraph.html


def test_publishing_the_derived_edition_later_brings_all_that_is_public(
    latin: Edition, hikoya: Story
) -> None:
    actions.publish(story=hikoya)
    changes_of_all()
    actions.create_edition(code="uz-cyrl", name="Sinov", language_name="Ўзбекча", made_from=latin)
    changes = changes_of_all()
    assert {
        ("put", "edition"),
        ("put", "story"),
        ("put", "author"),
        ("put", "section"),
        ("put", "topic"),
    } <= set(derived_of(changes))
    assert not [change for change in changes if isinstance(change, Put) and change.plate.edition == "uz"]


def test_taking_either_edition_down_takes_the_derived_one_down(
    both: Story, latin: Edition, cyrillic: Edition
) -> None:
    cyrillic.unpublish()
    assert {what for what, _ in derived_of(changes_of_all())} == {"withdraw"}
    cyrillic.refresh_from_db()
    cyrillic.save_revision().publish()
    assert ("put", "story") in derived_of(changes_of_all())
    Edition.objects.get(pk=latin.pk).unpublish()
    assert {what for what, _ in derived_of(changes_of_all())} == {"withdraw"}


def test_deleting_the_source_takes_the_derived_stories_with_it(both: Story, latin: Edition) -> None:
    key = both.key
    Edition.objects.get(pk=latin.pk).delete()
    changes = changes_of_all()
    assert Withdraw(kind="story", edition="uz-cyrl", key=key) in changes
    assert ("put", "story") not in derived_of(changes)


def test_nothing_is_written_in_a_derived_edition(cyrillic: Edition) -> None:
    with pytest.raises(DerivedEditionError):
        actions.create_story(edition=cyrillic, headline="Янги")
    assert not Story.objects.exists()


def test_the_desk_says_where_to_write(cyrillic: Edition, roles_everywhere: User) -> None:
    client: Client = signed_in(roles_everywhere)
    answer = client.get(reverse("wagtailadmin_pages:add", args=["desk", "story", cyrillic.pk]), follow=True)
    assert "is made from “Sinov gazetasi” by itself" in answer.content.decode()


def test_nothing_is_copied_into_a_derived_edition(
    both: Story, cyrillic: Edition, roles_everywhere: User
) -> None:
    client = signed_in(roles_everywhere)
    data = {"new_title": "Nusxa", "new_slug": "nusxa", "new_parent_page": cyrillic.pk}
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[both.pk]), data, follow=True)
    assert "is made from “Sinov gazetasi” by itself" in answer.content.decode()
    assert Story.objects.count() == 1


@pytest.fixture
def roles_everywhere(cyrillic: Edition) -> User:
    return User.objects.create_superuser("bosh", password="tea-and-bread")


def test_a_story_is_not_moved_into_a_derived_edition(both: Story, cyrillic: Edition, latin: Edition) -> None:
    assert not both.can_move_to(cyrillic)


@pytest.mark.parametrize("case", ["itself", "chain", "no rule", "has stories", "was public"])
def test_only_an_edition_that_a_rule_leads_from_is_a_source(
    case: str, both: Story, latin: Edition, cyrillic: Edition
) -> None:
    english = actions.create_edition(code="en", name="Courier", language_name="English")
    edition, source = {
        "itself": (latin, latin),
        "chain": (english, cyrillic),
        "no rule": (english, latin),
        "has stories": (latin, english),
        "was public": (cyrillic, None),
    }[case]
    edition.made_from = source
    with pytest.raises(ValidationError) as refused:
        edition.clean()
    assert list(refused.value.message_dict) == ["made_from"]


def test_more_words_than_can_be_left_alone_are_refused_and_not_forgotten(cyrillic: Edition) -> None:
    cyrillic.kept_words = "\n\n".join(f"Word{number}" for number in range(derived.KEPT_LIMIT))
    cyrillic.clean()
    cyrillic.kept_words += "\nOne\nTwo"
    with pytest.raises(ValidationError) as refused:
        cyrillic.clean()
    assert "Take 2 out" in str(refused.value.message_dict["kept_words"])


def test_telling_of_both_takes_a_few_queries_more(both: Story, cyrillic: Edition) -> None:
    order = Order(kind="story", edition="uz", key=both.key)
    with CaptureQueriesContext(connection) as two:
        cast.changes_for(order)
    Edition.objects.filter(pk=cyrillic.pk).update(made_from=None)
    with CaptureQueriesContext(connection) as one:
        cast.changes_for(order)
    assert len(two) - len(one) <= 3


def test_an_edition_nobody_derives_is_told_of_alone(story: Story) -> None:
    actions.publish(story=story)
    assert {
        change.plate.edition if isinstance(change, Put) else change.edition  # type: ignore[union-attr]
        for change in changes_of_all()
    } == {"en"}
    assert queries.derived_editions(story.edition) == []


def test_from_cyrillic_to_latin_works_alike(db: None) -> None:
    source = actions.create_edition(code="uz-cyrl", name="Синов", language_name="Ўзбекча")
    actions.create_edition(code="uz", name="Синов", language_name="Oʻzbekcha", made_from=source)
    section = actions.create_section(edition=source, name="Суд", slug="sud")
    story = actions.create_story(
        edition=source,
        headline="Кўприк",
        section=section,
        place="Тошкент",
        dateline_at=DATELINE,
        body=[("paragraph", "<p>Исҳоқ «The Wall» деди.</p>")],
    )
    changes_of_all()
    actions.publish(story=story)
    (plate,) = [
        change.plate
        for change in changes_of_all()
        if isinstance(change, Put)
        and isinstance(change.plate, plates.StoryPlate)
        and change.plate.edition == "uz"
    ]
    assert (plate.headline, plate.body) == (
        "Koʻprik",
        (plates.Paragraph(html="Isʼhoq «The Wall» dedi."),),
    )


OWN = plates.EditionPlate(
    edition="uz-cyrl",
    key="uz-cyrl",
    address="/uz-cyrl/",
    language="uz-Cyrl",
    name="",
    language_name="Ўзбекча",
)
RULE = derived.rule_for("uz", "uz-cyrl")
PHOTO = plates.Photo(
    width=3, height=2, alt="bolalar", credit="Foto", caption="izoh", copyright="© Post", renditions=()
)
WHOLE = plates.StoryPlate(
    edition="uz",
    key="k1",
    address="/uz/2026/11/23/s/",
    former_addresses=("/uz/2026/11/22/s/", "/ru/2026/11/22/s/"),
    slug="s",
    headline="sarlavha",
    deck="izoh",
    section="k2",
    authors=("k3",),
    place="Toshkent",
    published_at=DATELINE,
    updated_at=DATELINE,
    lead_photo=PHOTO,
    body=(
        plates.Paragraph(html='<a href="/uz/2026/a/">matn</a>'),
        plates.Subhead(text="kichik"),
        plates.Quote(html="<b>gap</b>", speaker="kimdir", role="rahbar"),
        plates.PullQuote(text="gap", speaker="kimdir"),
        plates.Figure(photo=PHOTO),
        plates.ListBlock(items=("bir", "ikki")),
        plates.LinkCard(url="https://kun.uz/a", title="nomi", text="matn", source="manba"),
    ),
    topics=("k4",),
    related=("k5",),
    corrections=(plates.Correction(at=DATELINE, text="tuzatish", changed="birinchi"),),
    comments="open",
)
STAYS = {"html", "type", "kind", "edition", "key", "address", "slug", "section", "url", "copyright"}
STAYS |= {"former_addresses", "authors", "topics", "related", "published_at", "updated_at", "at"}
STAYS |= {"comments", "discussed_at"}


def _latin(value: object, name: str = "") -> list[str]:
    """The plain words that are still Latin, with the field that they stand in."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() if key not in STAYS for line in _latin(inner, key)]
    if isinstance(value, list):
        return [line for inner in value for line in _latin(inner, name)]
    return (
        [f"{name}: {value}"] if isinstance(value, str) and any("a" <= sign <= "z" for sign in value) else []
    )


def test_no_word_of_a_plate_is_forgotten_and_no_name_of_a_thing_is_turned() -> None:
    assert RULE is not None
    way = derived.Deriving(source="uz", code="uz-cyrl", rule=RULE, own=OWN)
    made = way.plate(WHOLE)
    assert isinstance(made, plates.StoryPlate)
    assert _latin(msgspec.to_builtins(WHOLE)) != []
    assert _latin(msgspec.to_builtins(made)) == []
    assert made.body[0] == plates.Paragraph(html='<a href="/uz-cyrl/2026/a/">матн</a>')
    assert made.former_addresses == ("/uz-cyrl/2026/11/22/s/",)
    same = ("key", "slug", "section", "authors", "topics", "related", "published_at", "updated_at")
    assert [getattr(made, name) for name in same] == [getattr(WHOLE, name) for name in same]
    assert made.lead_photo is not None
    assert (made.lead_photo.copyright, made.lead_photo.alt) == ("© Post", "болалар")


def test_deriving_is_from_latin_to_cyrillic_and_back_and_nothing_else() -> None:
    assert derived.rule_for("uz", "uz-cyrl") == derived.rule_for("uz-Latn", "uz-Cyrl")
    assert derived.rule_for("uz-cyrl", "uz") is not None
    assert [derived.rule_for(*pair) for pair in (("uz", "uz"), ("uz", "kk"), ("ru", "uz"), ("", ""))] == [
        None
    ] * 4
