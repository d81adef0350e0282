"""The typer of the experiment: its gradient is that of its loss, it learns, and it learns the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from tests.learnt import fit

SIZES = fit.Sizes(4, 3)


def batches(count: int, seed: int = 5) -> list[fit.Batch]:
    """Sentences of eight characters in which the sign of the first state of a span's first character is its label."""
    rng = np.random.default_rng(seed)
    spans = np.array([(a, b) for a in range(6) for b in range(a + 1, min(a + 4, 9))])
    out = []
    for _ in range(count):
        states = rng.normal(0, 1, (8, SIZES.states)).astype(np.float32)
        out.append(fit.Batch(states, spans, [int(states[a, 0] > 0) for a, _ in spans]))
    return out


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "VIEW", 6)
    monkeypatch.setattr(fit, "HIDDEN", 7)


def test_gradient_is_that_of_the_loss() -> None:
    rng = np.random.default_rng(1)
    weights = {k: w.astype(np.float64) for k, w in fit.start(rng, SIZES).items()}
    some = batches(2)
    labels = np.array([label for b in some for label in b.labels])
    labels[3] = -1
    rows = fit.joined(some)
    masks = fit.drawn(rng, rows)
    down = fit.slope(weights, rows, labels, masks)
    for key, weight in weights.items():
        for place in rng.choice(weight.size, min(5, weight.size), replace=False):
            at = np.unravel_index(place, weight.shape)
            sides = []
            for step in (1e-5, -1e-5):
                moved = {**weights, key: weight.copy()}
                moved[key][at] += step
                sides.append(fit.loss(fit.forward(moved, rows, masks).scores, labels))
            assert down[key][at] == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-5), (key, at)


def test_what_is_learnt_holds_for_other_sentences_and_is_the_same_each_time() -> None:
    weights = fit.fitted(batches(600), SIZES)
    fresh = batches(40, seed=6)
    told = fit.odds(weights, fresh).argmax(axis=1)
    assert (told == [label for b in fresh for label in b.labels]).mean() > 0.9
    again = fit.fitted(batches(600), SIZES)
    assert all((weights[key] == again[key]).all() for key in weights)


def test_sentences_do_not_influence_each_other() -> None:
    weights = fit.fitted(batches(20), SIZES)
    fresh = batches(3, seed=7)
    together = fit.odds(weights, fresh)
    assert together == pytest.approx(np.concatenate([fit.odds(weights, [b]) for b in fresh]), abs=1e-4)
