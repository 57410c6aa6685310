"""Another depth: of the last answer, or of the question that comes with the wish."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.answers import answer_reply
from bot.core.conversation import checklist
from bot.core.conversation.answering import answer_turn, notice_turn
from bot.core.conversation.commands import command_of
from bot.core.conversation.context import Context
from bot.core.conversation.pieces import names_no_topic
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn
from bot.core.library import Tier
from bot.core.text import normalise

LONGEST = 20  # words of a wish with its reason
_CLAUSE = re.compile(r"[,;:.!?()]+\s+|\s+[-–—]+\s+")
_TIERS = list(Tier)
_STEPS = {"simpler": -1, "deeper": 1, "go-on": 1, "repeat": 0}
DEPTHS = frozenset({"simpler", "deeper", *_TIERS})  # commands that wish for one


def attempt(context: Context) -> Turn | None:
    """«simpler», «go deeper», a tier's name, «once more»; «the science of …», «… like I'm five»."""
    wish = _wish(context, context.core, context.command) or _wish_with_reason(context)
    if wish:
        return _again(context, wish)
    for tier, ways in context.library.dialogue.preferences.wishes.items():
        found = next(context.said_by(ways), None)
        if found:
            return _wished(context, found["question"], Tier(tier))
    return None


def _wish(context: Context, core: str, command: str | None) -> str | None:
    return command if command in (*_STEPS, *_TIERS) else _cue(context, core)


def _cue(context: Context, core: str) -> str | None:
    """A wish for more or for less in other words, when an answer was given and the utterance has no topic."""
    ways = context.library.dialogue.preferences
    said = set(core.split())
    known = context.library.dialogue.follow_ups.words | ways.words
    about_something = not context.library.dialogue.follow_ups.subject.isdisjoint(said)
    if not said or not said <= known or about_something or context.state.conversation.last_intent is None:
        return None
    if ways.deeper.found_in(core):
        return "deeper"
    return "simpler" if ways.simpler.found_in(core) else None


def _wish_with_reason(context: Context) -> str | None:
    """A wish beside words that ask nothing: «the technical version, I am a nurse»."""
    library = context.library
    if context.state.conversation.last_intent is None or len(context.plain.split()) > LONGEST:
        return None
    reasons = library.dialogue.preferences.reasons
    clauses = [library.dialogue.frames.strip(normalise(each)) for each in _CLAUSE.split(context.utterance)]
    clauses = [each for each in clauses if each]
    if len(clauses) == 1:
        behind = reasons.at_end(clauses[0])
        clauses = [clauses[0].removesuffix(behind).strip(), behind] if behind else []
    wishes = [_wish(context, each, command_of(library, each, each)) for each in clauses]
    idle = (names_no_topic(context, each) or reasons.at_start(each) for each in clauses)
    found = [wish for wish in wishes if wish]
    others = all(wish or fits for wish, fits in zip(wishes, idle, strict=True))
    return found[-1] if found and others else None


def _wished(context: Context, question: str, tier: Tier) -> Turn | None:
    if names_no_topic(context, question):
        return _again(context, tier) if context.state.conversation.last_intent else None
    ended = question + "?" if context.asks else question
    return take_steps(context.saying(ended, tier))


def _again(context: Context, wish: str) -> Turn:
    """The last answer at the depth wished for; at the end of the three, a kind word."""
    why = _unexplained_item(context)
    if why and wish == "simpler":
        return checklist.explain(context.state, context.library)
    if why:
        return answer_turn(context.state, context.library, why, Tier(wish) if wish in _TIERS else context.tier)
    intent = context.state.conversation.last_intent
    if intent is None or intent not in context.library.content:
        return notice_turn(context.state, context.library, "notice-no-answer-yet")
    now_at = context.state.conversation.last_tier or context.tier
    wanted = Tier(wish) if wish in _TIERS else _moved(now_at, _STEPS[wish])
    if wanted is now_at and wish != "repeat" and wanted in (_TIERS[0], _TIERS[-1]):
        return _at_the_end(context, intent, wanted)
    return answer_turn(context.state, context.library, intent, wanted)


def _unexplained_item(context: Context) -> str | None:
    """What explains the checklist item being asked, when nothing was answered since it was asked."""
    conversation = context.state.conversation
    why = context.library.checklist.items[context.item].why if context.item else None
    unexplained = why in conversation.topics[:1] and why != conversation.last_intent
    return why if unexplained and why in context.library.content else None


def _moved(tier: Tier, step: int) -> Tier:
    return _TIERS[min(max(_TIERS.index(tier) + step, 0), len(_TIERS) - 1)]


def _at_the_end(context: Context, intent: str, tier: Tier) -> Turn:
    """It is the simplest or the deepest already: say so, and what can be asked instead."""
    turn = notice_turn(context.state, context.library, "notice-simplest" if tier is _TIERS[0] else "notice-deepest")
    related = answer_reply(context.library, intent, tier).choices
    first, *others = turn.replies
    return replace(turn, replies=(replace(first, intent=intent, tier=tier, choices=related), *others))
