"""A red flag that is not sure: one short question first, then back to where the person was."""

from __future__ import annotations

from bot.core.conversation.answering import is_shown
from bot.core.conversation.context import Context
from bot.core.conversation.safety import doubt_turn
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered, Disambiguate
from bot.core.person import Doubt


def attempt(context: Context) -> Turn | None:
    """Ask whether somebody is in danger. Sure hits were answered before."""
    intent = context.library.safety.get(context.triage.safety or "")
    if intent is None or not intent.is_alarm:
        return None
    doubt = Doubt(intent.id, _what_was_asked(context))
    return doubt_turn(context.state, context.library, doubt, context.candidates())


def _what_was_asked(context: Context) -> tuple[str, ...]:
    """What to go on with when all is well: ids alone, so that no word of the message is kept."""
    library = context.library
    boundaries = [hit.intent for hit in context.triage.hits if not library.safety[hit.intent].is_alarm]
    if boundaries and context.asks:
        return (boundaries[0],)
    if context.item and not context.asks:
        return ()
    match context.decision:
        case Answered(candidate) if is_shown(library, candidate.intent):
            return (candidate.intent,)
        case Disambiguate(candidates):
            return tuple(each.intent for each in candidates if is_shown(library, each.intent))
        case _:
            return ()
