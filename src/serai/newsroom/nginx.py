"""nginx's configuration: how an installed nginx serves the baked site and passes the rest to the Gate.

Rule: pure, and the same answers as `serai.newsroom.caddy` gives, but for what nginx cannot: it names itself
in `Server`. `configuration` is the whole file, for an nginx that `serai run` starts as the newsroom's own
user; `lines` is what somebody who runs an nginx of their own includes in its `http` block.

Pages change by a rename, so a file that is kept open is looked at again after a second (`open_file_cache`).

No request is logged. What nginx says of a connection holds the reader's address, even when it is an error:
all of it goes to /dev/null, and only what the main process says of itself is heard. No body that a reader
sends is written to the disk either: the buffers hold the largest that is allowed.
"""

from collections.abc import Sequence

from serai.core.errors import SettingError
from serai.newsroom import public, readership, wellknown
from serai.newsroom.public import FOREVER, FRESH, NEVER, SECURITY_HEADERS, STRICT_TRANSPORT

FOLDER = "nginx"  # in the data folder, for what nginx keeps while it runs
_TYPES: dict[str, str] = {
    "text/html; charset=utf-8": "html",
    "text/css; charset=utf-8": "css",
    "text/javascript; charset=utf-8": "js",
    "text/plain; charset=utf-8": "txt",
    "text/xml; charset=utf-8": "xml",
    "application/json": "json",
    "application/epub+zip": "epub",
    "application/manifest+json": "webmanifest",
    "application/atom+xml; charset=utf-8": "atom",
    "image/svg+xml": "svg",
    "image/avif": "avif",
    "image/webp": "webp",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/gif": "gif",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
}
_MAIN = """\
daemon off;
pid {folder}/pid;
lock_file {folder}/lock;
error_log stderr warn;
worker_processes auto;
worker_rlimit_nofile {descriptors};
pcre_jit on;
events {{
    worker_connections {connections};
}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{lines}}}
"""


def configuration(
    *,
    site: str,
    listen: str,
    gate: str,
    trusted: Sequence[str] = (),
    brotli: str = "",
    user: str = "",
    descriptors: int = 1024,
    readers: str = "",
    accounts: str = "",
) -> str:
    """The whole configuration of an nginx that is started in the data folder (`-p`).

    `site`, `listen`, `gate` and `trusted` as in `caddy.configuration`. `brotli`: the file of the module
    `brotli_static`, or "" where there is none. `user`: whom a root's nginx shall be, "" for one that is not
    root's. `descriptors`: how many files and connections one of its processes may have open. `readers`: who
    counts opened stories, and `accounts`: as in `caddy.configuration`.
    SettingError where a path holds what nginx cannot read as a name.
    """
    before = [f"load_module {_quoted(brotli)};"] if brotli else []
    before += [f"user {user};"] if user else []
    open_at_once = max(64, descriptors // 2)
    address = listen + (" ipv6only=off" if listen.startswith("[::]") else "")
    inside = _block(
        "server",
        [
            f"listen {address} default_server;",
            *_site(site, SECURITY_HEADERS, trusted, brotli=bool(brotli), readers=readers, accounts=accounts),
        ],
    )
    said = [
        *(readership.nginx_format() if readers else ()),
        *_above(gate, SECURITY_HEADERS),
        *(wellknown.nginx_map(accounts) if accounts else ()),
        f"open_file_cache max={open_at_once} inactive=30s;",
        *inside,
    ]
    main = _MAIN.format(
        folder=FOLDER,
        descriptors=descriptors,
        connections=open_at_once,
        lines="".join(f"    {line}\n" for line in said),
    )
    return "".join(f"{line}\n" for line in before) + main


def lines(
    *,
    site: str,
    gate: str,
    host: str,
    listen: str = "",
    certificate: str = "",
    key: str = "",
    accounts: str = "",
) -> str:
    """What an nginx of somebody's own includes in its `http` block: `site` and the Gate for `host`.

    With `listen` (host:port) it is plain HTTP there, for a server with certificates before it; else HTTPS
    on 443 with the two files, and on 80 the way there. `accounts` and SettingError as in `configuration`.
    """
    if listen:
        inside = _site(site, SECURITY_HEADERS, accounts=accounts)
        served = _block("server", [f"listen {listen};", f"server_name {_quoted(host)};", *inside])
        said = [*_above(gate, SECURITY_HEADERS), *served]
    else:
        says = SECURITY_HEADERS | STRICT_TRANSPORT
        moved = ["listen 80;", "listen [::]:80;", f"server_name {_quoted(host)};", *_QUIET]
        moved += [f"return 308 {_quoted(f'https://{host}$request_uri', names=True)};"]
        inside = _site(site, says, accounts=accounts)
        tls = [*_tls(certificate, key), f"server_name {_quoted(host)};", *inside]
        said = [*_above(gate, says), *_block("server", moved), *_block("server", tls)]
    said += [*(wellknown.nginx_map(accounts) if accounts else ()), "open_file_cache max=1000 inactive=30s;"]
    return "".join(f"{line}\n" for line in said)


_QUIET = ("access_log off;", "error_log /dev/null crit;", "server_tokens off;")


def _above(gate: str, says: dict[str, str]) -> list[str]:
    """What stands beside the `server` block: the Gate, and its own headers before ours."""
    told = []
    for name, value in (says | {"Cache-Control": NEVER}).items():
        own = f"$upstream_http_{_variable(name)}"
        told += _block(f"map {own} $serai_{_variable(name)}", [f"'' {_quoted(value)};", "default '';"])
    edition = [r"~^/(?<serai_first>[A-Za-z0-9-]+)/ $serai_first;", "default '';"]
    little = [f'"~^on (?<serai_narrow>{public.LITTLE})$" /media/$serai_narrow;', "default '';"]
    return [
        *_block("upstream serai_gate", [f"server {_quoted(gate)};", "keepalive 16;"]),
        *told,
        *_block("map $uri $serai_edition", edition),
        *_block('map "$http_save_data $args" $serai_little', little),
        *_block("map $request_method $serai_writing", ["GET '';", "HEAD '';", "default 1;"]),
    ]


def _site(
    site: str,
    says: dict[str, str],
    trusted: Sequence[str] = (),
    *,
    brotli: bool = False,
    readers: str = "",
    accounts: str = "",
) -> list[str]:
    """What stands in the `server` block."""
    files = _block("if ($serai_writing)", ["return 405;"])
    fresh, forever = _says(says, FRESH), _says(says, FOREVER)
    lines = [
        f"root {_quoted(site)};",
        "index index.html;",
        *_QUIET,
        *_limits(),
        *(f"set_real_ip_from {network};" for network in trusted),
        *(("real_ip_header X-Forwarded-For;", "real_ip_recursive on;") if trusted else ()),
        *_block("types", [f"{_quoted(kind)} {endings};" for kind, endings in _TYPES.items()]),
        "gzip off;",
        "gzip_static on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        *(("brotli_static on;",) if brotli else ()),
        "absolute_redirect off;",
        "error_page 404 @missing;",
        "error_page 403 =404 @missing;",
        "error_page 405 @refused;",
        *_says(says, ""),
        *_block("location /", [*files, *fresh, *((readership.nginx_log(readers),) if readers else ())]),
        *_packed(files, fresh),
    ]
    little = ["add_header Vary Save-Data;", "try_files $serai_little $uri =404;"]
    for folder in public.BY_CONTENT:
        more = little if folder == "media" else []
        lines += _block(f"location /{folder}/", [*files, *forever, *more])
    for place, kind in public.OF_ACCOUNTS.items():
        lines += _block(f"location {place}", [*files, *fresh, "types { }", f"default_type {_quoted(kind)};"])
    lines += wellknown.nginx_locations([*files, *fresh]) if accounts else []
    lines += _block(r"location ~ (/\.|\.(gz|br|zst)$)", ["return 404;"])
    lines += _block("location = " + public.COLLECT_PATH, _gate(says, public.COLLECT_LIMIT))
    for place in ("^~ /gate/", "= /healthz"):
        lines += _block(f"location {place}", _gate(says, public.BODY_LIMIT))
    always = _says(says, FRESH, always=True)
    older, page = f'rewrite "{public.OLDER_PAGE}" $1? redirect;', "/$serai_edition/404.html /404.html"
    lines += _block("location @missing", [older, f"try_files {page} =404;", *always])
    refused = [*_says(says, NEVER, always=True), 'add_header Allow "GET, HEAD" always;']
    lines += _block("location @refused", [*refused, "default_type text/plain;", r'return 405 "405\n";'])
    return lines


def _packed(files: list[str], fresh: list[str]) -> list[str]:
    """What no packed file stands beside is packed while the reader waits."""
    places = {
        f"~ /{name.replace('.', chr(92) + '.')}$": public.CONTENT_TYPES.get(f"*/{name}", "application/json")
        for name in public.PACKED_HERE
    }
    places[f"/{public.SITEMAPS}/"] = "text/xml; charset=utf-8"
    lines = []
    for place, kind in places.items():
        said = ["types { }", f"default_type {_quoted(kind)};", "gzip on;", "gzip_comp_level 4;"]
        told = f"gzip_types {_quoted(kind)};"
        lines += _block(f"location {place}", [*files, *fresh, *said, told])
    return lines


def _limits() -> list[str]:
    return [
        "sendfile on;",
        "tcp_nopush on;",
        "open_file_cache_valid 1s;",
        f"client_header_timeout {public.HEADER_SECONDS}s;",
        f"client_body_timeout {public.HEADER_SECONDS}s;",  # between two pieces: nginx has none for the whole
        f"send_timeout {public.BODY_SECONDS}s;",
        f"keepalive_timeout {public.IDLE_SECONDS}s;",
        "keepalive_requests 100000;",
        "reset_timedout_connection on;",
        "client_header_buffer_size 1k;",
        f"large_client_header_buffers 2 {public.HEADER_LIMIT // 2};",
        f"client_max_body_size {public.BODY_LIMIT};",
        "max_ranges 4;",
    ]


def _gate(says: dict[str, str], limit: int) -> list[str]:
    """To the Gate, with at most `limit` bytes of body; a slow sender waits here, in memory."""
    told = {
        "Host": "$http_host",
        "Connection": "",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-Host": "$http_host",
        "X-Real-IP": "",
        "Forwarded": "",
        "Via": "",
    }
    kept = (*says, "Cache-Control")
    return [
        "proxy_pass http://serai_gate;",
        "proxy_http_version 1.1;",
        *(f"proxy_set_header {name} {_quoted(value, names=True)};" for name, value in told.items()),
        f"client_max_body_size {limit};",
        f"client_body_buffer_size {limit};",
        f"proxy_connect_timeout {public.DIAL_SECONDS}s;",
        f"proxy_send_timeout {public.GATE_SECONDS}s;",
        f"proxy_read_timeout {public.GATE_SECONDS}s;",
        "proxy_max_temp_file_size 0;",
        "proxy_redirect off;",
        "proxy_hide_header Via;",
        *(f"add_header {name} $serai_{_variable(name)} always;" for name in kept),
    ]


def _tls(certificate: str, key: str) -> list[str]:
    return [
        "listen 443 ssl http2;",
        "listen [::]:443 ssl http2;",
        f"ssl_certificate {_quoted(certificate)};",
        f"ssl_certificate_key {_quoted(key)};",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;",
        "ssl_prefer_server_ciphers off;",
        "ssl_session_cache shared:serai:10m;",
        "ssl_session_tickets off;",
    ]


def _says(says: dict[str, str], keep: str, *, always: bool = False) -> list[str]:
    """A block that says one header says all of them: nginx inherits either all or none."""
    found = [f"add_header {name} {_quoted(value)} always;" for name, value in says.items()]
    return found + (
        [f"add_header Cache-Control {_quoted(keep)}{' always' if always else ''};"] if keep else []
    )


def _variable(header: str) -> str:
    return header.lower().replace("-", "_")


def _block(head: str, lines: Sequence[str]) -> list[str]:
    return [f"{head} {{", *(f"    {line}" for line in lines), "}"]


def _quoted(value: str, *, names: bool = False) -> str:
    """A word as nginx reads it. `names`: what begins with $ is a variable's name."""
    if not value.isprintable() or ("$" in value and not names):
        raise SettingError(f"nginx cannot be told of {value!r}. Choose a path without $ and line breaks.")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
