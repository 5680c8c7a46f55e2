"""What a story says of itself to machines is what it says to people."""

import json

import msgspec

from serai.press.plates import Rendition, Translation
from serai.press.theme.environment import Theme
from serai.press.theme.linked_data import list_page, news_article
from serai.press.views import ListView
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, SITE_URL, photo_file, sample_views, story_view


def test_a_news_article_has_what_the_story_has() -> None:
    view = story_view("ru", style="/s", icon="/i")
    words = LANGUAGES["ru"]
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": words.masthead,
        "url": f"{SITE_URL}/ru/",
        "logo": f"{SITE_URL}/i",
    }
    photo = view.story.lead_photo
    assert photo
    assert news_article(view) == {
        "@type": "NewsArticle",
        "headline": words.headline,
        "description": words.deck,
        "mainEntityOfPage": f"{SITE_URL}/ru/2026/11/23/river/",
        "datePublished": "2026-11-23T09:05:00Z",
        "dateModified": "2026-11-24T11:05:00Z",
        "inLanguage": "ru",
        "dateline": words.place,
        "articleSection": words.sections[0],
        "keywords": list(words.topics),
        "wordCount": view.words,
        "commentCount": 5,
        "isAccessibleForFree": True,
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{SITE_URL}/media/{photo_file(0, 'jpeg', 1280)}",
                "caption": photo.caption,
                "creditText": photo.credit,
            }
        ],
        "workTranslation": [
            {"@type": "NewsArticle", "url": f"{SITE_URL}/{code}/2026/11/23/river/", "inLanguage": code}
            for code in ("en", "fa")
        ],
        "author": [
            {
                "@type": "Person",
                "name": words.authors[0],
                "url": f"{SITE_URL}/ru/authors/a0/",
                "jobTitle": words.role,
            },
            {
                "@type": "Person",
                "name": words.authors[1],
                "url": f"{SITE_URL}/ru/authors/a1/",
                "jobTitle": words.role,
            },
        ],
        "publisher": publisher,
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": words.correction,
                "datePublished": "2026-11-24T11:05:00Z",
            }
        ],
    }


def test_a_story_that_nobody_signs_is_the_outlets() -> None:
    view = msgspec.structs.replace(story_view("en", style="/s", icon="/i"), authors=())
    assert news_article(view)["author"] == [news_article(view)["publisher"]]


def test_a_translation_names_the_work_that_it_translates_and_no_other() -> None:
    view = story_view("ru", style="/s", icon="/i")
    english = next(switch for switch in view.chrome.switches if switch.language == "en")
    lag = Translation(edition="en", made_from=view.story.published_at)
    story = msgspec.structs.replace(view.story, translation=lag)
    data = news_article(msgspec.structs.replace(view, story=story, original=english))
    assert data["translationOfWork"] == {
        "@type": "NewsArticle",
        "url": f"{SITE_URL}/en/2026/11/23/river/",
        "inLanguage": "en",
    }
    assert "workTranslation" not in data
    alone = news_article(msgspec.structs.replace(view, story=story, original=None))
    assert {"translationOfWork", "workTranslation"} & alone.keys() == set()


def test_a_story_without_a_photo_shows_its_card_without_a_credit() -> None:
    view = story_view("en", style="/s", icon="/i")
    card = Rendition(format="png", width=1200, height=630, size=9, file="ab/abcd.png")
    story = msgspec.structs.replace(view.story, lead_photo=None, card=card)
    data = news_article(msgspec.structs.replace(view, story=story))
    assert data["image"] == [{"@type": "ImageObject", "url": f"{SITE_URL}/media/ab/abcd.png"}]


def test_a_list_says_where_it_stands_in_the_paper() -> None:
    views = sample_views("en", style="/s", icon="/i")
    month, author = views["month"], views["author"]
    assert isinstance(month, ListView)
    assert isinstance(author, ListView)
    steps = [list_page(view)["breadcrumb"]["itemListElement"] for view in (month, author)]
    front = {
        "@type": "ListItem",
        "position": 1,
        "name": LANGUAGES["en"].masthead,
        "item": {"@type": "WebPage", "@id": f"{SITE_URL}/en/"},
    }
    assert steps == [
        [front, {"@type": "ListItem", "position": 2, "name": name}] for name in ("2026-11", author.heading)
    ]
    assert list_page(author)["mainEntity"]["@type"] == "Person"


def test_a_front_names_its_publisher_and_an_author_page_its_author(theme: Theme) -> None:
    views = sample_views("en", style=theme.style, icon=theme.icon)
    kinds = {
        name: [json.loads(block)["@type"] for block in parsed(theme.render(view)).xpath("//script/text()")]
        for name, view in views.items()
    }
    assert {name: found for name, found in kinds.items() if found} == {
        "story": ["NewsArticle"],
        "front": ["NewsMediaOrganization"],
        "section": ["CollectionPage"],
        "month": ["CollectionPage"],
        "author": ["ProfilePage"],
    }
