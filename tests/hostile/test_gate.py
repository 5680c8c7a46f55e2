"""Every payload in every field of the gate: kept as the text it is, or refused in plain words."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
import regex

from serai.gate import answers, entries
from tests.gate import gates
from tests.hostile.corpus import CONTACTS, CORPUS, Payload
from tests.hostile.paper import FIRST, STORY, Paper, Shape, harm_in, printed, shape
from tests.press.theme.reading import parsed

FILLED_IN = ("story", "reply_to", "known", "key", "token", "proof", "act")
HARMLESS = "See https://example.org/a\nand write.\n\nAgain."


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    with printed(tmp_path_factory.mktemp("hostile")) as one:
        yield one


def said(answer: httpx.Response) -> str:
    """What a refusal says, in its place for it; "" where it says nothing."""
    found = parsed(answer.content).xpath("//*[@role='alert'] | //*[@id='problems']")
    return " ".join(" ".join(found[0].text_content().split()) for _ in found[:1])


def wrong_with(answer: httpx.Response, harmless: list[Shape]) -> list[str]:
    """What is wrong with an answer of the gate, whatever it says."""
    found = [] if answer.status_code < 500 else [f"status {answer.status_code}"]
    expected = {name.decode(): value.decode() for name, value in answers.HEADERS}
    found += [name for name, value in expected.items() if answer.headers.get(name) != value]
    found += ["a cookie"] if "set-cookie" in answer.headers else []
    if answer.content and answer.headers["content-type"].startswith("text/html"):
        found += harm_in(answer.content, harmless)
    return found


def refused_as(payload: Payload, answer: httpx.Response, harmless: list[Shape]) -> list[str]:
    found = wrong_with(answer, harmless)
    if answer.status_code not in {413, 422}:
        found.append(f"status {answer.status_code}")
    if len(said(answer)) < 20:
        found.append(f"says only {said(answer)!r}")
    return found


def pages(paper: Paper, **fields: str) -> list[Shape]:
    """What the gate's pages look like with harmless words."""
    too_long = paper.writes(**{**fields, "text": "x" * 2_000})
    refused = paper.writes(**{**fields, "name": "", "text": "", "contact": "x"})
    notice = paper.posts("/gate/comment", {"story": STORY.address, "text": "x" * 100_000})
    nothing = paper.posts("/gate/comment", {"story": "/nowhere/", "text": "x"})
    unreadable: dict[str, bytes | str] = {**fields, "text": b"\xff"}
    broken = paper.writes(**unreadable)
    contact = paper.writes(**{**fields, "contact": "x"})
    preview = paper.writes(**fields)
    return [shape(page.content) for page in (too_long, refused, notice, nothing, broken, contact, preview)]


def test_every_payload_as_a_comments_text(paper: Paper) -> None:
    harmless = [*pages(paper, text=HARMLESS), *receipts(paper, text=HARMLESS)]
    paper.collects()
    wrong: dict[str, list[str]] = {}
    for payload in CORPUS:
        answer = paper.writes(text=payload.data)
        found = wrong_with(answer, harmless)
        if payload.text == "refused":
            found += refused_as(payload, answer, harmless)
        elif answer.status_code != 200 or gates.hidden(answer).get("text") != payload.words.strip():
            found.append(f"the preview keeps something else, {answer.status_code}")
        else:
            link = gates.link(paper.posts("/gate/comment", {**gates.hidden(answer), "act": "send"}))
            receipt = paper.house.reader().opens(link)
            found += wrong_with(receipt, harmless)
            found += [] if payload.words.strip() in kept_on(receipt) else ["the receipt shows something else"]
        if found:
            wrong[payload.what] = found
    assert wrong == {}
    stored = [entry.text for entry in paper.collects() if isinstance(entry, entries.NewComment)]
    assert stored == [payload.words.strip() for payload in CORPUS if payload.text == "stored"]


def test_every_payload_as_a_readers_name(paper: Paper) -> None:
    harmless = [*pages(paper, name="Dana"), *receipts(paper, name="Dana")]
    paper.collects()
    wrong: dict[str, list[str]] = {}
    for payload in CORPUS:
        answer = paper.writes(name=payload.data)
        found = wrong_with(answer, harmless)
        if payload.name == "refused":
            found += refused_as(payload, answer, harmless)
        elif answer.status_code != 200:
            found.append(f"status {answer.status_code}")
        else:
            link = gates.link(paper.posts("/gate/comment", {**gates.hidden(answer), "act": "send"}))
            found += wrong_with(paper.house.reader().opens(link), harmless)
        if found:
            wrong[payload.what] = found
    assert wrong == {}
    stored = [entry.name for entry in paper.collects() if isinstance(entry, entries.NewComment)]
    assert stored == [" ".join(payload.words.split()) for payload in CORPUS if payload.name == "stored"]


def test_nothing_but_an_address_is_taken_for_a_contact(paper: Paper) -> None:
    harmless = pages(paper)
    paper.collects()
    wrong: dict[str, list[str]] = {}
    contacts = [payload.data for payload in CORPUS if payload.data.strip()]
    for contact in [*contacts, *(contact.encode() for contact in CONTACTS)]:
        answer = paper.writes(contact=contact)
        found = wrong_with(answer, harmless)
        blank = not contact.decode(errors="replace").strip()
        if answer.status_code not in ({200} if blank else {413, 422}):
            found.append(f"status {answer.status_code}")
        if found:
            wrong[repr(contact[:60])] = found
    assert (wrong, paper.collects()) == ({}, [])


def test_every_payload_as_a_reports_detail(paper: Paper) -> None:
    address = f"/gate/report?story={STORY.address}&comment={FIRST.key}"
    about: dict[str, bytes | str] = {"story": STORY.address, "comment": FIRST.key, "reason": "hate"}
    empty = paper.house.reader().opens(address)
    harmless = [
        shape(empty.content),
        *(
            shape(paper.posts("/gate/report", {**about, "detail": d}).content)
            for d in ("x", b"\xff", "x" * 999)
        ),
        *pages(paper),
        *receipts(paper, text=HARMLESS),
    ]
    paper.collects()
    wrong: dict[str, list[str]] = {}
    expected = []
    for payload in CORPUS:
        form: dict[str, bytes | str] = {**gates.hidden(paper.house.reader().opens(address)), "reason": "hate"}
        answer = paper.posts("/gate/report", {**form, "detail": payload.data})
        found = wrong_with(answer, harmless)
        if answer.status_code == 303:
            expected.append(payload.what)
            found += wrong_with(paper.house.reader().opens(gates.link(answer)), harmless)
        else:
            found += refused_as(payload, answer, harmless)
        if found:
            wrong[payload.what] = found
    assert wrong == {}
    details = [entry.detail for entry in paper.collects() if isinstance(entry, entries.NewReport)]
    assert len(details) == len(expected)
    assert expected == [payload.what for payload in CORPUS if is_detail(payload.data)]
    assert not [one for one in "".join(details) if one in "\x00\x1b\x7f\u202e\u2066\u2028"]


def test_every_payload_in_the_fields_that_a_page_fills_in(paper: Paper) -> None:
    harmless = [
        *pages(paper),
        shape(paper.house.reader().opens(f"/gate/comment?story={STORY.address}").content),
    ]
    harmless += [shape(paper.writes(reply_to=FIRST.key).content), *receipts(paper)]
    paper.collects()
    wrong: dict[str, list[str]] = {}
    for payload in CORPUS:
        for name in (*FILLED_IN, payload.what.encode().hex()[:20]):
            form: dict[str, bytes | str] = {"story": STORY.address, "name": "D", "text": "x", "act": "send"}
            answer = paper.posts("/gate/comment", {**form, name: payload.data})
            found = wrong_with(answer, harmless)
            found += ["it was kept"] if answer.status_code == 303 else []
            if found:
                wrong[f"{payload.what} as {name}"] = found
    assert (wrong, paper.collects()) == ({}, [])


def test_every_payload_as_an_address_or_a_secret(paper: Paper) -> None:
    wrong: dict[str, list[str]] = {}
    harmless = [*pages(paper), *receipts(paper)]
    for payload in CORPUS:
        words = quoted(payload.data[:2_000])
        for address in (
            f"/gate/receipt/{words}/",
            f"/gate/comment?story={words}",
            f"/gate/report?comment={words}",
        ):
            answer = paper.house.reader().opens(address)
            found = wrong_with(answer, harmless) if answer.headers.get("content-security-policy") else []
            if not 400 <= answer.status_code < 500:
                found.append(f"status {answer.status_code}")
            if found:
                wrong[f"{payload.what} at {address[:20]}"] = found
    assert wrong == {}


def test_every_payload_as_an_edit(paper: Paper) -> None:
    link = paper.sends(text=HARMLESS)
    key = gates.hidden(paper.house.reader().opens(link))["key"]
    harmless = [*pages(paper, text=HARMLESS), *receipts(paper, text=HARMLESS)]
    refused = [paper.posts(f"{link}edit", {"text": text, "key": key}) for text in ("", b"\xff", "x" * 2_000)]
    harmless += [shape(answer.content) for answer in refused]
    paper.collects()
    wrong: dict[str, list[str]] = {}
    for payload in CORPUS:
        form = gates.hidden(paper.house.reader().opens(link))
        answer = paper.posts(f"{link}edit", {**form, "text": payload.data})
        found = wrong_with(answer, harmless)
        if payload.text == "refused":
            found += refused_as(payload, answer, harmless)
        elif answer.status_code != 303:
            found.append(f"status {answer.status_code}")
        found += wrong_with(paper.house.reader().opens(link), harmless)
        if found:
            wrong[payload.what] = found
    assert wrong == {}
    edits = [entry.text for entry in paper.collects() if isinstance(entry, entries.Edit)]
    assert edits == [payload.words.strip() for payload in CORPUS if payload.text == "stored"]


def receipts(paper: Paper, **fields: str) -> list[Shape]:
    """What a receipt looks like: new, seen again, and of a report."""
    link = paper.sends(**fields)
    about = f"/gate/report?story={STORY.address}&comment={FIRST.key}"
    form: dict[str, bytes | str] = {**gates.hidden(paper.house.reader().opens(about)), "reason": "hate"}
    report = gates.link(paper.posts("/gate/report", {**form, "detail": HARMLESS}))
    edited = paper.posts(
        f"{link}edit", {**gates.hidden(paper.house.reader().opens(link)), "text": "Another."}
    )
    assert edited.status_code == 303
    return [
        shape(paper.house.reader().opens(address).content)
        for address in (link, f"{link}?done=edited", edited.headers["location"], report)
    ]


def kept_on(receipt: httpx.Response) -> list[str]:
    """The texts that a receipt shows: in its form, or as it stands."""
    root = parsed(receipt.content)
    return [*gates.kept(receipt), *(unescape(one.text_content()).strip() for one in root.xpath("//textarea"))]


def is_detail(data: bytes) -> bool:
    """Whether a report may say this: at most 500 user-perceived characters and 1000 code points, or none."""
    try:
        words = data.decode().strip()
    except UnicodeDecodeError:
        return False
    seen = len(regex.findall(r"\X", words)) if len(data) < 20_000 else len(data)
    return seen <= 500 and len(words) <= 1_000


def quoted(data: bytes) -> str:
    return "".join(f"%{byte:02x}" for byte in data) or "%20"


def test_the_inbox_holds_no_payload_that_was_refused(tmp_path: Path) -> None:
    refused = [payload for payload in CORPUS if payload.text == "refused" and len(payload.data) > 8]
    with printed(tmp_path) as paper:
        paper.sends(text="What was taken.")
        for payload in refused:
            paper.writes(text=payload.data)
        inbox = paper.house.options.inbox
        files = b"".join(path.read_bytes() for path in inbox.parent.glob(f"{inbox.name}*"))
    assert b"What was taken." in files
    assert [payload.what for payload in refused if payload.data[:200] in files] == []
