"""The chat intents, as the matcher finds them: what can you do, who made you, where does this come from."""

from __future__ import annotations

from bot.core.conversation.answering import shown_turn
from bot.core.conversation.context import Context
from bot.core.conversation.steps.courtesy import gently
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered


def attempt(context: Context) -> Turn | None:
    """The fixed reply of a chat intent; those about the checklist make its move instead."""
    decision = context.decision
    if not isinstance(decision, Answered) or decision.candidate.intent not in context.library.chat:
        return None
    turn = shown_turn(
        context.state,
        context.library,
        decision.candidate.intent,
        context.tier,
        context.now,
        confidence=decision.candidate.confidence,
        candidates=context.candidates(),
    )
    is_courtesy = decision.candidate.intent in context.library.dialogue.small_talk.ways
    return gently(context, turn) if context.state.conversation.alarm and is_courtesy else turn
