"""A web server of one's own before a newsroom: what it is told, by `serai serve-config`.

Rule: writes nothing and starts nothing. Such a server reads the baked site from the disk and hands the rest
to where `serai run` listens, because the Gate's own socket is the newsroom's user's alone.
"""

import json
from urllib.parse import urlsplit

from serai.core.errors import SettingError
from serai.newsroom import caddy, nginx
from serai.newsroom.config import Newsroom, refuse_unusable, words
from serai.newsroom.public import Https
from serai.newsroom.table import TABLE


def nginx_lines(newsroom: Newsroom, *, listen: str = "", certificate: str = "", key: str = "") -> str:
    """What an nginx of one's own includes in its `http` block; see `nginx.lines`. SettingError where it
    could serve nobody."""
    host = _host(newsroom, listen)
    if not listen and not (certificate and key):
        raise SettingError(
            "nginx gets no certificates by itself. Give --certificate and --key, the files that it shall "
            "use, or --listen host:port where a server with certificates stands before it."
        )
    return nginx.lines(
        site=str(newsroom.site),
        gate=_gate(newsroom),
        host=host,
        listen=listen,
        certificate=certificate,
        key=key,
        accounts=newsroom.accounts_host,
    )


def caddy_json(newsroom: Newsroom, *, listen: str = "") -> str:
    """What a Caddy of one's own is started with (`caddy run --config FILE`). It gets its certificates by
    itself. SettingError as above."""
    host = _host(newsroom, listen)
    https = None if listen else Https(domain=host, mail=newsroom.text("acme_mail"))
    told = caddy.configuration(
        site=str(newsroom.site),
        listen=listen,
        gate=_gate(newsroom),
        https=https,
        accounts=newsroom.accounts_host,
    )
    return json.dumps(told, indent=1) + "\n"


def advice(newsroom: Newsroom) -> str:
    """What the newsroom's own settings lack for a server before it; "" where they lack nothing."""
    host, _ = newsroom.address("public_address")
    if host in words(newsroom.text("trusted_proxies")):
        return ""
    return (
        f'Write trusted_proxies = "{host}" into serai.toml: without it all readers look like one to the '
        "gate, which tells their networks apart to keep floods off."
    )


def _gate(newsroom: Newsroom) -> str:
    return newsroom.text("public_address")


def _host(newsroom: Newsroom, listen: str) -> str:
    """The site's host, from `site_url`."""
    url = newsroom.text("site_url")
    if listen:
        [row] = [row for row in TABLE if row.name == "public_address"]
        refuse_unusable(row, listen, "--listen")
    parts = urlsplit(url)
    if newsroom.text("domain"):
        raise SettingError(
            "The setting domain lets serai run serve the site itself, on the ports that a server of your own "
            "would need. Take it out of serai.toml, or go without serve-config."
        )
    if not listen and parts.scheme != "https":
        raise SettingError(
            f"site_url is {url}, which is no https:// address. Set site_url to what readers shall type, or "
            "give --listen host:port."
        )
    return parts.hostname or ""
