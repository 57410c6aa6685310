"""An answer to «did you mean»: a number, an ordinal, yes, no, neither, both, or the same in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.conversation.answering import answers_turn, is_shown, notice_turn, shown_turn
from bot.core.conversation.commands import command_of
from bot.core.conversation.context import Context
from bot.core.conversation.offering import neither_turn
from bot.core.conversation.pieces import composed, names_no_topic
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.matching import Answered
from bot.core.text import normalise, words

_CLAUSE = re.compile(r"\s*[,;:.!]\s+|\s+[-–—]\s+|\s+(?=i mean|i meant)", re.IGNORECASE)
UNDECIDED = 0  # the place of those who let us choose
NAMING_WORDS = 6  # words; a longer utterance is a question of its own


def attempt(context: Context) -> Turn | None:
    """Show what was picked; anything else is read as a new question."""
    conversation = context.state.conversation
    offered = [intent for intent in conversation.offered if is_shown(context.library, intent)]
    if offered:
        return _from_offer(context, offered)
    choices = [intent for intent in conversation.choices if is_shown(context.library, intent)]
    return _from_choices(context, choices) if choices and not conversation.item else None


def _from_offer(context: Context, offered: list[str]) -> Turn | None:
    if context.command in ("neither", "no", "skip"):
        return neither_turn(context.state, context.library)
    if context.command == "yes":
        return _show(context, offered[:1])
    instead = _refused_for(context)
    if instead:
        settled = in_conversation(context.state, context.state.conversation.settled())
        return take_steps(replace(context.saying(instead), state=settled))
    return _show(context, _picked(context, offered) or _named(context, offered))


def _refused_for(context: Context) -> str:
    """What follows «none of those, …»; empty when it does not begin so or ends there."""
    head, _, tail = (part.strip() for part in _refusing(context.utterance))
    plain = normalise(head)
    refused = command_of(context.library, plain, context.library.dialogue.frames.strip(plain))
    return tail if refused in ("neither", "no") and normalise(tail) else ""


def _refusing(utterance: str) -> tuple[str, str, str]:
    """The first clause, its sign, and the rest."""
    found = _CLAUSE.search(utterance)
    return (utterance[: found.start()], found.group(), utterance[found.end() :]) if found else (utterance, "", "")


def _from_choices(context: Context, choices: list[str]) -> Turn | None:
    if context.command in ("neither", "no"):
        return notice_turn(context.state, context.library, "notice-all-right")
    if context.command == "yes" and len(choices) == 1:
        return _show(context, choices)
    return _show(context, _picked(context, choices, decided=True))


def _show(context: Context, picked: Sequence[str]) -> Turn | None:
    if not picked:
        return None
    if len(picked) > 1:
        content = [intent for intent in picked if intent in context.library.content]
        return answers_turn(context.state, context.library, content, context.tier) if content else None
    return shown_turn(context.state, context.library, picked[0], context.tier, context.now)


def _picked(context: Context, offered: Sequence[str], *, decided: bool = False) -> list[str]:
    """Those that a number, an ordinal or «both» points at."""
    ways = context.library.dialogue.picks
    if next(context.said_by(ways.every), None) is not None:
        return list(offered)
    said = [place for place, patterns in ways.places.items() if next(context.said_by(patterns), None) is not None]
    if said == [UNDECIDED]:
        return [] if decided else list(offered[:1])
    place = int(context.core) if context.core.isdecimal() else next(iter(said), 0)
    index = place - 1 if place > 0 else len(offered) + place
    return [offered[index]] if place and 0 <= index < len(offered) else []


def _named(context: Context, offered: Sequence[str]) -> list[str]:
    """The one that a few words name: by a word that it alone has, or as the matcher's best among those offered."""
    library = context.library
    said = {word for word in context.core.split() if not names_no_topic(context, word)}
    fitting = [intent for intent, own in _own_words(context, offered).items() if said and said <= own]
    if len(fitting) == 1 and len(context.core.split()) <= NAMING_WORDS:
        return fitting
    described = next((each["what"] for each in context.said_by(library.dialogue.picks.described)), None)
    if described:
        return _described(context, offered, described)
    decision = context.decision
    if isinstance(decision, Answered):
        return [decision.candidate.intent] if decision.candidate.intent in offered else []
    possible = [each.intent for each in context.ranking if each.confidence >= library.thresholds.offer]
    return [possible[0]] if possible and possible[0] in offered else []


def _described(context: Context, offered: Sequence[str], what: str) -> list[str]:
    """The one that is about this: of those offered, of those that would come next, or beside the first of them."""
    found = context.answered(what)
    if found and found.intent in context.library.content:
        return [found.intent]
    possible = {*offered, *context.state.conversation.more}
    ranked = [each for each in context.matcher.rank(what) if each.intent in possible]
    if ranked and ranked[0].confidence >= context.library.thresholds.offer / 2:
        return [ranked[0].intent]
    beside = (composed(context, intent, what) for intent in offered)
    return next(([each.intent] for each in beside if each), [each.intent for each in ranked[:1]])


def _own_words(context: Context, offered: Sequence[str]) -> dict[str, set[str]]:
    """Of each, the words of its id, title and question that none of the others has."""
    library = context.library
    shown = {
        intent: set(words(f"{library.title_of(intent)} {intent} {_question(context, intent)}")) for intent in offered
    }
    return {
        intent: own - set().union(*(other for each, other in shown.items() if each != intent))
        for intent, own in shown.items()
    }


def _question(context: Context, intent: str) -> str:
    content = context.library.content.get(intent)
    return content.question if content else ""
