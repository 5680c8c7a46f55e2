"""XHTML: sanitised markup as a book's documents want it, well-formed and with addresses that are whole.

Rule: pure. What comes in has been through `serai.core.html`, here once more, so that a few tags are all there
can be. A book lies outside the site: what leads to a place of the site gets the site's own address in front,
and a link that no program could follow is left out, its words stay.

    >>> inline('one<br>two <a href="/en/about/">us</a>', "https://example.org")
    'one<br/>two <a href="https://example.org/en/about/">us</a>'
"""

import html as entities
import re
from urllib.parse import quote

from markupsafe import Markup

from serai.core import html

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_WEB = re.compile(r"(https?)://([^\s/?#:@\\\[\]<>\"]+)(:[0-9]{1,5})?(?:([/?#].*))?", re.I | re.S)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.I)
_OTHER = re.compile(r"mailto:[^\s@<>\"]+@[a-z0-9.-]+|tel:\+?[0-9().-]+", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SAFE = "/?:@!$&'()*+,;=-._~%"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # for XML 1.0


def inline(markup: str, site_url: str) -> Markup:
    """One paragraph's inside, sanitised and well-formed."""
    clean = html.inline(markup).replace("&nbsp;", "\N{NO-BREAK SPACE}")
    opened: list[str] = []

    def turned(match: re.Match[str]) -> str:
        end, tag, attributes = match.groups()
        if tag == "br":
            return "<br/>"
        if end:
            return opened.pop() if opened else ""
        made = _attributes(tag, attributes, site_url)
        kept = tag != "a" or "href=" in made
        opened.append(f"</{tag}>" if kept else "")
        return f"<{tag}{made}>" if kept else ""

    return Markup(_TAG.sub(turned, clean))  # noqa: S704 - sanitised above


def whole(url: str, site_url: str) -> str:
    """An address that a book may lead to; "" where there is none."""
    if url.startswith("/") and not url.startswith("//"):
        url = site_url + url if site_url else ""
    found = _WEB.fullmatch(url)
    if found:
        scheme, name, port, rest = found.groups("")
        host = _host(name)
        if not host:
            return ""
        path, mark, place = rest.partition("#")
        return f"{scheme}://{host}{port}{_quoted(path)}{mark}{_quoted(place)}"
    return url if _OTHER.fullmatch(url) else ""


def fit(document: str) -> bytes:
    """A document's bytes, without what XML has no place for."""
    return _UNFIT.sub("", document).strip().encode() + b"\n"


def _attributes(tag: str, attributes: str, site_url: str) -> str:
    made = ""
    for name, value in _ATTRIBUTE.findall(attributes):
        words = entities.unescape(value)
        if name == "href":
            words = whole(words, site_url)
        elif name == "lang":
            words = words if _LANGUAGE.fullmatch(words) else ""
        elif name == "dir":
            words = words if words in {"ltr", "rtl", "auto"} else ""
        elif (tag, name) != ("abbr", "title"):
            words = ""
        if words:
            said = entities.escape(words)
            made += f' lang="{said}" xml:lang="{said}"' if name == "lang" else f' {name}="{said}"'
    return made


def _host(name: str) -> str:
    """A host's name in ASCII (RFC 3490), "пример.рф" as "xn--e1afmkfd.xn--p1ai"; "" where it is none."""
    try:
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _quoted(part: str) -> str:
    return quote(_BROKEN_ESCAPE.sub("%25", part), safe=_SAFE)
