"""Well-known addresses: how whoever looks for an edition's account is led to the file that was baked for
them.

Rule: pure; routes for Caddy, lines for nginx, the same answers from both. Nothing is asked of the Gate: the
name that is looked for (WebFinger, RFC 7033: `?resource=acct:en@news.example`) is held to one strict
pattern, and what it names is the folder of an edition. All else is "not found".
"""

import re
from collections.abc import Mapping
from typing import Any

from serai.newsroom.public import FRESH
from serai.press.activity import FOLDER

FINGER = "/.well-known/webfinger"
ANYBODY = "Access-Control-Allow-Origin"  # RFC 7033, section 5: browsers of any site may ask
JRD = "application/jrd+json"
# The other two, and the files and kinds that they are answered with (RFC 6415; NodeInfo).
OTHERS = {
    "/.well-known/host-meta": (f"/{FOLDER}/host-meta.xml", "application/xrd+xml"),
    "/.well-known/nodeinfo": (f"/{FOLDER}/nodeinfo.json", "application/json"),
}
_CODE = "[a-z][a-z0-9-]{0,31}"


def caddy_routes(site: str, host: str, says: Mapping[str, str]) -> list[dict[str, Any]]:
    """Before all that hides names with a dot. `host`: whose accounts they are, with its port if it has one;
    `site` and `says` as in `caddy.configuration`."""
    answers = [
        *_caddy_finger(rf"^acct:({_CODE})@{_plain(host)}$"),
        *_caddy_finger(rf"^https?://{_plain(host)}/{FOLDER}/({_CODE})/actor\.json$"),
        *((({"path": [path]}), file, kind) for path, (file, kind) in OTHERS.items()),
    ]
    return [
        {
            "match": [{**match, "method": ["GET", "HEAD"]}],
            "handle": [
                {
                    "handler": "headers",
                    "response": {
                        "set": {
                            **{name: [value] for name, value in says.items()},
                            "Cache-Control": [FRESH],
                            "Content-Type": [kind],
                            ANYBODY: ["*"],
                        },
                        "delete": ["Server"],
                    },
                },
                {"handler": "rewrite", "uri": file},
                {"handler": "file_server", "root": site, "canonical_uris": False, "hide": [".*"]},
            ],
            "terminal": True,
        }
        for match, file, kind in answers
    ]


def _caddy_finger(pattern: str) -> list[tuple[dict[str, Any], str, str]]:
    asked = {"{http.request.uri.query.resource}": {"name": "account", "pattern": pattern}}
    file = f"/{FOLDER}/{{http.regexp.account.1}}/webfinger.json"
    return [({"path": [FINGER], "vars_regexp": asked}, file, JRD)]


def nginx_map(host: str) -> list[str]:
    """Beside the `server` block: the edition that is looked for, "" for none. nginx has the query as it was
    sent, where some escape `:`, `@` and `/` and some do not."""
    colon, at, slash = "(?::|%3A)", "(?:@|%40)", "(?:/|%2F)"
    name = _plain(host.partition(":")[0]) + "".join(colon + port for port in host.split(":")[1:])
    account = f"~^acct{colon}(?<serai_account>{_CODE}){at}{name}$"
    address = slash.join((f"~^https?{colon}", "", name, FOLDER, f"(?<serai_actor>{_CODE})", r"actor\.json$"))
    return [
        "map $arg_resource $serai_finger {",
        f'    "{account}" $serai_account;',
        f'    "{address}" $serai_actor;',
        "    default '';",
        "}",
    ]


def nginx_locations(common: list[str]) -> list[str]:
    """In the `server` block; `common` is what each location of files says."""
    known = [(FINGER, f"/{FOLDER}/$serai_finger/webfinger.json", JRD)]
    known += [(path, file, kind) for path, (file, kind) in OTHERS.items()]
    lines = []
    for path, file, kind in known:
        inside = [
            *common,
            *(['if ($serai_finger = "") { return 404; }'] if path == FINGER else []),
            "types { }",
            f'default_type "{kind}";',
            f'add_header {ANYBODY} "*";',
            f"rewrite ^ {file} break;",
        ]
        lines += [f"location = {path} {{", *(f"    {line}" for line in inside), "}"]
    return lines


def _plain(host: str) -> str:
    """A host as a pattern, in small or large letters (RFC 4343)."""
    return "(?i:" + re.escape(host).replace(r"\-", "-") + ")"
