"""The comment door: the form, the preview, and a comment or a reply sent.

Rule: a form without a token leads to the preview, whatever it says; only what was previewed is sent, or what
the script sends with a token of its own. What is wrong with a form is said at its fields, with all that was
written still in them.
"""

from dataclasses import dataclass
from datetime import datetime

from serai.gate import answers, copies, entries, lengths, writing
from serai.gate.answers import Answer
from serai.gate.asking import Asked
from serai.gate.copies import Copy
from serai.gate.doors import receiving
from serai.gate.entries import NewComment
from serai.gate.lodge import Lodge
from serai.gate.pages import line
from serai.gate.stories import Story
from serai.gate.tokens import is_key, new_key
from serai.gate.views import CommentFormView, PreviewView, Problem, Writing
from serai.press import addresses
from serai.press.plates import EditionPlate
from serai.press.threads import Comment

NAME_PERCEIVED = 40  # user-perceived characters


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Draft:
    """A comment on its way: whom it is to, what is written, and what is wrong with it."""

    story: Story
    edition: EditionPlate
    parent: Comment | None
    writing: Writing
    problems: dict[str, Problem]
    known: str


async def comment(lodge: Lodge, asked: Asked) -> Answer:
    """`GET` shows the form, `POST` previews or sends."""
    visit = receiving.admit(lodge, asked)
    if isinstance(visit, Answer):
        return visit
    now, source, story = visit.now, visit.source, visit.story
    edition = lodge.pages.edition(story.edition)
    if edition is None:
        return lodge.notice(asked, "no_story")
    if not lodge.stories.open(story, now):
        return lodge.notice(asked, "closed", story=story)
    reply_to = asked.form.get("reply_to")
    parent = lodge.stories.comment(story, reply_to) if reply_to else None
    if reply_to and parent is None:
        return lodge.notice(asked, "no_comment", story=story)
    draft = _draft(lodge, asked, story, edition, parent)
    act = "send" if asked.by_script else asked.form.get("act")
    if asked.method != "POST" or act == "change":
        return _form(lodge, draft, asked)
    if draft.problems:
        return receiving.problems(draft.problems, asked) or _form(lodge, draft, asked, status=422)
    if act == "send":
        return await _send(lodge, asked, draft, source, now)
    return _preview(lodge, draft, asked, new_key(), now)


def _draft(lodge: Lodge, asked: Asked, story: Story, edition: EditionPlate, parent: Comment | None) -> _Draft:
    form = asked.form
    said = Writing(
        name=writing.one_line(form.get("name")),
        text=writing.plain(form.get("text")),
        contact=form.get("contact").strip() if lodge.options.contacts else "",
    )
    problems: dict[str, Problem] = {}
    if asked.method == "POST":
        found: tuple[tuple[str, Problem | None], ...] = (
            ("name", name_problem(said.name, broken="name" in form.broken)),
            ("text", text_problem(said.text, edition.comment_limit, broken="text" in form.broken)),
            ("contact", None if not said.contact or writing.is_contact(said.contact) else "not_a_contact"),
        )
        problems = {field: problem for field, problem in found if problem}
    known = form.get("known")
    return _Draft(
        story=story,
        edition=edition,
        parent=parent,
        writing=said,
        problems=problems,
        known=known if is_key(known) else "",
    )


def name_problem(name: str, *, broken: bool) -> Problem | None:
    """What is wrong with a name; None where nothing is."""
    if broken:
        return "unreadable"
    if not writing.visible(name):
        return "missing"
    if len(name) > entries.NAME_LIMIT or lengths.longer(name, NAME_PERCEIVED):
        return "too_long"
    return None


def text_problem(text: str, limit: int, *, broken: bool) -> Problem | None:
    """What is wrong with a comment's text; `limit` in user-perceived characters."""
    if broken:
        return "unreadable"
    if not writing.visible(text):
        return "missing"
    if len(text) > entries.TEXT_LIMIT or lengths.longer(text, limit):
        return "too_long"
    return None


def _form(lodge: Lodge, draft: _Draft, asked: Asked, status: int = 200) -> Answer:
    view = CommentFormView(
        chrome=lodge.pages.chrome(draft.edition, address=asked.path, title=draft.story.headline),
        story=line(draft.story),
        parent=draft.parent,
        reply_to=draft.parent.key if draft.parent else "",
        known=draft.known,
        writing=draft.writing,
        problems=draft.problems,
        limit=draft.edition.comment_limit,
        length=lengths.length(draft.writing.text),
        contacts=lodge.options.contacts,
        policy=addresses.comment_policy(draft.edition.key),
    )
    return lodge.page(view, status)


def _preview(
    lodge: Lodge, draft: _Draft, asked: Asked, key: str, now: datetime, *, stale: bool = False
) -> Answer:
    story, said = draft.story, draft.writing
    token = lodge.tokens.give(purpose="comment", story=story.address, key=key, now=now.timestamp())
    reply_to = draft.parent.key if draft.parent else ""
    shown = Comment(
        key=entries.comment_key(entries.receipt_of(key)),
        number=0,
        text=said.text,
        name=said.name,
        written_at=now.replace(microsecond=0),
        reply_to=reply_to,
    )
    hidden = (
        ("story", story.address),
        ("reply_to", reply_to),
        ("known", draft.known),
        ("name", said.name),
        ("text", said.text),
        ("contact", said.contact),
        ("key", key),
        ("token", token),
    )
    view = PreviewView(
        chrome=lodge.pages.chrome(draft.edition, address=asked.path, title=story.headline),
        story=line(story),
        parent=draft.parent,
        comment=shown,
        contact=said.contact,
        hidden=tuple((name, value) for name, value in hidden if value),
        stale=stale,
    )
    return lodge.page(view, 409 if stale else 200)


async def _send(lodge: Lodge, asked: Asked, draft: _Draft, source: str, now: datetime) -> Answer:
    key = asked.form.get("key")
    if not lodge.token_known(asked, "comment", draft.story.address, now):
        again = receiving.already(lodge, asked, key)
        if again:
            return again
        fresh = key if is_key(key) else new_key()
        if asked.by_script:
            return receiving.stale(lodge, fresh, now)
        return _preview(lodge, draft, asked, fresh, now, stale=True)
    receipt = entries.receipt_of(key)
    said = draft.writing
    entry = NewComment(
        id=receipt,
        receipt=receipt,
        at=now,
        source=source,
        marks=receiving.marks(lodge, asked, source, receipt, now),
        edition=draft.story.home.edition,
        story=draft.story.key,
        name=said.name,
        text=said.text,
        reply_to=draft.parent.key if draft.parent else "",
        contact=lodge.sealer.seal(said.contact) if said.contact and lodge.sealer else "",
        known=entries.receipt_of(draft.known) if draft.known else "",
    )
    copy = Copy(name=said.name, text=said.text, reply_to=entry.reply_to, contact_given=bool(entry.contact))
    sealed = copies.seal(copy, key)
    if not await receiving.keep(lodge, entry, sealed, draft.story.address):
        return lodge.notice(asked, "full", story=draft.story, writing=said)
    return receiving.received(asked, key)


async def token(lodge: Lodge, asked: Asked) -> Answer:
    """`GET /gate/token`: what the script needs to send without a preview."""
    now = lodge.now().timestamp()
    key = new_key()
    return answers.json(
        {
            "token": lodge.tokens.give(purpose="script", story="", key=key, now=now),
            "key": key,
            "challenge": lodge.proofs.challenge(now),
            "contacts": lodge.options.contacts,
        }
    )
