"""Safety before everything: a sure red flag or a boundary gets its fixed reply."""

from __future__ import annotations

from bot.core.conversation.context import Context
from bot.core.conversation.pieces import is_piece, names_no_topic, topics_of
from bot.core.conversation.safety import safety_turn
from bot.core.conversation.steps.checklist_words import WHILE_ASKING
from bot.core.conversation.steps.depth import DEPTHS
from bot.core.conversation.turn import Turn
from bot.core.safety.rules import Certainty


def attempt(context: Context) -> Turn | None:
    """The safety reply when a rule fires. A red flag that is not sure is left to the next steps, which ask."""
    found = context.triage
    intent = context.library.safety.get(found.safety or "")
    if intent is None:
        return None
    if intent.is_alarm and found.certainty is not Certainty.SURE:
        return None
    if not intent.is_alarm and (_asks_about_plain_things(context) or _is_for_us(context) or _goes_on(context)):
        return None
    return safety_turn(context.state, context.library, intent.id, context.candidates())


def _asks_about_plain_things(context: Context) -> bool:
    """Whether «how much should I take» is about the last topic, and that is no medicine."""
    topics = topics_of(context)
    if not topics or not names_no_topic(context, context.core):
        return False
    library = context.library
    content = library.content.get(topics[0])
    return content is not None and content.group in library.dialogue.follow_ups.plain_groups


def _goes_on(context: Context) -> bool:
    """Whether only the score fired, on words that mean something only after what was said: it reads messages alone."""
    if context.triage.hits:
        return False
    if context.item is not None and not context.asks:
        return True
    return bool(topics_of(context)) and (is_piece(context) or names_no_topic(context, context.core))


def _is_for_us(context: Context) -> bool:
    """Whether «I want to stop» is a word to the checklist that is running, or «like I am a kid» a wish for a depth."""
    if context.item is not None and context.command in WHILE_ASKING:
        return True
    return context.state.conversation.last_intent is not None and context.command in DEPTHS
