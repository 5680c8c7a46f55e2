"""Bring a newsroom up to date: databases migrated, keys made, the desk's style sheets and scripts in place.

Rule: run before anything of the newsroom starts, by `serai new` and by every `serai run`; done twice, it
changes nothing. `python -m serai.newsroom.prepare` does it for the newsroom that `SERAI_NEWSROOM` names.
"""

import os
import sys
from pathlib import Path

from django.core.management import call_command

from serai.core.errors import SeraiError
from serai.discussion.database import ALIAS
from serai.newsroom import disk, keys, postgresql, project, routing
from serai.newsroom.config import Newsroom, open_newsroom


def prepare(newsroom: Newsroom) -> None:
    """Migrate, and copy those of the desk's own files that are newer than what is there."""
    postgresql.refuse_unfit(newsroom)
    project.start(newsroom)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", routing.ROOM, interactive=False, verbosity=0, database=ALIAS)
    call_command("collectstatic", interactive=False, verbosity=0)
    newsroom.site.mkdir(exist_ok=True)
    keys.make_missing(newsroom)


def main() -> int:
    """For the supervisor: 0, or 1 with the error said."""
    try:
        prepare(open_newsroom(Path(os.environ["SERAI_NEWSROOM"])))
    except Exception as error:
        told = str(error) if isinstance(error, SeraiError) else disk.told(error)
        if not told:
            raise
        sys.stderr.write(f"serai: {told}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
