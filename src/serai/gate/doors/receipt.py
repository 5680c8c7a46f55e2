"""The receipt door: what became of what was written, for whoever has the private link.

Rule: the secret in the address is the whole capability, so no token is asked for; a form from another site is
refused all the same. What the page shows of the reader's own words is opened with that secret and kept
nowhere else. A change is an entry of its own, and the same change sent twice is one.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import quote

import msgspec

from serai.gate import answers, copies, entries, writing
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.copies import Copy
from serai.gate.doors import receiving
from serai.gate.doors.comment import text_problem
from serai.gate.doors.rating import answer_of
from serai.gate.entries import AnyEntry, Edit, Erasure, NewRating, Withdrawal
from serai.gate.lodge import Lodge
from serai.gate.pages import line
from serai.gate.receipts import Receipt
from serai.gate.tokens import is_key, new_key
from serai.gate.views import Problem, ReceiptView
from serai.press import addresses
from serai.press.plates import EditionPlate

State = Literal["waiting", "approved", "rejected", "withdrawn", "removed", "erased"]
Done = Literal["", "edited", "withdrawn", "erased", "rated"]
_DONE: dict[str, Done] = {"edited": "edited", "withdrawn": "withdrawn", "erased": "erased", "rated": "rated"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Held:
    """A private link that was opened."""

    secret: str
    row: Receipt
    copy: Copy
    source: str
    now: datetime

    @property
    def address(self) -> str:
        """The private link itself."""
        return receiving.receipt_address(self.secret)

    @property
    def edition(self) -> str:
        """The edition to speak in: that of the page that was written on, which for a story in two scripts may
        be another than the discussion's."""
        return addresses.code(self.row.address) or self.row.edition

    @property
    def state(self) -> State:
        """The state as its writer is shown it."""
        state = self.row.state
        return "waiting" if state == "pending" or state == "held" else state


async def receipt(lodge: Lodge, asked: Asked, secret: str, act: str) -> Answer:
    """`GET .../` and `GET .../export`; `POST .../edit`, `withdraw`, `erase`, `rate`."""
    now = lodge.now()
    row = lodge.inbox.receipt(entries.receipt_of(secret)) if is_key(secret) else None
    if row is None:
        return lodge.notice(asked, "no_receipt")
    source = lodge.source(asked, now) if asked.method == "POST" else ""
    held = _Held(secret=secret, row=row, copy=copies.unseal(row.copy, secret), source=source, now=now)
    if asked.method != "POST":
        if act == "export":
            return _export(held)
        return _page(lodge, asked, held) if not act else lodge.notice(asked, "bad_form", edition=held.edition)
    if why := lodge.refused(asked, source, now):
        return lodge.notice(asked, why, edition=held.edition)
    if act == "edit":
        return await _edit(lodge, asked, held)
    if act == "rate":
        return await _rate(lodge, asked, held)
    if act == "withdraw":
        return await _withdraw(lodge, asked, held)
    if act == "erase":
        return await _erase(lodge, asked, held)
    return lodge.notice(asked, "bad_form", edition=held.edition)


def _page(
    lodge: Lodge, asked: Asked, held: _Held, *, refused: str = "", problems: dict[str, Problem] | None = None
) -> Answer:
    row, copy = held.row, held.copy
    edition = _edition(lodge, asked, held)
    if edition is None:
        return lodge.notice(asked, "no_story")
    story = lodge.stories.find(row.address)
    takes = story is not None and row.of == "comment" and lodge.stories.open(story, held.now)
    view = ReceiptView(
        chrome=lodge.pages.chrome(edition, address=held.address, title=story.headline if story else ""),
        story=line(story) if story else None,
        address=held.address,
        of=row.of,
        state=held.state,
        new=asked.form.get("done") == "sent",
        done=_DONE.get(asked.form.get("done"), ""),
        note=row.note,
        place=story.place(row.place) if story else row.place,
        name=copy.name,
        text=copy.text or copy.detail,
        answer=copy.answer,
        written_at=row.at,
        editable_until=_editable_until(lodge, held),
        writing=refused,
        problems=problems or {},
        limit=edition.comment_limit,
        key=new_key(),
        reply=f"/gate/comment?story={quote(row.address)}&known={held.secret}" if takes else "",
    )
    return lodge.page(view, 422 if problems else 200)


def _edition(lodge: Lodge, asked: Asked, held: _Held) -> EditionPlate | None:
    found = lodge.pages.edition(held.edition) or lodge.pages.edition(held.row.edition)
    return found or lodge.pages.for_reader(held.row.address, asked.headers.get("accept-language", ""))


def _editable_until(lodge: Lodge, held: _Held) -> datetime | None:
    """Until when the comment may be edited; None where it may not be any more."""
    until = held.row.at + lodge.options.edit_window
    may = held.row.of == "comment" and held.state in {"waiting", "approved"} and held.copy.text
    return until if may and held.now < until else None


async def _edit(lodge: Lodge, asked: Asked, held: _Held) -> Answer:
    edition = _edition(lodge, asked, held)
    text = writing.plain(asked.form.get("text"))
    if text and text == held.copy.text and held.copy.last:
        return _done(asked, held, "edited")  # sent again because its answer was lost
    if edition is None or _editable_until(lodge, held) is None:
        problem: Problem | None = "stale"
    else:
        problem = text_problem(text, edition.comment_limit, broken="text" in asked.form.broken)
        problem = problem or ("unchanged" if text == held.copy.text else None)
    if problem:
        found = {"text": problem}
        return receiving.problems(found, asked) or _page(lodge, asked, held, refused=text, problems=found)
    entry = Edit(
        id=_id("edit", held, text),
        receipt=held.row.receipt,
        at=held.now,
        source=held.source,
        marks=lodge.marks(held.source, held.now),
        text=text,
    )
    copy = msgspec.structs.replace(held.copy, text=text, last=entry.id)
    return await _keep(lodge, asked, held, entry, copy, done="edited")


async def _rate(lodge: Lodge, asked: Asked, held: _Held) -> Answer:
    said = answer_of(asked.form.get("answer"))
    if held.row.of != "rating" or held.state == "erased" or not said:
        return lodge.notice(asked, "bad_form", edition=held.edition)
    if said == held.copy.answer:
        return _done(asked, held, "rated")
    entry = NewRating(
        id=_id("rating", held, said),
        receipt=held.row.receipt,
        at=held.now,
        source=held.source,
        marks=lodge.marks(held.source, held.now),
        edition=held.row.edition,
        story=held.row.story,
        answer=said,
    )
    copy = msgspec.structs.replace(held.copy, answer=said, last=entry.id)
    return await _keep(lodge, asked, held, entry, copy, done="rated")


async def _withdraw(lodge: Lodge, asked: Asked, held: _Held) -> Answer:
    if held.row.of != "comment":
        return lodge.notice(asked, "bad_form", edition=held.edition)
    if held.state in {"withdrawn", "erased"}:
        return _done(asked, held, "withdrawn")
    entry = Withdrawal(id=_id("withdrawal", held), receipt=held.row.receipt, at=held.now, source=held.source)
    return await _keep(lodge, asked, held, entry, held.copy, done="withdrawn")


async def _erase(lodge: Lodge, asked: Asked, held: _Held) -> Answer:
    if held.state == "erased":
        return _done(asked, held, "erased")
    entry = Erasure(id=_id("erasure", held), receipt=held.row.receipt, at=held.now, source=held.source)
    return await _keep(lodge, asked, held, entry, None, done="erased")


async def _keep(
    lodge: Lodge, asked: Asked, held: _Held, entry: AnyEntry, copy: Copy | None, *, done: Done
) -> Answer:
    sealed = copies.seal(copy, held.secret) if copy else b""
    if not await receiving.keep(lodge, entry, sealed, held.row.address):
        return lodge.notice(asked, "full", edition=held.edition)
    return _done(asked, held, done)


def _done(asked: Asked, held: _Held, done: Done) -> Answer:
    if asked.by_script:
        return answers.json({"receipt": held.address, "done": done})
    return answers.see_other(f"{held.address}?done={done}")


def _id(what: str, held: _Held, said: str = "") -> str:
    """The id of an entry that comes through a receipt: the same for the same change after the same one."""
    told = "\n".join((what, held.row.receipt, held.copy.last, said))
    return hashlib.sha256(told.encode()).hexdigest()


def _export(held: _Held) -> Answer:
    """Everything the gate knows of what was written through this link."""
    row = held.row
    said = {
        "receipt": row.receipt,
        "of": row.of,
        "edition": row.edition,
        "story": row.story,
        "address": row.address,
        "state": held.state,
        "note": row.note,
        "place": row.place,
        "written_at": row.at,
        "changed_at": row.changed_at,
        "written": held.copy,
    }
    body = msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"
    attachment = (b"content-disposition", f'attachment; filename="{row.of}-{row.receipt[:8]}.json"'.encode())
    return Answer(200, body, b"application/json", (attachment,))
