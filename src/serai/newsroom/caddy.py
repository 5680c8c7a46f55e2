"""The public server's configuration: how Caddy serves the baked site and passes the rest to the Gate.

Rule: pure. `configuration` is a function of its arguments; who starts Caddy with it is the supervisor. Why
Caddy, and what it was measured against, is told in `docs/adr/0003-serving.md`.

What it says, in order:

1. nothing under a name that begins with a dot, and no `.gz` or `.br` file by its own name, is public;
2. the Gate answers its own addresses (`/gate/…`, `/healthz`) and every method but GET and HEAD; it is told
   one address of the reader, in `X-Forwarded-For`, and no reader can say which: what came under that name is
   believed from the servers in `trusted` alone, and read from its end;
3. a file of the site is answered as it is, in the smallest spelling the reader takes;
4. what is left is answered with the baked "not found" page of the edition that was asked for.

No request is logged and no reader's address is written: everything that Caddy's `http` loggers say about a
request holds it, so those loggers are shut.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

FOREVER = "public, max-age=31536000, immutable"
FRESH = "public, max-age=0, s-maxage=30, must-revalidate"
NEVER = "no-store"
GATE_PATHS = ("/gate/*", "/healthz")
BODY_LIMIT = 64 * 1024  # bytes that a reader may send to the Gate at once
COLLECT_PATH = "/gate/collect"
COLLECT_LIMIT = 2 * 1024 * 1024  # bytes that a newsroom may ask with; the Gate reads none that is not signed
HEADER_LIMIT = 16 * 1024  # bytes

_WRITING: Json = {"not": [{"method": ["GET", "HEAD"]}]}

# What Caddy looks up in the machine's own list, which a small machine has not.
CONTENT_TYPES: dict[str, str] = {
    "*.txt": "text/plain; charset=utf-8",
    "*.woff2": "font/woff2",
    "*/feed.xml": "application/atom+xml; charset=utf-8",
}

SECURITY_HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def configuration(*, site: str, listen: str, gate_socket: str, trusted: Sequence[str] = ()) -> Json:
    """Caddy's configuration, ready to be written as JSON.

    `site` is the baked folder, `listen` is host:port, `gate_socket` is the Gate's Unix socket; paths may
    be relative to the folder that Caddy is started in. `trusted`: addresses or networks of the servers
    before this one.
    """
    return {
        "admin": {"disabled": True, "config": {"persist": False}},
        "logging": {"logs": {"default": {"level": "ERROR", "exclude": ["http"]}}},
        "apps": {
            "http": {
                "grace_period": "3s",
                "servers": {
                    "public": {
                        "listen": [listen],
                        "automatic_https": {"disable": True},
                        "protocols": ["h1", "h2c"],
                        "read_header_timeout": "10s",
                        "read_timeout": "30s",
                        "write_timeout": "120s",
                        "idle_timeout": "60s",
                        "max_header_bytes": HEADER_LIMIT,
                        **_trusting(trusted),
                        "routes": [
                            _headers(),
                            _hidden(site),
                            _gate(gate_socket, [{"path": [COLLECT_PATH]}], COLLECT_LIMIT),
                            _gate(gate_socket, [{"path": list(GATE_PATHS)}, _WRITING], BODY_LIMIT),
                            *_files(site),
                            *_missing(site),
                        ],
                        "errors": {"routes": _failed()},
                    }
                },
            }
        },
    }


def _headers() -> Json:
    """Every answer carries them; where the Gate has said one for a page of its own, that one stands."""
    kept = [_unless_said(name, value) for name, value in SECURITY_HEADERS.items()]
    unnamed = {"handler": "headers", "response": {"delete": ["Server", "Via"], "deferred": True}}
    return {"handle": [*kept, unnamed]}


def _unless_said(name: str, value: str) -> Json:
    response = {"set": {name: [value]}, "require": {"headers": {name: None}}, "deferred": True}
    return {"handler": "headers", "response": response}


def _hidden(site: str) -> Json:
    names = {"path_regexp": {"pattern": r"/\.|\.(gz|br|zst)$"}}
    subroute = {"handler": "subroute", "routes": _missing(site)}
    return {"match": [names], "handle": [subroute], "terminal": True}


def _trusting(servers: Sequence[str]) -> Json:
    if not servers:
        return {}
    source = {"source": "static", "ranges": list(servers)}
    return {"trusted_proxies": source, "trusted_proxies_strict": 1}


def _gate(socket: str, match: list[Json], limit: int) -> Json:
    """What matches goes to the Gate, with at most `limit` bytes of body."""
    told = {"X-Forwarded-For": ["{http.vars.client_ip}"]}
    return {
        "match": match,
        "handle": [
            {"handler": "request_body", "max_size": limit},
            {
                "handler": "reverse_proxy",
                "upstreams": [{"dial": f"unix/{socket}"}],
                "request_buffers": limit,  # a slow sender waits here, and takes no place at the Gate
                # A Gate that is started again just now: what could not reach it is tried again.
                "load_balancing": {"try_duration": "3s", "try_interval": "250ms"},
                "transport": {"protocol": "http", "dial_timeout": "2s", "response_header_timeout": "20s"},
                "headers": {"request": {"set": told, "delete": ["Forwarded", "X-Real-Ip", "Via"]}},
            },
        ],
        "terminal": True,
    }


def _files(site: str) -> list[Json]:
    """Named by content: kept for a year. Everything else: asked for again each time, and mostly 304.

    Headers are chosen by the address alone, without a look at the disk; `_missing` sets its own.
    """
    kinds = [_by_path([pattern], "Content-Type", kind) for pattern, kind in CONTENT_TYPES.items()]
    return [
        {"handle": [_set("Cache-Control", FRESH)]},
        _by_path(["/assets/*", "/media/*"], "Cache-Control", FOREVER),
        *kinds,
        {"handle": [_file_server(site) | {"pass_thru": True}]},
    ]


def _missing(site: str) -> list[Json]:
    """The edition's own page, or the site's, or (nothing is baked yet) plain words."""
    pages = ["/{http.request.uri.path.0}/404.html", "/404.html"]
    baked = [
        _set("Cache-Control", FRESH),
        _set("Content-Type", "text/html; charset=utf-8"),
        {"handler": "rewrite", "uri": "{http.matchers.file.relative}"},
        _file_server(site) | {"status_code": "404"},
    ]
    return [
        {"match": [{"file": {"root": site, "try_files": pages}}], "handle": baked, "terminal": True},
        {"handle": [{"handler": "error", "status_code": "404"}]},
    ]


def _failed() -> list[Json]:
    """Something below failed (the Gate is away, a body is too large): say so plainly, and keep nothing."""
    plain = {"Content-Type": ["text/plain; charset=utf-8"], "Cache-Control": [NEVER]}
    response = {
        "handler": "static_response",
        "status_code": "{http.error.status_code}",
        "headers": plain,
        "body": "{http.error.status_code} {http.error.status_text}\n",
    }
    return [_headers(), {"handle": [response]}]


def _by_path(patterns: list[str], name: str, value: str) -> Json:
    return {"match": [{"path": patterns}], "handle": [_set(name, value)]}


def _set(name: str, value: str) -> Json:
    return {"handler": "headers", "response": {"set": {name: [value]}}}


def _file_server(site: str) -> Json:
    return {
        "handler": "file_server",
        "root": site,
        "index_names": ["index.html"],
        "precompressed": {"br": {}, "gzip": {}},
        "precompressed_order": ["br", "gzip"],
        "hide": [".*"],
    }
