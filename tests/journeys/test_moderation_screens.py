"""The moderation screens in a real browser: decided by keys in two layouts, by forms without a script, and by
axe; what a reader wrote runs nowhere.

Each test brings comments of its own, signed with a name of its own, and looks at those alone.
"""

import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.browser import axe_violations, new_page
from tests.discussion.moderating import HOSTILE
from tests.journeys.house import House, Login
from tests.newsrooms import on_free_ports, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PEOPLE = """
from serai.newsroom import people
for name, role, password in LOGINS:
    people.put_user(name=name, role=role, password=password)
"""
WRITING = """
import secrets
from datetime import timedelta
from serai.core import clock
from serai.discussion import actions
from serai.discussion.models import Cluster, Comment, StoryCard
from serai.gate import entries
from serai.gate.protocol import Positioned

StoryCard.objects.get_or_create(edition="en", key="a" * 32, defaults={
    "headline": "The bridge that was paid for twice", "address": "/en/2026/11/23/bridge/",
    "section": "b" * 32, "section_name": "Courts", "published_at": clock.now() - timedelta(days=1)})
start = Comment.objects.count()
receipts = [secrets.token_hex(32) for _text in TEXTS]
actions.take_in(gate="9" * 32, entries=[
    Positioned(position=start + number, entry=entries.NewComment(
        id=receipt, receipt=receipt, at=clock.now(), edition="en", story="a" * 32, name=NAME, text=text,
        source=secrets.token_hex(8)))
    for number, (receipt, text) in enumerate(zip(receipts, TEXTS), start=1)])
rows = Comment.objects.filter(receipt__in=receipts)
rows.update(cluster=None, state="pending", reasons=[])
if CLUSTER:
    rows.update(cluster=Cluster.objects.create(key=secrets.token_hex(16), joined=len(TEXTS)))
"""
SCREENS = (
    "queue/new/", "queue/held/", "queue/reported/", "queue/brigade/", "queue/all/", "work/", "rules/",
    "rules/one/", "words/", "learner/", "mutes/", "alarms/", "gates/",
)  # fmt: skip


@pytest.fixture(scope="module")
def office(newsroom_as_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A newsroom with two moderators and an administrator."""
    folder = tmp_path_factory.mktemp("houses") / "office"
    shutil.copytree(newsroom_as_made, folder)
    made = on_free_ports(folder)
    roles = {"ada": "administrator", "bek": "moderator", "samal": "moderator"}
    logins = {name: Login(name=name, password=secrets.token_urlsafe(12)) for name in roles}
    people = [(name, role, logins[name].password) for name, role in roles.items()]
    made.at_desk(f"LOGINS = {people!r}\n{PEOPLE}")
    with made.running() as running:
        yield House(made=made, running=running, logins=logins)


def written(office: House, name: str, *texts: str, cluster: bool = False) -> None:
    """These comments came in, and wait."""
    office.made.at_desk(f"NAME, TEXTS, CLUSTER = {name!r}, {list(texts)!r}, {cluster!r}\n{WRITING}")


def signed_in(
    office: House, browser: "Browser", who: str = "bek", *, scripts: bool = True, width: int = 1280
) -> "Page":
    """A moderator's browser."""
    page = new_page(browser, width=width, scripts=scripts, bypass_csp=scripts)
    page.goto(f"{office.desk_url}/login/")
    page.locator("[name=username]").fill(office.logins[who].name)
    page.locator("[name=password]").fill(office.logins[who].password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{office.desk_url}/")
    return page


def opens(page: "Page", office: House, queue: str, **question: str) -> None:
    page.goto(f"{office.desk_url}/discussion/queue/{queue}/?{urlencode(question)}")


def states(office: House, name: str) -> list[str]:
    """What became of the comments of this name, in the order in which they came."""
    rows = office.ask("SELECT state FROM discussion_comment WHERE name = ? ORDER BY id", name)
    return [state for (state,) in rows]


def become(office: House, name: str, wanted: list[str]) -> None:
    wait_until(lambda: states(office, name) == wanted, str(wanted), lambda: states(office, name))


def current(page: "Page") -> str:
    """The words of the comment that has the focus."""
    return page.locator("[data-row]:focus .talk-text:not(.talk-text--parent)").inner_text()


def says(page: "Page", words: str) -> None:
    said = page.locator("[data-said]")
    wait_until(lambda: said.inner_text() == words, f"{words!r} to be said", said.inner_text)


def test_a_moderator_decides_by_keys_alone(office: House, browser: "Browser") -> None:
    written(office, "Keys", "First one.", "Second one.", "Third one.", "Fourth one.")
    page = signed_in(office, browser)
    opens(page, office, "new", name="Keys")
    before = int(page.locator("[data-count=new]").inner_text())
    assert current(page) == "First one."

    page.keyboard.press("j")
    assert current(page) == "Second one."
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert current(page) == "First one."

    page.keyboard.press("a")
    assert current(page) == "Second one."
    says(page, "1 comment approved.")
    assert int(page.locator("[data-count=new]").inner_text()) == before - 1

    page.keyboard.press("h")
    says(page, "1 comment held.")
    assert current(page) == "Third one."

    page.keyboard.press("r")
    page.keyboard.type("Insult")
    page.keyboard.press("Tab")
    page.keyboard.type("Please mind your words, aunt.")  # letters are no keys while one writes
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "1 comment rejected.")
    assert current(page) == "Fourth one."
    become(office, "Keys", ["approved", "held", "rejected", "pending"])
    note = "SELECT note FROM discussion_comment WHERE name = 'Keys' AND state = 'rejected'"
    assert office.ask(note) == [("Please mind your words, aunt.",)]

    page.keyboard.press("u")
    says(page, "Undone: 1 comment is as it was.")
    assert current(page) == "Third one."
    page.keyboard.press("u")
    wait_until(lambda: current(page) == "Second one.", "the comment before it to be back")
    become(office, "Keys", ["approved", "pending", "pending", "pending"])

    page.keyboard.press("p")
    become(office, "Keys", ["approved", "approved", "pending", "pending"])
    assert office.ask("SELECT count(*) FROM discussion_comment WHERE name = 'Keys' AND picked") == [(1,)]


def test_the_keys_are_places_so_a_russian_layout_does_the_same(office: House, browser: "Browser") -> None:
    written(office, "Layout", "Первый.", "Второй.", "Третий.")
    page = signed_in(office, browser)
    opens(page, office, "new", name="Layout")
    for code, key in (("KeyJ", "о"), ("KeyH", "р"), ("KeyK", "л"), ("KeyA", "ф")):
        page.evaluate(
            "([code, key]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
            [code, key],
        )
    become(office, "Layout", ["approved", "held", "pending"])


def test_many_are_chosen_and_decided_and_undone_as_one(office: House, browser: "Browser") -> None:
    written(office, "Many", "One of many.", "Two of many.", "Three of many.")
    page = signed_in(office, browser)
    opens(page, office, "new", name="Many")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator("#chosen").get_by_role("button", name="Reject").click()
    says(page, "2 comments rejected.")
    assert current(page) == "Two of many."
    become(office, "Many", ["rejected", "pending", "rejected"])
    page.keyboard.press("u")
    says(page, "Undone: 2 comments are as they were.")
    assert page.locator("[data-row]:visible").count() == 3
    become(office, "Many", ["pending"] * 3)


def test_what_the_desk_did_not_do_comes_back(office: House, browser: "Browser") -> None:
    written(office, "Broken", "It stays.")
    page = signed_in(office, browser)
    page.route("**/discussion/decide/", lambda route: route.abort())  # a page that is open may go past it
    opens(page, office, "new", name="Broken")
    assert current(page) == "It stays."
    page.keyboard.press("a")
    says(page, "It was not done: the desk did not answer. The comment is back; try again.")
    assert current(page) == "It stays."
    assert states(office, "Broken") == ["pending"]


def test_every_decision_is_made_without_a_script(office: House, browser: "Browser") -> None:
    written(office, "Plain", "Plain one.", "Plain two.", "Plain three.")
    page = signed_in(office, browser, scripts=False)
    opens(page, office, "new", name="Plain")
    page.locator("[data-row]").first.get_by_role("button", name="Approve", exact=False).first.click()
    assert page.locator(".messages").inner_text().strip() == "1 comment approved."
    assert page.locator("[data-row]:target .talk-text").inner_text() == "Plain two."
    row = page.locator("[data-row]").first
    row.locator("summary.button").click()
    row.get_by_label("Reason (for moderators)").fill("Off the story")
    row.get_by_label("Reason (for moderators)").press("Enter")
    become(office, "Plain", ["approved", "rejected", "pending"])
    page.get_by_role("button", name="Undo").click()
    become(office, "Plain", ["approved", "pending", "pending"])
    page.locator("[data-row]").first.get_by_role("checkbox").check()
    page.locator("[data-row]").last.get_by_role("checkbox").check()
    page.locator("#chosen").get_by_role("button", name="Hold").click()
    become(office, "Plain", ["approved", "held", "held"])


def test_a_brigade_is_one_decision_and_more_than_five_sources_need_two_people(
    office: House, browser: "Browser"
) -> None:
    written(office, "Patriot", *(f"Close it down now, {number}." for number in range(8)), cluster=True)
    page = signed_in(office, browser)
    opens(page, office, "brigade")
    row = page.locator("[data-row]").filter(has_text="Close it down now")
    assert row.get_by_role("heading").inner_text() == "8 near-copies wait"
    row.get_by_role("link", name="Mute their sources").click()
    page.get_by_role("button", name="Ask a second moderator").click()
    page.get_by_text("Yours: somebody else must agree.").wait_for()
    assert page.get_by_role("button", name="Agree").count() == 0

    opens(page, office, "brigade")
    row.focus()
    page.keyboard.press("r")
    page.get_by_role("heading", name="Reject all 8 comments of this cluster that wait?").wait_for()
    page.get_by_role("button", name="Reject all 8").click()
    page.get_by_text("8 comments rejected.").first.wait_for()
    become(office, "Patriot", ["rejected"] * 8)
    page.keyboard.press("u")
    become(office, "Patriot", ["pending"] * 8)

    second = signed_in(office, browser, "samal")
    second.goto(f"{office.desk_url}/discussion/mutes/")
    second.get_by_role("button", name="Agree").click()
    second.get_by_text("The mutes run.").wait_for()
    assert office.ask("SELECT count(*) FROM discussion_mute WHERE confirmed_by = 'samal'") == [(8,)]


def test_the_newsroom_answers_and_the_note_is_kept(office: House, browser: "Browser") -> None:
    written(office, "Asked", "Who signed it?")
    page = signed_in(office, browser)
    opens(page, office, "new", name="Asked")
    page.keyboard.press("a")
    become(office, "Asked", ["approved"])
    opens(page, office, "all", name="Asked")
    page.keyboard.press("Enter")
    answer = page.locator("section").filter(has=page.get_by_role("heading", name="Answer as the newsroom"))
    answer.get_by_label("Name").fill("The desk of courts")
    answer.get_by_label("Reply").fill("The ministry of roads did.")
    answer.get_by_role("button", name="Answer").click()
    page.get_by_text("The newsroom’s reply is on its way to the page.").wait_for()
    rows = office.ask("SELECT staff, state, text FROM discussion_comment WHERE name = 'The desk of courts'")
    assert rows == [(1, "approved", "The ministry of roads did.")]


def test_what_a_reader_wrote_runs_nowhere_and_reads_in_its_own_direction(
    office: House, browser: "Browser"
) -> None:
    zalgo = "Z" + "\u0335\u0328\u031b\u035a\u0339" * 60
    written(office, HOSTILE[:80], HOSTILE, f"{zalgo} \u202e{HOSTILE}", "w" * 1500, "این پل از چوب بود.")
    page = signed_in(office, browser, width=360)
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    opens(page, office, "new", name=HOSTILE[:80])
    texts = page.locator("[data-row] .talk-text")
    assert texts.nth(0).inner_text() == HOSTILE
    directions = texts.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert directions == ["ltr", "ltr", "ltr", "rtl"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("h")
    page.keyboard.press("u")  # at once: it undoes this one, and no earlier decision
    says(page, "Undone: 1 comment is as it was.")
    assert current(page) == HOSTILE
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What happened to it").wait_for()
    page.goto(
        f"{office.desk_url}/discussion/decide/many/?{urlencode({'act': 'reject', 'name': HOSTILE[:80]})}"
    )
    page.get_by_role("button", name="Reject all 4").wait_for()
    assert complaints == []


def test_axe_finds_nothing(office: House, browser: "Browser") -> None:
    written(office, "Axe", "To be looked at.", "And this, too.")
    page = signed_in(office, browser, "ada")
    (number,) = office.ask("SELECT max(id) FROM discussion_comment WHERE name = 'Axe'")[0]
    found: dict[str, list[str]] = {}
    more = (f"comments/{number}/", f"comments/{number}/erase/", "decide/many/?act=reject&name=Axe")
    for screen in (*SCREENS, *more, f"mute/?comment={number}"):
        page.goto(f"{office.desk_url}/discussion/{screen}")
        page.locator("[data-talk] details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[f"{screen} {scheme}"] = axe_violations(page)
    assert {screen: lines for screen, lines in found.items() if lines} == {}


def test_the_script_is_small_and_writes_no_markup() -> None:
    script = Path("src/serai/discussion/static/discussion/moderation.js").read_text(encoding="utf-8")
    assert (
        json.dumps(
            [word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(") if word in script]
        )
        == "[]"
    )
