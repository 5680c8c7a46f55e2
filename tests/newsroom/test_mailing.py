"""One letter a reply, to an address that stands nowhere but in the letter."""

import base64
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from nacl.public import PublicKey, SealedBox

from serai.core import clock
from serai.discussion import actions
from serai.discussion.models import Comment, Notice, StoryCard
from serai.gate.entries import NewComment, comment_key, receipt_of
from serai.gate.protocol import Positioned
from serai.newsroom import keys, mailing
from serai.newsroom.config import Newsroom, open_newsroom
from serai.newsroom.letters import LANGUAGES, letter
from tests.newsroom.mail_server import MailServer, mail_server

pytestmark = pytest.mark.django_db
READER = "dana.very.private@reader.example"
STORY = "a" * 32
WORDS = "What the reply says is nobody's business."


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(
            EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port, EMAIL_USE_TLS=False
        ):
            yield server


@pytest.fixture
def house(room: Newsroom) -> Newsroom:
    keys.make_missing(room)
    environment = {
        "SERAI_MAIL_HOST": "127.0.0.1",
        "SERAI_MAIL_FROM": "desk@courier.example",
        "SERAI_NAME": "The Courier",
        "SERAI_SITE_URL": "https://courier.example",
    }
    return open_newsroom(room.folder, environment)


Saying = Callable[..., Comment]


@pytest.fixture
def says(house: Newsroom) -> Saying:
    """Takes in a comment, as a gate gave it, and approves it."""
    box = SealedBox(PublicKey(base64.b64decode(keys.public_half(house).seal_key)))
    position = iter(range(1, 100))

    def say(
        secret: str, *, edition: str = "en", contact: str = "", reply_to: str = "", known: str = ""
    ) -> Comment:
        StoryCard.objects.get_or_create(
            edition=edition,
            key=STORY,
            defaults={
                "headline": "The bridge\nopens",
                "address": f"/{edition}/2026/11/23/bridge/",
                "published_at": clock.now() - timedelta(hours=1),
            },
        )
        receipt = receipt_of(secret)
        entry = NewComment(
            id=receipt,
            receipt=receipt,
            at=clock.now(),
            edition=edition,
            story=STORY,
            name="Somebody",
            text=WORDS,
            contact=base64.b64encode(box.encrypt(contact.encode())).decode() if contact else "",
            reply_to=comment_key(receipt_of(reply_to)) if reply_to else "",
            known=receipt_of(known) if known else "",
        )
        actions.take_in(gate="0" * 32, entries=[Positioned(position=next(position), entry=entry)])
        comment = Comment.objects.get(receipt=receipt)
        actions.approve(comment=comment, by="moderator")
        return comment

    return say


def test_a_reply_is_told_of_once_and_its_words_are_not(
    house: Newsroom, server: MailServer, says: Saying
) -> None:
    says("first", contact=READER)
    reply = says("second", reply_to="first")
    assert [mailing.send_due(house, clock.now()) for _round in range(2)] == [1, 0]
    [(recipient, sent)] = server.letters
    body = sent.get_content()
    assert (recipient, sent["To"], sent["From"]) == (READER, READER, "desk@courier.example")
    assert sent["Message-ID"] == f"<{reply.key}@courier.example>"
    assert sent["Subject"] == "Somebody replied to your comment: The Courier"
    assert f"https://courier.example/en/2026/11/23/bridge/#comment-{reply.key}" in body
    assert ("“The bridge opens”" in body, WORDS in body, "Somebody wrote" in body) == (True, False, False)


def test_nobody_is_told_of_what_is_not_public_or_their_own(
    house: Newsroom, server: MailServer, says: Saying
) -> None:
    says("first", contact=READER)
    says("own", reply_to="first", known="first")
    held = says("held", reply_to="first")
    actions.hold(comment=held, by="moderator")
    says("silent")
    says("to the silent one", reply_to="silent")
    assert (mailing.send_due(house, clock.now()), server.letters) == (0, [])
    actions.approve(comment=held, by="moderator")
    assert mailing.send_due(house, clock.now()) == 1


def test_nothing_is_sent_where_no_mail_is_set_up(room: Newsroom, house: Newsroom, says: Saying) -> None:
    says("first", contact=READER)
    says("second", reply_to="first")
    assert mailing.send_due(open_newsroom(room.folder, {}), clock.now()) == 0


def test_a_letter_that_fails_is_sent_later_and_its_address_is_in_no_log_and_no_row(
    house: Newsroom, server: MailServer, says: Saying, caplog: pytest.LogCaptureFixture
) -> None:
    says("first", contact=READER)
    says("second", reply_to="first")
    server.refusing = f"451 not now, {READER}"
    now = clock.now()
    with caplog.at_level(logging.DEBUG):
        assert mailing.send_due(house, now) == 0
    [notice] = Notice.objects.all()
    assert (notice.error, notice.attempts, READER in caplog.text) == ("SMTPRecipientsRefused", 1, False)
    server.refusing = ""
    assert mailing.send_due(house, now + timedelta(seconds=30)) == 0
    assert mailing.send_due(house, now + timedelta(seconds=61)) == 1
    assert Notice.objects.get().sent_at is not None


def test_a_server_that_is_away_ends_the_round(house: Newsroom, says: Saying) -> None:
    says("first", contact=READER)
    for secret in ("second", "third"):
        says(secret, reply_to="first")
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9
    ):
        assert mailing.send_due(house, clock.now()) == 0
    assert [notice.error for notice in Notice.objects.all()] == ["ConnectionRefusedError"]


def test_a_letter_is_given_up_in_the_end(house: Newsroom, server: MailServer, says: Saying) -> None:
    says("first", contact=READER)
    says("second", reply_to="first")
    server.refusing = "550 never"
    for day in range(20):
        mailing.send_due(house, clock.now() + timedelta(days=day))
    notice = Notice.objects.get()
    assert (notice.attempts, notice.gave_up_at is not None) == (12, True)


@pytest.mark.parametrize(
    "contact", ["no address", "a@b.example\nBcc: all@c.example", "a" * 320 + "@b.example"]
)
def test_what_is_no_address_is_written_to_nobody(
    house: Newsroom, server: MailServer, says: Saying, contact: str
) -> None:
    says("first", contact=contact)
    says("second", reply_to="first")
    assert (mailing.send_due(house, clock.now()), server.letters) == (0, [])
    assert Notice.objects.get().gave_up_at is not None


@pytest.mark.parametrize("sealed", ["AAAA", "not base64", base64.b64encode(b"x" * 200).decode()])
def test_what_is_not_sealed_for_us_is_given_up(
    house: Newsroom, server: MailServer, says: Saying, sealed: str
) -> None:
    first = says("first", contact=READER)
    Comment.objects.filter(pk=first.pk).update(contact=sealed)
    says("second", reply_to="first")
    assert (mailing.send_due(house, clock.now()), server.letters) == (0, [])


@pytest.mark.parametrize("edition", ["ru", "fa"])
def test_a_letter_speaks_the_edition_s_language(
    house: Newsroom, server: MailServer, says: Saying, edition: str
) -> None:
    says("first", contact=READER, edition=edition)
    says("second", reply_to="first", edition=edition)
    assert mailing.send_due(house, clock.now()) == 1
    expected = letter(language=edition, outlet="The Courier", headline="x", url="x").subject
    assert server.letters[0][1]["Subject"].strip() == expected


def test_every_letter_names_outlet_story_and_place_and_a_language_without_words_speaks_english() -> None:
    named = {"outlet": "O{0}", "headline": "H\r\n{x}", "url": "https://u"}
    for language in (*LANGUAGES, "ru-latn"):
        made = letter(language=language, **named)
        assert ("O{0}" in made.subject, "\n" in made.subject) == (True, False)
        assert all(words in made.body for words in ("O{0}", "H {x}", "https://u"))
    assert letter(language="kk", **named) == letter(language="en", **named)
