"""The demo's words: each story has what publishing demands, and nothing in them is real but the words."""

import re
from collections import Counter
from importlib import resources

import pytest

from serai.core import html
from serai.newsroom.demo import content
from serai.newsroom.demo.content import Words

CODES = ("en", "ru", "fa")
FEW = ("kk", "ky", "uz", "tg")  # editions of one story
STORIES = [(code, name) for code in CODES for name in content.words(code)]
PUBLISHED = [(code, name) for code, name in STORIES if content.facts()[name].state == "published"]
CYRILLIC, LATIN, ARABIC = r"[а-яёА-ЯЁ]", r"[A-Za-z]", r"[\u0600-\u06ff]"


def test_there_are_stories_enough_in_each_language() -> None:
    assert Counter(code for code, _ in PUBLISHED) == {"en": 20, "ru": 20, "fa": 4}


def test_one_story_is_in_every_language_in_its_own_letters() -> None:
    letters = {"kk": "әқңғ", "ky": "өү", "uz": "ʻ", "tg": "ӣҳқ"}
    for code, own in letters.items():
        text = _text(content.words(code)["bridge-open-again"])
        assert [letter for letter in own if letter not in text.lower()] == []
        assert len(content.words(code)["bridge-open-again"].blocks) == 3
    written = {code for code, words in content.editions().items() if not words.made_from}
    assert {code for code in written if "bridge-open-again" in content.words(code)} == written
    assert written == {*CODES, *letters}


def test_every_state_is_there() -> None:
    assert Counter(facts.state for facts in content.facts().values()) == {
        "published": 21,
        "scheduled": 1,
        "embargoed": 1,
        "submitted": 1,
    }


def test_every_story_of_the_list_is_written_in_some_language() -> None:
    assert set(content.facts()) == {name for _, name in STORIES}


def test_the_list_goes_from_the_oldest_to_the_newest() -> None:
    hours = [facts.hours for facts in content.facts().values()]
    assert hours == sorted(hours, reverse=True)


def test_the_fronts_reach_back_three_weeks() -> None:
    hours = [facts.hours for facts in content.facts().values() if facts.state == "published"]
    assert min(hours) <= 24
    assert 20 * 24 <= max(hours) <= 22 * 24


@pytest.mark.parametrize(("code", "name"), STORIES)
def test_a_story_has_what_publishing_demands(code: str, name: str) -> None:
    words, facts, signs = content.words(code)[name], content.facts()[name], content.signs()
    front = words.front
    assert all((front.headline, front.deck, front.place, facts.authors, facts.topics, words.blocks))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", front.slug)
    assert len(front.headline) <= 90
    assert len(front.deck) <= 200
    assert facts.section in signs.sections
    assert set(facts.authors) <= set(signs.authors)
    assert set(facts.topics) <= set(signs.topics)
    for picture in _pictures(code, name):
        assert code in content.pictures()[picture]


@pytest.mark.parametrize(("code", "name"), PUBLISHED)
def test_a_published_story_has_a_lead_picture_and_shows_none_twice(code: str, name: str) -> None:
    pictures = _pictures(code, name)
    assert pictures
    assert max(Counter(pictures).values()) == 1


def test_no_lead_picture_leads_twice() -> None:
    leads = [facts.picture for facts in content.facts().values() if facts.picture]
    assert len(leads) == len(set(leads))


@pytest.mark.parametrize(("code", "name"), STORIES)
def test_a_translation_has_the_same_pictures_and_parts(code: str, name: str) -> None:
    if code == "en" or name not in content.words("en"):
        return
    here, there = content.words(code)[name], content.words("en")[name]
    assert [block for block, _ in here.blocks] == [block for block, _ in there.blocks]
    assert _pictures(code, name) == _pictures("en", name)
    assert [line.hours for line in here.front.corrections] == [line.hours for line in there.front.corrections]


@pytest.mark.parametrize(("code", "name"), STORIES)
def test_nothing_is_left_untranslated(code: str, name: str) -> None:
    text = _text(content.words(code)[name])
    strange = {"en": f"{CYRILLIC}|{ARABIC}", "ru": f"{LATIN}{{2}}|{ARABIC}", "fa": f"{LATIN}|{CYRILLIC}"}
    assert re.findall(strange[code], text) == []


@pytest.mark.parametrize("code", CODES)
def test_signs_pictures_and_outlet_speak_the_editions_language(code: str) -> None:
    script = {"en": LATIN, "ru": CYRILLIC, "fa": ARABIC}[code]
    signs = content.signs()
    lines = [
        line
        for group in (signs.sections, signs.topics, signs.authors, content.pictures())
        for entry in group.values()
        for line in entry.get(code, ())
    ]
    words = content.editions()[code]
    lines += [words.tagline, words.description, words.credit, words.about, words.comment_policy]
    assert [line for line in lines if not re.search(script, html.text(line))] == []


def test_signs_are_named_in_the_three_languages_and_in_the_others_that_need_them() -> None:
    signs = content.signs()
    for group in (signs.sections, signs.topics, signs.authors):
        named = Counter(frozenset(entry) for entry in group.values())
        assert named == {frozenset(CODES): len(group) - 1, frozenset({*CODES, *FEW}): 1}
    assert (len(signs.sections), len(signs.authors)) == (5, 4)


@pytest.mark.parametrize(("code", "name"), STORIES)
def test_quotation_marks_and_dashes_are_the_languages_own(code: str, name: str) -> None:
    text = _text(content.words(code)[name])
    assert re.findall(r'"|\'| - |--|\.\.\.', text) == []
    foreign = {"en": r"[«»„]|[а-я]", "ru": r"[”’]", "fa": r"[“”,;?]"}[code]
    assert re.findall(foreign, text) == []


@pytest.mark.parametrize("name", list(content.words("fa")))
def test_persian_has_its_own_digits_letters_and_joins(name: str) -> None:
    text = _text(content.words("fa")[name])
    assert re.findall(r"[0-9\u0660-\u0669يك]", text) == []
    assert "\u200c" in text


def test_several_stories_are_long_and_several_short() -> None:
    counts = [len(_text(words).split()) for words in content.words("en").values()]
    assert sum(count > 700 for count in counts) >= 2
    assert sum(300 <= count <= 700 for count in counts) >= 5
    assert sum(count < 200 for count in counts) >= 4


def test_every_address_is_an_example() -> None:
    folder = resources.files("serai.newsroom.demo") / "copy"
    files = [folder / name for name in ("editions.toml", "signs.toml", "comments.toml", "pictures.toml")]
    files += [file for code in CODES for file in (folder / code).iterdir()]
    everything = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert set(re.findall(r"https?://([^/\s|)]+)", everything)) == {"example.org"}
    assert re.findall(r"\w@\w|www\.|\+\d[\d\s-]{6,}", everything) == []


def test_related_stories_are_older_and_public() -> None:
    facts = content.facts()
    pairs = [(name, other) for name, one in facts.items() for other in one.related]
    assert pairs
    assert [p for p in pairs if facts[p[1]].hours <= facts[p[0]].hours] == []
    assert {facts[other].state for _, other in pairs} == {"published"}


@pytest.mark.parametrize("code", ["en", "ru"])
def test_readers_talk_under_five_stories_and_answer_each_other(code: str) -> None:
    talks = content.talks()[code]
    assert len(talks) == 5
    assert {(code, name) for name in talks} <= set(PUBLISHED)
    assert sum(remark.to is not None for talk in talks.values() for remark in talk.comments) >= 4
    for name, talk in talks.items():
        assert max(remark.after for remark in talk.comments) < content.facts()[name].hours
        assert all(r.to is None or r.to < place for place, r in enumerate(talk.comments))


def test_one_story_has_one_correction_and_another_two() -> None:
    for code in ("en", "ru"):
        counts = Counter(len(words.front.corrections) for words in content.words(code).values())
        assert (counts[1], counts[2]) == (1, 1)


def _pictures(code: str, name: str) -> list[str]:
    lead = content.facts()[name].picture
    body = [str(value) for block, value in content.words(code)[name].blocks if block == "photo"]
    return [*filter(None, [lead]), *body]


def _text(words: Words) -> str:
    """All that readers see of a story's words."""
    lines = [words.front.headline, words.front.deck, words.front.place]
    lines += [part for line in words.front.corrections for part in (line.text, line.changed)]
    for block, value in words.blocks:
        if isinstance(value, dict):
            shown = {key: part for key, part in value.items() if key not in ("url", "ordered")}
            lines += [
                str(part) for item in shown.values() for part in (item if isinstance(item, list) else [item])
            ]
        elif block != "photo":
            lines.append(str(value))
    return "\n".join(html.text(line) for line in lines)
