"""A token is for one key, one story, one purpose, one process and a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.gate.tokens import Purpose, Tokens, is_key, new_key

KEY = "k" * 32
LIFE = 3600.0
NOW = 1_800_000_000.0


def knows(tokens: Tokens, token: str, **more: object) -> bool:
    asked: dict[str, object] = {"purpose": "comment", "story": "/en/a/", "key": KEY, "now": NOW, **more}
    return tokens.knows(token, **asked)  # type: ignore[arg-type]


def given_by(tokens: Tokens, purpose: Purpose = "comment") -> str:
    return tokens.give(purpose=purpose, story="/en/a/", key=KEY, now=NOW)


def test_a_token_is_known_as_long_as_it_lives() -> None:
    tokens = Tokens(life=LIFE)
    token = given_by(tokens)
    known = [knows(tokens, token, now=NOW + later) for later in (0, LIFE, LIFE + 1, -59, -61)]
    assert known == [True, True, False, True, False]


@pytest.mark.parametrize(
    "more", [{"purpose": "rate"}, {"story": "/en/b/"}, {"key": "j" * 32}, {"key": "short"}, {"key": ""}]
)
def test_a_token_is_for_nothing_else(more: dict[str, object]) -> None:
    tokens = Tokens(life=LIFE)
    assert knows(tokens, given_by(tokens), **more) is False


def test_another_process_does_not_know_it() -> None:
    assert knows(Tokens(life=LIFE), given_by(Tokens(life=LIFE))) is False


def test_a_story_and_a_key_cannot_be_shifted_into_each_other() -> None:
    tokens = Tokens(life=LIFE)
    token = tokens.give(purpose="comment", story="/en/a/\0" + KEY, key=KEY, now=NOW)
    assert knows(tokens, token) is False


@given(st.text(max_size=80))
def test_no_text_is_a_token(text: str) -> None:
    assert knows(Tokens(life=LIFE), text) is False


@given(st.integers(min_value=0, max_value=10**12))
def test_a_token_says_when_it_was_made(at: int) -> None:
    tokens = Tokens(life=LIFE)
    token = tokens.give(purpose="rate", story="", key=KEY, now=float(at))
    assert int(token.partition(".")[0], 36) == at


def test_keys_are_long_and_never_the_same() -> None:
    keys = {new_key() for _ in range(1000)}
    assert (len(keys), all(is_key(key) for key in keys)) == (1000, True)


@pytest.mark.parametrize("key", ["", "k" * 21, "k" * 65, "k" * 31 + "/", "k" * 32 + "\n", "ключ" * 8])
def test_what_is_no_key(key: str) -> None:
    assert is_key(key) is False
