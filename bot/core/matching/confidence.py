"""What a ranking is worth: the chance that its first intent is right, knowing that some questions no intent answers.

Two questions, asked apart. Is it a question that any intent answers? A logistic curve over four features, fitted on
every example left out (yes) against every example whose whole intent is left out and every out-of-scope example (no).
If so, which intent? The scores, sharpened by a temperature. The product is set straight by a last logistic curve
(Platt, 1999) over all examples left out, so that of answers given with confidence 0.9 nine in ten are right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.calibration import Logistic, fit_logistic, fit_temperature, shares
from bot.core.matching.ridge import Ridge

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Labels = NDArray[np.int64]  # number of an example's intent; −1 for out of scope

FEATURES = ("all scores", "sum of scores", "nearest examples", "nearest out of scope")
NEAREST = 5  # examples whose mean similarity says how near the pack is
BLOCK_WEIGHT = 0.25  # of an example whose intent is left out, beside one that is out of scope
COLUMNS = 16


@dataclass(frozen=True)
class Certainty:
    """From scores to confidences."""

    in_scope: Logistic
    temperature: float
    straight: Logistic  # over the log-odds of the product

    def judge(self, scores: Floats, similarity: Floats, labels: Labels) -> tuple[Doubles, float]:
        """The confidence of every intent for one utterance, 0 to 1, and the chance that it is in scope at all.

        `scores` (intents), `similarity` (examples), `labels` (examples). A higher score never has a lower confidence.
        """
        inside = self.in_scope.chance(features(scores[None], similarity[None], labels))[0]
        products = inside * shares(scores.astype(np.float64), self.temperature)
        return self.straight.chance(_log_odds(products)[:, None]), float(inside)


@dataclass(frozen=True)
class Curve:
    """What leaving out every example in turn showed, for choosing thresholds."""

    confidence: Floats  # of the first intent, for each example
    right: NDArray[np.bool_]

    def threshold(self, wrong_at_most: float) -> float:
        """The lowest confidence from which at most this share of answers is wrong; 1 when there is none."""
        order = np.argsort(-self.confidence, kind="stable")
        wrong = np.cumsum(~self.right[order]) / np.arange(1, len(order) + 1)
        fitting = np.flatnonzero(wrong <= wrong_at_most)
        return float(self.confidence[order[fitting[-1]]]) if len(fitting) else 1.0


def features(scores: Floats, similarity: Floats, labels: Labels) -> Doubles:
    """The features, shape (utterances, 4); `scores` (utterances, intents), `similarity` (utterances, examples).

    The length of the row of scores is large for one clear intent and for two near ones alike: which of them is meant is
    the other question. Its sum is the same regression asked only whether any intent is meant.
    """
    known = np.count_nonzero(labels >= 0)  # these stand first
    near = highest(similarity[:, :known], NEAREST).mean(axis=1)
    strange = similarity[:, known:].max(axis=1, initial=0)
    size = np.sqrt(np.square(scores, dtype=np.float64).sum(axis=1))
    return np.stack([size, scores.sum(axis=1), near, strange], axis=1).astype(np.float64)


def highest(values: Floats, most: int) -> Floats:
    """The `most` highest of each row, or all of a shorter one, in any order.

    Of long rows first the highest of every `COLUMNS` columns are sought, which passes over the numbers only once.
    """
    rows, width = values.shape
    most, groups = min(most, width), width // COLUMNS
    if groups > most:
        grouped = values[:, : groups * COLUMNS].reshape(rows, COLUMNS, groups)
        best = np.argpartition(grouped.max(axis=1), groups - most, axis=1)[:, None, -most:]
        few = np.take_along_axis(grouped, best, axis=2).reshape(rows, -1)
        values = np.hstack([few, values[:, groups * COLUMNS :]])
    return np.partition(values, values.shape[1] - most, axis=1)[:, -most:]


def fit_certainty(ridge: Ridge, similarity: Floats, labels: Labels) -> tuple[Certainty, Curve]:
    """Learn from the examples left out; `similarity` (examples, examples) is used up."""
    others = similarity
    np.fill_diagonal(others, 0)
    seen = features(ridge.left_out, others, labels)
    known = labels >= 0
    in_scope = Logistic(0.0, (0.0,) * len(FEATURES), (0.0,) * len(FEATURES), (1.0,) * len(FEATURES))
    if ridge.left_out.shape[1] > 1:
        for intent in range(ridge.left_out.shape[1]):
            rows = np.flatnonzero(labels == intent)
            others[np.ix_(rows, rows)] = 0
        unseen = features(ridge.without_intent, others, labels)[known]
        happened = np.concatenate([known, np.zeros(len(unseen), bool)])
        in_scope = fit_logistic(np.vstack([seen, unseen]), happened, _importance(known, len(unseen)))
    elif not known.all():
        in_scope = fit_logistic(seen, known)
    temperature = fit_temperature(ridge.left_out[known].astype(np.float64), labels[known])
    inside = in_scope.chance(seen)
    products = inside * shares(ridge.left_out.astype(np.float64), temperature).max(axis=1)
    right = ridge.left_out.argmax(axis=1) == labels
    straight = fit_logistic(_log_odds(products)[:, None], right)
    if straight.weights[0] < 0:  # too few examples to say: then the product stands as it is
        straight = Logistic(0.0, (1.0,), (0.0,), (1.0,))
    certainty = Certainty(in_scope, temperature, straight)
    return certainty, Curve(straight.chance(_log_odds(products)[:, None]).astype(np.float32), right)


def _importance(known: NDArray[np.bool_], blocked: int) -> Doubles:
    """Out-of-scope examples weigh together at least as much as all others: there are always too few of them."""
    strange = int((~known).sum())
    each = max(1.0, int(known.sum()) / strange) if strange else 0.0
    return np.concatenate([np.where(known, 1.0, each), np.full(blocked, BLOCK_WEIGHT)])


def _log_odds(chance: Doubles) -> Doubles:
    kept = np.clip(chance, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(kept / (1 - kept)))
