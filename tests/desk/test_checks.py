"""A misconfigured desk is told so, with what to do."""

from pathlib import Path
from types import SimpleNamespace

from django.core.checks import CheckMessage
from django.test import override_settings

from serai.desk import checks
from serai.desk.models import Edition


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


def test_renditions_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with override_settings(NEWSROOM=SimpleNamespace(renditions=tmp_path / "file" / "renditions")):
        assert ids(checks.renditions_can_be_written()) == ["serai.desk.E001"]
    with override_settings(NEWSROOM=SimpleNamespace(renditions=tmp_path / "new" / "renditions")):
        assert checks.renditions_can_be_written() == []


def test_wagtails_own_images() -> None:
    assert checks.photos_are_ours() == []
    with override_settings(WAGTAILIMAGES_IMAGE_MODEL="wagtailimages.Image"):
        assert ids(checks.photos_are_ours()) == ["serai.desk.E002"]


def test_no_edition(db: None) -> None:
    assert ids(checks.there_is_an_edition(databases=["default"])) == ["serai.desk.W003"]
    assert checks.there_is_an_edition() == []


def test_an_edition(edition: Edition) -> None:
    assert checks.there_is_an_edition(databases=["default"]) == []
