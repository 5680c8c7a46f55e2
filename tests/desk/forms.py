"""What a browser would send from the desk's forms."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from serai.desk.models import Author, Section, Story

Data = dict[str, Any]


def story_data(
    section: Section | None,
    *authors: Author,
    headline: str = "A story",
    slug: str = "a-story",
    body: list[tuple[str, Any]] | None = None,
    corrections: list[Data] | None = None,
    corrections_initial: int = 0,
    button: str = "",
    **fields: Any,
) -> Data:
    """The form of a story; nothing is missing from it unless it is left out here."""
    rows = [{"author": author.pk} for author in authors]
    blocks = [("paragraph", rich_text("<p>First.</p>"))] if body is None else body
    pressed = {f"action-{button}": "1"} if button else {}
    data: Data = nested_form_data(
        {
            "title": headline,
            "slug": slug,
            "deck": "",
            "section": section.pk if section else "",
            "place": "Almaty",
            "dateline_at": "2026-11-23 14:30",
            "lead_photo": "",
            "lead_caption": "",
            "embargo_until": "",
            "revised_at": "",
            "comments_open": "on",
            "go_live_at": "",
            "expire_at": "",
            "body": streamfield(blocks),
            "byline": inline_formset(rows),
            "related": inline_formset([]),
            "corrections": inline_formset(corrections or [], initial=corrections_initial),
            "comments": inline_formset([]),
            **fields,
            **pressed,
        }
    )
    return data


def edit_url(story: Story) -> str:
    return f"/pages/{story.pk}/edit/"
