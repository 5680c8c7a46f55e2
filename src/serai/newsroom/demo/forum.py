"""The demo's discussion as it goes on: comments that came through a gate, and what moderators made of them.

Rule: all of it through the discussion's own verbs, as a gate and moderators do it; the stories must be baked,
since a comment belongs to a public one. The words are in `copy/forum.toml`.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count

from serai.core import clock
from serai.discussion import actions
from serai.discussion.models import Comment
from serai.discussion.screening.lexicon import add_word
from serai.gate.entries import Answer, AnyEntry, NewComment, NewRating, NewReport, comment_key, receipt_of
from serai.gate.protocol import Positioned
from serai.newsroom.demo import forum_words
from serai.newsroom.demo.forum_words import Said
from serai.newsroom.demo.keys import key
from serai.newsroom.demo.people import LOGINS

MODERATOR = LOGINS["moderator"]


def fill(*, now: datetime | None = None) -> None:
    """Let readers speak and moderators decide, under stories that are public."""
    words = forum_words.read()
    _set_rules(words)
    forum = _Forum(now or clock.now())
    for said in words.comments:
        forum.hears(said)
    for ratings in words.ratings:
        forum.rates(ratings)
    for campaign in words.campaigns:
        forum.hears_many(campaign)


def _set_rules(words: forum_words.Forum) -> None:
    for rule in words.rules:
        actions.set_policy(
            edition=rule.edition,
            section=key("section", rule.section) if rule.section else "",
            story=key("story", rule.story) if rule.story else "",
            mode=rule.mode,
            trust_after=rule.trust_after,
            by=MODERATOR,
        )
    for word in words.words:
        add_word(word=word.word, edition=word.edition, note=word.note, by=MODERATOR)


class _Forum:
    """What has been said so far, by the names that the words give it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._keys: dict[str, str] = {}
        self._positions = count(1)

    def hears(self, said: Said) -> None:
        """One comment, and all that happens to it."""
        if said.staff:
            self._newsroom_says(said)
            return
        receipt = receipt_of(secrets.token_urlsafe(24))
        self._keys[said.label] = comment_key(receipt)
        self._takes([self._comment(said, receipt)])
        comment = Comment.objects.get(receipt=receipt)
        if said.then == "approved":
            actions.approve(comment=comment, by=MODERATOR)
        elif said.then == "rejected":
            actions.reject(comment=comment, by=MODERATOR, reason=said.reason, note=said.note)
        if said.pick:
            actions.pick(comment=comment, by=MODERATOR)
        self._takes(self._reports(said, comment.key))

    def rates(self, ratings: forum_words.Ratings) -> None:
        """So many liked a story, and so many did not."""
        yes: list[Answer] = ["yes"] * ratings.yes
        no: list[Answer] = ["no"] * ratings.no
        self._takes(
            NewRating(
                id=receipt,
                receipt=receipt,
                at=self._now,
                source=secrets.token_hex(8),
                edition=ratings.edition,
                story=key("story", ratings.story),
                answer=answer,
            )
            for answer in (*yes, *no)
            for receipt in [receipt_of(secrets.token_urlsafe(24))]
        )

    def hears_many(self, campaign: forum_words.Campaign) -> None:
        """The same words, a little changed, from many sources."""
        for name, text in zip(campaign.names, campaign.texts, strict=True):
            said = Said(
                edition=campaign.edition, story=campaign.story, name=name, text=text, minutes=campaign.minutes
            )
            self._takes([self._comment(said, receipt_of(secrets.token_urlsafe(24)))])

    def _comment(self, said: Said, receipt: str) -> NewComment:
        return NewComment(
            id=receipt,
            receipt=receipt,
            at=self._now - timedelta(minutes=said.minutes),
            source=secrets.token_hex(8),
            marks=said.marks,
            edition=said.edition,
            story=key("story", said.story),
            name=said.name,
            text=said.text,
            reply_to=self._keys[said.to] if said.to else "",
        )

    def _reports(self, said: Said, comment: str) -> Iterator[AnyEntry]:
        for report in said.reports:
            receipt = receipt_of(secrets.token_urlsafe(24))
            yield NewReport(
                id=receipt,
                receipt=receipt,
                at=self._now - timedelta(minutes=said.minutes / 2),
                source=secrets.token_hex(8),
                edition=said.edition,
                story=key("story", said.story),
                comment=comment,
                reason=report.reason,
                detail=report.detail,
            )

    def _newsroom_says(self, said: Said) -> None:
        actions.reply_as_staff(
            edition=said.edition,
            story=key("story", said.story),
            name=said.name,
            text=said.text,
            by=MODERATOR,
            parent=Comment.objects.get(key=self._keys[said.to]),
        )

    def _takes(self, entries: Iterable[AnyEntry]) -> None:
        given = [Positioned(position=next(self._positions), entry=entry) for entry in entries]
        if given:
            actions.take_in(gate="", entries=given)
