"""Runs a whole evaluation: the development set, cross-validation, others beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from bot.core.library import IntentLibrary, Thresholds
from bot.core.matching import Matcher
from bot.core.matching.encoder import Encoder
from bot.core.teaching import Lesson, lesson, limits_of
from bot.evaluation.baselines import baselines
from bot.evaluation.folds import grouped_folds
from bot.evaluation.judging import Judged, Question, Rank, judge
from bot.evaluation.measures import by_intent, confusions, figures, reliability, risk_coverage
from bot.evaluation.slips import with_slips

FOLDS = 5
SEED = 0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """The figures of one ranker on one set of questions."""

    system: str
    questions: str  # development, development with two slips, or cross-validation
    judged: tuple[Judged, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: the figures and the tables behind them."""
        return {
            "system": self.system,
            "questions": self.questions,
            "figures": figures(self.judged).as_dict(),
            "reliability": reliability(self.judged),
            "risk_coverage": risk_coverage(self.judged),
            "intents": by_intent(self.judged),
            "confusions": confusions(self.judged),
        }


def on_development(
    library: IntentLibrary, matcher: Matcher, questions: Sequence[Question], *, others: bool, say: Say
) -> list[Part]:
    """The matcher on the development set as it is and with two slips; then, if wished, others on the same."""
    chance = Random(SEED)
    slipped = [replace(each, text=with_slips(each.text, chance)) for each in questions]
    limits = limits_of(library, matcher)
    rankers: dict[str, Rank] = {"osteon": matcher.rank}
    if others:
        say("fitting the others")
        rankers |= baselines(lesson(library)["utterances"])
    parts = []
    for name, rank in rankers.items():
        for kind, asked in (("development", questions), ("development, two slips", slipped)):
            say(f"{name}: {kind}")
            parts.append(Part(name, kind, tuple(judge(asked, rank, limits, library.uncovered))))
    return parts


def by_cross_validation(
    library: IntentLibrary, encoder: Encoder | None, limits: Thresholds, *, folds: int, say: Say
) -> Part:
    """Each of the pack's own examples, judged by a matcher that saw neither it nor its near-duplicates."""
    whole = lesson(library)
    rows = [(intent, text) for intent, texts in whole["utterances"].items() for text in texts]
    rows += [("", text) for text in whole["out_of_scope"]]
    fold = grouped_folds([text for _, text in rows], folds, SEED)
    judged: list[Judged] = []
    for number in range(folds):
        say(f"cross-validation: fold {number + 1} of {folds}")
        kept = [row for row, each in zip(rows, fold, strict=True) if each != number]
        matcher = Matcher.fit(**_some(whole, kept), encoder=encoder)
        asked = [
            Question(text, frozenset([intent] if intent else []))
            for (intent, text), each in zip(rows, fold, strict=True)
            if each == number
        ]
        judged += judge(asked, matcher.rank, limits)
    return Part("osteon", "cross-validation", tuple(judged))


def _some(whole: Lesson, rows: Sequence[tuple[str, str]]) -> Lesson:
    utterances: Mapping[str, list[str]] = {intent: [] for intent in whole["utterances"]}
    outside: list[str] = []
    for intent, text in rows:
        (utterances[intent] if intent else outside).append(text)
    return Lesson(
        utterances=utterances,
        out_of_scope=outside,
        vocabulary=whole["vocabulary"],
        names=whole["names"],
        misspellings=whole["misspellings"],
    )
