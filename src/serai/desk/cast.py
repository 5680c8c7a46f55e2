"""Casting: the only way from private to public.

Rule: a plate is made from what readers may have, field by field, and of nothing else; the same content gives
the same bytes. What may not be public is refused here even if every door before this one was left open.
`changes_for` says what the press must be told about an order, reading the desk as it is now. A draft is
cast for preview by `cast_draft`, in the same way, with what it lacks left empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from serai.core import clock
from serai.desk import derived, markup, queries, readiness, translating
from serai.desk.carding import Paper, card_of
from serai.desk.errors import NotReadyError, OriginalGoneError
from serai.desk.fronts import casting as fronts
from serai.desk.models import Author, Edition, Order, Photo, Section, Story, Topic
from serai.desk.photos import renditions
from serai.press import addresses, plates
from serai.press.changes import Change, Put, PutThread, Withdraw

_LANGUAGE_PARTS = {2: str.upper, 4: str.title}  # BCP 47: uz-Cyrl, pt-BR


def cast_story(story: Story, *, now: datetime | None = None) -> plates.StoryPlate:
    """The plate of a live story; NotReadyError where it lacks what a public story must have."""
    if problems := readiness.problems(story):
        raise NotReadyError(story.title, problems)
    return _Casting(now=now or clock.now()).story(story)


def cast_draft(story: Story, *, now: datetime | None = None) -> plates.StoryPlate:
    """The plate that publishing this version would make; what is not there yet is left empty. Its card is not
    kept."""
    moment = now or clock.now()
    live = Story.objects.filter(pk=story.pk).first() if story.pk else None
    if live is not None:
        story.address_history = live.public_addresses(moment)
    return _Casting(now=moment, keep=False).story(story)


def cast_listed(story: Story, *, now: datetime) -> plates.StoryPlate:
    """As `cast_draft`, as far as fronts and lists show a story: its text and its card are left out, and what
    it relates to and translates."""
    return _Casting(now=now).listed(story)


def changes_beside(story: Story, *, now: datetime | None = None) -> list[Change]:
    """What publishing this draft changes besides the story, as far as its own page shows it: its section,
    authors and topics are public then, and a section that it leaves empty no more."""
    edition, moment = story.edition, now or clock.now()
    signs: list[plates.AnyPlate] = [cast_section(story.section, edition)] if story.section else []
    signs += [cast_author(author, edition, now=moment) for author in story.authors()]
    signs += [cast_topic(topic, edition) for topic in story.topics.all()]
    left = queries.section_left_empty(story, moment)
    empty = [Withdraw(kind="section", edition=edition.code, key=left.key)] if left else []
    return [*(Put(plate=sign) for sign in signs), *empty]


def cast_section(section: Section, edition: Edition) -> plates.SectionPlate:
    """The plate of a section."""
    return plates.SectionPlate(
        edition=edition.code,
        key=section.key,
        address=addresses.section(edition.code, section.slug),
        slug=section.slug,
        name=_line(section.name),
        description=_line(section.description),
        position=section.position,
    )


def cast_author(author: Author, edition: Edition, *, now: datetime | None = None) -> plates.AuthorPlate:
    """The plate of an author."""
    links = queries.public_addresses(markup.linked_pages(author.biography), now or clock.now())
    return plates.AuthorPlate(
        edition=edition.code,
        key=author.key,
        address=addresses.author(edition.code, author.slug),
        slug=author.slug,
        name=_line(author.name),
        role=_line(author.role),
        biography=markup.prose(author.biography, links),
        photo=cast_photo(author.photo) if author.photo and not _lacking(author.photo) else None,
    )


def cast_topic(topic: Topic, edition: Edition) -> plates.TopicPlate:
    """The plate of a topic."""
    return plates.TopicPlate(
        edition=edition.code,
        key=topic.key,
        address=addresses.topic(edition.code, topic.slug),
        slug=topic.slug,
        name=_line(topic.name),
        description=_line(topic.description),
    )


def cast_edition(edition: Edition, *, now: datetime | None = None) -> plates.EditionPlate:
    """The plate of an edition."""
    prose = (edition.about, edition.comment_policy)
    links = queries.public_addresses(set().union(*map(markup.linked_pages, prose)), now or clock.now())
    return plates.EditionPlate(
        edition=edition.code,
        key=edition.code,
        address=edition.address,
        language=language_tag(edition.locale.language_code),
        direction="rtl" if edition.direction == Edition.Direction.RTL else "ltr",
        name=_line(edition.title),
        language_name=_line(edition.language_name),
        tagline=_line(edition.tagline),
        description=_line(edition.description),
        time_zone=edition.time_zone,
        about=markup.prose(edition.about, links),
        comment_policy=markup.prose(edition.comment_policy, links),
        comment_limit=edition.comment_limit,
        position=edition.position,
    )


def cast_photo(photo: Photo, *, caption: str = "", credit: str = "", alt: str = "") -> plates.Photo:
    """A photo with its words; `caption`, `credit` and `alt`, where given, stand in place of its own."""
    try:
        with photo.open_file() as file:
            data = file.read()
    except OSError as error:
        raise OriginalGoneError(
            f"The original of the photo “{photo.title}” cannot be read: {error}. Upload it again, or take "
            "the photo out."
        ) from error
    developed = renditions.develop(data, _pool())
    return plates.Photo(
        width=developed.width,
        height=developed.height,
        alt=_line(alt or photo.alt),
        credit=_line(credit or photo.credit),
        caption=_line(caption or photo.caption),
        copyright=_line(photo.copyright),
        renditions=developed.renditions,
    )


def language_tag(code: str) -> str:
    """A language code of the desk as BCP 47 spells it: uz-cyrl is uz-Cyrl."""
    first, *rest = code.lower().split("-")
    return "-".join([first, *(_LANGUAGE_PARTS.get(len(part), str.lower)(part) for part in rest)])


def changes_for(order: Order, *, now: datetime | None = None) -> list[Change]:
    """What the press must be told, so that the site shows what `order` names as it is now.

    NotReadyError where a live story lacks what it must have: the press keeps what it has, and somebody
    must mend the story.
    """
    moment = now or clock.now()
    edition = queries.edition(order.edition)
    source = edition.made_from if edition is not None else None
    if edition is not None and source is not None:
        key = source.code if order.kind == "edition" else order.key
        named = Order(kind=order.kind, edition=source.code, key=key)
        return derive(edition, source, _changes_in(named, source, moment), moment)
    changes = _changes_in(order, edition, moment)
    if edition is None:
        return changes
    others = queries.derived_editions(edition)
    return [*changes, *(one for other in others for one in derive(other, edition, changes, moment))]


def derive(
    edition: Edition,
    source: Edition,
    changes: Sequence[Change],
    now: datetime | None = None,
    *,
    keep: bool = True,
) -> list[Change]:
    """What the press must be told of `edition`, which is made from `source`, where it is told `changes` of
    that one. The stories' cards are drawn in the other script; a draft's are not to be kept."""
    told = [change for change in changes if not isinstance(change, PutThread)]
    rule = derived.rule_for(source.locale.language_code, edition.locale.language_code)
    if rule is None or not (edition.live and source.live):
        return [derived.withdrawn(change, edition.code) for change in told]
    way = derived.Deriving(
        source=source.code,
        code=edition.code,
        rule=rule,
        own=cast_edition(edition, now=now),
        kept=derived.kept_words(edition.kept_words),
    )
    made = list(way.changes(told))
    paper = Paper(name=way.name(_line(source.title)), language=way.own.language, time_zone=source.time_zone)
    put = [change.plate for change in made if isinstance(change, Put)]
    names = {plate.key: plate.name for plate in put if isinstance(plate, plates.SectionPlate)}
    return [_carded(change, paper, names, keep=keep) for change in made]


def _carded(change: Change, paper: Paper, sections: Mapping[str, str], *, keep: bool) -> Change:
    if not isinstance(change, Put) or not isinstance(change.plate, plates.StoryPlate):
        return change
    story = change.plate
    card = card_of(story, paper=paper, section=sections.get(story.section, ""), pool=_pool(), keep=keep)
    return Put(plate=msgspec.structs.replace(story, card=card))


def _changes_in(order: Order, edition: Edition | None, moment: datetime) -> list[Change]:
    if edition is None or not edition.live:
        return [Withdraw(kind=_kind(order), edition=order.edition, key=order.key)]
    if order.kind == "edition":
        return [Put(plate=cast_edition(edition, now=moment))]
    if order.kind == "front":
        return fronts.changes(edition, moment)
    if order.kind == "story":
        return _story_changes(order, edition, moment)
    return [_sign_change(order.kind, edition, order.key, moment)]


def _kind(order: Order) -> plates.Kind:
    kind: Any = order.kind
    found: plates.Kind = kind
    return found


def _story_changes(order: Order, edition: Edition, now: datetime) -> list[Change]:
    story = queries.story(edition.code, order.key)
    if story is None:
        return [Withdraw(kind="story", edition=edition.code, key=order.key)]
    changes: list[Change] = []
    if story.is_public(now):
        changes.append(Put(plate=cast_story(story, now=now)))
    else:
        changes.append(Withdraw(kind="story", edition=edition.code, key=order.key))
    # A section, author or topic is public while a public story carries it: an empty one would tell tales.
    for kind, key in sorted(story.signs()):
        changes.append(_sign_change(kind, edition, key, now))
    return changes


def _sign_change(kind: Any, edition: Edition, key: str, now: datetime) -> Change:
    models: dict[str, type[Section] | type[Author] | type[Topic]] = {
        "section": Section,
        "author": Author,
        "topic": Topic,
    }
    sign = models[kind]._default_manager.filter(translation_key=key, locale_id=edition.locale_id).first()
    if sign is None or not queries.is_signed(sign, now):
        return Withdraw(kind=kind, edition=edition.code, key=key)
    if isinstance(sign, Section):
        return Put(plate=cast_section(sign, edition))
    if isinstance(sign, Author):
        return Put(plate=cast_author(sign, edition, now=now))
    return Put(plate=cast_topic(sign, edition))


def _pool() -> Path:
    pool: Path = settings.NEWSROOM.renditions
    return pool


def _paper(edition: Edition) -> Paper:
    return Paper(
        name=_line(edition.title),
        language=language_tag(edition.locale.language_code),
        time_zone=edition.time_zone,
        right_to_left=edition.direction == Edition.Direction.RTL,
    )


def _line(words: str) -> str:
    return " ".join(words.split())


def _lacking(photo: Photo) -> bool:
    return not (photo.alt and photo.credit)


@dataclass
class _Casting:
    """One story's way to its plate: what its parts need is read once, in a number of queries that does not
    grow with them."""

    now: datetime
    keep: bool = True  # the card
    links: Mapping[int, str] = field(default_factory=dict)

    def listed(self, story: Story) -> plates.StoryPlate:
        edition = story.edition
        published = clock.whole_seconds(story.dateline_at or story.latest_revision_created_at or self.now)
        corrections = _corrections(story)
        seen = [published, *(correction.at for correction in corrections)]
        if story.revised_at:
            seen.append(clock.whole_seconds(story.revised_at))
        slug = story.slug or "draft"
        address = addresses.story(edition.code, published.astimezone(edition.zone).date(), slug)
        return plates.StoryPlate(
            edition=edition.code,
            key=story.key,
            address=address,
            former_addresses=tuple(past for past in story.address_history if past != address),
            slug=slug,
            headline=_line(story.title),
            deck=_line(story.deck),
            section=story.section.key if story.section else "",
            authors=tuple(author.key for author in story.authors()),
            place=_line(story.place),
            published_at=published,
            updated_at=max(seen),
            lead_photo=self.lead_photo(story),
            topics=tuple(sorted(topic.key for topic in story.topics.all())),
            corrections=corrections,
            comments="open" if story.comments_open else "closed",
        )

    def story(self, story: Story) -> plates.StoryPlate:
        self.links = queries.public_addresses(_links(story), self.now)
        plate = msgspec.structs.replace(
            self.listed(story),
            body=tuple(self.body(story)),
            related=tuple(other.key for other in story.related_stories() if other.is_public(self.now)),
            translation=translating.plate(story, self.now),
        )
        section = _line(story.section.name) if story.section else ""
        card = card_of(plate, paper=_paper(story.edition), section=section, pool=_pool(), keep=self.keep)
        return msgspec.structs.replace(plate, card=card)

    def lead_photo(self, story: Story) -> plates.Photo | None:
        if story.lead_photo is None:
            return None
        return cast_photo(story.lead_photo, caption=story.lead_caption, alt=story.lead_alt)

    def body(self, story: Story) -> Iterable[plates.Block]:
        for block in story.body:
            yield from getattr(self, block.block_type)(block.value)

    def paragraph(self, value: Any) -> Iterable[plates.Block]:
        for kind, content in markup.pieces(value.source, self.links):
            if isinstance(content, tuple):
                yield plates.ListBlock(items=content, ordered=kind == "ordered")
            elif kind == "subhead":
                yield plates.Subhead(text=content)
            else:
                yield plates.Paragraph(html=content)

    def subhead(self, value: str) -> Iterable[plates.Block]:
        if words := _line(value):
            yield plates.Subhead(text=words)

    def quote(self, value: Any) -> Iterable[plates.Block]:
        if words := markup.inline(value["text"].source, self.links):
            yield plates.Quote(html=words, speaker=_line(value["speaker"]), role=_line(value["role"]))

    def pull_quote(self, value: Any) -> Iterable[plates.Block]:
        if words := _line(value["text"]):
            yield plates.PullQuote(text=words, speaker=_line(value["speaker"]))

    def photo(self, value: Any) -> Iterable[plates.Block]:
        if value["photo"] is not None:
            words = {name: value[name] for name in ("caption", "credit", "alt")}
            photo = cast_photo(value["photo"], **words)
            yield plates.Figure(photo=photo)

    def list(self, value: Any) -> Iterable[plates.Block]:
        items = tuple(filter(None, (markup.inline(item.source, self.links) for item in value["items"])))
        if items:
            yield plates.ListBlock(items=items, ordered=bool(value["ordered"]))

    def link_card(self, value: Any) -> Iterable[plates.Block]:
        if value["url"] and value["title"]:
            words = {name: _line(value[name]) for name in ("title", "text", "source")}
            yield plates.LinkCard(url=value["url"], **words)

    def missing_photo(self, value: Any) -> Iterable[plates.Block]:
        return ()


def _corrections(story: Story) -> tuple[plates.Correction, ...]:
    lines = [
        plates.Correction(at=clock.whole_seconds(line.at), text=_line(line.text), changed=_line(line.changed))
        for line in story.corrections.all()
    ]
    return tuple(sorted(lines, key=lambda line: line.at))


def _links(story: Story) -> set[int]:
    found: set[int] = set()
    for block in story.body:
        if block.block_type == "paragraph":
            found |= markup.linked_pages(block.value.source)
        elif block.block_type == "quote":
            found |= markup.linked_pages(block.value["text"].source)
        elif block.block_type == "list":
            for item in block.value["items"]:
                found |= markup.linked_pages(item.source)
    return found
