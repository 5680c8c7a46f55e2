"""A server of the fediverse for tests: accounts with keys, an inbox that believes what is signed, and a
client that follows as Mastodon does.

Rule: real HTTP on loopback, and code of its own for signatures (the draft read again, with hashlib and plain
RSA arithmetic of the `rsa` kind, not with the newsroom's), so that two who agree have both read the draft.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017, 9.2: SHA-256
_keys: list[rsa.RSAPrivateKey] = []


def key(number: int = 0) -> rsa.RSAPrivateKey:
    """Key `number`; making one takes long, so they are made once."""
    while len(_keys) <= number:
        _keys.append(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return _keys[number]


def pem(private: rsa.RSAPrivateKey) -> str:
    return (
        private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def sign(private: rsa.RSAPrivateKey, said: bytes) -> str:
    """RSASSA-PKCS1-v1_5 with SHA-256, by its arithmetic."""
    numbers = private.private_numbers()
    size = (private.key_size + 7) // 8
    packed = _DIGEST_INFO + hashlib.sha256(said).digest()
    padded = b"\x00\x01" + b"\xff" * (size - len(packed) - 3) + b"\x00" + packed
    signed = pow(int.from_bytes(padded), numbers.d, numbers.public_numbers.n)
    return base64.b64encode(signed.to_bytes(size)).decode()


def verifies(public: str, said: bytes, signature: str) -> bool:
    loaded = serialization.load_pem_public_key(public.encode())
    assert isinstance(loaded, rsa.RSAPublicKey)
    numbers, size = loaded.public_numbers(), (loaded.key_size + 7) // 8
    opened = pow(int.from_bytes(base64.b64decode(signature)), numbers.e, numbers.n).to_bytes(size)
    packed = _DIGEST_INFO + hashlib.sha256(said).digest()
    return opened == b"\x00\x01" + b"\xff" * (size - len(packed) - 3) + b"\x00" + packed


def signed_headers(
    private: rsa.RSAPrivateKey, key_id: str, url: str, body: bytes, at: datetime | None = None
) -> dict[str, str]:
    """What Mastodon sends with a letter."""
    parts = urlsplit(url)
    date = format_datetime(at or datetime.now(UTC), usegmt=True)
    digest = "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()
    kind = "application/activity+json"
    said = (
        f"(request-target): post {parts.path}\nhost: {parts.netloc}\ndate: {date}\n"
        f"digest: {digest}\ncontent-type: {kind}"
    )
    signature = (
        f'keyId="{key_id}",algorithm="rsa-sha256",headers="(request-target) host date digest content-type",'
        f'signature="{sign(private, said.encode())}"'
    )
    return {
        "host": parts.netloc,
        "date": date,
        "digest": digest,
        "content-type": kind,
        "signature": signature,
    }


# Whether a request to a URL, with these headers and this body, was signed by one of these keys.
Believer: TypeAlias = Callable[[str, Mapping[str, str], bytes, Mapping[str, str]], bool]


@dataclass
class Server:
    """A server elsewhere, with one account for each name that is asked for. `taken`: what its inbox believed;
    `refused`: how many letters it did not. `answers`: the status of its inbox where not 202. `documents`:
    what stands at a path instead of an account."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0
    asked: list[str] = field(default_factory=list)
    answers: int = 202
    documents: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # media types of documents, where others
    keys: dict[str, str] = field(default_factory=dict)  # by key id: those of accounts elsewhere
    believes: Believer | None = None  # code of somebody else's that proves letters in this server's place
    agents: set[str] = field(default_factory=set)  # who said that they ask

    def actor(self, name: str = "dana") -> str:
        return f"{self.url}/users/{name}"

    def account(self, name: str, **more: Any) -> dict[str, Any]:
        own = self.actor(name)
        return {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": own,
            "type": "Person",
            "preferredUsername": name,
            "inbox": f"{own}/inbox",
            "endpoints": {"sharedInbox": f"{self.url}/inbox"},
            "publicKey": {"id": f"{own}#main-key", "owner": own, "publicKeyPem": pem(key())},
            **more,
        }

    def follow(self, actor: str, name: str = "dana") -> dict[str, Any]:
        """The wish of an account here to follow one elsewhere."""
        return {
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": f"{self.actor(name)}#follows/1",
            "type": "Follow",
            "actor": self.actor(name),
            "object": actor,
        }

    def undo(self, follow: dict[str, Any], name: str = "dana") -> dict[str, Any]:
        own = self.actor(name)
        said = {key: value for key, value in follow.items() if key != "@context"}
        return {"id": f"{own}#follows/1/undo", "type": "Undo", "actor": own, "object": said}

    def sends(self, inbox: str, activity: dict[str, Any], name: str = "dana", **more: Any) -> httpx.Response:
        body = json.dumps(activity).encode()
        headers = signed_headers(key(), f"{self.actor(name)}#main-key", inbox, body, **more)
        return httpx.post(inbox, content=body, headers=headers)


@contextmanager
def running() -> Iterator[Server]:
    """A server on a free port."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            name = self.path.rpartition("/")[2]
            status, body = server.documents.get(self.path, (200, json.dumps(server.account(name)).encode()))
            server.agents.add(self.headers["User-Agent"])
            self._say(status, body, server.kinds.get(self.path, "application/activity+json; charset=utf-8"))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if server.answers != 202:
                self._say(server.answers, b"")
                return
            if self._believed(body):
                server.taken.append(json.loads(body))
                self._say(202, b"")
            else:
                server.refused += 1
                self._say(401, b"")

        def _believed(self, body: bytes) -> bool:
            """As the draft and Mastodon have it."""
            if server.believes:
                headers = {name.lower(): value for name, value in self.headers.items()}
                return server.believes(f"{server.url}{self.path}", headers, body, server.keys)
            fields = dict(
                part.split("=", 1) for part in self.headers["Signature"].replace('"', "").split(",")
            )
            names = fields["headers"].split()
            digest = "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()
            lines = [
                f"(request-target): post {self.path}"
                if name == "(request-target)"
                else f"{name}: {self.headers[name]}"
                for name in names
            ]
            return (
                {"(request-target)", "host", "date", "digest"} <= set(names)
                and self.headers["Digest"] == digest
                and fields["keyId"] in server.keys
                and verifies(server.keys[fields["keyId"]], "\n".join(lines).encode(), fields["signature"])
            )

        def _say(self, status: int, body: bytes, kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.url = f"http://127.0.0.1:{http.server_port}"
        threading.Thread(target=http.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()
