"""A script that works at the desk as fast as it can: publishes stories one after another.

python -m tests.newsroom.publishing FIRST COUNT     (with SERAI_NEWSROOM set)
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

from serai.newsroom import project
from serai.newsroom.config import open_newsroom


def main(first: int, count: int) -> None:
    """Publish stories `first` to `first + count - 1` in English; print each key and address."""
    project.start(open_newsroom(Path(os.environ["SERAI_NEWSROOM"])))
    from serai.core import clock
    from serai.desk import actions, queries
    from serai.desk.models import Author, Section

    edition = queries.edition("en")
    assert edition is not None
    section = Section.objects.filter(slug="city").first()
    section = section or actions.create_section(edition=edition, name="City")
    author = Author.objects.filter(slug="aigul").first() or actions.create_author(
        edition=edition, name="Aigul"
    )
    start = clock.now() - timedelta(days=3)
    for number in range(first, first + count):
        story = actions.create_story(
            edition=edition,
            headline=f"Bridge {number} opens",
            slug=f"bridge-{number}",
            section=section,
            authors=[author],
            place="Almaty",
            dateline_at=start + timedelta(minutes=number),
            body=[("paragraph", f"<p>The bridge with the number {number} opened today.</p>")] * 20,
        )
        published = actions.publish(story=story)
        sys.stdout.write(f"{published.key} {published.address}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
