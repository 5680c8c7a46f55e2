"""Every request is bounded, every answer guarded, and a door that fails tells no log a reader's word."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus, unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.gate import forms
from serai.gate.answers import POLICY
from serai.gate.errors import InboxError
from serai.gate.stories import Stories
from tests.gate.gates import STORY, House, hidden, kept, link, opened

FORM = "application/x-www-form-urlencoded"


def test_every_answer_is_kept_by_nobody_and_loads_nothing_from_elsewhere(house: House) -> None:
    reader = house.reader()
    address = reader.sends()
    pages = [
        reader.opens(f"/gate/comment?story={STORY}"),
        reader.opens(address),
        reader.opens(f"{address}export"),
        reader.opens("/gate/token"),
        reader.opens("/gate/receipt/nothing/"),
        reader.previews(),
        reader.previews(text=""),
        reader.posts("/gate/collect", {}),
        reader.opens("/gate/comment", **{"x-long": "x" * 20_000}),
    ]
    for page in pages:
        said = {name: page.headers.get(name) for name in ("cache-control", "content-security-policy")}
        assert said == {"cache-control": "no-store", "content-security-policy": POLICY}
        assert page.headers["referrer-policy"] == "strict-origin"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in page.headers


def test_a_page_of_the_gate_asks_nobody_else_for_anything(house: House) -> None:
    page = house.reader().opens(f"/gate/comment?story={STORY}").text
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert page.count("https://") == page.count("https://bridge.example")


def test_head_is_get_without_a_body(house: House) -> None:
    answer = house.client.request("HEAD", f"/gate/comment?story={STORY}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ({"content-type": "application/json"}, b"{}", 415),
        ({"content-type": FORM}, b"a=1&" * 30 + b"b=2", 400),
        ({"content-type": FORM}, b"n" * 33 + b"=1", 400),
        ({"content-type": FORM}, "имя=1".encode(), 400),
        ({"content-type": FORM}, b"=1", 400),
        ({"content-type": FORM}, b"text=" + b"x" * 65_536, 413),
        ({"content-type": FORM, "content-length": "-1"}, b"", 400),
        ({"content-type": FORM, "content-length": "9" * 30}, b"", 400),
        ({"content-type": FORM, "content-length": "10"}, b"x" * 70_000, 413),
        ({"content-type": FORM, "transfer-encoding": "chunked"}, b"", 411),
        ({"content-type": FORM, "x-long": "x" * 17_000}, b"", 431),
        ({"content-type": FORM}, b"", 404),
        ({"content-type": FORM}, b"&&&&", 404),
        ({"content-type": FORM}, b"%%%=%", 404),
        ({"content-type": f"{FORM}; charset=utf-8"}, b"", 404),
        ({}, b"", 404),
    ],
)
def test_what_is_no_form_of_ours_is_refused(
    house: House, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = house.client.post("/gate/comment", content=body, headers=headers)
    assert answer.status_code == status
    assert house.entries() == []


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("PUT", "/gate/comment", 405),
        ("DELETE", "/gate/receipt/x/", 405),
        ("OPTIONS", "/gate/comment", 405),
        ("POST", "/gate/token", 404),
        ("POST", "/gate/nothing", 404),
        ("POST", "/gate/", 404),
        ("GET", "/gate/collect", 404),
        ("GET", "/gate/nothing", 404),
        ("GET", "/gate/", 404),
        ("GET", "/gate/receipt/", 404),
        ("GET", "/gate/comment?" + "a=1&" * 40, 400),
        ("GET", "/gate/comment?story=" + "x" * 5000, 400),
    ],
)
def test_what_is_no_door_is_refused(house: House, method: str, address: str, status: int) -> None:
    assert house.client.request(method, address).status_code == status


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "{{ 7*7 }}{% raw %}",
    "\x00\x1b[2J",
    "\u202eevil\u2066",
    "Z" + "\u0301" * 2000,
    "%00%ff%c0%ae",
    "../../../etc/passwd",
    "//evil.example",
    "javascript:alert(1)",
    "\r\nSet-Cookie: a=b",
    "=cmd|' /C calc'!A0",
    "\ud7ff\ue000\uffff",
    "x" * 40_000,
    "\n" * 5_000,
    "👨\u200d👩\u200d👧\u200d👦" * 300,
]
FIELDS = ["story", "reply_to", "name", "text", "contact", "known", "token", "key", "proof", "act"]
FIELDS += ["answer", "reason", "detail", "comment"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_field_of_any_form_can_break_a_door(house: House, hostile: str) -> None:
    reader = house.reader()
    address = reader.sends("Before.")
    good = {"story": STORY, "name": "Dana", "text": "Good.", "answer": "yes", "reason": "spam"}
    doors = ["/gate/comment", "/gate/rate", "/gate/report", f"{address}edit"]
    for door in doors:
        for name in FIELDS:
            answer = reader.posts(door, {**good, name: hostile})
            assert answer.status_code < 500, (door, name)
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
            assert 'href="javascript:' not in answer.text
            assert "set-cookie" not in answer.headers
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/gate/receipt/")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_and_no_header_can_break_a_door(house: House, hostile: str) -> None:
    value = quote(hostile[:800])
    reader = house.reader()
    for name in ("story", "reply_to", "known", "comment", "done"):
        for door in ("/gate/comment", "/gate/report", "/gate/rate", "/gate/receipt/x/"):
            assert reader.opens(f"{door}?story={STORY}&{name}={value}").status_code < 500
    flat = (
        hostile.encode("utf-8", "replace")[:500].replace(b"\r", b"").replace(b"\n", b"").replace(b"\x00", b"")
    )
    for name in ("accept", "accept-language", "origin", "referer", "host", "x-forwarded-for", "content-type"):
        for method in ("GET", "POST"):
            answer = house.client.request(method, "/gate/comment", headers=[(name.encode(), flat)])
            assert answer.status_code < 500, name


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One gate for many examples."""
    with opened(tmp_path_factory.mktemp("lasting"), contacts=True, flood=1_000_000) as one:
        yield one


@settings(max_examples=60)
@given(
    st.sampled_from(["/gate/comment", "/gate/rate", "/gate/report", "/gate/receipt/" + "k" * 32 + "/edit"]),
    st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=300) | st.sampled_from(HOSTILE), max_size=10),
    st.booleans(),
)
def test_no_form_whatever_breaks_a_door(
    lasting: House, door: str, fields: dict[str, str], by_script: bool
) -> None:
    headers = {"accept": "application/json"} if by_script else {}
    answer = lasting.reader().posts(door, {"story": STORY, **fields}, **headers)
    assert answer.status_code in {200, 303, 400, 403, 404, 409, 413, 422}


@settings(max_examples=60)
@given(st.binary(max_size=2000))
def test_no_bytes_whatever_break_a_door(lasting: House, body: bytes) -> None:
    assert lasting.reader().posts("/gate/comment", body).status_code in {200, 400, 404, 422}


def test_one_form_posted_by_many_hands_at_once_is_one_entry(house: House) -> None:
    fields = {**hidden(house.reader().previews()), "act": "send"}
    posts = [
        house.client.portal.start_task_soon(house.client.asking("POST", "/gate/comment", data=fields))
        for _ in range(20)
    ]
    assert len({link(post.result()) for post in posts}) == 1
    assert len(house.entries()) == 1


def test_a_door_that_fails_says_so_and_logs_no_word_and_no_address(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_self: object, address: str) -> None:
        raise RuntimeError(f"with {address} and A SECRET WORD of 203.0.113.7")

    reader = house.reader()
    monkeypatch.setattr(Stories, "find", fails)
    with caplog.at_level(logging.DEBUG):
        page = reader.previews("A SECRET WORD")
    assert page.status_code == 500
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "RuntimeError at " in caplog.text
    assert "test_doorway.py:" in caplog.text
    assert not [word for word in ("SECRET", "203.0.113.7", STORY, "Dana") if word in caplog.text]


def test_a_page_that_cannot_be_made_leaves_plain_words(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    lodge = house.client.app.lodge
    assert lodge is not None
    lodge.pages._theme = None  # type: ignore[assignment]
    answer = house.reader().previews("A SECRET WORD")
    assert (answer.status_code, answer.text) == (500, "500\n")
    assert "SECRET" not in caplog.text


def test_before_anything_is_baked_there_are_plain_words(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        shutil.rmtree(house.site.folder)
        answer = house.reader().previews("Hello?")
        assert (answer.status_code, answer.text) == (404, "404\n")


def test_a_full_inbox_says_so_and_gives_the_words_back(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(*_args: object, **_more: object) -> bool:
        raise InboxError("There is no room.")

    reader = house.reader()
    fields = {**hidden(reader.previews("Into the void?")), "act": "send"}
    with monkeypatch.context() as patch:
        patch.setattr(house.client.app.lodge.inbox, "append", full)  # type: ignore[union-attr]
        for _ in range(3):
            page = reader.posts("/gate/comment", fields)
            assert (page.status_code, kept(page)) == (503, ["Into the void?"])
    assert caplog.text.count("There is no room.") == 1
    assert reader.posts("/gate/comment", fields).status_code == 303


def test_notices_speak_the_language_of_the_story_or_of_the_reader(house: House) -> None:
    house.site.has_edition("fa", direction="rtl", position=1)
    reader = house.reader()
    assert 'lang="fa"' in reader.previews(story="/fa/2026/11/23/x/").text
    assert (
        'lang="fa"'
        in reader.opens("/gate/receipt/x/", **{"accept-language": "kk, fa-IR;q=0.8, en;q=0.5"}).text
    )
    assert 'lang="en"' in reader.opens("/gate/receipt/x/").text


def test_a_form_is_read_as_browsers_write_it() -> None:
    form = forms.read(b"a=1+2%2B3&b=%D0%B4%D0%B0&c&d=&a=again&e=%zz%4")
    assert form is not None
    assert form.fields == {"a": "1 2+3", "b": "да", "c": "", "d": "", "e": "%zz%4"}
    assert form.broken == frozenset()


@given(st.text(), st.sampled_from([quote_plus, lambda text: quote_plus(text, safe="=")]))
def test_what_was_escaped_is_read_again(text: str, escape: Callable[[str], str]) -> None:
    form = forms.read(f"a={escape(text)}&b={escape(text).lower()}".encode())
    assert form is not None
    assert form.get("a") == text
    assert form.get("b") == unquote_plus(escape(text).lower())


@given(st.binary())
def test_any_bytes_are_read_as_the_standard_library_reads_them(data: bytes) -> None:
    value = data.replace(b"&", b"").replace(b"+", b" ")
    form = forms.read(b"a=" + value)
    assert form is not None
    assert form.get("a") == unquote_to_bytes(value).decode("utf-8", "replace")


def test_a_form_of_nothing_is_empty() -> None:
    assert forms.read(b"") == forms.Form()


def test_half_a_character_is_named_as_broken() -> None:
    form = forms.read(b"a=%D0&b=%ED%A0%80&c=ok")
    assert form is not None
    assert (form.fields["a"], form.broken) == ("\ufffd", frozenset({"a", "b"}))
