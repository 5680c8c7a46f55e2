"""The archive for Hugo: the same stories, threads and pages, as Hugo's own users would have them.

Rule: files only. A story is one Markdown file with its front matter in JSON, in folders of a thousand; the
theme in `hugo_theme/` says what Serai's says, nearly byte for byte, with English words in all editions.
"""

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import archive
from bench.wordstock import STOCKS
from serai.press.pages import month_of
from serai.press.plates import (
    AuthorPlate,
    Block,
    EditionPlate,
    LinkCard,
    ListBlock,
    Paragraph,
    PullQuote,
    Quote,
    SectionPlate,
    StoryPlate,
    Subhead,
    TopicPlate,
)
from serai.press.theme.environment import Theme
from serai.press.threads import Comment, Thread

URL = "https://example.org"
LAYOUTS = Path(__file__).parent / "hugo_theme" / "layouts"
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


def write(folder: Path, stories: int) -> None:
    """A site of so many stories in an empty folder."""
    shutil.copytree(LAYOUTS, folder / "layouts")
    theme = Theme()
    for address, data in theme.assets().items():
        _put(folder / "static" / address.lstrip("/"), data)
    plates = [put.plate for put in archive.things()]
    sections = [plate for plate in plates if isinstance(plate, SectionPlate)]
    editions = [plate for plate in plates if isinstance(plate, EditionPlate)]
    _put_json(folder / "config.json", _configuration(theme, editions, sections))
    for plate in plates:
        if isinstance(plate, EditionPlate):
            _put_prose(folder / "content" / plate.edition, plate)
        elif isinstance(plate, SectionPlate | AuthorPlate | TopicPlate):
            _put_term(folder / "content" / plate.edition, plate)
    slugs = {(plate.edition, plate.key): plate.slug for plate in sections}
    months: dict[tuple[str, str], None] = {}
    for number in range(stories):
        time = archive.time_of(number, stories)
        plate, said = archive.story(number, time), archive.thread(number, time)
        months[plate.edition, month_of(plate)] = None
        put_story(folder, plate, said, slugs[plate.edition, plate.section])
    for code, month in months:
        _put_json(_content(folder, code, "months", month), {"title": month, "outputs": ["HTML"]})


def put_story(folder: Path, plate: StoryPlate, said: Thread | None, section: str) -> None:
    """Write one story's file, or write it anew."""
    text = json.dumps(_front(plate, said, section), ensure_ascii=False)
    body = "\n\n".join(_markdown(block) for block in plate.body)
    _put(_path(folder, plate.edition, plate.key), f"{text}\n\n{body}\n".encode())


def _path(folder: Path, code: str, key: str) -> Path:
    return folder / "content" / code / _place(key).lstrip("/")


def _place(key: str) -> str:
    return f"/posts/{int(key.removeprefix('story')) // 1000}/{key}.md"


def _content(folder: Path, code: str, *parts: str) -> Path:
    return folder.joinpath("content", code, *parts, "_index.md")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _put_json(path: Path, data: dict[str, Any], body: str = "") -> None:
    _put(path, f"{json.dumps(data, ensure_ascii=False, indent=1)}\n\n{body}".rstrip().encode() + b"\n")


# --- what is not a story --------------------------------------------------------------------------------


def _configuration(
    theme: Theme, editions: Iterable[EditionPlate], sections: list[SectionPlate]
) -> dict[str, Any]:
    pages = next(address for address in theme.assets() if "/pages." in address)
    common = {"style": theme.style, "script": theme.script, "pages": pages}
    atom = {"mediaType": "application/atom+xml", "isPlainText": False}
    languages = {
        edition.edition: {
            "title": edition.name,
            "languageName": edition.language_name,
            "languageDirection": edition.direction,
            "weight": edition.position + 1,
            "contentDir": f"content/{edition.edition}",
            "params": {
                **common,
                "tagline": edition.tagline,
                "description": edition.description,
                "menu": [
                    {"name": section.name, "slug": section.slug, "address": section.address}
                    for section in sections
                    if section.edition == edition.edition
                ],
            },
        }
        for edition in editions
    }
    return {
        "baseURL": f"{URL}/",
        "defaultContentLanguage": next(iter(STOCKS)),
        "defaultContentLanguageInSubdir": True,
        "languages": languages,
        "taxonomies": {name: f"{name}s" for name in ("section", "author", "topic", "month")},
        "disableKinds": ["taxonomy", "section"],
        "ignoreErrors": ["error-disable-taxonomy"],
        "paginate": 20,
        "mediaTypes": {"application/atom+xml": {"suffixes": ["xml"]}},
        "outputFormats": {
            "RSS": {**atom, "baseName": "feed"},
            "JSON": {"mediaType": "application/json", "baseName": "plate", "isPlainText": True},
            "Thread": {"mediaType": "application/json", "baseName": "thread", "isPlainText": True},
            "Talk": {**atom, "path": "comments", "baseName": "feed"},
        },
        "outputs": {"home": ["HTML", "RSS"], "term": ["HTML", "RSS"], "page": ["HTML", "JSON"]},
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }


def _put_prose(folder: Path, edition: EditionPlate) -> None:
    for name, type_, title, body in (
        ("about", "prose", "About us", edition.about),
        ("comment-policy", "prose", "Comment policy", edition.comment_policy),
        ("archive", "archive", "Archive", ""),
        ("corrections", "corrections", "Corrections", ""),
    ):
        data = {"title": title, "type": type_, "outputs": ["HTML"], "translationKey": name}
        _put_json(folder / f"{name}.md", data, body)


def _put_term(folder: Path, plate: SectionPlate | AuthorPlate | TopicPlate) -> None:
    kind = {SectionPlate: "sections", AuthorPlate: "authors", TopicPlate: "topics"}[type(plate)]
    body = plate.biography if isinstance(plate, AuthorPlate) else ""
    _put_json(folder / kind / plate.slug / "_index.md", {"title": plate.name}, body)


# --- a story --------------------------------------------------------------------------------------------


def _front(plate: StoryPlate, said: Thread | None, section: str) -> dict[str, Any]:
    _, _, *rest = plate.address.split("/")
    corrections = [
        {"at": item.at.isoformat(), "text": item.text, "changed": item.changed} for item in plate.corrections
    ]
    data = {
        "title": plate.headline,
        "description": plate.deck,
        "date": plate.published_at.isoformat(),
        "lastmod": plate.updated_at.isoformat(),
        "url": "/".join(rest),
        "translationKey": plate.key,
        "sections": [section],
        "authors": [f"author-{key.removeprefix('author')}" for key in plate.authors],
        "topics": [f"topic-{key.removeprefix('topic')}" for key in plate.topics],
        "months": [month_of(plate)],
        "place": plate.place,
        "open": plate.comments == "open",
        "related": [_place(key) for key in plate.related],
        "corrections": corrections,
        "corrected": bool(corrections),
        "outputs": ["HTML", "JSON"],
    }
    if said:
        data["outputs"] = ["HTML", "JSON", "Thread", "Talk"]
        data["comments"] = [_comment(comment) for comment in said.comments]
        data["thread"] = _nested(said)
    return data


def _comment(comment: Comment) -> dict[str, Any]:
    written = comment.written_at.isoformat() if comment.written_at else ""
    data = {"key": comment.key, "text": comment.text, "name": comment.name, "written_at": written}
    return {**data, "reply_to": comment.reply_to, "staff": comment.staff}


def _nested(said: Thread) -> list[dict[str, Any]]:
    """Comments with the replies below them, three deep, as Serai sets them in."""
    placed: dict[str, tuple[list[dict[str, Any]], int]] = {}  # where replies to a comment go, and how deep
    top: list[dict[str, Any]] = []
    for comment in said.comments:
        row, deep = placed.get(comment.reply_to, (top, 0))
        shown = {**_comment(comment), "replies": []}
        row.append(shown)
        placed[comment.key] = (shown["replies"], deep + 1) if deep < 3 else (row, deep)
    return top


def _markdown(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _inline(block.html)
    if isinstance(block, Subhead):
        return f"## {block.text}"
    if isinstance(block, Quote):
        speaker = f"{block.speaker}, {block.role}" if block.role else block.speaker
        return f"> {_inline(block.html)}\n>\n> — {speaker}"
    if isinstance(block, PullQuote):
        return f"> {block.text}"
    if isinstance(block, ListBlock):
        return "\n".join(f"{'1.' if block.ordered else '-'} {_inline(item)}" for item in block.items)
    if isinstance(block, LinkCard):
        return f"[{block.title}]({block.url}) ({block.source})"
    raise TypeError(f"The archive has no {type(block).__name__}.")


def _inline(markup: str) -> str:
    return _LINK.sub(r"[\2](\1)", markup).replace("<em>", "*").replace("</em>", "*")
