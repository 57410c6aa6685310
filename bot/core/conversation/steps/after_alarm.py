"""After an alarm, what people say of how it went on: help is named once more, and nothing is guessed."""

from __future__ import annotations

from bot.core.conversation.answering import notice_turn
from bot.core.conversation.context import Context
from bot.core.conversation.parts import questions_of
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered

SHORT = 3  # words; so few of them may name a topic


def attempt(context: Context) -> Turn | None:
    """«it is better now», «somebody is with me»; None for a question and for a topic by its name."""
    if context.state.conversation.alarm is None or context.item or context.command:
        return None
    if context.asks or questions_of(context.utterance, context.library):
        return None
    if isinstance(context.decision, Answered) and len(context.core.split()) <= SHORT:
        return None
    return notice_turn(context.state, context.library, "notice-after-alarm")
