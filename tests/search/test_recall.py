"""Each language finds what its readers mean: other forms, the other script, slips, another keyboard.

Recall is the share of (query, story) pairs that were to be found and were, among the results that stand
first: as many as stories are expected, and two more. `docs/explanation/search.md` tells the figures.
"""

from pathlib import Path

import pytest

from serai.search import keyboards
from tests.search.corpora import CODES, WHICH, Asking, Corpus, indexed

MORE = 2  # results that may stand before the last expected one
# Of the queries for which no rule was changed: what is not found, a calf in other words than its plural's.
MISSED = {"ru": {"теленок"}, "ky": {"подрядчик"}}


@pytest.fixture(scope="module", params=WHICH)
def corpora(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Asking, dict[str, Corpus]]:
    """An index of all languages' stories together."""
    read = {code: Corpus.read(code, request.param) for code in CODES}
    plates = [plate for corpus in read.values() for plate in corpus.plates()]
    return indexed(tmp_path_factory.mktemp("corpora"), *plates), read


def _missed(asking: Asking, corpus: Corpus, queries: dict[str, list[str]]) -> set[str]:
    """The queries that do not find all that is expected, among as many results and `MORE`."""
    found = {query: asking.slugs(query, corpus.code, corpus.language) for query in queries}
    return {query for query, keys in queries.items() if set(keys) - set(found[query][: len(keys) + MORE])}


@pytest.mark.parametrize("code", CODES)
def test_readers_find_what_they_mean(corpora: tuple[Asking, dict[str, Corpus]], code: str) -> None:
    asking, corpus = corpora[0], corpora[1][code]
    assert len(corpus.queries) >= 12
    assert _missed(asking, corpus, corpus.queries) == set()


@pytest.mark.parametrize("code", CODES)
def test_what_no_rule_was_made_for_is_found_too(corpora: tuple[Asking, dict[str, Corpus]], code: str) -> None:
    asking, corpus = corpora[0], corpora[1][code]
    missed = MISSED.get(code, set()) & set(corpus.later)
    assert _missed(asking, corpus, corpus.later) == missed


@pytest.mark.parametrize("code", CODES)
def test_the_story_that_is_meant_stands_first(corpora: tuple[Asking, dict[str, Corpus]], code: str) -> None:
    asking, corpus = corpora[0], corpora[1][code]
    first = {query: asking.slugs(query, code, corpus.language)[:1] for query in corpus.queries}
    beside = [query for query, found in first.items() if found and found[0] not in corpus.queries[query]]
    assert len(beside) <= len(corpus.queries) // 10, beside


@pytest.mark.parametrize("code", CODES)
def test_what_was_typed_with_the_keyboard_set_to_another_language_is_guessed(
    corpora: tuple[Asking, dict[str, Corpus]], code: str
) -> None:
    asking, corpus = corpora[0], corpora[1][code]
    meant = {typed: keyboards.swapped(typed, corpus.language) for typed in corpus.layout}
    found = {typed: asking.slugs(text, code, corpus.language) for typed, text in meant.items()}
    assert found == corpus.layout


def test_exactly_what_was_typed_stands_above_what_a_russian_keyboard_makes_of_it(tmp_path: Path) -> None:
    corpus = Corpus.read("kk")
    plain = corpus.plates()
    swapped = Corpus("kk", "kk", {"a": ["Озен", "", "Озен туралы"], "b": ["Өзен", "", "Өзен туралы"]}, {})
    asking = indexed(tmp_path, plain[0], *swapped.plates()[2:])

    assert asking.slugs("өзен", "kk") == ["b", "a"]
    assert asking.slugs("озен", "kk") == ["a", "b"]
