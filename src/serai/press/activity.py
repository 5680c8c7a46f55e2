"""Activities: an edition as an account that readers of Mastodon and its kin can follow, in ActivityStreams
2.0.

Rule: pure; plates in, JSON out. Every document stands under `/fediverse/`, at an address made of an
edition's code and a story's key alone: what a server elsewhere has filed under an address is found there
again, whatever becomes of the story's slug. A story is a `Note`, for Mastodon shows a note's whole text and
picture, and of an `Article` its title and a link (docs.joinmastodon.org, "Status federation"). Without a
site's address there are no such documents, for all names in them are whole addresses.

Specifications: w3.org/TR/activitystreams-core, w3.org/TR/activitypub, RFC 7033 (WebFinger), RFC 6415
(host-meta), NodeInfo 2.1.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from serai.core import canonical, html
from serai.press import addresses, pagination, plates
from serai.press.plates import EditionPlate, Photo, StoryPlate, TopicPlate

Json: TypeAlias = dict[str, Any]

FOLDER = "fediverse"  # below the site's
SOFTWARE = "serai"
STREAMS = "https://www.w3.org/ns/activitystreams"
SECURITY = "https://w3id.org/security/v1"
PUBLIC = f"{STREAMS}#Public"
WIDEST = 1280  # pixels of the picture that is shown
PROFILE = "http://webfinger.net/rel/profile-page"
_LARGE_ICON = "/assets/icon-512."
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"

# Mastodon's own words (docs.joinmastodon.org/spec/activitypub).
_OF_A_NOTE: list[str | Json] = [STREAMS, {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"}]
_OF_AN_ACTOR: list[str | Json] = [
    STREAMS,
    SECURITY,
    {
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "toot": "http://joinmastodon.org/ns#",
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "attributionDomains": {"@id": "toot:attributionDomains", "@type": "@id"},
    },
]


# --- where things are -----------------------------------------------------------------------------------


def actor_address(code: str) -> str:
    """An edition's account."""
    return f"/{FOLDER}/{code}/actor.json"


def followers_address(code: str) -> str:
    """The name of all who follow an edition."""
    return f"/{FOLDER}/{code}/followers.json"


def outbox_address(code: str, lot: int = 0) -> str:
    """What an edition has published: the newest, or the older part that ends with this lot."""
    return f"/{FOLDER}/{code}/outbox{f'/{pagination.mark(lot)}' if lot else ''}.json"


def note_address(code: str, key: str) -> str:
    """A story as followers get it, for as long as the story is public."""
    return f"/{FOLDER}/{code}/notes/{key[:2]}/{key}.json"


def finger_address(code: str) -> str:
    """What the public server answers WebFinger's question for an edition with."""
    return f"/{FOLDER}/{code}/webfinger.json"


def inbox_address(code: str) -> str:
    """The gate's door for those who follow."""
    return f"/gate/activity/{code}"


def portrait(assets: Iterable[str], icon: str) -> str:
    """The address of the picture that accounts show, of a theme's assets: its large icon, a PNG, for Mastodon
    shows no SVG; without one its `icon`."""
    return next((a for a in assets if a.startswith(_LARGE_ICON) and a.endswith(".png")), icon)


def account(code: str, site_url: str) -> str:
    """An edition's name among accounts, `en@news.example`; "" without a site's address."""
    host = urlsplit(site_url).netloc
    return f"{code}@{host}" if host else ""


# --- documents ------------------------------------------------------------------------------------------


def actor(edition: EditionPlate, *, site_url: str, key: str, icon: str) -> bytes:
    """The edition's account. `key`: the PEM of the public key that its letters are signed with."""
    code, own = edition.key, site_url + actor_address(edition.key)
    said = edition.description or edition.tagline
    return canonical.encode(
        {
            "@context": _OF_AN_ACTOR,
            "id": own,
            "type": "Organization",
            "preferredUsername": code,
            "name": edition.name,
            "summary": f"<p>{html.escape(said)}</p>" if said else "",
            "url": site_url + edition.address,
            "inbox": site_url + inbox_address(code),
            "outbox": site_url + outbox_address(code),
            "followers": site_url + followers_address(code),
            "icon": {"type": "Image", "mediaType": _kind_of(icon), "url": site_url + icon},
            "manuallyApprovesFollowers": False,
            "discoverable": True,
            "indexable": True,
            "attributionDomains": [urlsplit(site_url).netloc],
            "publicKey": {"id": f"{own}#main-key", "owner": own, "publicKeyPem": key},
        }
    )


def followers(code: str, site_url: str) -> bytes:
    """The collection of followers, which says of nobody that they are in it, nor how many there are."""
    own = site_url + followers_address(code)
    return canonical.encode({"@context": STREAMS, "id": own, "type": "OrderedCollection"})


def note(story: StoryPlate, edition: EditionPlate, topics: Iterable[TopicPlate], *, site_url: str) -> Json:
    """A story: its headline, deck, topics and a link, and its photo."""
    own = site_url + note_address(story.edition, story.key)
    topics = [topic for topic in topics if hashtag(topic.name)]
    content = _content(story, topics, site_url)
    changed = story.updated_at > story.published_at
    said: Json = {
        "@context": _OF_A_NOTE,
        "id": own,
        "type": "Note",
        "attributedTo": site_url + actor_address(story.edition),
        **_addressed(story.edition, site_url),
        "published": _moment(story.published_at),
        **({"updated": _moment(story.updated_at)} if changed else {}),
        "url": _whole(site_url, story.address),
        "sensitive": False,
        "content": content,
        "contentMap": {edition.language: content},
    }
    if story.lead_photo and (picture := _picture(story.lead_photo, site_url)):
        said["attachment"] = [picture]
    if topics:
        said["tag"] = [
            {"type": "Hashtag", "href": _whole(site_url, topic.address), "name": f"#{hashtag(topic.name)}"}
            for topic in topics
        ]
    return said


def outbox(code: str, stories: Iterable[tuple[str, int]], *, site_url: str, total: int, older: int) -> bytes:
    """All that an edition has published, `total` stories, with the newest of them, and where the `older` are:
    a lot, 0 for none. `stories`: keys and when they were published, in seconds since 1970, newest first."""
    own = site_url + outbox_address(code)
    first = {
        # Named, or a reader that believes only what stands at its own address asks for each activity in it.
        "id": f"{own}#newest",
        "type": "OrderedCollectionPage",
        "partOf": own,
        **_part(code, stories, site_url, older),
    }
    return canonical.encode(
        {"@context": STREAMS, "id": own, "type": "OrderedCollection", "totalItems": total, "first": first}
    )


def outbox_part(
    code: str, lot: int, stories: Iterable[tuple[str, int]], *, site_url: str, older: int
) -> bytes:
    """An older part of the outbox. It does not name the newer one, so that it stays as it is."""
    return canonical.encode(
        {
            "@context": STREAMS,
            "id": site_url + outbox_address(code, lot),
            "type": "OrderedCollectionPage",
            "partOf": site_url + outbox_address(code),
            **_part(code, stories, site_url, older),
        }
    )


def created(note: Json) -> Json:
    """The activity that brings a new story."""
    return _activity("Create", note, "create", note["published"])


def updated(note: Json, at: datetime) -> Json:
    """The activity that brings a story as it is now, as of `at`: Mastodon passes over what is no newer than
    what it was told last, and a headline is also mended without a note to readers."""
    now = _moment(at)
    return _activity("Update", {**note, "updated": now}, f"update-{int(at.timestamp())}", now)


def seen(note: Json) -> bytes:
    """What a reader sees of a story in a timeline, to be held against what they saw before: its words, its
    picture's, and when it was last changed. Not its topics, whose names are not its own, nor where its page
    and its picture's file are: these change for all stories at once."""
    link = f'<p><a href="{html.escape(note["url"])}">'
    pictures = [(one["name"], one["width"], one["height"]) for one in note.get("attachment", ())]
    return canonical.encode([note["content"].partition(link)[0], pictures, note.get("updated", "")])


def deleted(code: str, key: str, at: datetime, *, site_url: str) -> Json:
    """The activity that takes a story back."""
    own = site_url + note_address(code, key)
    return {
        "@context": STREAMS,
        "id": f"{own}#delete-{int(at.timestamp())}",
        "type": "Delete",
        "actor": site_url + actor_address(code),
        "published": _moment(at),
        **_addressed(code, site_url),
        "object": {"id": own, "type": "Tombstone"},
    }


def renewed(actor: Json, at: datetime) -> Json:
    """The activity that brings an account as it is now. `actor`: what `actor` has made, read."""
    own = actor["id"]
    return {
        "@context": actor["@context"],
        "id": f"{own}#update-{int(at.timestamp())}",
        "type": "Update",
        "actor": own,
        "published": _moment(at),
        "to": [PUBLIC],
        "cc": [actor["followers"]],
        "object": _within(actor),
    }


def accepted(actor: str, follow: Json, *, name: str) -> Json:
    """The activity that grants a wish to follow."""
    return {
        "@context": STREAMS,
        "id": f"{actor}#accept-{name}",
        "type": "Accept",
        "actor": actor,
        "to": [follow["actor"]],
        "object": follow,
    }


def webfinger(edition: EditionPlate, site_url: str) -> bytes:
    """Who `acct:en@news.example` is (RFC 7033)."""
    own = site_url + actor_address(edition.key)
    front = site_url + edition.address
    return canonical.encode(
        {
            "subject": f"acct:{account(edition.key, site_url)}",
            "aliases": [own, front],
            "links": [
                {"rel": "self", "type": "application/activity+json", "href": own},
                {"rel": PROFILE, "type": "text/html", "href": front},
            ],
        }
    )


def host_meta(site_url: str) -> bytes:
    """Where WebFinger's questions go (RFC 6415)."""
    template = f"{site_url}/.well-known/webfinger?resource={{uri}}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">'
        f'<Link rel="lrdd" type="application/jrd+json" template="{html.escape(template)}"/></XRD>\n'
    ).encode()


def nodeinfo_links(site_url: str) -> bytes:
    """Where this server's description is."""
    href = f"{site_url}/{FOLDER}/nodeinfo-2.1.json"
    return canonical.encode({"links": [{"rel": NODEINFO, "href": href}]})


def nodeinfo(editions: int) -> bytes:
    """What this server is: a site of so many editions, which nobody signs up at. Its version is that of what
    it publishes, so that a newer Serai does not make it anew."""
    return canonical.encode(
        {
            "version": "2.1",
            "software": {"name": SOFTWARE, "version": str(plates.VERSION)},
            "protocols": ["activitypub"],
            "services": {"inbound": [], "outbound": ["atom1.0"]},
            "openRegistrations": False,
            "usage": {"users": {"total": editions}},
            "metadata": {},
        }
    )


def hashtag(name: str) -> str:
    """A topic's name in one word, without its sign: `Water rights` is `WaterRights`; "" where no letter is
    left."""
    words = "".join(letter if letter.isalnum() or letter in "_\u200c" else " " for letter in name).split()
    joined = "".join(word[:1].upper() + word[1:] for word in words) if len(words) > 1 else "".join(words)
    return joined if any(letter.isalpha() for letter in joined) else ""


def spelled(document: Json) -> bytes:
    """A document's bytes."""
    return canonical.encode(document)


# --- parts of them --------------------------------------------------------------------------------------


def _addressed(code: str, site_url: str) -> Json:
    return {"to": [PUBLIC], "cc": [site_url + followers_address(code)]}


def _activity(kind: str, note: Json, name: str, published: str) -> Json:
    return {
        "@context": note["@context"],
        "id": f"{note['id']}#{name}",
        "type": kind,
        "actor": note["attributedTo"],
        "published": published,
        "to": note["to"],
        "cc": note["cc"],
        "object": _within(note),
    }


def _within(document: Json) -> Json:
    """A document as it stands in an activity, which brings the same context."""
    return {key: value for key, value in document.items() if key != "@context"}


def _part(code: str, stories: Iterable[tuple[str, int]], site_url: str, older: int) -> Json:
    items = [
        {
            "id": f"{site_url}{note_address(code, key)}#create",
            "type": "Create",
            "actor": site_url + actor_address(code),
            "published": _moment(datetime.fromtimestamp(time, UTC)),
            **_addressed(code, site_url),
            "object": site_url + note_address(code, key),
        }
        for key, time in stories
    ]
    return {
        **({"next": site_url + outbox_address(code, older)} if older else {}),
        "orderedItems": items,
    }


def _content(story: StoryPlate, topics: list[TopicPlate], site_url: str) -> str:
    at = html.escape(_whole(site_url, story.address))
    parts = [f"<p><strong>{html.escape(story.headline)}</strong></p>"]
    if story.deck:
        parts.append(f"<p>{html.escape(story.deck)}</p>")
    parts.append(f'<p><a href="{at}">{at}</a></p>')
    tags = [
        f'<a href="{html.escape(_whole(site_url, topic.address))}" class="mention hashtag" rel="tag">'
        f"#<span>{html.escape(hashtag(topic.name))}</span></a>"
        for topic in topics
    ]
    return "".join([*parts, *([f"<p>{' '.join(tags)}</p>"] if tags else [])])


def _picture(photo: Photo, site_url: str) -> Json | None:
    """The widest JPEG of at most `WIDEST` pixels, as feeds have it. Beside it stands its alternative text
    alone, so that this holds the credit too."""
    shown = [r for r in photo.renditions if r.format == "jpeg" and r.width <= WIDEST] or list(
        photo.renditions
    )
    if not shown:
        return None
    file = shown[-1]
    return {
        "type": "Document",
        "mediaType": f"image/{file.format}",
        "url": site_url + addresses.media(file.file),
        "name": f"{photo.alt} ({photo.credit})" if photo.credit else photo.alt,
        "width": file.width,
        "height": file.height,
    }


def _kind_of(file: str) -> str:
    return "image/png" if file.endswith(".png") else "image/svg+xml"


def _whole(site_url: str, address: str) -> str:
    """A page's whole address, in ASCII: a story's may be in any script."""
    return site_url + quote(address, safe="/~!$&()+,;=@")


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
