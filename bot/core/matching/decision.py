"""What to do with ranked candidates: answer, offer, or withhold. Each outcome is a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.matching.candidates import Candidate

OFFERED_AT_MOST = 3


@dataclass(frozen=True)
class Answered:
    """One candidate is sure enough, and far enough ahead."""

    candidate: Candidate


@dataclass(frozen=True)
class Disambiguate:
    """Two or three candidates are possible; the person chooses."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Fallback:
    """Nothing is near enough."""


Decision = Answered | Disambiguate | Fallback


def decide(candidates: Sequence[Candidate], *, answer: float, margin: float, offer: float) -> Decision:
    """Decide by confidence and by its gap to the runner-up.

    `answer`: lowest confidence that is answered outright. `margin`: smallest gap to the runner-up that is answered
    outright. `offer`: lowest confidence that is offered.
    """
    if not candidates:
        return Fallback()
    best = candidates[0]
    runner_up = candidates[1].confidence if len(candidates) > 1 else 0.0
    if best.confidence >= answer and best.confidence - runner_up >= margin:
        return Answered(best)
    possible = tuple(each for each in candidates[:OFFERED_AT_MOST] if each.confidence >= offer)
    return Disambiguate(possible) if possible else Fallback()
