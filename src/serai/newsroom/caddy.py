"""The public server's configuration: how Caddy serves the baked site and passes the rest to the Gate.

Rule: pure. `configuration` is a function of its arguments; who starts Caddy with it is the supervisor. Why
Caddy, and what it was measured against, is told in `docs/adr/0003-serving.md` and `0006-serving-quickly.md`.

What it says, in order:

1. nothing under a name that begins with a dot, and no `.gz` or `.br` file by its own name, is public;
2. the Gate answers its own addresses (`/gate/…`, `/healthz`) and every method but GET and HEAD; it is told
   one address of the reader, in `X-Forwarded-For`, and no reader can say which: what came under that name is
   believed from the servers in `trusted` alone, and read from its end;
3. a page, which is what most readers ask for, goes the short way: its Brotli or gzip file is opened at once;
4. any other file is answered as it is, in the smallest spelling the reader takes;
5. what is left is answered with the baked "not found" page of the edition that was asked for; an older page
   of a list, whose address may go, leads to the list's front.

What most requests pass through is kept short: each handler that waits for the answer's headers, each
regular expression and each look at the disk was measured to cost a twentieth of a request.

No request is logged and no reader's address is written: everything that Caddy's `http` loggers say about a
request holds it, so those loggers are shut.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from serai.newsroom import public, readership, wellknown
from serai.newsroom.public import FOREVER, FRESH, NEVER, SECURITY_HEADERS, STRICT_TRANSPORT, Https

Json: TypeAlias = dict[str, Any]

GATE_PATHS = ("/gate/*", "/healthz")
_HIDDEN = ("*/.*", "*.gz", "*.br", "*.zst")
_WRITING: Json = {"not": [{"method": ["GET", "HEAD"]}]}
_READY = {"br": ".br", "gzip": ".gz"}  # a coding, and the ending of the file that is in it; best first
_HTML = "text/html; charset=utf-8"
_OF_A_VARIANT = ("Content-Encoding", "Vary")


def configuration(
    *,
    site: str,
    listen: str,
    gate: str,
    trusted: Sequence[str] = (),
    https: Https | None = None,
    readers: str = "",
    accounts: str = "",
) -> Json:
    """Caddy's configuration, ready to be written as JSON.

    `site` is the baked folder, `listen` is host:port, `gate` is where the Gate listens: "unix:" and a
    socket's path, or host:port. Paths may be relative to the folder that Caddy is started in. `trusted`:
    addresses or networks of the servers before this one. With `https` the site is served at its domain, on
    all addresses of the machine, and `listen` is not used. `readers`: host:port of whoever counts opened
    stories (`serai.newsroom.readership`), "" for nobody. `accounts`: the host that editions' accounts are at
    (`serai.newsroom.wellknown`), "" where they have none.
    """
    says = SECURITY_HEADERS | (STRICT_TRANSPORT if https else {})
    routes = [
        *(readership.caddy_routes() if readers else ()),
        *(wellknown.caddy_routes(site, accounts, says) if accounts else ()),
        _hidden(site, says),
        _gate(gate, [{"path": [public.COLLECT_PATH]}], public.COLLECT_LIMIT, says),
        _gate(gate, [{"path": list(GATE_PATHS)}, _WRITING], public.BODY_LIMIT, says),
        *(_ready(site, coding, says) for coding in _READY),
        _as_asked(),
        *_files(site, says),
        *_missing(site, says),
    ]
    common: Json = {
        **_timeouts(),
        **_trusting(trusted),
        "errors": {"routes": _failed(says)},
        **({"logs": {"default_logger_name": readership.LOGGER}} if readers else {}),
    }
    # HTTP/2 without TLS, which no browser speaks, would cost each request a tenth.
    plain = common | {"listen": [listen], "automatic_https": {"disable": True}, "protocols": ["h1"]}
    http = _at_domain(https, routes, common) if https else {"servers": {"public": plain | {"routes": routes}}}
    return {
        "admin": {"disabled": True, "config": {"persist": False}},
        "logging": {
            "logs": {
                "default": {"level": "ERROR", "exclude": ["http"]},
                **(readership.caddy_log(readers) if readers else {}),
            }
        },
        "apps": {"http": {"grace_period": "3s", **http}, **(_certificates(https) if https else {})},
    }


def _timeouts() -> Json:
    return {
        "read_header_timeout": f"{public.HEADER_SECONDS}s",
        "read_timeout": f"{public.BODY_SECONDS}s",
        "read_idle_timeout": -1,  # none: else it stands in for read_timeout, and a slow sender may go on
        "write_timeout": f"{public.ANSWER_SECONDS}s",
        "idle_timeout": f"{public.IDLE_SECONDS}s",
        "max_header_bytes": public.HEADER_LIMIT,
    }


def _trusting(servers: Sequence[str]) -> Json:
    if not servers:
        return {}
    source = {"source": "static", "ranges": list(servers)}
    return {"trusted_proxies": source, "trusted_proxies_strict": 1}


def _at_domain(https: Https, routes: list[Json], common: Json) -> Json:
    """The domain over TLS, and over plain HTTP the way there. Another host's name is misdirected."""
    here = [{"host": [https.domain]}]
    port = "" if https.https_port == 443 else f":{https.https_port}"
    there = {"Location": [f"https://{https.domain}{port}{{http.request.uri}}"]}
    moved = {"handler": "static_response", "status_code": 308, "headers": there}
    strange: Json = {"handle": [{"handler": "error", "status_code": 421}]}
    unnamed: Json = {"handle": [{"handler": "headers", "response": {"delete": ["Server"]}}]}
    site: Json = {"match": here, "handle": [{"handler": "subroute", "routes": routes}], "terminal": True}
    return {
        "http_port": https.http_port,
        "https_port": https.https_port,
        "servers": {
            "public": common
            | {
                "listen": [f":{https.https_port}"],
                "automatic_https": {"disable_redirects": True},
                "protocols": ["h1", "h2", "h3"],
                "routes": [site, strange],
            },
            "plain": common
            | {
                "listen": [f":{https.http_port}"],
                "automatic_https": {"disable": True},
                "protocols": ["h1"],
                "routes": [unnamed, {"match": here, "handle": [moved], "terminal": True}, strange],
                # What is said over plain HTTP about TLS is not believed by a browser: it is left out.
                "errors": {"routes": _failed(SECURITY_HEADERS)},
            },
        },
    }


def _certificates(https: Https) -> Json:
    """Where the authority writes to; and no authority of Caddy's own is put into the machine's list."""
    issuer = {"module": "acme", "email": https.mail}
    policies = [{"subjects": [https.domain], "issuers": [issuer]}] if https.mail else []
    return {
        "tls": {"automation": {"policies": policies}},
        "pki": {"certificate_authorities": {"local": {"install_trust": False}}},
    }


def _hidden(site: str, says: Mapping[str, str]) -> Json:
    subroute = {"handler": "subroute", "routes": _missing(site, says)}
    return {"match": [{"path": list(_HIDDEN)}], "handle": [subroute], "terminal": True}


def _gate(gate: str, match: list[Json], limit: int, says: Mapping[str, str]) -> Json:
    """What matches goes to the Gate, with at most `limit` bytes of body. Where the Gate has said a header
    for a page of its own, that one stands."""
    told = {"X-Forwarded-For": ["{http.vars.client_ip}"]}
    dial = "unix/" + gate.removeprefix("unix:") if gate.startswith("unix:") else gate
    times = {
        "dial_timeout": f"{public.DIAL_SECONDS}s",
        "response_header_timeout": f"{public.GATE_SECONDS}s",
    }
    return {
        "match": match,
        "handle": [
            *(_unless_said(name, value) for name, value in {**says, "Cache-Control": NEVER}.items()),
            {"handler": "headers", "response": {"delete": ["Server", "Via"], "deferred": True}},
            {"handler": "request_body", "max_size": limit},
            {
                "handler": "reverse_proxy",
                "upstreams": [{"dial": dial}],
                "request_buffers": limit,  # a slow sender waits here, and takes no place at the Gate
                # A Gate that is started again just now: what could not reach it is tried again.
                "load_balancing": {"try_duration": "3s", "try_interval": "250ms"},
                "transport": {"protocol": "http", **times},
                "headers": {"request": {"set": told, "delete": ["Forwarded", "X-Real-Ip", "Via"]}},
            },
        ],
        "terminal": True,
    }


def _unless_said(name: str, value: str) -> Json:
    response = {"set": {name: [value]}, "require": {"headers": {name: None}}, "deferred": True}
    return {"handler": "headers", "response": response}


def _ready(site: str, coding: str, says: Mapping[str, str]) -> Json:
    """A page, for a reader who takes `coding` and weighs none: the file that is in it, without a look for
    the folder and the plain file first. Where there is no such file `_as_asked` goes on."""
    variant = {"Content-Encoding": coding, "Content-Type": _HTML}  # the file server adds Vary
    return {
        "match": [
            {
                "path": ["*/"],
                "header": {"Accept-Encoding": _listing(coding)},
                "not": [{"header": {"Accept-Encoding": ["*q=*", "*Q=*"]}}],
            }
        ],
        "handle": [
            _saying({**says, "Cache-Control": FRESH, **variant}),
            {"handler": "rewrite", "uri": "{http.request.uri.path}index.html" + _READY[coding]},
            {"handler": "file_server", "root": site, "canonical_uris": False, "pass_thru": True},
        ],
    }


def _listing(coding: str) -> list[str]:
    """The header's values that list `coding`."""
    return [coding, f"{coding},*", f"*,{coding}", f"*, {coding}", f"*,{coding},*", f"*, {coding},*"]


def _as_asked() -> Json:
    """Takes back what `_ready` has said and written of a page that it did not find."""
    name = {"find": r"index\.html\.(br|gz)$", "replace": ""}
    return {
        "match": [{"path": [f"*/index.html{ending}" for ending in _READY.values()]}],
        "handle": [
            {"handler": "headers", "response": {"delete": ["Content-Type", *_OF_A_VARIANT]}},
            {"handler": "rewrite", "path_regexp": [name]},
        ],
    }


def _files(site: str, says: Mapping[str, str]) -> list[Json]:
    """Named by content: kept for a year. Everything else: asked for again each time, and mostly 304.

    Headers are chosen by the address alone, without a look at the disk; `_missing` sets its own.
    """
    kinds = [_by_path([path], "Content-Type", kind) for path, kind in public.CONTENT_TYPES.items()]
    return [
        {"handle": [_saying({**says, "Cache-Control": FRESH})]},
        _by_path([f"/{folder}/*" for folder in public.BY_CONTENT], "Cache-Control", FOREVER),
        _by_path(["/media/*"], "Vary", "Save-Data"),
        _little(),
        *kinds,
        _packed(),
        {"handle": [_file_server(site) | {"pass_thru": True}]},
    ]


def _little() -> Json:
    """A reader who asks for little data gets the picture that stands in for the one asked for."""
    named = {"{http.request.uri.query}": {"pattern": f"^{public.LITTLE}$"}}
    return {
        "match": [{"path": ["/media/*"], "header": {"Save-Data": ["on"]}, "vars_regexp": named}],
        "handle": [{"handler": "rewrite", "uri": "/media/{http.request.uri.query}"}],
    }


def _packed() -> Json:
    """What no packed file stands beside is packed while the reader waits."""
    kinds = [f"application/{kind}*" for kind in ("atom+xml", "rss+xml", "feed+json", "json")]
    kinds.append("text/xml*")
    places = [*(f"*/{name}" for name in public.PACKED_HERE), f"/{public.SITEMAPS}/*"]
    encode = {
        "handler": "encode",
        "encodings": {"gzip": {"level": 4}},
        "prefer": ["gzip"],
        "match": {"headers": {"Content-Type": kinds}},
    }
    return {"match": [{"path": places}], "handle": [encode]}


def _missing(site: str, says: Mapping[str, str]) -> list[Json]:
    """The front of the list whose page it was, the edition's own page, or the site's, or (nothing is baked
    yet) plain words."""
    front: Json = {"status_code": 302, "headers": {"Location": ["{http.regexp.older.1}"]}}
    pages = ["/{http.request.uri.path.0}/404.html", "/404.html"]
    baked = [
        _saying({**says, "Cache-Control": FRESH, "Content-Type": _HTML}),
        {"handler": "rewrite", "uri": "{http.matchers.file.relative}"},
        _file_server(site) | {"status_code": "404"},
    ]
    return [
        {
            "match": [{"path_regexp": {"name": "older", "pattern": public.OLDER_PAGE}}],
            "handle": [_saying({**says, "Cache-Control": FRESH}), {"handler": "static_response", **front}],
            "terminal": True,
        },
        {"match": [{"file": {"root": site, "try_files": pages}}], "handle": baked, "terminal": True},
        {"handle": [{"handler": "error", "status_code": "404"}]},
    ]


def _failed(says: Mapping[str, str]) -> list[Json]:
    """Something below failed (the Gate is away, a body is too large): say so plainly, and keep nothing."""
    plain = {"Content-Type": ["text/plain; charset=utf-8"], "Cache-Control": [NEVER]}
    response = {
        "handler": "static_response",
        "status_code": "{http.error.status_code}",
        "headers": plain,
        "body": "{http.error.status_code} {http.error.status_text}\n",
    }
    return [{"handle": [_saying(says, also_without=_OF_A_VARIANT), response]}]


def _by_path(patterns: list[str], name: str, value: str) -> Json:
    said = {"handler": "headers", "response": {"set": {name: [value]}}}
    return {"match": [{"path": patterns}], "handle": [said]}


def _saying(headers: Mapping[str, str], *, also_without: Sequence[str] = ()) -> Json:
    """Sets headers at once, and takes away the server's own name."""
    told = {name: [value] for name, value in headers.items()}
    return {"handler": "headers", "response": {"set": told, "delete": ["Server", *also_without]}}


def _file_server(site: str) -> Json:
    return {
        "handler": "file_server",
        "root": site,
        "index_names": ["index.html"],
        "precompressed": {"br": {}, "gzip": {}},
        "precompressed_order": ["br", "gzip"],
        "hide": [".*"],
    }
