"""An answer to the checklist item being asked and a question beside it: «2 a week. is that too many?»."""

from __future__ import annotations

from dataclasses import replace

from bot.core.checklist.reading import read_answer
from bot.core.conversation import checklist
from bot.core.conversation.context import Context
from bot.core.conversation.parts import parts_of
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.replies import ReplyKind


def attempt(context: Context) -> Turn | None:
    """The reply to the question, then what was saved and the next item; None when it is one or the other."""
    item = context.item
    if item is None or context.given.question:
        return None
    parts = parts_of(context.utterance, context.library)
    place = next((place for place, part in enumerate(parts) if part.asks), 0)
    if not place or len(parts) != place + 1:
        return None
    said = ", ".join(part.text for part in parts[:place])
    outcome = read_answer(context.library.checklist.items[item], said)
    if outcome.state != "recorded":
        return None
    asked = replace(context.saying(parts[place].text + "?").given, question=True)
    about = context.state.conversation.about(context.library.checklist.items[item].why)
    there = in_conversation(context.state, about)
    answered = take_steps(replace(context, state=there, given=asked))
    if answered.state.conversation.item != item:
        return None
    taken = checklist.take(answered.state, context.library, item, outcome, context.now)
    replies = tuple(reply for reply in answered.replies if reply.kind is not ReplyKind.CHECKLIST)
    return Turn(taken.state, (*replies, *taken.replies), (*answered.events, *taken.events))
