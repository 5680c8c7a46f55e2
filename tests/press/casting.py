"""Plates for tests: a small outlet's, each field of which a test may set."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from serai.core import canonical
from serai.press import addresses
from serai.press.plates import (
    AuthorPlate,
    EditionPlate,
    FrontPlate,
    Paragraph,
    Photo,
    Rendition,
    SectionPlate,
    StoryPlate,
    TopicPlate,
)

BEGINNING = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)
_LANGUAGES = {"en": ("en", "ltr", "English"), "ru": ("ru", "ltr", "Русский"), "fa": ("fa", "rtl", "فارسی")}


def edition(code: str = "en", **fields: Any) -> EditionPlate:
    language, direction, name = _LANGUAGES[code]
    plain: dict[str, Any] = {
        "language": language,
        "direction": direction,
        "name": f"The Bridge ({code})",
        "language_name": name,
        "about": "<p>Who we are.</p>",
        "comment_policy": "<p>Be kind.</p>",
        "position": list(_LANGUAGES).index(code),
    }
    return EditionPlate(edition=code, key=code, address=addresses.edition(code), **{**plain, **fields})


def section(code: str = "en", key: str = "city", slug: str = "", **fields: Any) -> SectionPlate:
    slug = slug or key
    return SectionPlate(
        edition=code,
        key=key,
        address=addresses.section(code, slug),
        slug=slug,
        **{"name": key.title(), **fields},
    )


def author(code: str = "en", key: str = "ada", slug: str = "", **fields: Any) -> AuthorPlate:
    slug = slug or key
    return AuthorPlate(
        edition=code,
        key=key,
        address=addresses.author(code, slug),
        slug=slug,
        **{"name": key.title(), **fields},
    )


def topic(code: str = "en", key: str = "water", slug: str = "", **fields: Any) -> TopicPlate:
    slug = slug or key
    return TopicPlate(
        edition=code,
        key=key,
        address=addresses.topic(code, slug),
        slug=slug,
        **{"name": key.title(), **fields},
    )


def story(
    number: int = 1, code: str = "en", *, slug: str = "", day: int | None = None, **fields: Any
) -> StoryPlate:
    """Story `number`; the higher, the newer, unless `day` (since the beginning) says otherwise."""
    time = BEGINNING + timedelta(days=number if day is None else day)
    slug = slug or f"story-{number}"
    plain: dict[str, Any] = {
        "headline": f"Story {number}",
        "section": "city",
        "place": "Almaty",
        "published_at": time,
        "updated_at": time,
        "body": (Paragraph(html=f"What happened on day {number}, <b>in short</b>."),),
    }
    plain.update(fields)
    address = addresses.story(code, time.date(), slug)
    return StoryPlate(edition=code, key=f"s{number}", address=address, slug=slug, **plain)


def front(code: str = "en", **fields: Any) -> FrontPlate:
    return FrontPlate(edition=code, key="front", address=addresses.front_plate(code), **fields)


def card(pool: Path, number: int = 1) -> Rendition:
    """A card that lies in the pool."""
    data = f"card {number}".encode()
    digest = canonical.digest(data)
    file = f"{digest[:2]}/{digest}.png"
    (pool / file).parent.mkdir(parents=True, exist_ok=True)
    (pool / file).write_bytes(data)
    return Rendition(format="png", width=1200, height=630, size=len(data), file=file)


def photo(pool: Path, number: int = 1, **fields: Any) -> Photo:
    """A photo whose two files lie in the pool."""
    renditions = []
    for kind, ending in (("avif", "avif"), ("jpeg", "jpg")):
        data = f"picture {number} as {kind}".encode()
        digest = canonical.digest(data)
        file = f"{digest[:2]}/{digest}.{ending}"
        (pool / file).parent.mkdir(parents=True, exist_ok=True)
        (pool / file).write_bytes(data)
        renditions.append(Rendition(format=kind, width=640, height=480, size=len(data), file=file))  # type: ignore[arg-type]
    return Photo(
        width=640, height=480, alt="A bridge", credit="A. Writer", renditions=tuple(renditions), **fields
    )
