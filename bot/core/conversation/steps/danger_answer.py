"""The answer to the short question whether somebody is in danger."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.context import Context
from bot.core.conversation.parts import questions_of
from bot.core.conversation.safety import all_well_turn, safety_turn
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.matching import Answered


def attempt(context: Context) -> Turn | None:
    """Yes, or what may be one: the fixed reply. No: what was asked before. Another question: that one."""
    doubt = context.state.conversation.doubt
    if doubt is None or doubt.safety not in context.library.safety or not context.plain:
        return None
    ways = context.library.dialogue.danger
    yes, no = ways.yes.at_start(context.plain), ways.no.at_start(context.plain)
    if context.command in ("yes", "no"):
        yes, no = ("yes", "") if context.command == "yes" else ("", "no")
    if len(no) > len(yes):
        return _next_question(context) or all_well_turn(context.state, context.library, context.now)
    if yes or context.triage.safety == doubt.safety or not _is_something_else(context):
        return safety_turn(context.state, context.library, doubt.safety, context.candidates())
    return take_steps(_settled(context))


def _next_question(context: Context) -> Turn | None:
    """The turn of a question that follows the no."""
    asked = questions_of(context.utterance, context.library)
    if not asked:
        return None
    return take_steps(_settled(context).saying(asked[-1].text + "?"))


def _is_something_else(context: Context) -> bool:
    return context.asks or context.command is not None or isinstance(context.decision, Answered)


def _settled(context: Context) -> Context:
    state = context.state
    return replace(context, state=in_conversation(state, state.conversation.settled()))
