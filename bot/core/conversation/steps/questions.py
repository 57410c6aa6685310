"""A question: its curated answer, or the candidates to choose from."""

from __future__ import annotations

from bot.core.conversation.answering import answer_turn, is_shown
from bot.core.conversation.context import Context
from bot.core.conversation.glossary import find_term
from bot.core.conversation.offering import AT_ONCE, offer_turn
from bot.core.conversation.safety import safety_turn
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered, Disambiguate, Fallback
from bot.core.text import normalise

FEWEST = 2  # questions of an offer, where there are as many
BARE = 3  # words; a term by itself may mean any question about it


def attempt(context: Context) -> Turn | None:
    """Answer or offer, as the decision says; None when nothing is near enough."""
    library = context.library
    match context.decision:
        case Answered(candidate) if candidate.intent in library.safety:
            return safety_turn(context.state, library, candidate.intent, context.candidates())
        case Answered(candidate) if _is_term_alone(context, candidate.intent):
            return _offer(context, [])
        case Answered(candidate):
            return answer_turn(
                context.state,
                library,
                candidate.intent,
                context.tier,
                confidence=candidate.confidence,
                candidates=context.candidates(),
            )
        case Disambiguate(candidates) if context.has_known_word:
            return _offer(context, [each.intent for each in candidates])
        case Fallback() if len(context.core.split()) <= BARE and find_term(library, context.core):
            return _offer(context, [])
        case _:
            return None


def _is_term_alone(context: Context, intent: str) -> bool:
    """Whether it is a mere word, whose nearest question is an uncovered one about more than that word."""
    library, said = context.library, context.core
    if intent not in library.uncovered or len(said.split()) > BARE or not find_term(library, said):
        return False
    return said.removesuffix("s") != normalise(intent).removesuffix("s")


def _offer(context: Context, possible: list[str]) -> Turn | None:
    """Two or three where there are as many, the next three in reserve; what is uncovered comes first or not at all."""
    library = context.library
    least = library.thresholds.offer / 2
    first = [
        intent
        for position, intent in enumerate(possible)
        if is_shown(library, intent)
        and intent not in library.chat
        and (not position or intent not in library.uncovered)
    ]
    others = [
        each.intent
        for each in context.ranking
        if each.intent not in first and each.confidence >= least and each.intent in library.content
    ]
    if len(first) < FEWEST:
        wanted = FEWEST - len(first)
        first, others = first + others[:wanted], others[wanted:]
    if not first:
        return None
    return offer_turn(
        context.state,
        library,
        first,
        more=others[:AT_ONCE],
        question=context.utterance,
        candidates=context.candidates(),
    )
