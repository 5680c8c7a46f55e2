"""A learner that learned payloads explains them as pieces of what was written, and as nothing else."""

import pytest

from serai.discussion.screening.learner import Learner
from tests.hostile.corpus import CORPUS, Payload

STORED = [payload for payload in CORPUS if payload.text == "stored"]


@pytest.fixture(scope="module")
def learner() -> Learner:
    taught = Learner()
    for place, payload in enumerate(STORED):
        taught.learn(payload.words, rejected=place % 2 == 0)
    return taught


@pytest.mark.parametrize("payload", STORED, ids=lambda payload: payload.what)
def test_what_it_explains_stands_in_the_text(learner: Learner, payload: Payload) -> None:
    explained = learner.explain(payload.words)
    fragments = explained.against + explained.for_it
    assert [fragment for fragment in fragments if fragment not in payload.words] == []
    assert 0.0 < learner.score(payload.words) < 1.0
