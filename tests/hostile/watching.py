"""A browser that is watched: what it is shown, what it asks for, and whatever runs that should not.

Rule: the browser gets each answer from a function, never from a network; what it asks of anybody else is
written down and not answered. Scripts are on: a payload must be given its chance.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Route

_LISTEN = """
window.__broken = [];
addEventListener('securitypolicyviolation',
  e => window.__broken.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""
_LOOK = """async () => {
  for (const e of document.querySelectorAll('*'))
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'pointerover'])
      e.dispatchEvent(new Event(kind, {bubbles: true}));
  scrollTo(0, document.body.scrollHeight);
  for (const turn of [1, 2]) await new Promise(done => setTimeout(done));  // a policy tells late
  const odd = [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
    .filter(a => a.name.startsWith('on') || /^\\s*(javascript|vbscript):/i.test(a.value)
                 && ['href', 'src', 'action', 'formaction'].includes(a.name)).map(a => a.name);
  return [window.__broken, !!document.getElementById('pwned'), odd];
}"""


@dataclass(frozen=True)
class Shown:
    """An answer to the browser."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass
class Watched:
    """A page, and all that was seen of it: an empty `seen` is what a test wants."""

    page: "Page"
    seen: list[str] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)  # style sheets that it was given; no payload is in one

    def opens(self, address: str) -> None:
        """Open the page, move over everything a reader moves over, and note what broke."""
        self.page.goto(address, wait_until="load")
        self.looks_around(address)

    def looks_around(self, address: str) -> None:
        """Hover, focus and scroll: what waits for a reader's hand gets it."""
        broken, pwned, odd = self.page.evaluate(_LOOK)
        self.seen += [f"{address}: policy: {one}" for one in broken]
        self.seen += [f"{address}: an element of a payload"] * pwned
        self.seen += [f"{address}: attribute {name}" for name in odd]


@contextmanager
def watched(
    browser: "Browser", origin: str, answer: Callable[[Any], Shown] | None, policy: str = ""
) -> Iterator[Watched]:
    """A browser for which `answer` is the whole of `origin`; its argument is the browser's request. Without
    one, `origin` is a server on this machine, to whose pages `policy` is added, to tell and not to forbid."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    context.add_init_script(_LISTEN)
    page = context.new_page()
    one = Watched(page)

    def route(asked: "Route") -> None:
        parts = urlsplit(asked.request.url)
        if f"{parts.scheme}://{parts.netloc}" != origin:
            one.seen.append(f"asked {asked.request.url[:80]}")
            asked.abort()
            return
        if answer is None:
            _passed_on(one, asked, policy)
            return
        if asked.request.resource_type == "stylesheet":
            if asked.request.url in one.sheets:
                asked.fulfill(status=200, body=b"", headers={"content-type": "text/css"})
                return
            one.sheets.add(asked.request.url)
        shown = answer(asked.request)
        if shown.status >= 500:
            one.seen.append(f"{parts.path}: status {shown.status}")
        asked.fulfill(status=shown.status, body=shown.body, headers=shown.headers)

    # What a server of ours gives to every page is asked for without a detour.
    context.route("**/*" if answer else re.compile(f"^(?!{re.escape(origin)}/static/)"), route)
    page.on("dialog", lambda dialog: _dismissed(one, dialog))
    page.on("pageerror", lambda error: one.seen.append(f"error {error.message[:80]}"))
    page.on("popup", lambda popup: one.seen.append(f"popup {popup.url[:80]}"))
    page.on("download", lambda _download: one.seen.append("a download"))
    page.on("console", lambda said: _policy(one, said.text))
    try:
        yield one
    finally:
        context.close()


def _passed_on(one: Watched, asked: "Route", policy: str) -> None:
    if asked.request.resource_type != "document":
        asked.continue_()
        return
    came = asked.fetch(max_redirects=0)
    if came.status >= 400:
        one.seen.append(f"{asked.request.url[:80]}: status {came.status}")
    asked.fulfill(response=came, headers={**came.headers, "content-security-policy-report-only": policy})


def _policy(one: Watched, said: str) -> None:
    if "Content Security Policy" in said or "Content-Security-Policy" in said:
        one.seen.append(said[:160])


def _dismissed(one: Watched, dialog: "Dialog") -> None:
    one.seen.append(f"dialog {dialog.message[:40]}")
    dialog.dismiss()
