"""Readers of a running newsroom: they comment, rate and report through its public address, as a browser
without JavaScript would, and keep their receipts.

Rule: a reader presses the buttons of the pages that come back, and tries again what was not answered.
"""

import html
import re
import time
from dataclasses import dataclass, field

import httpx

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PATIENCE = 60.0  # seconds for which an unanswered request is tried again
DRAFT = "Nothing was answered in time."


@dataclass
class Reader:
    """One reader at one address of loopback. `known`: the secret of an earlier receipt, to be shown."""

    site_url: str
    address: str = "127.0.0.1"
    known: str = ""
    receipts: list[str] = field(default_factory=list)  # private links, as they were given

    def comments(
        self, story: str, text: str, *, name: str = "Dana", contact: str = "", reply_to: str = ""
    ) -> str:
        """Write, look at the preview, send; the receipt's private link."""
        written = {"story": story, "name": name, "text": text, "contact": contact, "reply_to": reply_to}
        preview = self._posts("/gate/comment", {**written, "known": self.known})
        assert preview.status_code == 200, preview.text
        return self._sends("/gate/comment", preview, act="send")

    def rates(self, story: str, answer: str) -> str:
        """Press yes or no, confirm; the receipt's private link."""
        page = self._posts("/gate/rate", {"story": story, "answer": answer})
        return self._sends("/gate/rate", page, answer=answer)

    def reports(self, story: str, comment: str, reason: str = "spam") -> str:
        """Open the form, choose a reason, send; the receipt's private link."""
        form = self._tries("GET", f"/gate/report?story={story}&comment={comment}", None)
        return self._sends("/gate/report", form, reason=reason)

    def receipt(self, link: str) -> str:
        """What the receipt's page says now."""
        return self._tries("GET", link, None).text

    def _sends(self, path: str, page: httpx.Response, **pressed: str) -> str:
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(page.text)}
        answer = self._posts(path, {**hidden, **pressed})
        if answer.status_code == 409:  # the gate has begun anew since it showed the preview
            return self._sends(path, answer, **pressed)
        assert answer.status_code == 303, f"{answer.status_code}\n{answer.text}"
        link = answer.headers["location"].partition("?")[0]
        self.receipts.append(link)
        return link

    def _posts(self, path: str, form: dict[str, str]) -> httpx.Response:
        return self._tries("POST", path, {name: value for name, value in form.items() if value})

    def _tries(self, method: str, path: str, form: dict[str, str] | None) -> httpx.Response:
        """Ask until there is an answer that the gate itself gave."""
        deadline = time.monotonic() + PATIENCE
        headers = {"Origin": self.site_url} if form else {}
        while True:
            try:
                with httpx.Client(
                    transport=httpx.HTTPTransport(local_address=self.address, verify=False), timeout=20
                ) as browser:
                    answer = browser.request(method, self.site_url + path, data=form, headers=headers)
                if answer.status_code < 500:
                    return answer
            except httpx.HTTPError:
                pass
            assert time.monotonic() < deadline, DRAFT
            time.sleep(0.05)
