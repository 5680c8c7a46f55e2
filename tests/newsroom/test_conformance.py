"""Whatever program serves the site, a reader gets the same answers: one suite, real servers, real HTTP.

The kinds: Caddy and nginx as `serai run` starts them, and both as `serai serve-config` tells those who run
their own.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import brotli
import httpx
import pytest

from serai.newsroom import public
from serai.newsroom.public import BODY_LIMIT, COLLECT_LIMIT, FOREVER, FRESH, SECURITY_HEADERS
from serai.press import compression
from tests.newsroom import fronts
from tests.newsroom.fronts import DRIVEN, HALF, KINDS, NARROW, OWN_POLICY, PAGE, PROXY, STORY, Front
from tests.newsrooms import wait_until

READER = "127.0.0.77"  # an address that nothing else on this machine uses
FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
PICTURE = "/media/ab/abcd.avif"
Fronts = dict[str, Front]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fronts]:
    """The servers that were asked for already."""
    with ExitStack() as stack:
        found: Fronts = {}

        class Started(dict[str, Front]):
            def __missing__(self, kind: str) -> Front:
                place = tmp_path_factory.mktemp("public server")
                fronts.lay_out(place)
                self[kind] = stack.enter_context(fronts.running(kind, place))
                return self[kind]

        found = Started()
        yield found


@pytest.fixture(params=KINDS)
def front(request: pytest.FixtureRequest, started: Fronts) -> Front:
    """A server of each kind."""
    return started[request.param]


@pytest.fixture
def reader(front: Front) -> Iterator[httpx.Client]:
    """A reader with an address of their own."""
    with client(front, READER) as found:
        yield found


def client(front: Front, address: str) -> httpx.Client:
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=front.url, transport=transport, headers={"accept-encoding": "identity"})


@pytest.mark.parametrize(
    ("accepts", "best"),
    [
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0, br;q=0", ""),
        ("gzip;q=0.5", "gzip"),
        ("abracadabra, gzipped", ""),
    ],
)
def test_a_page_is_sent_in_the_smallest_spelling_that_the_reader_takes(
    front: Front, reader: httpx.Client, accepts: str, best: str
) -> None:
    packed = {"": PAGE, "gzip": gzip.compress(PAGE), "br": brotli.compress(PAGE)}
    if best == "br" and not front.brotli:
        best = "gzip" if "gzip," in accepts else ""
    with reader.stream("GET", STORY, headers={"accept-encoding": accepts}) as answer:
        sent = b"".join(answer.iter_raw())
        told = (
            answer.status_code,
            answer.headers.get("content-encoding", ""),
            answer.headers["vary"],
            len(sent),
        )
    assert told == (200, best, "Accept-Encoding", len(packed[best]))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(("page", "coding"), [("/en/", None), (HALF, "gzip")])
def test_a_spelling_that_was_not_baked_is_not_made(
    reader: httpx.Client, page: str, coding: str | None
) -> None:
    answer = reader.get(page, headers={"accept-encoding": "gzip, deflate, br"})
    told = (answer.status_code, answer.headers.get("content-encoding"), answer.headers["content-type"])
    assert told == (200, coding, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == FRESH


@pytest.mark.parametrize("accepts", ["identity", "gzip", "br, gzip"])
def test_a_page_that_the_reader_has_is_not_sent_again(reader: httpx.Client, accepts: str) -> None:
    takes = {"accept-encoding": accepts}
    first = reader.get(STORY, headers=takes)
    by_tag = reader.get(STORY, headers={**takes, "if-none-match": first.headers["etag"]})
    by_time = reader.get(STORY, headers={**takes, "if-modified-since": first.headers["last-modified"]})
    other = reader.get(STORY, headers={**takes, "if-none-match": '"other"'})
    told = [(answer.status_code, len(answer.content)) for answer in (by_tag, by_time, other)]
    assert told == [(304, 0), (304, 0), (200, len(PAGE))]


def test_each_spelling_has_a_tag_of_its_own(front: Front, reader: httpx.Client) -> None:
    tags = {
        reader.get(STORY, headers={"accept-encoding": accepts}).headers["etag"]
        for accepts in ("identity", "gzip", "br")
    }
    assert len(tags) == (3 if front.brotli else 2)


@pytest.mark.parametrize(
    ("address", "kind", "cache"),
    [
        (STORY, "text/html; charset=utf-8", FRESH),
        (STORY + "plate.json", "application/json", FRESH),
        ("/en/feed.xml", "application/atom+xml; charset=utf-8", FRESH),
        ("/en/rss.xml", "application/rss+xml; charset=utf-8", FRESH),
        ("/en/feed.json", "application/feed+json; charset=utf-8", FRESH),
        (STORY + "ninjs.json", "application/json", FRESH),
        ("/sitemaps/en/2026-11.xml", "text/xml; charset=utf-8", FRESH),
        ("/robots.txt", "text/plain; charset=utf-8", FRESH),
        ("/assets/serai.0a1b2c3d.css", "text/css; charset=utf-8", FOREVER),
        ("/assets/fonts/text.0a1b2c3d.woff2", "font/woff2", FOREVER),
        (PICTURE, "image/avif", FOREVER),
        ("/worker.js", "text/javascript; charset=utf-8", FRESH),
        ("/en/2026/11/23/en-2026-11-23.epub", "application/epub+zip", FRESH),
        ("/en/manifest.webmanifest", "application/manifest+json", FRESH),
    ],
)
def test_kind_and_cache_of_each_file(reader: httpx.Client, address: str, kind: str, cache: str) -> None:
    answer = reader.get(address)
    told = (answer.status_code, answer.headers["content-type"], answer.headers.get_list("cache-control"))
    assert told == (200, kind, [cache])
    head = reader.head(address)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])


def test_what_is_packed_on_the_way_is_what_the_press_leaves_unpacked() -> None:
    words = b"word " * 100
    paths = [f"en/2026/11/23/river/{name}" for name in public.PACKED_HERE]
    assert [compression.variants(path, words) for path in (*paths, f"{public.SITEMAPS}/en/news.xml")] == [
        {}
    ] * (len(paths) + 1)
    assert list(compression.variants("en/feed.xml", words)) == [".gz"]


@pytest.mark.parametrize(
    "address",
    [
        "/en/rss.xml",
        "/en/feed.json",
        STORY + "ninjs.json",
        STORY + "plate.json",
        "/en/sections/city/feed.xml",
        "/sitemaps/en/2026-11.xml",
    ],
)
def test_what_no_packed_file_stands_beside_is_packed_on_the_way(reader: httpx.Client, address: str) -> None:
    plain, packed = (
        reader.get(address, headers={"accept-encoding": taken}) for taken in ("identity", "gzip, br")
    )
    told = [(answer.status_code, answer.headers.get("content-encoding")) for answer in (plain, packed)]
    assert told == [(200, None), (200, "gzip")]
    assert (packed.content, packed.headers["content-type"]) == (plain.content, plain.headers["content-type"])
    kept = reader.get(address, headers={"if-none-match": packed.headers["etag"], "accept-encoding": "gzip"})
    assert (kept.status_code, kept.content) == (304, b"")


@pytest.mark.parametrize("accepts", ["identity", "gzip, br"])
@pytest.mark.parametrize("address", [STORY, "/nothing/", "/nothing", "/healthz", PICTURE, "/en/2026"])
def test_every_answer_carries_the_security_headers_once_and_no_version(
    reader: httpx.Client, address: str, accepts: str
) -> None:
    headers = reader.get(address, headers={"accept-encoding": accepts}).headers
    assert {name: headers.get_list(name) for name in SECURITY_HEADERS} == {
        name: [value] for name, value in SECURITY_HEADERS.items()
    }
    assert headers.get("server") in {None, "nginx"}  # nginx cannot leave its name out


@pytest.mark.parametrize(
    ("save", "query", "narrow"),
    [
        ("on", NARROW, True),
        ("", NARROW, False),
        ("off", NARROW, False),
        ("on", "", False),
        ("on", "../../secret_key", False),
        ("on", f"../media/{NARROW}", False),
        ("on", f"{NARROW}/../../../.staging/draft.html", False),
    ],
)
def test_a_reader_who_asks_for_little_data_gets_the_narrow_picture_that_the_address_names(
    reader: httpx.Client, save: str, query: str, narrow: bool
) -> None:
    address = f"{PICTURE}?{query}" if query else PICTURE
    answer = reader.get(address, headers={"save-data": save} if save else {})
    wide = bytes(range(250))
    told = (answer.status_code, answer.content, answer.headers["content-type"])
    assert told == (200, b"narrow" if narrow else wide, "image/avif")
    assert answer.headers["cache-control"] == FOREVER
    assert "Save-Data" in answer.headers.get_list("vary", split_commas=True)


def test_a_missing_last_slash_is_added(reader: httpx.Client) -> None:
    answer = reader.get(STORY.rstrip("/") + "?from=here")
    assert answer.status_code in {301, 308}
    assert answer.headers["location"] == STORY + "?from=here"


@pytest.mark.parametrize("accepts", ["identity", "gzip", "br, gzip"])
@pytest.mark.parametrize("front_of", ["/en/stories/", "/uz-cyrl/sections/city/", "/en/2026/11/"])
@pytest.mark.parametrize("end", ["", "/", "/?from=here"])
def test_an_older_page_of_a_list_that_is_gone_leads_to_the_lists_front(
    reader: httpx.Client, front_of: str, end: str, accepts: str
) -> None:
    gone = f"{front_of}until/2019-03-04-9f3c21ab77{end}"
    answer = reader.get(gone, headers={"accept-encoding": accepts})
    told = (answer.status_code, answer.headers["location"], answer.headers["cache-control"])
    assert told == (302, front_of, FRESH)
    assert {name: answer.headers.get_list(name) for name in SECURITY_HEADERS} == {
        name: [value] for name, value in SECURITY_HEADERS.items()
    }
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/a/until/2019-03-04-9f3c21ab77/",
        "//evil/a/until/2019-03-04-9f3c21ab77/",
        "/\\evil/a/until/2019-03-04-9f3c21ab77/",
        "//evil.example/..",
        "//evil.example",
        "/%2Fevil.example",
        "/\\evil.example",
        "//evil.example/en/2026",
    ],
)
def test_no_address_redirects_to_another_host(front: Front, target: str) -> None:
    answer = front.get(target).lower()
    assert b"\r\nlocation: //" not in answer
    assert b"\r\nlocation: /\\" not in answer
    assert b"\r\nlocation: http" not in answer


@pytest.mark.parametrize("accepts", ["identity", "gzip, br"])
@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/en/nothing/", "<p>no such page in English"),
        ("/en/nothing.html", "<p>no such page in English"),
        ("/en/2026/", "<p>no such page in English"),
        ("/en/nothing/feed.xml", "<p>no such page in English"),
        ("/en/stories/until/2019-03-04-9f3c21ab7x/", "<p>no such page in English"),
        ("/en/until/2019-03-04-9f3c21ab77/", "<p>no such page in English"),
        ("/xx/nothing/", "<p>no such page"),
        ("/nothing", "<p>no such page"),
        ("/media/ab/nothing.avif", "<p>no such page"),
        ("/assets/nothing.woff2", "<p>no such page"),
        ("/assets/", "<p>no such page"),
        ("/", "<p>no such page"),
        ("/en/index.html.br", "<p>no such page in English"),
        ("/en/nothing/?a=%3Fb", "<p>no such page in English"),
        ("/en/%3Fx/%25/", "<p>no such page in English"),
        ("/en/{http.request.host}/", "<p>no such page in English"),
    ],
)
def test_what_is_not_there_is_answered_with_the_edition_s_own_page(
    reader: httpx.Client, address: str, page: str, accepts: str
) -> None:
    answer = reader.get(address, headers={"accept-encoding": accepts})
    told = (answer.status_code, answer.text, answer.headers["cache-control"], answer.headers["content-type"])
    assert told == (404, page, FRESH, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "/.staging/draft.html",
        "/en/.draft.html",
        "/assets/.draft.css",
        "/en/%2edraft.html",
        "/%2estaging/draft.html",
        "/.staging/",
        "/.git/config",
        "/../secret_key",
        "/%2e%2e/secret_key",
        "/..%2fsecret_key",
        "/en/..%5c..%5csecret_key",
        "/en/../../secret_key",
        "/en/....//....//secret_key",
        "/media/../../secret_key",
        "/assets/%2e%2e/%2e%2e/secret_key",
        "/assets/../.staging/draft.html",
        "//secret_key",
        "/secret_key%00.html",
        STORY + "index.html.gz",
        STORY + "index.html.br",
        STORY + "index.html%2ebr",
    ],
)
def test_what_is_hidden_or_outside_is_never_sent(front: Front, target: str) -> None:
    answer = front.get(target)
    assert answer.split(b" ")[1] in {b"400", b"404"}
    assert b"SECRET" not in answer


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/.well-known/webfinger?resource=acct:en@courier.example", "application/jrd+json"),
        ("/.well-known/webfinger?resource=acct%3Aen%40courier.example", "application/jrd+json"),
        ("/.well-known/webfinger?rel=self&resource=acct:en@courier.example", "application/jrd+json"),
        ("/.well-known/webfinger?resource=acct:en@Courier.EXAMPLE", "application/jrd+json"),
        (
            "/.well-known/webfinger?resource=https://courier.example/fediverse/en/actor.json",
            "application/jrd+json",
        ),
        (
            "/.well-known/webfinger?resource=https%3A%2F%2Fcourier.example%2Ffediverse%2Fen%2Factor.json",
            "application/jrd+json",
        ),
        ("/.well-known/host-meta", "application/xrd+xml"),
        ("/.well-known/nodeinfo", "application/json"),
        ("/fediverse/nodeinfo-2.1.json", "application/json"),
        ("/fediverse/en/actor.json", "application/activity+json"),
    ],
)
def test_an_edition_s_account_is_found(front: Front, reader: httpx.Client, address: str, kind: str) -> None:
    answer = reader.get(address)
    told = (answer.status_code, answer.headers["content-type"], answer.headers.get_list("cache-control"))
    assert told == (200, kind, [FRESH])
    if "webfinger" in address:
        assert (answer.text, answer.headers["access-control-allow-origin"]) == (
            '{"subject":"acct:en@courier.example"}',
            "*",
        )
    assert {name: answer.headers.get_list(name) for name in SECURITY_HEADERS} == {
        name: [value] for name, value in SECURITY_HEADERS.items()
    }
    assert reader.head(address).status_code == 200
    assert reader.post(address, content=b"x").status_code == 405


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?resource=",
        "?resource=acct:ru@courier.example",
        "?resource=acct:en@courier.example.evil.example",
        "?resource=acct:en@evil.example",
        "?resource=acct:en@courierxexample",
        "?resource=en@courier.example",
        "?resource=acct:EN@courier.example",
        "?resource=acct:../en@courier.example",
        "?resource=acct:..%2f..%2fsecret_key@courier.example",
        "?resource=acct:en/..@courier.example",
        "?resource=acct:en%00@courier.example",
        "?resource=acct:en@courier.example%0a",
        "?resource=acct:.staging@courier.example",
        "?resource=acct:{http.request.host}@courier.example",
        "?resource=acct:$host@courier.example",
        "?resource=acct:en@courier.example&resource=acct:ru@courier.example",
        "?resource=https://evil.example/fediverse/en/actor.json",
        "?resource=https://courier.example/fediverse/../../secret_key",
        "?resource=acct:" + "e" * 5000 + "@courier.example",
        "?resource=acct:en%40courier.example%40evil.example",
        "/en?resource=acct:en@courier.example",
        "/../../secret_key?resource=acct:en@courier.example",
    ],
)
def test_whoever_looks_for_no_account_of_ours_finds_nothing(front: Front, asked: str) -> None:
    answer = front.get(f"/.well-known/webfinger{asked}")
    status = answer.split(b" ")[1]
    assert b"SECRET" not in answer
    if asked.count("resource=") == 2:  # servers differ in which of two they read; either is no secret
        assert status in {b"200", b"404"}
        return
    assert status in {b"400", b"404"}


def test_no_folder_is_listed(front: Front) -> None:
    for folder in ("/media/", "/media/ab/", "/assets/", "/en/2026/11/"):
        answer = front.get(folder)
        assert answer.split(b" ")[1] == b"404"
        assert b"abcd.avif" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_page_is_read_and_nothing_is_written(reader: httpx.Client, method: str) -> None:
    for address in (STORY, PICTURE, "/nothing"):
        refused = reader.request(method, address, content=b"x")
        told = (refused.status_code, refused.headers.get("allow"), refused.headers["cache-control"])
        assert told == (405, "GET, HEAD", "no-store"), address


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /en/ HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 100_000 + b"\r\n\r\n",
        b"GET /en/" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nHost: x\r\n" + b"X-Many: x\r\n" * 5_000 + b"\r\n",
    ],
    ids=["header", "address", "headers"],
)
def test_what_is_too_long_is_refused(front: Front, request_: bytes) -> None:
    answer = front.says(request_)
    assert answer[:12] in {b"", b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431"}


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=10-19", 206, bytes(range(10, 20))),
        ("bytes=240-", 206, bytes(range(240, 250))),
        ("bytes=-5", 206, bytes(range(245, 250))),
        ("bytes=250-", 416, None),
        ("words=1-2", 200, bytes(range(250))),
    ],
)
def test_a_picture_can_be_read_from_any_byte(
    reader: httpx.Client, asked: str, status: int, content: bytes | None
) -> None:
    answer = reader.get(PICTURE, headers={"range": asked})
    if asked.startswith("words"):
        assert answer.status_code in {200, 416}  # RFC 9110 lets either
        return
    assert (answer.status_code, answer.content if content else None) == (status, content)
    assert answer.headers["content-range"].endswith("/250")


def test_a_range_of_an_older_version_gets_the_whole(reader: httpx.Client) -> None:
    answer = reader.get(PICTURE, headers={"range": "bytes=10-19", "if-range": '"older"'})
    assert (answer.status_code, len(answer.content)) == (200, 250)


def test_a_connection_is_kept(front: Front) -> None:
    again = b"GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n" * 2
    last = b"GET /en/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert front.says(again + last).count(b"HTTP/1.1 200") == 3


def _post(
    front: Front, path: str, headers: dict[str, str], size: int = 1, by: str = READER
) -> httpx.Response:
    with client(front, by) as found:
        return found.post(path, headers=headers, content=b"x" * size)


@pytest.mark.parametrize("headers", [{}, FORGED], ids=["plain", "forged"])
def test_a_reader_s_address_is_the_connection_s_whatever_the_reader_says(
    front: Front, headers: dict[str, str]
) -> None:
    host = front.url.removeprefix("http://")
    expected = {"X-Forwarded-For": [READER], "X-Real-IP": None, "Forwarded": None, "Via": None}
    assert _post(front, "/gate/comment", headers).json() == {**expected, "Host": [host], "size": 1}


@pytest.mark.parametrize("kind", DRIVEN)
@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("198.51.100.4", "198.51.100.4"),
        ("203.0.113.9, 198.51.100.4", "198.51.100.4"),  # the reader's own words stand first
        ("2001:db8::7", "2001:db8::7"),
        ("nonsense", PROXY),
        ("", PROXY),
    ],
)
def test_a_trusted_server_s_last_word_is_believed(
    started: Fronts, kind: str, said: str, believed: str
) -> None:
    answer = _post(started[kind], "/gate/comment", {"X-Forwarded-For": said}, by=PROXY)
    assert answer.json()["X-Forwarded-For"] == [believed]


def test_only_a_newsroom_s_question_may_be_long(front: Front) -> None:
    found = {
        (path, size): _post(front, path, {}, size).status_code
        for path, limit in (("/gate/comment", BODY_LIMIT), ("/gate/collect", COLLECT_LIMIT))
        for size in (limit, limit + 1)
    }
    found["/gate/collect/", BODY_LIMIT + 1] = _post(front, "/gate/collect/", {}, BODY_LIMIT + 1).status_code
    assert list(found.values()) == [200, 413, 200, 413, 413]


def test_a_stricter_policy_of_the_gate_s_own_stands(front: Front) -> None:
    answers = [_post(front, f"/gate/{page}", {}).headers for page in ("own", "comment")]
    kept = [(said.get_list("Content-Security-Policy"), said.get_list("Cache-Control")) for said in answers]
    assert kept == [
        ([OWN_POLICY], ["no-store"]),
        ([SECURITY_HEADERS["Content-Security-Policy"]], ["no-store"]),
    ]


def test_no_address_of_a_reader_is_written_anywhere(front: Front) -> None:
    with client(front, READER) as found:
        found.get(STORY)
        found.get("/nothing")
        found.post("/gate/comment", content=b"x" * (BODY_LIMIT + 1))
        found.post("/gate/comment", content=b"x" * BODY_LIMIT)
        found.get(STORY, headers={"range": "bytes=99999-"})
    front.says(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
    held = [
        file for file in front.place.rglob("*") if file.is_file() and READER.encode() in file.read_bytes()
    ]
    assert held == []


@pytest.mark.parametrize("kind", DRIVEN)
def test_without_the_gate_pages_are_read_and_a_form_is_told_so(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("no gate")
    fronts.lay_out(place)
    with fronts.running(kind, place, gate=False) as front, client(front, READER) as found:
        refused = found.post("/gate/comment", content=b"x")
        told = (refused.status_code, refused.headers["cache-control"], found.get(STORY).status_code)
        assert told == (502, "no-store", 200)
    held = [file for file in place.rglob("*") if file.is_file() and READER.encode() in file.read_bytes()]
    assert held == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_slow_client_is_cut_off(
    kind: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "HEADER_SECONDS", 1)
    monkeypatch.setattr(public, "BODY_SECONDS", 1)
    place = tmp_path_factory.mktemp("slow")
    fronts.lay_out(place)
    with fronts.running(kind, place) as front:
        head = b"POST /gate/comment HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        for said in (head, head + b"\r\nhalf of it"):
            assert front.says(said, seconds=8)[:12] in {b"", b"HTTP/1.1 408", b"HTTP/1.1 499"}


@pytest.mark.parametrize("kind", DRIVEN)
def test_a_page_that_is_baked_anew_is_soon_the_new_one(started: Fronts, kind: str) -> None:
    front = started[kind]
    page = front.place / "site" / "en" / "new" / "index.html"
    page.parent.mkdir(exist_ok=True)
    with client(front, READER) as found:

        def answers() -> tuple[int, str]:
            answer = found.get("/en/new/")
            return answer.status_code, answer.text

        for words in ("first", "second"):
            page.with_name("staged").write_text(words)
            page.with_name("staged").rename(page)
            wait_until(lambda words=words: answers() == (200, words), words)  # type: ignore[misc]
        page.unlink()
        wait_until(lambda: answers()[0] == 404, "its end")


def test_what_meets_a_gate_that_is_being_started_again_reaches_it(started: Fronts) -> None:
    """nginx has no waiting of its own; for both the supervisor holds the socket (`test_serving.py`)."""
    front = started["caddy"]
    away = (front.place / "gate.sock").rename(front.place / "away.sock")
    back = threading.Timer(0.5, away.rename, [front.place / "gate.sock"])
    back.start()
    answer = _post(front, "/gate/comment", {}, 10)
    back.join()
    assert (answer.status_code, answer.json()["size"]) == (200, 10)
