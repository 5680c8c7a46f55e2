"""Origins: whether a form was sent from this site's own pages.

Rule: pure. What a browser says of where a request came from (`Sec-Fetch-Site`, `Origin`, `Referer`; W3C
Fetch Metadata, RFC 6454) must agree with the site's own address or with the name it was asked by, so that
mirrors and onion addresses work untold. An old telephone that says nothing is believed.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit


def foreign(headers: Mapping[str, str], site_url: str) -> bool:
    """Whether a request that writes came from another site's page; `headers` by lower-case names."""
    fetched = headers.get("sec-fetch-site", "")
    if fetched == "cross-site":
        return True
    origin = headers.get("origin", "")
    if origin == "null":  # a page without an origin, or one that hides it: only the browser's own word helps
        return fetched not in {"same-origin", "none"}
    said = origin or headers.get("referer", "")
    if not said:
        return False
    where = _host(said)
    return not where or where not in {_host(site_url), headers.get("host", "").lower()}


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""
