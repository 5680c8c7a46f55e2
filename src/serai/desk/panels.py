"""How a story's form is laid out.

Rule: lays out and decides nothing. What an editor needs every day stands on the first tab in the order it
will be read; the rest is on the other tabs.
"""

from typing import Any

from django.forms import CheckboxSelectMultiple, Select, Textarea
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from serai.core import clock
from serai.desk import standing, translating
from serai.desk.slugs import slug_input


class StandingPanel(Panel):
    """Says in one line why readers do not have a story that was published, or when they will."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/panels/standing.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self._line())

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            context["line"] = self._line()
            return context

        def _line(self) -> str:
            now = clock.now()
            held = translating.holds_back(self.instance, now)
            return standing.held(held) if held else standing.line(self.instance, now)


def _content() -> list[Panel]:
    return [
        StandingPanel(),
        TitleFieldPanel(
            "title",
            heading=_("Headline"),
            placeholder=_("Headline"),
            help_text=_("What happened, to whom. The address is made from it."),
        ),
        FieldPanel("deck", widget=Textarea(attrs={"rows": 2})),
        FieldPanel("section", widget=Select),
        InlinePanel(
            "byline", heading=_("Byline"), label=_("Author"), panels=[FieldPanel("author", widget=Select)]
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("dateline_at")])],
            heading=_("Dateline"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "lead_photo",
                    help_text=_(
                        "Its credit and alternative text are kept with the photo, and needed to publish."
                    ),
                ),
                FieldPanel("lead_caption"),
                FieldPanel("lead_alt"),
            ],
            heading=_("Lead photo"),
        ),
        FieldPanel("body"),
    ]


def _around() -> list[Panel]:
    return [
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        InlinePanel(
            "related",
            heading=_("Related stories"),
            label=_("Story"),
            panels=[PageChooserPanel("other", "desk.Story")],
        ),
    ]


def _corrections() -> list[Panel]:
    return [
        InlinePanel(
            "corrections",
            heading=_("Corrections"),
            label=_("Correction"),
            help_text=_(
                "Readers see these below the story and on the corrections page. Once they have seen one, it "
                "cannot be changed or removed; write another."
            ),
            panels=[
                FieldPanel("at"),
                FieldPanel("text", widget=Textarea(attrs={"rows": 3})),
                FieldPanel("changed"),
            ],
        )
    ]


def _publishing() -> list[Panel]:
    return [
        FieldPanel(
            "slug",
            widget=slug_input(),
            help_text=_(
                "The end of the address. Changing it after publishing leaves a redirect at the old one."
            ),
        ),
        FieldPanel("embargo_until"),
        FieldPanel("before_original"),
        FieldPanel("revised_at"),
        FieldPanel("comments_open"),
        PublishingPanel(),
        CommentPanel(),
    ]


def story_form(form: type) -> TabbedInterface:
    """The whole of a story's form, on top of the form class `form`."""
    return TabbedInterface(
        [
            ObjectList(_content(), heading=_("Story")),
            ObjectList(_around(), heading=_("Around it")),
            ObjectList(_corrections(), heading=_("Corrections")),
            ObjectList(_publishing(), heading=_("Publishing")),
        ],
        base_form_class=form,
    )
