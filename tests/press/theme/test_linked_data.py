"""What a story says of itself to machines is what it says to people."""

import json

import msgspec

from serai.press.theme.environment import Theme
from serai.press.theme.linked_data import news_article
from tests.press.theme.reading import parsed
from tests.press.theme.samples import LANGUAGES, SITE_URL, photo_file, sample_views, story_view


def test_a_news_article_has_what_the_story_has() -> None:
    view = story_view("ru", style="/s", icon="/i")
    words = LANGUAGES["ru"]
    publisher = {"@type": "NewsMediaOrganization", "name": words.masthead, "url": f"{SITE_URL}/ru/"}
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
        "image": [f"{SITE_URL}/media/{photo_file(0, 'jpeg', 1280)}"],
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


def test_a_front_names_its_publisher_and_an_author_page_its_author(theme: Theme) -> None:
    views = sample_views("en", style=theme.style, icon=theme.icon)
    kinds = {
        name: [json.loads(block)["@type"] for block in parsed(theme.render(view)).xpath("//script/text()")]
        for name, view in views.items()
    }
    assert {name: found for name, found in kinds.items() if found} == {
        "story": ["NewsArticle"],
        "front": ["NewsMediaOrganization"],
        "author": ["Person"],
    }
