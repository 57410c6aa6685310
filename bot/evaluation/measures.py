"""Figures over judged questions. Shares are 0 to 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.judging import Judged

BINS = 10
CURVE_POINTS = 21
SHOWN_PAIRS = 15


@dataclass(frozen=True)
class Figures:
    """What is watched. «None»: there is nothing to measure it on."""

    questions: int
    top1: float  # of in-scope questions, the first candidate is right
    top3: float
    answered_right: float  # of in-scope questions
    answered_wrong: float
    offered: float
    withheld: float
    out_of_scope: int
    out_of_scope_answered: float | None
    auroc: float | None  # confidence of in-scope over out-of-scope questions
    fpr95: float | None  # of out-of-scope questions above the confidence that 95 % of in-scope ones reach
    calibration_error: float  # expected calibration error over all questions, ten bins

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, rounded to four places."""
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}


def figures(judged: Sequence[Judged]) -> Figures:
    """The figures of a run; in-scope questions are those with a right intent."""
    inside = [each for each in judged if each.question.right]
    outside = [each for each in judged if not each.question.right]
    outcomes = Counter(each.outcome for each in inside)
    count = max(1, len(inside))
    reached = np.array([each.confidence for each in inside])
    strange = np.array([each.confidence for each in outside])
    return Figures(
        questions=len(inside),
        top1=sum(each.is_first_right for each in inside) / count,
        top3=sum(each.is_among(3) for each in inside) / count,
        answered_right=outcomes["right"] / count,
        answered_wrong=outcomes["wrong"] / count,
        offered=outcomes["offered"] / count,
        withheld=outcomes["withheld"] / count,
        out_of_scope=len(outside),
        out_of_scope_answered=sum(each.outcome == "wrong" for each in outside) / len(outside) if outside else None,
        auroc=auroc(reached, strange) if inside and outside else None,
        fpr95=fpr95(reached, strange) if inside and outside else None,
        calibration_error=calibration_error(reliability(judged)),
    )


def auroc(inside: NDArray[Any], outside: NDArray[Any]) -> float:
    """The chance that an in-scope value is above an out-of-scope one, ties counting half (Hanley and McNeil, 1982)."""
    _, place, counts = np.unique(np.concatenate([inside, outside]), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    n = len(inside)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * len(outside)))


def fpr95(inside: NDArray[Any], outside: NDArray[Any]) -> float:
    """The share of out-of-scope values that reach what 95 % of the in-scope ones reach."""
    return float((outside >= np.quantile(inside, 0.05)).mean())


def reliability(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """For each tenth of confidence: how many questions, their mean confidence, and the share whose first is right."""
    rows = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [each for each in judged if low <= each.confidence < high or (high == 1 and each.confidence == 1)]
        if inside:
            rows.append(
                {
                    "from": low,
                    "questions": len(inside),
                    "confidence": round(sum(each.confidence for each in inside) / len(inside), 4),
                    "right": round(sum(each.is_first_right for each in inside) / len(inside), 4),
                }
            )
    return rows


def calibration_error(rows: Sequence[dict[str, float]]) -> float:
    """Expected calibration error (Naeini et al., 2015): the mean gap between confidence and share, by questions."""
    total = sum(row["questions"] for row in rows)
    return sum(row["questions"] * abs(row["confidence"] - row["right"]) for row in rows) / total if total else 0.0


def risk_coverage(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """What answering from a confidence on would give: the share answered, and the share of answers that is wrong."""
    rows = []
    for threshold in np.linspace(0, 1, CURVE_POINTS):
        answered = [each for each in judged if each.confidence >= threshold]
        wrong = sum(not each.is_first_right for each in answered)
        rows.append(
            {
                "threshold": round(float(threshold), 2),
                "coverage": round(len(answered) / max(1, len(judged)), 4),
                "risk": round(wrong / len(answered), 4) if answered else 0.0,
            }
        )
    return rows


def by_intent(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """For each intent that is right for some question: how many, and the shares first, answered and answered wrong."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.question.right:
            groups[sorted(each.question.right)[0]].append(each)
    return {
        intent: {
            "questions": len(group),
            "top1": round(sum(each.is_first_right for each in group) / len(group), 4),
            "right": round(sum(each.outcome == "right" for each in group) / len(group), 4),
            "wrong": round(sum(each.outcome == "wrong" for each in group) / len(group), 4),
        }
        for intent, group in sorted(groups.items())
    }


def confusions(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The pairs of intents taken for one another most often."""
    pairs = Counter(
        (sorted(each.question.right)[0], each.best.intent)
        for each in judged
        if each.question.right and each.best and not each.is_first_right
    )
    return [{"right": a, "taken_for": b, "times": n} for (a, b), n in pairs.most_common(SHOWN_PAIRS)]
