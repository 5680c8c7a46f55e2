"""The learner learns what moderators decide, shows why, and is kept and read back unchanged."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.discussion.screening.errors import LearnerError
from serai.discussion.screening.learner import Learner
from tests.discussion.screening.sentences import comments

_SPAM = ("Лёгкий заработок без вложений", "Пиши в личку, научу зарабатывать", "Казино даёт бонус каждому")


def decisions(seed: int) -> list[tuple[str, bool]]:
    chance = random.Random(seed)
    kept = comments(seed=seed, each=40)
    told = [(comment, False) for comment in kept]
    told += [(f"{chance.choice(_SPAM)} {chance.choice(kept)[:60]}", True) for _ in range(100)]
    chance.shuffle(told)
    return told


def taught(seed: int = 7) -> Learner:
    learner = Learner()
    for text, rejected in decisions(seed):
        learner.learn(text, rejected=rejected)
    return learner


def test_what_it_was_never_told_it_judges_by_what_it_was() -> None:
    learner = taught()
    told = decisions(8)
    held = [rejected for text, rejected in told if learner.score(text) >= 0.8]
    wanted = sum(rejected for _, rejected in told)
    assert (sum(held) / len(held) >= 0.98, sum(held) / wanted >= 0.9) == (True, True)
    assert (learner.approved, learner.rejected) == (200, 100)


def test_before_it_has_learned_it_knows_nothing() -> None:
    assert Learner().score("Лёгкий заработок") == 0.5
    assert (Learner().explain("Лёгкий").against, Learner().explain("").for_it) == ([], [])


def test_the_same_decisions_make_the_same_learner() -> None:
    assert taught().to_bytes() == taught().to_bytes()


def test_what_weighed_is_shown_in_the_letters_that_were_written() -> None:
    written = "Сегодня у реки шёл снег, а тут ЛЁГКИЙ 3APAБOTOK без вложений"
    explained = taught().explain(written)
    assert explained.against
    assert all(fragment in written for fragment in explained.against + explained.for_it)
    assert any(
        "3APA" in fragment or "ЛЁГКИ" in fragment or "влож" in fragment for fragment in explained.against
    )


def test_it_is_read_back_as_it_was_kept() -> None:
    learner = taught()
    again = Learner.from_bytes(learner.to_bytes())
    assert again.to_bytes() == learner.to_bytes()
    assert again.learn("Казино", rejected=True) == learner.learn("Казино", rejected=True)
    assert again.to_bytes() == learner.to_bytes()


@pytest.mark.parametrize("damage", ["empty", "short", "long", "magic", "version", "nan", "bias"])
def test_damaged_bytes_are_refused(damage: str) -> None:
    data = bytearray(Learner().to_bytes())
    if damage == "empty":
        data = bytearray()
    elif damage == "short":
        del data[-1]
    elif damage == "long":
        data += b"\0"
    else:
        place = {"magic": 0, "version": 8, "nan": 400, "bias": 16}[damage]
        wrong = {"nan": np.float32("nan").tobytes(), "bias": np.float64("nan").tobytes()}.get(
            damage, b"\xff" * 4
        )
        data[place : place + len(wrong)] = wrong
    with pytest.raises(LearnerError):
        Learner.from_bytes(bytes(data))


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_judged_and_learned(text: str, rejected: bool) -> None:
    learner = Learner()
    assert learner.learn(text, rejected=rejected) == 0.5
    score = learner.score(text)
    assert 0.0 < score < 1.0
    assert (score > 0.5) == rejected
    assert all(fragment in text for fragment in learner.explain(text).against)


def test_the_longest_comment_is_read_to_a_limit() -> None:
    learner = taught()
    assert learner.score("слово " * 4_000) == learner.score("слово " * 3_000)
