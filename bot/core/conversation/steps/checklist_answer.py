"""An answer to the checklist item being asked, unless it is a question in the middle."""

from __future__ import annotations

from bot.core.checklist.definition import AnswerKind
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.reading import read_answer
from bot.core.conversation import checklist
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered


def attempt(context: Context) -> Turn | None:
    """Store, read back or refuse what was typed; None when it is rather a question for the bot."""
    if context.given.question:
        return None
    item = context.item
    if item is None:
        return _after_a_pause(context)
    reading = context.reading
    if reading is None or context.is_aside:
        return None
    if reading.state == "unread":
        if isinstance(context.decision, Answered) and not _is_meant_as_answer(
            context, context.decision.candidate.intent
        ):
            return None
        reading = Outcome("invalid", words=context.utterance)
    return checklist.take(context.state, context.library, item, reading, context.now)


def _is_meant_as_answer(context: Context, intent: str) -> bool:
    """Whether it begins as people speak of themselves, or speaks of the item itself without asking."""
    if context.item and not context.asks and intent == context.library.checklist.items[context.item].why:
        return True
    return bool(context.library.dialogue.follow_ups.telling.at_start(context.plain))


def _after_a_pause(context: Context) -> Turn | None:
    """A number for the item that danger interrupted: a «no» or «fine» may be about the danger."""
    item = context.library.checklist.items.get(context.state.conversation.paused or "")
    if item is None or item.kind is AnswerKind.WORDS or context.asks or not any(map(str.isdigit, context.plain)):
        return None
    outcome = read_answer(item, context.utterance)
    if outcome.state != "recorded":
        return None
    return checklist.take(context.state, context.library, item.id, outcome, context.now)
