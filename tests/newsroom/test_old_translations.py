"""A desk that had translations before there were cards for them: the migration makes what is missing."""

import json

import pytest

from tests.newsrooms import MadeNewsroom

SCRIPT = """
import json
from datetime import UTC, datetime
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Revision
from serai.desk import actions, queries, translating
from serai.desk.models import Story, TranslationCard

editions = {code: queries.edition(code) for code in ("en", "fa")}
courts = actions.create_section(edition=editions["en"], name="Courts")
sections = {"en": courts, "fa": actions.create_section(edition=editions["fa"], name="C", key=courts.key)}

def story(code, headline, key="", **more):
    return actions.create_story(
        edition=editions[code], headline=headline, section=sections[code], place="Taraz",
        dateline_at=datetime(2026, 11, 23, tzinfo=UTC), body=[("paragraph", "<p>One.</p><p>Two.</p>")],
        key=key, **more)

public = actions.publish(story=story("en", "Public"))
actions.publish(story=story("fa", "Public, translated", public.key))
draft = story("en", "Draft")
body = draft.body.stream_block.to_python([{"type": "paragraph", "value": "<p>New.</p>", "id": "a"}])
actions.revise(story=draft, headline="Draft, revised", body=body)
story("fa", "Draft, translated", draft.key)
story("en", "Alone")

def migrate(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("desk", name)])

for revision in Revision.objects.all():
    revision.content = {name: one for name, one in revision.content.items()
                        if name not in ("follows", "lead_alt", "before_original")}
    revision.save(update_fields=["content"])
migrate("0002_scale")
old = "translationcard" in " ".join(connection.introspection.table_names())
migrate("0006_cards")
first = TranslationCard.objects.count()
migrate("0005_derived")
migrate("0006_cards")

def cards():
    rows = TranslationCard.objects.select_related("source", "target").order_by("source_id")
    return [[card.source.title, card.target.title, card.behind, card.given] for card in rows]

whole = cards()
body = public.body.stream_block.to_python([{"type": "paragraph", "value": "<p>One.</p><p>Three.</p>"}])
actions.revise(story=public, body=body)
actions.publish(story=public)
actions.revise(story=draft, headline="Draft, revised twice")
print(json.dumps({"old": old, "first": first, "whole": whole, "changed": cards()}))
"""


@pytest.mark.databases
def test_translations_from_before_there_were_cards_have_them_after_the_migration(
    newsroom: MadeNewsroom,
) -> None:
    assert json.loads(newsroom.at_desk(SCRIPT)) == {
        "old": False,
        "first": 2,
        "whole": [["Public", "Public, translated", 0, False], ["Draft", "Draft, translated", 0, False]],
        "changed": [["Public", "Public, translated", 1, False], ["Draft", "Draft, translated", 1, False]],
    }
