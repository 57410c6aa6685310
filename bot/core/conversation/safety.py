"""The turns of safety: the fixed reply, the short question before it, and going on when all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.core.conversation import checklist
from bot.core.conversation.answering import choices_of, is_shown, notice_turn, shown_turn, with_return
from bot.core.conversation.offering import offer_turn
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.library import IntentLibrary, Tier
from bot.core.person import Doubt, PersonState, TriageFired
from bot.core.replies import RankedIntent, Reply, ReplyKind


def safety_turn(
    state: PersonState, library: IntentLibrary, safety: str, candidates: tuple[RankedIntent, ...] = ()
) -> Turn:
    """The fixed reply of a safety intent.

    After an alarm the checklist pauses and nothing else is said. After a boundary come the general answers that may be
    given, the nearest first, and the checklist goes on.
    """
    intent = library.safety[safety]
    choices, limit = _nearest_first(intent.choices, candidates), library.thresholds.offer
    reply = Reply(
        ReplyKind.SAFETY,
        intent.reply,
        intent=safety,
        candidates=candidates,
        choices=choices_of(library, choices),
    )
    events = (TriageFired(safety),)
    if intent.is_alarm:
        waiting = checklist.paused(state)
        return Turn(in_conversation(waiting, replace(waiting.conversation, alarm=safety)), (reply,), events)
    about = tuple(each.intent for each in candidates if each.intent in choices and each.confidence >= limit)[:1]
    conversation = replace(state.conversation.settled(), topics=about, choices=choices)
    return replace(with_return(in_conversation(state, conversation), library, reply), events=events)


def _nearest_first(choices: tuple[str, ...], candidates: tuple[RankedIntent, ...]) -> tuple[str, ...]:
    """The general answers in the order in which the utterance came near them."""
    ranked = [each.intent for each in candidates if each.intent in choices]
    return tuple(dict.fromkeys([*ranked, *choices]))


def doubt_turn(
    state: PersonState,
    library: IntentLibrary,
    doubt: Doubt,
    candidates: tuple[RankedIntent, ...] = (),
) -> Turn:
    """The short question that an uncertain red flag asks. Nothing of what was typed is kept, but what it asked for."""
    text = library.say("danger-ask", question=library.safety[doubt.safety].ask)
    reply = Reply(ReplyKind.SAFETY, text, intent=doubt.safety, candidates=candidates, yes_or_no=True)
    conversation = replace(state.conversation.settled(), doubt=doubt)
    return Turn(in_conversation(state, conversation), (reply,))


def all_well_turn(state: PersonState, library: IntentLibrary, now: datetime) -> Turn:
    """Nobody is in danger: go on with what was asked, or where the person was."""
    then = state.conversation.doubt.then if state.conversation.doubt else ()
    state = in_conversation(state, state.conversation.settled())
    tier = state.settings.tier or Tier.FUNDAMENTALS
    known = [intent for intent in then if is_shown(library, intent)]
    if then and then[0] in library.safety:
        return safety_turn(state, library, then[0])
    if len(known) == 1:
        return shown_turn(state, library, known[0], tier, now)
    if known:
        return offer_turn(state, library, known)
    return notice_turn(state, library, "danger-all-well")
