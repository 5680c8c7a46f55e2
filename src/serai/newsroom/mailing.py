"""Sending: the letters that tell readers of replies.

Rule: a contact is unsealed in memory for the one letter, and stands in no log, no error and no row. A letter
is sent once; one that fails is sent later, and a server that cannot be reached ends the round. Each letter
has a name of its own that is always the same (RFC 5322, Message-ID), so that one that had to be sent again,
since we died between the server's word and our note of it, is known as the same.
"""

import base64
import binascii
import logging
from collections.abc import Sequence
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from serai.discussion import actions, queries
from serai.discussion.models import Comment, StoryCard
from serai.newsroom.config import Newsroom
from serai.newsroom.keys import private_keys
from serai.newsroom.letters import Letter, letter
from serai.press import addresses
from serai.press.threads import part_of

BATCH = 50  # letters in one round
log = logging.getLogger(__name__)


def send_due(newsroom: Newsroom, now: datetime) -> int:
    """Send the letters that are due; how many left. Nothing where no mail can be sent."""
    if not newsroom.sends_mail:
        return 0
    replies = queries.replies_to_tell_of(now, BATCH)
    if not replies:
        return 0
    box = SealedBox(private_keys(newsroom).opening)
    cards = _cards(replies)
    sent = 0
    with _Server(now) as server:
        for reply in replies:
            card = cards.get((reply.edition, reply.story))
            if card is not None and not server.is_away:
                said = _about(newsroom, reply, card)
                sent += server.sends(newsroom, reply, _contact(reply, box), said)
    return sent


class _Server:
    """The mail server for one round: one connection, opened with the first letter."""

    def __init__(self, now: datetime) -> None:
        self.is_away = False
        self._now = now
        self._connection: Any = None

    def __enter__(self) -> "_Server":
        self._connection = get_connection(fail_silently=False)
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            self._connection.close()
        except (OSError, SMTPException) as error:
            log.warning("the mail server did not say goodbye: %s", type(error).__name__)

    def sends(self, newsroom: Newsroom, reply: Comment, contact: str, said: Letter) -> bool:
        """Send one letter and write down what became of it; True where it left."""
        if not contact:
            actions.note_unsent(reply=reply, error="NotAnAddress", now=self._now, for_good=True)
            return False
        sender = newsroom.text("mail_from")
        name = f"<{reply.key}@{sender.rpartition('@')[2]}>"
        headers = {"Message-ID": name, "Auto-Submitted": "auto-generated"}
        message = EmailMessage(
            said.subject, said.body, sender, [contact], connection=self._connection, headers=headers
        )
        try:
            message.send()
        except SMTPRecipientsRefused as error:
            self._fails(reply, error)
        except (OSError, SMTPException) as error:
            self.is_away = True
            self._fails(reply, error)
        else:
            actions.note_sent(reply=reply, now=self._now)
            return True
        return False

    def _fails(self, reply: Comment, error: Exception) -> None:
        # The kind alone: a mail server's words name the address.
        log.warning("a letter could not be sent and is tried later: %s", type(error).__name__)
        actions.note_unsent(reply=reply, error=type(error).__name__, now=self._now)


def _about(newsroom: Newsroom, reply: Comment, card: StoryCard) -> Letter:
    place = addresses.comment(card.address, part_of(reply.number or 1), reply.key)
    return letter(
        language=reply.edition,
        outlet=newsroom.text("name"),
        headline=card.headline,
        url=newsroom.text("site_url") + place,
    )


def _contact(reply: Comment, box: SealedBox) -> str:
    """Where the letter goes; "" where what was sealed is no address, or not sealed for us."""
    sealed = reply.reply_to.contact if reply.reply_to else ""
    try:
        contact = box.decrypt(base64.b64decode(sealed, validate=True)).decode()
        validate_email(contact)
    except (CryptoError, binascii.Error, UnicodeDecodeError, ValidationError, ValueError, TypeError):
        return ""
    return contact


def _cards(replies: Sequence[Comment]) -> dict[tuple[str, str], StoryCard]:
    """The stories of these replies that are public."""
    keys = {reply.story for reply in replies}
    return {(card.edition, card.key): card for card in StoryCard.objects.filter(key__in=keys, public=True)}
