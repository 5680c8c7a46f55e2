"""How the public server tells the gate which stories were opened: one datagram each, over loopback.

Rule: pure, but for `ear`. What is told is a status, an address, and by what name the program that asked goes:
no reader's address, no cookie, no time, and nothing of it is written to a disk (`serai.gate.readership`). A
datagram over UDP is lost where nobody listens or too many come, and never keeps a reader waiting.
"""

import socket
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

SOCKET_VARIABLE = "SERAI_READERS_SOCKET"  # where the gate's process is told the number of the socket
LOGGER = "readers"
_STORY = r"/[^/?]{1,40}/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/?]{1,765}/"  # 255 bytes, each spelled in percents
_ROOM = 1024 * 1024  # bytes that may wait for the gate


def ear() -> socket.socket:
    """The socket on which the gate will hear, bound to a free port of 127.0.0.1."""
    found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
    found.bind(("127.0.0.1", 0))
    return found


def place(ear: socket.socket) -> str:
    """Where it hears: host:port."""
    host, port = ear.getsockname()
    return f"{host}:{port}"


def caddy_log(readers: str) -> Json:
    """Caddy's log of opened stories, sent to `readers` (host:port). `log_append` of `caddy_routes` has put in
    what is told; what Caddy itself would say of the request is left out."""
    left_out = ("request", "resp_headers", "user_id", "bytes_read", "duration", "size")
    return {
        LOGGER: {
            "level": "INFO",
            "include": [f"http.log.access.{LOGGER}"],
            "writer": {"output": "net", "address": f"udp/{readers}", "soft_start": True},
            "encoder": {
                "format": "filter",
                "wrap": {
                    "format": "json",
                    "time_key": "",
                    "level_key": "",
                    "name_key": "",
                    "message_key": "",
                },
                "fields": {name: {"filter": "delete"} for name in left_out},
            },
        }
    }


def caddy_routes() -> list[Json]:
    """What stands first: a story's page is told of, and nothing else is."""
    told = {
        "path": "{http.request.uri.path}",
        "agent": "{http.request.header.User-Agent}",
        "purpose": "{http.request.header.Sec-Purpose}",
    }
    story: Json = {"method": ["GET"], "path_regexp": {"pattern": f"^{_STORY}$"}}
    return [
        {"match": [{"not": [story]}], "handle": [{"handler": "vars", "log_skip": True}]},
        {
            "match": [story],
            "handle": [
                {"handler": "log_append", "key": key, "value": value, "early": True}
                for key, value in told.items()
            ],
        },
    ]


def nginx_format() -> list[str]:
    """What stands in nginx's `http` block."""
    said = (
        '{"status":$status,"path":"$serai_opened","agent":"$http_user_agent","purpose":"$http_sec_purpose"}'
    )
    story = rf'"~^GET (?<serai_story>{_STORY})(\?|$)"'
    return [
        f"log_format serai_readers escape=json '{said}';",
        'map "$request_method $request_uri" $serai_opened {',
        f"    {story} $serai_story;",
        "    default '';",
        "}",
    ]


def nginx_log(readers: str) -> str:
    """What stands where pages are served; `readers` is host:port."""
    return f"access_log syslog:server={readers},nohostname,tag=serai serai_readers if=$serai_opened;"
