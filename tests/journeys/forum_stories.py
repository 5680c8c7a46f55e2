"""What the forum's desk does before its journeys: people come in, and stories that can be talked about.

Rule: run by `MadeNewsroom.at_desk`, with FORUM_LOGINS in the environment: JSON, role -> password.
"""

import json
import os
from datetime import timedelta

from serai.core import clock
from serai.desk import actions, queries
from serai.newsroom import people

STORIES = {
    "en": ("City", "Aigul S.", "The bridge", "The bridge opened in spring."),
    "ru": ("Город", "Айгуль С.", "Мост", "Мост открыли весной."),
    "fa": ("شهر", "آیگل", "پل", "پل در بهار باز شد."),
}
TALKED_ABOUT = ("plain", "lively", "long")  # the slugs' endings

for role, password in json.loads(os.environ["FORUM_LOGINS"]).items():
    people.put_user(name=role, role=role, password=password)

start = clock.this_minute() - timedelta(hours=6)
for code, (section, author, headline, words) in STORIES.items():
    edition = queries.edition(code)
    assert edition is not None
    desk = actions.create_section(edition=edition, name=section, slug="city")
    writer = actions.create_author(edition=edition, name=author, slug="aigul")
    for number, slug in enumerate(TALKED_ABOUT):
        story = actions.create_story(
            edition=edition,
            headline=f"{headline}: {slug}",
            slug=slug,
            section=desk,
            authors=[writer],
            place="Almaty",
            dateline_at=start + timedelta(minutes=number),
            body=[("paragraph", f"<p>{words}</p>")],
        )
        actions.publish(story=story)
