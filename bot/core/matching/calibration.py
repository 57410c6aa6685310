"""Turns features into probabilities by what leaving examples out shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 30
SHRINKAGE = 0.001  # keeps the curve finite when the examples separate perfectly
TEMPERATURES = tuple(float(each) for each in np.geomspace(0.01, 0.6, 25))


@dataclass(frozen=True)
class Logistic:
    """1 / (1 + exp(−(bias + weights · (features − mean) / spread)))."""

    bias: float
    weights: tuple[float, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]

    def chance(self, features: Floats) -> Floats:
        """The probability for each row of features, 0 to 1."""
        slope, start = self._line
        return np.asarray(1 / (1 + np.exp(-np.clip(start + features @ slope, -30, 30))))

    @cached_property
    def _line(self) -> tuple[Floats, float]:
        slope = np.array(self.weights) / np.array(self.spread)
        return slope, self.bias - float(slope @ np.array(self.mean))


def fit_logistic(features: Floats, happened: NDArray[np.bool_], importance: Floats | None = None) -> Logistic:
    """Logistic regression by Newton's method (Hastie, Tibshirani and Friedman, 2009, section 4.4.1).

    `features` (n, k), `happened` (n), `importance` (n; default: all 1). With one outcome alone, or no rows, the
    curve is flat at what is known.
    """
    count, width = features.shape
    weight = np.ones(count) if importance is None else importance
    mean = features.mean(axis=0) if count else np.zeros(width)
    spread = np.maximum(features.std(axis=0), 1e-6) if count else np.ones(width)
    yes = float(weight[happened].sum()) if count else 0.0
    everything = float(weight.sum())
    if not 0 < yes < everything:
        share = (yes + 1) / (everything + 2)
        return Logistic(float(np.log(share / (1 - share))), (0.0,) * width, tuple(mean), tuple(spread))
    design = np.hstack([np.ones((count, 1)), (features - mean) / spread])
    shrink = np.diag([0.0] + [SHRINKAGE * everything] * width)
    found = np.zeros(width + 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (weight * (chance - happened)) + shrink @ found
        curve = (design * (weight * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ design + shrink
        step = np.linalg.solve(curve + 1e-9 * np.eye(width + 1), slope)
        found -= np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return Logistic(float(found[0]), tuple(map(float, found[1:])), tuple(map(float, mean)), tuple(map(float, spread)))


def shares(scores: Floats, temperature: float) -> Floats:
    """Scores as shares that add up to 1: exp(score / temperature), row by row."""
    raised = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def fit_temperature(scores: Floats, right: NDArray[np.int64]) -> float:
    """The temperature with the least log loss (Guo et al., 2017, https://arxiv.org/abs/1706.04599)."""
    if not len(scores):
        return TEMPERATURES[len(TEMPERATURES) // 2]
    rows = np.arange(len(scores))
    losses = [-np.log(np.maximum(shares(scores, each)[rows, right], 1e-12)).mean() for each in TEMPERATURES]
    return TEMPERATURES[int(np.argmin(losses))]
