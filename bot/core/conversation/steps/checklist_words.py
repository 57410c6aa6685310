"""The checklist's words, typed anywhere: start, continue, progress; while it runs also skip, back, stop, yes, no."""

from __future__ import annotations

from bot.core.conversation import checklist
from bot.core.conversation.answering import answer_turn, notice_turn
from bot.core.conversation.context import Context
from bot.core.conversation.inputs import ChecklistMove
from bot.core.conversation.pieces import topics_of
from bot.core.conversation.turn import Turn

_ANYWHERE = {
    "start-checklist": ChecklistMove.START,
    "continue-checklist": ChecklistMove.CONTINUE,
    "progress-checklist": ChecklistMove.PROGRESS,
    "reset-checklist": ChecklistMove.RESET,
}
_WHILE_ASKING = {"skip": ChecklistMove.SKIP, "back": ChecklistMove.BACK, "stop": ChecklistMove.STOP}
_READ_BACK = {"yes": ChecklistMove.YES, "no": ChecklistMove.NO}


def attempt(context: Context) -> Turn | None:
    """Do the move that the whole utterance names."""
    conversation = context.state.conversation
    command = context.command or ""
    move = _ANYWHERE.get(command)
    if context.item:
        move = move or _WHILE_ASKING.get(command)
        if conversation.pending:
            move = move or _READ_BACK.get(command)
    if move:
        return checklist.move(context.state, context.library, context.now, move, None)
    return _while_it_rests(context) if command in _WHILE_ASKING and not context.item else None


def _while_it_rests(context: Context) -> Turn:
    """«back» shows the topic before again; «stop» and «skip» have nothing to do."""
    topics = topics_of(context)
    if context.command == "back" and len(topics) > 1:
        return answer_turn(context.state, context.library, topics[1], context.tier)
    phrase = "notice-all-right" if context.command == "stop" else "checklist-not-running"
    return notice_turn(context.state, context.library, phrase)
