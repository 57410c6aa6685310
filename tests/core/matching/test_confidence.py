"""Confidences and thresholds mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from bot.core.matching import Matcher
from bot.core.matching.calibration import fit_logistic, fit_temperature, shares
from bot.core.matching.confidence import Curve, highest
from tests.core.matching.shop import OUTSIDE, UTTERANCES


def test_a_logistic_curve_finds_the_odds() -> None:
    """Fitted on draws with known odds, it gives those odds back."""
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(20_000, 1))
    odds = 1 / (1 + np.exp(-(0.5 + 2 * rows[:, 0])))
    curve = fit_logistic(rows, chance.random(20_000) < odds)
    assert curve.chance(np.array([[-1.0], [0.0], [1.0]])) == pytest.approx([0.182, 0.622, 0.924], abs=0.02)


@pytest.mark.parametrize("outcome", [True, False])
def test_one_outcome_alone_gives_a_flat_curve(outcome: bool) -> None:
    """Nothing to tell apart: the share, and no slope."""
    curve = fit_logistic(np.arange(6.0)[:, None], np.full(6, outcome))
    flat = curve.chance(np.array([[-9.0], [9.0]]))
    assert flat[0] == flat[1]
    assert (flat[0] > 0.5) == outcome
    assert fit_logistic(np.zeros((0, 2)), np.zeros(0, bool)).chance(np.ones((1, 2)))[0] == 0.5


def test_separable_examples_stay_finite() -> None:
    """A perfect split gives a steep curve, not an endless one."""
    rows = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    curve = fit_logistic(rows, rows[:, 0] > 0)
    assert 0.8 < curve.chance(np.array([[2.0]]))[0] < 1


def test_a_temperature_sharpens_what_is_reliable() -> None:
    """Scores that are always right get a low temperature, noise a high one."""
    chance = np.random.default_rng(1)
    noise = chance.normal(size=(300, 5))
    right = noise.argmax(axis=1)
    assert fit_temperature(noise, right) < fit_temperature(noise, chance.integers(0, 5, 300))
    assert shares(noise, 0.1).sum(axis=1) == pytest.approx(np.ones(300))


def test_a_threshold_keeps_its_target() -> None:
    """From the threshold on, at most the wished share is wrong; a stricter wish never lowers it."""
    chance = np.random.default_rng(2)
    confidence = chance.random(2000).astype(np.float32)
    curve = Curve(confidence, chance.random(2000) < confidence)
    found = [curve.threshold(target) for target in (0.02, 0.05, 0.1, 0.2)]
    assert found == sorted(found, reverse=True)
    for target, threshold in zip((0.02, 0.05, 0.1, 0.2), found, strict=True):
        answered = curve.confidence >= threshold
        assert (~curve.right[answered]).mean() <= target
    assert curve.threshold(0.0) <= 1
    assert Curve(np.array([0.9], np.float32), np.array([False])).threshold(0.1) == 1.0


def test_leaving_out_agrees_with_fitting_without() -> None:
    """The closed form gives what a fit without the example, and without its whole intent, would score."""
    from bot.core.matching.ridge import fit_ridge

    chance = np.random.default_rng(3)
    points = chance.normal(size=(30, 4)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    similarity = np.exp(2 * (points @ points.T - 1)).astype(np.float32)
    targets = np.eye(5, dtype=np.float32)[np.arange(30) // 6]
    found = fit_ridge(similarity, targets, 0.1)
    for gone, row in ((np.array([7]), found.left_out[7]), (np.flatnonzero(targets[:, 1]), found.without_intent[7])):
        kept = np.setdiff1d(np.arange(30), gone)
        part = similarity[np.ix_(kept, kept)] + 0.1 * np.eye(len(kept))
        direct = similarity[7, kept] @ np.linalg.solve(part, targets[kept])
        assert row == pytest.approx(direct, abs=1e-3)


def test_the_highest_of_long_rows_are_those_of_sorting() -> None:
    """Seeking in groups of columns finds the same as sorting does, for short and long rows."""
    chance = np.random.default_rng(4)
    for width in (1, 3, 16, 100, 333):
        values = chance.normal(size=(20, width)).astype(np.float32)
        found = np.sort(highest(values, 5), axis=1)
        assert (found == np.sort(values, axis=1)[:, -5:]).all()


def test_confidence_falls_away_from_the_examples() -> None:
    """What is asked word for word is surer than a paraphrase, that surer than another subject."""
    matcher = Matcher.fit(UTTERANCES, OUTSIDE)
    asked = ("track my parcel", "parcel tracking number", "the history of rome")
    found = [matcher.rank(each)[0].confidence for each in asked]
    assert found == sorted(found, reverse=True)
