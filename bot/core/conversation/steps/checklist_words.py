"""The checklist's words, typed anywhere: start, continue, progress; while it runs also skip, back, stop, yes, no."""

from __future__ import annotations

from bot.core.conversation import checklist
from bot.core.conversation.answering import answer_turn, notice_turn
from bot.core.conversation.context import Context
from bot.core.conversation.inputs import ChecklistMove
from bot.core.conversation.pieces import topics_of
from bot.core.conversation.turn import Turn

GO_ON = "go-on"

_ANYWHERE = {
    "start-checklist": ChecklistMove.START,
    "continue-checklist": ChecklistMove.CONTINUE,
    "progress-checklist": ChecklistMove.PROGRESS,
    "reset-checklist": ChecklistMove.RESET,
}
WHILE_ASKING = {"skip": ChecklistMove.SKIP, "back": ChecklistMove.BACK, "stop": ChecklistMove.STOP}
_READ_BACK = {"yes": ChecklistMove.YES, "no": ChecklistMove.NO}


def attempt(context: Context) -> Turn | None:
    """Do the move that the whole utterance names."""
    conversation = context.state.conversation
    command = context.command or ""
    move = _ANYWHERE.get(command) or (ChecklistMove.CONTINUE if command == GO_ON and goes_on(context) else None)
    if context.item:
        if command == "stop" and _is_its_answer(context):
            return None
        move = move or WHILE_ASKING.get(command)
        if conversation.pending:
            move = move or _READ_BACK.get(command)
    if move:
        return checklist.move(context.state, context.library, context.now, move, None)
    return _while_it_rests(context) if command in WHILE_ASKING and not context.item else None


def goes_on(context: Context) -> bool:
    """Whether there is a checklist to go on with, or nothing else that «go on» may be about."""
    conversation = context.state.conversation
    begun = context.item or conversation.paused or context.state.answers
    return bool(begun) or conversation.last_intent is None


def _is_its_answer(context: Context) -> bool:
    """Whether «quit» is what the item asks about, or «enough?» judges the answer before: no word for leaving."""
    judged = context.library.dialogue.follow_ups.judged
    if context.utterance.endswith("?") and judged.match(context.plain) is not None:
        return True
    reading = context.reading
    return reading is not None and reading.state == "recorded" and isinstance(reading.value, str)


def _while_it_rests(context: Context) -> Turn:
    """«back» shows the topic before again; «stop» and «skip» have nothing to do."""
    topics = topics_of(context)
    if context.command == "back" and len(topics) > 1:
        return answer_turn(context.state, context.library, topics[1], context.tier)
    phrase = "notice-all-right" if context.command == "stop" else "checklist-not-running"
    return notice_turn(context.state, context.library, phrase)
