"""Addresses: where each page of the site stands, and stays.

Rule: pure. Every address is a path from the site's root that ends in `/` (a folder's `index.html`) or
in a file's name. A story's address holds its date and slug, never its section, so that moving a story to
another section keeps its address.

    >>> from datetime import date
    >>> story("en", date(2026, 11, 23), "the-bridge")
    '/en/2026/11/23/the-bridge/'
    >>> file("/en/2026/11/23/the-bridge/")
    'en/2026/11/23/the-bridge/index.html'
"""

from datetime import date


def code(address: str) -> str:
    """The code of the edition that an address is in; the first name of any other address."""
    return address.strip("/").partition("/")[0]


def edition(code: str) -> str:
    """An edition's front."""
    return f"/{code}/"


def story(code: str, day: date, slug: str) -> str:
    """A story; `day` is its publication day in the edition's time zone."""
    return f"/{code}/{day:%Y/%m/%d}/{slug}/"


def section(code: str, slug: str) -> str:
    """A section's front."""
    return f"/{code}/sections/{slug}/"


def slug(address: str) -> str:
    """The slug of a section, author or topic from its address; "" from none."""
    return address.rstrip("/").rpartition("/")[2]


def author(code: str, slug: str) -> str:
    """An author's page."""
    return f"/{code}/authors/{slug}/"


def topic(code: str, slug: str) -> str:
    """A topic's page."""
    return f"/{code}/topics/{slug}/"


def month(code: str, year: int, number: int) -> str:
    """One month of an edition's archive."""
    return f"/{code}/{year:04d}/{number:02d}/"


def archive(code: str) -> str:
    """The list of an edition's months."""
    return f"/{code}/archive/"


def about(code: str) -> str:
    """What the outlet says of itself."""
    return f"/{code}/about/"


def comment_policy(code: str) -> str:
    """What readers may say, and what happens to it."""
    return f"/{code}/comment-policy/"


def corrections(code: str) -> str:
    """All corrections, newest first."""
    return f"/{code}/corrections/"


def feed(front: str) -> str:
    """The Atom feed of a front (an edition's, a section's, an author's, a topic's)."""
    return f"{front}feed.xml"


def rss(front: str) -> str:
    """The RSS feed of a front."""
    return f"{front}rss.xml"


def json_feed(front: str) -> str:
    """The JSON Feed of a front."""
    return f"{front}feed.json"


def ninjs(address: str) -> str:
    """Where a story is told to other newsrooms (IPTC's ninjs)."""
    return f"{address}ninjs.json"


def follow(code: str) -> str:
    """How an edition is followed."""
    return f"/{code}/follow/"


def stories(code: str) -> str:
    """All of an edition's stories: the newest of them, and the way to the older ones."""
    return f"/{code}/stories/"


def until(front: str, day: date, mark: str) -> str:
    """An older page of the list that begins at `front`: `day` is its newest story's, in the edition's time
    zone, and `mark` tells it from others that end on that day."""
    return f"{front}until/{day.isoformat()}-{mark}/"


def book(code: str, day: str) -> str:
    """The book of an edition's day, "2026-11-23"."""
    return f"/{code}/{day.replace('-', '/')}/{code}-{day}.epub"


def offline(code: str) -> str:
    """What an edition says of reading without a network."""
    return f"/{code}/offline/"


def manifest(code: str) -> str:
    """What an edition says of itself as a web app."""
    return f"/{code}/manifest.webmanifest"


def plate(address: str) -> str:
    """Where a page's plate is published."""
    return f"{address}plate.json"


def front_plate(code: str) -> str:
    """Where the arrangement of an edition's front is published."""
    return f"/{code}/front.json"


def search(code: str) -> str:
    """Where an edition is searched: at the gate, not in the site's folder."""
    return f"/gate/search/{code}"


def thread(address: str) -> str:
    """Where a story's thread is published."""
    return f"{address}thread.json"


def comments(address: str, part: int) -> str:
    """Where part `part` of a story's thread stands: the first on the story's own page."""
    return address if part == 1 else f"{address}comments/{part}/"


def comment(address: str, part: int, key: str) -> str:
    """A comment's permalink."""
    return f"{comments(address, part)}#comment-{key}"


def comments_feed(address: str) -> str:
    """The Atom feed of a story's newest comments."""
    return f"{address}comments/feed.xml"


def media(file_name: str) -> str:
    """A published picture file."""
    return f"/media/{file_name}"


def file(address: str) -> str:
    """The file, relative to the site's folder, that answers at `address`."""
    path = address.lstrip("/")
    return f"{path}index.html" if address.endswith("/") else path
