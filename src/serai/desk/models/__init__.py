"""The desk's tables.

Rule: tables, and what keeps each row true to itself; verbs are in `actions`, casting in `cast`.
"""

from serai.desk.models.editions import Edition
from serai.desk.models.fronts import Front, FrontVersion
from serai.desk.models.orders import Order
from serai.desk.models.photos import Photo, PhotoRendition
from serai.desk.models.sections import Author, Section, Topic
from serai.desk.models.stories import Byline, RelatedStory, Story, StoryCorrection
from serai.desk.models.translations import TranslationCard

__all__ = [
    "Author",
    "Byline",
    "Edition",
    "Front",
    "FrontVersion",
    "Order",
    "Photo",
    "PhotoRendition",
    "RelatedStory",
    "Section",
    "Story",
    "StoryCorrection",
    "Topic",
    "TranslationCard",
]
