"""Takes a turn: state and input in; new state, replies and events out. A pure function."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.conversation import checklist
from bot.core.conversation.answering import is_shown, notice_turn, shown_turn
from bot.core.conversation.context import Context
from bot.core.conversation.inputs import Checklist, InDanger, Input, Neither, Rate, Say, Show, StartOver
from bot.core.conversation.introducing import introduced
from bot.core.conversation.offering import neither_turn
from bot.core.conversation.safety import all_well_turn, safety_turn
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Matcher
from bot.core.person import AnswerRated, PersonState
from bot.core.replies import Reply, ReplyKind
from bot.core.safety.score import SafetyScore


def take_turn(
    state: PersonState,
    given: Input,
    *,
    library: IntentLibrary,
    matcher: Matcher,
    score: SafetyScore | None = None,
    now: datetime,
) -> Turn:
    """One exchange. `score`: the trained half of triage; without it the rules stand alone. `now` is aware UTC.

    Never raises for what a person typed or pressed.
    """
    if isinstance(given, Say):
        return introduced(_say(Context(state, given, library, matcher, now, score)), library)
    return introduced(_press(state, given, library, now), library)


def _say(context: Context) -> Turn:
    if context.given.item is not None:
        context = replace(context, state=checklist.at_item(context.state, context.library, context.given.item))
    turn = take_steps(context)
    first, *others = turn.replies
    first = replace(first, question=context.given.utterance, candidates=first.candidates or context.candidates())
    return replace(turn, replies=(first, *others))


def _press(
    state: PersonState,
    given: Show | Neither | InDanger | StartOver | Rate | Checklist,
    library: IntentLibrary,
    now: datetime,
) -> Turn:
    match given:
        case Show(intent, tier) if is_shown(library, intent):
            wanted = tier or state.settings.tier or Tier.FUNDAMENTALS
            return shown_turn(state, library, intent, wanted, now)
        case Show():
            return notice_turn(state, library, "notice-gone")
        case Neither():
            return neither_turn(state, library)
        case InDanger(safety, _) if safety not in library.safety:
            return notice_turn(state, library, "notice-gone")
        case InDanger(safety, yes):
            return safety_turn(state, library, safety) if yes else all_well_turn(state, library, now)
        case StartOver():
            rested = in_conversation(state, state.conversation.rested())
            return notice_turn(rested, library, "notice-start-over")
        case Rate(intent, tier, helpful):
            said = Reply(ReplyKind.NOTICE, library.say("notice-rated"), intent=intent)
            return Turn(state, (said,), (AnswerRated(intent, tier, helpful),))
        case Checklist(move, item):
            return checklist.move(state, library, now, move, item)
