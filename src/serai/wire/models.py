"""The wire's tables: each saved page that became a draft, with its receipt; who follows an edition from
another server, and what is on its way to them.

Rule: tables only. One page makes one draft in an edition: its bytes, and its address where it names one,
are unique there. A rescue goes with its story: a deleted draft may be rescued again. Of a follower nothing is
kept but what they made public by following: their account, and where it takes letters. What came in is erased
as soon as it is dealt with; its name stays for two days, so that the same letter sent again does nothing.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from serai.core import clock


class Rescue(models.Model):
    """One saved page made into one draft. `receipt` is a `saved.records.Receipt`, as JSON."""

    edition = models.CharField(_("edition"), max_length=35)
    story = models.OneToOneField(
        "desk.Story", verbose_name=_("story"), on_delete=models.CASCADE, related_name="rescue"
    )
    file_name = models.CharField(_("file"), max_length=255)  # without its folder: no path of a machine
    sha256 = models.CharField(max_length=64)
    address = models.CharField(_("address on the lost site"), max_length=2000, blank=True)
    receipt = models.JSONField(_("receipt"))
    created_at = models.DateTimeField(_("rescued"), default=clock.now)

    class Meta:
        verbose_name = _("rescued page")
        verbose_name_plural = _("rescued pages")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "sha256"], name="rescue_bytes"),
            models.UniqueConstraint(
                fields=["edition", "address"], condition=~models.Q(address=""), name="rescue_address"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Follower(models.Model):
    """An account elsewhere that follows an edition. `follow` is the address of its wish to."""

    edition = models.CharField(max_length=35)
    actor = models.CharField(max_length=1000)
    inbox = models.CharField(max_length=1000)
    shared_inbox = models.CharField(max_length=1000)  # its server's, for all followers there; else its own
    host = models.CharField(max_length=255)  # of its account
    server = models.CharField(max_length=255)  # whose that host is (`following.servers`)
    follow = models.CharField(max_length=1000, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        constraints = [models.UniqueConstraint(fields=["edition", "actor"], name="follower_once")]
        indexes = [
            models.Index(fields=["shared_inbox"], name="follower_shared_inbox"),
            models.Index(fields=["edition", "host"], name="follower_host"),
            models.Index(fields=["server"], name="follower_server"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.pk}"


class Letter(models.Model):
    """What a server sent, as the gate kept it; "" once it is dealt with. `proof`: a digest of the signature
    that was believed, so that what was signed once counts once, however it is spelled."""

    entry = models.CharField(max_length=64, unique=True)
    server = models.CharField(max_length=255, blank=True)  # whose it says that it is; not proved
    proof = models.CharField(max_length=64, blank=True)
    data = models.TextField(blank=True)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="letter_due"),
            models.Index(fields=["server", "due_at"], name="letter_server"),
            models.Index(fields=["proof"], name="letter_proof"),
        ]

    def __str__(self) -> str:
        return self.entry


class Told(models.Model):
    """A story that followers have been told of: a digest of what a reader saw of it then, "" where that is
    not known."""

    edition = models.CharField(max_length=35)
    story = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "story"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.edition} {self.story}"


class ToldAccount(models.Model):
    """An edition's account as its followers were last told that it is: a digest of it."""

    edition = models.CharField(max_length=35, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.edition


class Heard(models.Model):
    """Up to which bake of which ledger, at which address (a digest of both), followers have been told. One
    row."""

    ledger = models.CharField(max_length=64)
    bake = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.bake)


class Sending(models.Model):
    """One activity on its way, as it is sent to every inbox."""

    edition = models.CharField(max_length=35)
    body = models.TextField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.edition} {self.pk}"


class Delivery(models.Model):
    """One activity to one inbox; gone when it is there, or nobody is."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE)
    inbox = models.CharField(max_length=1000)
    server = models.CharField(max_length=255)

    class Meta:
        indexes = [
            models.Index(fields=["inbox", "id"], name="delivery_inbox"),
            models.Index(fields=["server", "id"], name="delivery_server"),
        ]

    def __str__(self) -> str:
        return f"{self.sending_id}"


class Inbox(models.Model):
    """A server's inbox that did not take what was sent: since when, how often, what it answered last (0 for
    nothing), and when it is tried again."""

    inbox = models.CharField(max_length=1000, unique=True)
    host = models.CharField(max_length=255)
    status = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField()
    since = models.DateTimeField()
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class BlockedServer(models.Model):
    """A host from which, and from below which, nobody follows an edition."""

    host = models.CharField(max_length=255, unique=True)
    since = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.host
