"""What the matcher gives: an intent with its score and confidence, and what spoke for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.matching.normalising import Step


@dataclass(frozen=True)
class Candidate:
    """An intent that an utterance may mean."""

    intent: str
    score: float  # raw output: comparable within one ranking, not a probability
    confidence: float  # calibrated, 0 to 1: how often a candidate like this is the right one
    nearest: str = ""  # the example utterance that spoke for it most


@dataclass(frozen=True)
class Neighbour:
    """An example that spoke for or against a candidate."""

    text: str
    similarity: float  # 0 to 1
    parts: Mapping[str, float]  # what each part (words, letters, meaning) adds to the similarity
    pull: float  # what the example adds to the candidate's score


@dataclass(frozen=True)
class Account:
    """How a ranking came about."""

    normalised: str
    steps: tuple[Step, ...]
    in_scope: float  # chance, 0 to 1, that any intent answers
    features: Mapping[str, float]  # what that chance rests on
    candidates: tuple[Candidate, ...]
    neighbours: Mapping[str, tuple[Neighbour, ...]]  # intent -> the examples that pull most
