"""The signs that the demo's stories are written with."""

import pytest

from serai.newsroom.demo import markup

STORY = """\
First *words* & **more**, [there](https://example.org/a).

## A subhead

> We did it.
> — Bibi Shirin, owner of the dog

>> One key
>> — G. Nazari

- one
- two

۱. یک
۲. دو

![sluice]

@ https://example.org/x | Title | Line | Source
"""


def test_each_sign_makes_its_block() -> None:
    assert markup.blocks(STORY) == [
        (
            "paragraph",
            '<p>First <i>words</i> &amp; <b>more</b>, <a href="https://example.org/a">there</a>.</p>',
        ),
        ("subhead", "A subhead"),
        ("quote", {"text": "We did it.", "speaker": "Bibi Shirin", "role": "owner of the dog"}),
        ("pull_quote", {"text": "One key", "speaker": "G. Nazari"}),
        ("list", {"ordered": False, "items": ["one", "two"]}),
        ("list", {"ordered": True, "items": ["یک", "دو"]}),
        ("photo", "sluice"),
        (
            "link_card",
            {"url": "https://example.org/x", "title": "Title", "text": "Line", "source": "Source"},
        ),
    ]


def test_markup_in_the_words_is_escaped() -> None:
    assert markup.inline("<script>1 < 2</script>") == "&lt;script&gt;1 &lt; 2&lt;/script&gt;"


def test_a_quote_without_a_speaker_has_none() -> None:
    assert markup.blocks("> So they say.") == [("quote", {"text": "So they say.", "speaker": "", "role": ""})]


def test_the_front_is_parted_from_the_story() -> None:
    assert markup.split('+++\nslug = "a"\n+++\nWords.\n') == ('slug = "a"\n', "Words.\n")


@pytest.mark.parametrize("text", ["", "Words.\n", "Words.\n+++\na = 1\n+++\n", "+++\na = 1\n"])
def test_a_story_without_a_front_is_refused(text: str) -> None:
    with pytest.raises(markup.DemoContentError):
        markup.split(text)


def test_a_link_card_that_lacks_a_part_is_refused() -> None:
    with pytest.raises(markup.DemoContentError, match="four parts"):
        markup.blocks("@ https://example.org/ | Title")
