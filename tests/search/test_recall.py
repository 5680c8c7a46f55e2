"""Each language finds what its readers mean: other forms, the other script, slips, another keyboard.

Recall is the share of (query, story) pairs that were to be found and were, among the results that stand
first: as many as stories are expected, and two more. `docs/explanation/search.md` tells the figures.
"""

from pathlib import Path

import pytest

from tests.search.corpora import CODES, Asking, Corpus, indexed

FLOORS = dict.fromkeys(CODES, 1.0)
MORE = 2  # results that may stand before the last expected one


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """An index of all languages' stories together."""
    plates = [plate for code in CODES for plate in Corpus.read(code).plates()]
    return indexed(tmp_path_factory.mktemp("corpora"), *plates)


@pytest.mark.parametrize("code", CODES)
def test_readers_find_what_they_mean(asking: Asking, code: str) -> None:
    corpus = Corpus.read(code)
    assert len(corpus.queries) >= 12
    wanted, missed = 0, []
    for query, keys in corpus.queries.items():
        first = asking.slugs(query, code, corpus.language)[: len(keys) + MORE]
        wanted += len(keys)
        missed += [(query, key, first) for key in keys if key not in first]
    assert (1 - len(missed) / wanted >= FLOORS[code], missed) == (True, missed)


@pytest.mark.parametrize("code", CODES)
def test_the_story_that_is_meant_stands_first(asking: Asking, code: str) -> None:
    corpus = Corpus.read(code)
    first = {query: asking.slugs(query, code, corpus.language)[:1] for query in corpus.queries}
    beside = [query for query, found in first.items() if found and found[0] not in corpus.queries[query]]
    assert len(beside) <= len(corpus.queries) // 10, beside


def test_exactly_what_was_typed_stands_above_what_a_russian_keyboard_makes_of_it(tmp_path: Path) -> None:
    corpus = Corpus.read("kk")
    plain = corpus.plates()
    swapped = Corpus("kk", "kk", {"a": ["Озен", "", "Озен туралы"], "b": ["Өзен", "", "Өзен туралы"]}, {})
    asking = indexed(tmp_path, plain[0], *swapped.plates()[2:])

    assert asking.slugs("өзен", "kk") == ["b", "a"]
    assert asking.slugs("озен", "kk") == ["a", "b"]
