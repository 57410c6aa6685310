"""Why an utterance gets the reply it gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.conversation.context import Context
from bot.core.conversation.inputs import Say
from bot.core.conversation.steps import ORDER
from bot.core.library import IntentLibrary, Thresholds
from bot.core.matching import Account, Candidate, Decision, Matcher
from bot.core.person import PersonState
from bot.core.replies import Reply
from bot.core.safety.score import SafetyScore
from bot.core.safety.triage import Triage
from bot.core.teaching import limits_of


@dataclass(frozen=True)
class Explanation:
    """Every stage that an utterance went through, outside any conversation."""

    normalised: str
    account: Account  # how the matcher came to its ranking
    triage: Triage
    candidates: tuple[Candidate, ...]
    thresholds: Thresholds
    decision: Decision
    steps: tuple[str, ...]  # the order in which they were tried
    taken_by: str  # the step that had something to say
    reply: Reply


def explain(
    utterance: str, *, library: IntentLibrary, matcher: Matcher, score: SafetyScore | None = None, now: datetime
) -> Explanation:
    """Take the utterance through all stages as a first message."""
    context = Context(PersonState(), Say(utterance), library, matcher, now, score)
    for name, attempt in ORDER:
        turn = attempt(context)
        if turn is not None:
            return Explanation(
                normalised=matcher.normalise(utterance),
                account=matcher.explain(context.utterance),
                triage=context.triage,
                candidates=tuple(context.ranking),
                thresholds=limits_of(library, matcher),
                decision=context.decision,
                steps=tuple(step for step, _ in ORDER),
                taken_by=name,
                reply=turn.replies[0],
            )
    raise AssertionError("the last step always has something to say")
