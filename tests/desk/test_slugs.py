"""What the browser suggests as a slug is what the server would make of the same words."""

import re

import pytest
from django.utils.text import slugify

from serai.desk.actions import slug_of
from serai.desk.slugs import _spelled, slug_input


def as_in_the_browser(words: str) -> str:
    """Wagtail's `w-slug#urlify` on letters that are all spelled: what is no word or space is dropped."""
    for letters, written in _spelled():
        words = re.sub(letters, written or "", words)
    assert words.isascii(), words
    return slugify(words)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Көпір ашылды, бірақ әлі жөнделуде", "kopir ashyldy biraq ali zhondelude"),
        ("Қоғам", "qogham"),
        ("Ўзбекистон: ҳаво ва сув", "uzbekiston havo va suv"),
        ("Ҷумҳурии Тоҷикистон", "jumhurii tojikiston"),
        ("Щука, объезд и ёлка", "shchuka obezd i elka"),
        ("Көпүрө кайра ачылды", "kopuro kayra achyldy"),
        ("پل رودخانه باز شد", "pl rwdkhnh bz shd"),
        ("The Bridge, Reopened", "the bridge reopened"),
    ],
)
def test_a_headline_in_any_script_is_suggested_as_it_would_be_made(words: str, slug: str) -> None:
    assert (as_in_the_browser(words), slug_of(words)) == (slug.replace(" ", "-"), slug.replace(" ", "-"))


def test_the_field_knows_every_letter() -> None:
    given = slug_input().attrs["data-w-slug-formatters-value"]
    assert all(letter in given.encode().decode("unicode_escape") for letter in "қңғүұһәіөҳҷӣўپچژگک")
