"""The best of many scores are those that sorting all of them gives."""

import numpy as np
import pytest

from index.codec.topk import best_ranked, threshold

MANY = 20_000
DRAWN = np.random.default_rng(5)
SCORES = {
    "all different": DRAWN.random(MANY),
    "few that score": np.where(DRAWN.random(MANY) < 0.0002, DRAWN.random(MANY), 0.0),
    "half that score": np.where(DRAWN.random(MANY) < 0.5, DRAWN.random(MANY), 0.0),
    "few different": DRAWN.integers(0, 5, MANY).astype(np.float64),
    "all alike": np.ones(MANY),
    "the best side by side": np.sort(DRAWN.random(MANY)),
    "dead ones": np.where(DRAWN.random(MANY) < 0.999, -np.inf, DRAWN.random(MANY)),
}


@pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES)
@pytest.mark.parametrize("limit", [1, 20, 100, 256, 1000, MANY - 1])
def test_the_threshold_is_the_score_at_its_place(scores: np.ndarray, limit: int) -> None:
    assert threshold(scores, limit) == np.sort(scores)[-limit]


@pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES)
@pytest.mark.parametrize("limit", [1, 20, 100])
def test_equal_ones_stand_by_rank_and_number(scores: np.ndarray, limit: int) -> None:
    ids, ranks = np.arange(MANY) * 2, DRAWN.integers(0, 50, MANY)
    every = np.lexsort((ids, -ranks, -scores))[:limit]
    found, values, ranked = best_ranked(scores, ids, limit, ranks)
    assert found.tolist() == ids[every].tolist()
    assert values.tolist() == scores[every].tolist()
    assert ranked.tolist() == ranks[every].tolist()
