"""A story as other newsrooms take it in says what its page says, and nothing more."""

import json
from typing import Any

from serai.press import feeds, ninjs
from serai.press.changes import Put, Withdraw
from serai.press.plates import Correction, LinkCard, ListBlock, Paragraph, PullQuote, Quote, Subhead
from tests.press import casting
from tests.press.sites import Works

SITE = "https://bridge.example"


def told(desk: Works, story: Any, **settings: Any) -> dict[str, Any] | None:
    around = [Put(casting.edition()), Put(casting.section()), Put(casting.author()), Put(casting.topic())]
    desk.press(**settings).bake([*around, Put(story)])
    file = desk.site / story.address.strip("/") / "ninjs.json"
    return json.loads(file.read_bytes()) if file.is_file() else None


def test_a_story_is_told_whole(desk: Works) -> None:
    photo = casting.photo(desk.pool, caption="Old", copyright="© A")
    story = casting.story(
        1,
        deck="In short",
        authors=("ada", "nobody"),
        topics=("water",),
        lead_photo=photo,
        corrections=(Correction(at=casting.BEGINNING, text="Not so."),),
    )
    html, plain = feeds.content(story, SITE), ninjs.text(story.body)
    picture = [
        {
            "name": f"{file.format}-640",
            "href": f"{SITE}/media/{file.file}",
            "contentType": f"image/{file.format}",
            "width": 640,
            "height": 480,
            "sizeInBytes": file.size,
        }
        for file in photo.renditions
    ]
    assert told(desk, story) == {
        "standard": ninjs.STANDARD,
        "uri": feeds.identifier("en", "story", "s1"),
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "version": "2026-10-29T09:00:00Z",
        "firstCreated": "2026-10-29T09:00:00Z",
        "contentCreated": "2026-10-29T09:00:00Z",
        "versionCreated": "2026-10-29T09:00:00Z",
        "language": "en",
        "title": "Story 1",
        "slugline": "story-1",
        "by": "Ada",
        "located": "Almaty",
        "copyrightHolder": "The Bridge (en)",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": "Story 1"}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "charCount": len(plain),
                "wordCount": 7,
                "value": html,
            },
            {"role": "main", "contentType": "text/plain", "value": plain},
        ],
        "descriptions": [
            {"role": "summary", "contentType": "text/plain", "value": "In short"},
            {"role": "correction", "contentType": "text/plain", "value": "Not so."},
        ],
        "infoSources": [{"name": "Ada", "uri": f"{SITE}/en/authors/ada/"}],
        "subjects": [
            {"name": "City", "rel": "section", "uri": f"{SITE}/en/sections/city/"},
            {"name": "Water", "rel": "topic", "uri": f"{SITE}/en/topics/water/"},
        ],
        "altIds": [
            {"role": "address", "value": f"{SITE}{story.address}"},
            {"role": "key", "value": "s1"},
        ],
        "associations": [
            {
                "name": "Old",
                "uri": picture[-1]["href"],
                "type": "picture",
                "by": "A. Writer",
                "copyrightNotice": "© A",
                "descriptions": [
                    {"role": "caption", "value": "Old"},
                    {"role": "altText", "value": "A bridge"},
                ],
                "renditions": picture,
            }
        ],
    }


def test_plain_words_leave_no_markup_and_no_block_out() -> None:
    body = (
        Paragraph(html="One <b>bold</b> &amp; more"),
        Subhead(text="Then"),
        Quote(html="So", speaker="B", role="mayor"),
        PullQuote(text="Large"),
        ListBlock(items=("one", "<i>two</i>")),
        LinkCard(url="https://elsewhere.example/", title="Elsewhere"),
    )
    assert ninjs.text(body) == (
        "One bold & more\n\nThen\n\nSo\nB, mayor\n\nLarge\n\none\ntwo\n\nElsewhere https://elsewhere.example/"
    )


def test_without_the_sites_address_there_is_none(desk: Works) -> None:
    assert told(desk, casting.story(1), site_url="") is None


def test_a_new_name_of_an_author_a_section_or_a_topic_is_told(desk: Works) -> None:
    story = casting.story(1, authors=("ada",), topics=("water",))
    told(desk, story)
    for plate in (
        casting.author(name="Ada L."),
        casting.section(name="Town"),
        casting.topic(name="Rivers"),
    ):
        desk.press().bake([Put(plate)])
    found = json.loads((desk.site / story.address.strip("/") / "ninjs.json").read_bytes())
    assert (found["by"], [subject["name"] for subject in found["subjects"]]) == ("Ada L.", ["Town", "Rivers"])


def test_the_same_story_in_other_languages_is_named_while_it_is_public(desk: Works) -> None:
    both = [Put(casting.edition(code)) for code in ("en", "ru", "fa")]
    desk.press().bake([*both, Put(casting.story(1)), Put(casting.story(1, "ru", slug="мост"))])
    file = desk.site / casting.story(1).address.strip("/") / "ninjs.json"
    russian = {
        "name": "Русский",
        "uri": feeds.identifier("ru", "story", "s1"),
        "type": "text",
        "representationType": "partial",
        "language": "ru",
        "altIds": [
            {"role": "address", "value": f"{SITE}/ru/2026/10/29/%D0%BC%D0%BE%D1%81%D1%82/"},
        ],
    }
    assert json.loads(file.read_bytes())["associations"] == [russian]
    desk.press().bake([Withdraw(kind="story", edition="ru", key="s1")])
    assert "associations" not in json.loads(file.read_bytes())
