"""Nothing curated is near: say so, and what the bot does cover."""

from __future__ import annotations

from bot.core.conversation.context import Context
from bot.core.conversation.offering import AT_ONCE, unanswered_turn
from bot.core.conversation.pieces import names_no_topic
from bot.core.conversation.turn import Turn

SCRAP = 4  # words


def attempt(context: Context) -> Turn:
    """A fallback with what is nearest; the utterance is kept for moderators, unlinked from the person."""
    library = context.library
    near = [each.intent for each in context.ranking if each.confidence >= library.thresholds.offer / 2]
    content = [intent for intent in near if intent in library.content][:AT_ONCE]
    question = context.utterance if context.has_known_word else None
    return unanswered_turn(
        context.state,
        library,
        question,
        content,
        candidates=context.candidates(),
        new_topic=not (names_no_topic(context, context.core) or _is_scrap(context)),
    )


def _is_scrap(context: Context) -> bool:
    """Whether it is too small a piece to be a topic of its own: «any in …»."""
    said = context.core.split()
    small = context.library.dialogue.follow_ups.words
    return 1 < len(said) <= SCRAP and not context.asks and said[0] in small
