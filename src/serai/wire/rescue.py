"""Rescue: saved pages of a lost or blocked site become drafts at the desk.

Rule: file by file. One file's error is that file's outcome and the others go on; the same page twice makes
one draft; nothing is published.

    for outcome in rescue([Path("saved")], edition=edition, limit_bytes=5 * 1024 * 1024):
        print(outcome.file, outcome.kind, outcome.message)
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from serai.core.errors import SeraiError
from serai.desk.models import Edition, Story
from serai.wire import actions, finding, queries
from serai.wire.saved import parse
from serai.wire.saved.records import Picture, Rescued

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file. `story` is None where it was refused; `left_over` counts lines."""

    file: Path
    kind: Literal["draft", "already", "refused"]
    message: str
    story: Story | None = None
    left_over: int = 0


def rescue(
    paths: Iterable[Path],
    *,
    edition: Edition,
    limit_bytes: int,
    user: Any = None,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Make a draft of every saved page that `paths` name, folders with all below them; outcomes as they come.

    `limit_bytes` bounds each page. `progress` is told (files done, files in all) after each file.
    """
    pages = list(finding.find(paths))
    for done, page in enumerate(pages, start=1):
        if isinstance(page, finding.Refused):
            yield Outcome(file=page.file, kind="refused", message=str(page.error))
        else:
            yield _rescue_one(page, edition=edition, limit_bytes=limit_bytes, user=user)
        if progress is not None:
            progress(done, len(pages))


def _rescue_one(page: finding.Page, *, edition: Edition, limit_bytes: int, user: Any) -> Outcome:
    try:
        data = finding.read(page.file, limit_bytes=limit_bytes, follow=page.named)
        sha256 = hashlib.sha256(data).hexdigest()
        if (known := queries.rescued(edition=edition.code, sha256=sha256)) is not None:
            return _already(page, known.story)
        read = parse.read(data, name=page.file.name, limit_bytes=limit_bytes)
        if (known := queries.rescued(edition=edition.code, sha256=sha256, address=read.address)) is not None:
            return _already(page, known.story)
        row = actions.make_draft(
            page=read,
            edition=edition,
            file_name=page.file.name,
            sha256=sha256,
            pictures=_pictures(page, read),
            user=user,
        )
    except SeraiError as error:
        return Outcome(file=page.file, kind="refused", message=str(error))
    except ValidationError as error:
        problems = " ".join(error.messages)
        message = f"{page.file.name} cannot become a draft: {problems} Write the story by hand."
        return Outcome(file=page.file, kind="refused", message=message)
    except IntegrityError:
        # Another rescue of the same page was quicker between our look and our write.
        known = queries.rescued(edition=edition.code, sha256=sha256, address=read.address)
        if known is not None:
            return _already(page, known.story)
        message = f"{page.file.name} met another change at the desk. Nothing was kept of it; rescue it again."
        return Outcome(file=page.file, kind="refused", message=message)
    left_over = sum(1 for line in read.receipt.lines if line.verdict == "left_over")
    return Outcome(
        file=page.file,
        kind="draft",
        message=f"“{row.story.title}” is a draft.",
        story=row.story,
        left_over=left_over,
    )


def _already(page: finding.Page, story: Story) -> Outcome:
    return Outcome(
        file=page.file, kind="already", message=f"“{story.title}” was rescued before.", story=story
    )


def _pictures(page: finding.Page, read: Rescued) -> dict[str, actions.PictureFile]:
    found = {}
    for picture in (read.lead, *read.body):
        if not isinstance(picture, Picture) or not picture.source or picture.source in found:
            continue
        limit: int = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        beside = finding.picture_beside(page, picture.source, limit_bytes=limit)
        if beside is not None:
            found[picture.source] = actions.PictureFile(name=beside[0], data=beside[1])
    return found
