"""Cards: the picture that stands for a story without a photo where a network shows one beside a link.

Rule: pure of Django. A card is set in the theme's own letters and colours from what a reader may see of the
story, and from nothing else; the same words give the same bytes. It is drawn when the story is cast, kept in
the pool by its content as renditions are, and never drawn while a page is baked.

    card(Words(paper="The Bridge", section="City", headline="…", day="…", language="en"), pool)   # Rendition
"""

from serai.desk.photos.cards.drawing import HEIGHT, WIDTH, card
from serai.desk.photos.cards.setting import Words

__all__ = ["HEIGHT", "WIDTH", "Words", "card"]
