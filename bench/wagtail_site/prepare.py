"""Makes the site's database: a front and ten stories, whose text comes from standard input."""

import os
import sys

import django
from django.core.management import call_command

STORIES = 10


def main() -> None:
    """Fill the folder that `SERAI_BENCH_WAGTAIL` names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.wagtail_site.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from wagtail.models import Page, Site

    from bench.wagtail_site.models import FrontPage, StoryPage

    front = FrontPage(title="The Measured Courier", slug="front")
    Page.objects.get(depth=1).add_child(instance=front)
    Site.objects.update(root_page=front)
    text = sys.stdin.read()
    for number in range(STORIES):
        story = StoryPage(
            title=f"A story of the archive, number {number}",
            slug=f"story-{number}",
            deck="What it is about, in one line",
            byline="The desk",
            body=text,
        )
        front.add_child(instance=story)
        story.save_revision().publish()


if __name__ == "__main__":
    main()
