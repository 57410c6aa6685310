"""One question put to a ranker, beside what would have been right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.core.library import Thresholds
from bot.core.matching import Answered, Candidate, Disambiguate, decide

Rank = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True)
class Question:
    """An utterance and the intents that may fairly answer it; none for one that is out of scope."""

    text: str
    right: frozenset[str]
    kind: str = ""  # of an out-of-scope question, such as near or far


@dataclass(frozen=True)
class Judged:
    """A question with what became of it."""

    question: Question
    candidates: tuple[Candidate, ...]
    outcome: str  # right, wrong, offered or withheld
    names_no_answer: bool = False  # the first candidate is a topic that is known to have none

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None

    @property
    def confidence(self) -> float:
        """The confidence of an answer: the first candidate's; 0 when there is none, or when it says so."""
        return 0.0 if self.names_no_answer or not self.candidates else self.candidates[0].confidence

    @property
    def is_first_right(self) -> bool:
        """Whether the first candidate would have been right."""
        return bool(self.candidates) and self.candidates[0].intent in self.question.right

    def is_among(self, first: int) -> bool:
        """Whether a right intent is among the first candidates."""
        return any(each.intent in self.question.right for each in self.candidates[:first])


def judge(
    questions: Iterable[Question], rank: Rank, limits: Thresholds, withheld: Collection[str] = ()
) -> list[Judged]:
    """Put every question. An intent in `withheld` (an uncovered topic) says that there is no answer, so it is none."""
    return [_judge(question, tuple(rank(question.text)), limits, withheld) for question in questions]


def _judge(question: Question, found: tuple[Candidate, ...], limits: Thresholds, withheld: Collection[str]) -> Judged:
    decision = decide(found, answer=limits.answer, margin=limits.margin, offer=limits.offer)
    match decision:
        case Answered(candidate) if candidate.intent in question.right:
            outcome = "right"
        case Answered(candidate):
            outcome = "withheld" if candidate.intent in withheld else "wrong"
        case Disambiguate():
            outcome = "offered"
        case _:
            outcome = "withheld"
    return Judged(question, found, outcome, bool(found) and found[0].intent in withheld)
