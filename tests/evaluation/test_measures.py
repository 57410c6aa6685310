"""The figures of an evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.core.library import Thresholds
from bot.core.matching import Candidate
from bot.errors import UsageError
from bot.evaluation.baselines import nearest_by_rapidfuzz
from bot.evaluation.development import read_development
from bot.evaluation.folds import grouped_folds
from bot.evaluation.judging import Question, judge
from bot.evaluation.landed import read_landed, worse, write_landed
from bot.evaluation.measures import (
    auroc,
    by_intent,
    calibration_error,
    confusions,
    figures,
    fpr95,
    reliability,
    risk_coverage,
)
from bot.evaluation.page import as_page
from bot.evaluation.running import Part
from bot.evaluation.slips import with_slips

LIMITS = Thresholds(answer=0.6, margin=0.2, offer=0.3)
RANKINGS = {
    "sure and right": [("a", 0.9), ("b", 0.1)],
    "sure and wrong": [("b", 0.8), ("a", 0.1)],
    "too close": [("a", 0.7), ("b", 0.6)],
    "unsure": [("b", 0.2), ("c", 0.1), ("a", 0.1)],
    "strange and sure": [("a", 0.7), ("b", 0.0)],
    "strange and unsure": [("a", 0.1), ("b", 0.0)],
    "strange and known to have no answer": [("gap", 0.9), ("b", 0.0)],
}
QUESTIONS = [Question(text, frozenset(() if text.startswith("strange") else "a")) for text in RANKINGS]


def rank(text: str) -> list[Candidate]:
    """The ranking that stands for a text."""
    return [Candidate(intent, confidence, confidence) for intent, confidence in RANKINGS[text]]


JUDGED = judge(QUESTIONS, rank, LIMITS, withheld=["gap"])


def test_outcomes_are_told_apart() -> None:
    """Right, wrong, offered and withheld, by the thresholds; naming a topic without an answer is no answer."""
    found = [each.outcome for each in JUDGED]
    assert found == ["right", "wrong", "offered", "withheld", "wrong", "withheld", "withheld"]


def test_figures_are_shares_of_their_own_questions() -> None:
    """In-scope figures over the four in-scope questions, out-of-scope over the three others."""
    found = figures(JUDGED)
    assert (found.questions, found.out_of_scope) == (4, 3)
    assert (found.top1, found.top3) == (0.5, 1.0)
    assert (found.answered_right, found.answered_wrong, found.offered, found.withheld) == (0.25, 0.25, 0.25, 0.25)
    assert found.out_of_scope_answered == pytest.approx(1 / 3)
    assert found.auroc == pytest.approx((3 + 2.5 + 3 + 2) / 12)


def test_areas_and_rates_are_those_of_the_books() -> None:
    """Perfect order 1, no order one half, ties half; the rate at 95 % of the in-scope ones."""
    low, high = np.array([0.1, 0.2]), np.array([0.8, 0.9])
    assert (auroc(high, low), auroc(low, high), auroc(low, low)) == (1.0, 0.0, 0.5)
    assert fpr95(np.linspace(0, 1, 101), np.array([0.0, 0.04, 0.06, 0.5])) == 0.5


def test_calibration_is_the_mean_gap() -> None:
    """Four questions at 0.9 of which three are right are 0.15 off."""
    asked = [Question(str(at), frozenset("a")) for at in range(4)]
    judged = judge(asked, lambda text: [Candidate("b" if text == "0" else "a", 1, 0.9)], LIMITS)
    assert calibration_error(reliability(judged)) == pytest.approx(0.15)
    curve = risk_coverage(judged)
    assert (curve[0]["coverage"], curve[0]["risk"], curve[-1]["coverage"]) == (1.0, 0.25, 0.0)
    assert by_intent(judged)["a"]["top1"] == 0.75
    assert confusions(judged) == [{"right": "a", "taken_for": "b", "times": 1}]


def test_landed_figures_are_a_floor(tmp_path: Path) -> None:
    """A figure that falls by more than a hundredth is named; none is after landing."""
    path = tmp_path / "figures.json"
    assert read_landed(path) == {}
    now = figures(JUDGED).as_dict()
    write_landed(path, {"development": now})
    landed = dict(read_landed(path)["development"])
    assert worse(now, landed) == []
    assert worse(now, landed | {"top1": 0.9, "fpr95": 0.0}) == ["top1 was 0.9000 and is 0.5000"] + (
        ["fpr95 was 0.0000 and is " + format(now["fpr95"], ".4f")] if now["fpr95"] else []
    )


def test_near_duplicates_share_a_fold() -> None:
    """However the folds fall, a question and its twin are on one side."""
    texts = ["how much is it", "how much is it?", "what does it cost", "is it how much", "where are you", "who are you"]
    for seed in range(5):
        found = grouped_folds(texts, 3, seed)
        assert found[0] == found[1] == found[3]
        assert set(found) <= {0, 1, 2}


def test_slips_are_small_and_seeded() -> None:
    """One seed, one text; first letters and short words stay."""
    text = "what does this thing really cost me"
    slipped = with_slips(text, Random(3))
    assert slipped == with_slips(text, Random(3))
    assert sum(a != b for a, b in zip(text.split(), slipped.split(), strict=True)) <= 2
    assert [word[0] for word in slipped.split()] == [word[0] for word in text.split()]


def test_the_nearest_example_is_a_baseline() -> None:
    """rapidfuzz finds the intent of the most alike example."""
    rank = nearest_by_rapidfuzz({"a": ["red apple", "green apple"], "b": ["blue sky"]})
    assert [each.intent for each in rank("a green apple")] == ["a", "b"]


def test_a_page_stands_alone() -> None:
    """The page has the figures and escapes what was asked."""
    page = as_page("Title & more", [Part("osteon", "development", tuple(JUDGED)).as_dict()])
    assert "Title &amp; more" in page
    assert "answered right" in page
    assert "http" not in page


def test_a_missing_development_set_is_said(tmp_path: Path) -> None:
    """A folder without the files, or with something else in them, is a usage error."""
    with pytest.raises(UsageError, match="cannot be read"):
        read_development(tmp_path)
    (tmp_path / "questions.yaml").write_text(json.dumps(["a"]), encoding="utf-8")
    with pytest.raises(UsageError, match="no lists"):
        read_development(tmp_path)
