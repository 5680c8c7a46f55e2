"""Accounts: how the newsroom writes as an edition, and what it reads of an account elsewhere.

Rule: no table. What another server says of its account is read strictly: its address, its inbox and its key
must be of one host, so that nobody can have letters sent to somebody else's server.
"""

from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric import rsa

from serai.core import clock
from serai.core.exchanges import Answered
from serai.press import activity
from serai.wire.errors import LetterError, UnreachableServerError
from serai.wire.following import signing
from serai.wire.following.reaching import AGENT, Reach
from serai.wire.following.servers import host_of

GONE = frozenset({404, 410})
KINDS = frozenset({"application/activity+json", "application/ld+json"})
_ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


class Own(NamedTuple):
    """What the newsroom needs to write as its editions."""

    site_url: str
    key: rsa.RSAPrivateKey
    reach: Reach

    def actor(self, edition: str) -> str:
        """An edition's account."""
        return self.site_url + activity.actor_address(edition)

    def get(self, edition: str, url: str) -> Answered:
        """Ask for a document, signed, for there are servers that answer none else."""
        return self._ask("GET", edition, url, None)

    def post(self, edition: str, inbox: str, body: bytes) -> int:
        """Send a letter; the status that it was answered with."""
        return self._ask("POST", edition, inbox, body).status

    def _ask(self, method: str, edition: str, url: str, body: bytes | None) -> Answered:
        """Signed in one way, and in the other where the server could not tell by the first who asks."""
        key_id = f"{self.actor(edition)}#main-key"
        said = {"User-Agent": f"{AGENT} (+{self.site_url}/)", "Accept": _ACCEPT}
        for headers_for in signing.WAYS:
            signed = headers_for(method, url, body, key=self.key, key_id=key_id, now=clock.now())
            answered = self.reach.request(method, url, headers=said | signed, body=body)
            if answered.status != signing.UNPROVED:
                break
        return answered


class Account(NamedTuple):
    """An account elsewhere."""

    actor: str
    inbox: str
    shared_inbox: str  # its server's, or its own
    key: str  # PEM


class _Key(msgspec.Struct):
    id: str
    owner: str
    key: str = msgspec.field(name="publicKeyPem")


class _Endpoints(msgspec.Struct):
    shared: str | None = msgspec.field(name="sharedInbox", default=None)


class _Actor(msgspec.Struct):
    id: str
    inbox: str
    keys: _Key | list[_Key] = msgspec.field(name="publicKey")  # several while one takes another's place
    endpoints: _Endpoints | None = None


_actor = msgspec.json.Decoder(_Actor)


def find(own: Own, edition: str, actor: str, key_id: str) -> Account | None:
    """The account `actor`, whose key is called `key_id`; None where its server says that it is gone.
    LetterError where it is another's or not whole, UnreachableServerError where nobody answers."""
    if host_of(key_id) != host_of(actor) or not own.reach.may(actor):
        raise LetterError("Its key is not its writer's. It was left out.")
    answer = own.get(edition, actor)
    if answer.status in GONE:
        return None
    if answer.status != 200:
        raise UnreachableServerError(f"The server {host_of(actor)[:100]} answered {answer.status}.")
    if answer.kind not in KINDS:
        # What anybody may have put there, as a picture say, speaks for nobody.
        raise LetterError("Its writer's account is no account. It was left out.")
    try:
        found = _actor.decode(answer.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError("Its writer's account cannot be read. It was left out.") from error
    keys = found.keys if isinstance(found.keys, list) else [found.keys]
    key = next((one.key for one in keys if (one.owner, one.id) == (actor, key_id)), None)
    if found.id != actor or key is None:
        raise LetterError("Its key is not its writer's. It was left out.")
    shared = (found.endpoints.shared if found.endpoints else None) or ""
    for inbox in (found.inbox, shared):
        if inbox and (host_of(inbox) != host_of(actor) or not own.reach.may(inbox)):
            raise LetterError("Its writer's inbox is on another server. It was left out.")
    return Account(actor, found.inbox, shared or found.inbox, key)
