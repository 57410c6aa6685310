"""Two questions in one message, answered as two; a half that nothing answers is told apart."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.conversation.answering import answers_turn, choices_of, uncovered_reply
from bot.core.conversation.context import Context
from bot.core.conversation.halves import split_pair
from bot.core.conversation.parts import MOST, Part, questions_of
from bot.core.conversation.pieces import composed, intent_for, names_no_topic, points_back, side_of
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn
from bot.core.matching import Answered, Disambiguate
from bot.core.person import Event, QuestionUnanswered
from bot.core.replies import Reply, ReplyKind
from bot.core.text import normalise

_SIGNS = re.compile(r"\s*[&/+]\s*(?=[a-z])", re.IGNORECASE)
WHOLE_QUESTION = 3  # words from which a half that nothing answers is spoken of


def attempt(context: Context) -> Turn | None:
    """Answers to each; None when the message asks one thing."""
    parts = questions_of(context.utterance, context.library)[:MOST]
    if len(parts) > 1:
        return _each(context, parts)
    return _pair(context) or _inside(context, parts)


def _each(context: Context, parts: list[Part]) -> Turn | None:
    """The answers of the parts. One that names no topic is about the part before it."""
    found: list[str | None] = []
    for part in parts:
        found.append(_intent(context, part, next((each for each in reversed(found) if each), None)))
    content = [intent for intent in dict.fromkeys(found) if intent and intent in context.library.content]
    whole = context.answered(context.utterance)
    other = whole is not None and whole.intent in context.library.content and whole.intent not in content
    if not content or (len(content) == 1 and other):
        return None
    others = [
        (part, intent)
        for part, intent in zip(parts, found, strict=True)
        if intent not in content and (intent in context.library.uncovered or _stands_alone(context, part))
    ]
    if len(content) + len(others) < 2:
        return None
    return _with_others(context, answers_turn(context.state, context.library, content, context.tier), others)


def _intent(context: Context, part: Part, before: str | None) -> str | None:
    """What answers a part outright."""
    plain = context.library.dialogue.frames.strip(normalise(part.text))
    if before and plain and names_no_topic(context, plain):
        aspect = side_of(context, plain, before)
        return intent_for(context, before, plain, aspect)
    candidate = context.answered(part.text)
    if candidate is None and before and points_back(context, plain):
        candidate = composed(context, before, plain)
    return candidate.intent if candidate else None


def _stands_alone(context: Context, part: Part) -> bool:
    """Whether a half without an answer is a question of its own, so that something is said about it."""
    plain = context.library.dialogue.frames.strip(normalise(part.text))
    known = context.library.vocabulary | context.library.dialogue.follow_ups.words
    about_the_other = points_back(context, plain) and known.issuperset(plain.split())
    if part.length < WHOLE_QUESTION or names_no_topic(context, plain) or about_the_other:
        return False
    decision = context.saying(part.text).decision
    return not isinstance(decision, Answered) or decision.candidate.intent in context.library.uncovered


def _with_others(context: Context, turn: Turn, others: list[tuple[Part, str | None]]) -> Turn:
    """The answers, and after them what is said about the halves that have none."""
    if not others:
        return turn
    part, intent = others[0]
    said, events = _about_half(context, part, intent)
    again = [reply for reply in turn.replies if reply.kind is ReplyKind.CHECKLIST]
    answers = [reply for reply in turn.replies if reply.kind is not ReplyKind.CHECKLIST]
    return Turn(turn.state, (*answers, replace(said, question=part.text), *again), (*turn.events, *events))


def _about_half(context: Context, part: Part, intent: str | None) -> tuple[Reply, tuple[Event, ...]]:
    """What an uncovered topic says, or that there is no answer, with what may be meant."""
    library, decision = context.library, context.saying(part.text).decision
    if intent in library.uncovered:
        return uncovered_reply(library, str(intent)), ()
    possible = [each.intent for each in decision.candidates] if isinstance(decision, Disambiguate) else []
    if possible and possible[0] in library.uncovered:
        return uncovered_reply(library, possible[0]), ()
    near = choices_of(library, [each for each in possible if each in library.content])
    kept = not near and context.state.settings.keep_unanswered
    reply = Reply(ReplyKind.FALLBACK, library.say("fallback-other-half"), choices=near)
    return reply, (QuestionUnanswered(part.text),) if kept else ()


def _inside(context: Context, parts: list[Part]) -> Turn | None:
    """The one question of a message that tells something too, when it is clear by itself and clearer than the whole."""
    if not parts or parts[0].length >= len(context.plain.split()):
        return None
    asked = parts[0].text + "?"
    found = context.answered(asked)
    if found is None or names_no_topic(context, normalise(asked)):
        return None
    whole = context.answered(context.utterance)
    if whole and (whole.confidence > found.confidence or points_back(context, normalise(asked))):
        return None
    return take_steps(context.saying(asked))


def _pair(context: Context) -> Turn | None:
    """«how much … and …»: two topics in one question, when it has no answer of its own about the two together."""
    listed = normalise(_SIGNS.sub(" and ", context.utterance))
    halves = split_pair(context.library, listed) if context.asks or not context.item else None
    if halves is None:
        return None
    found = [context.answered(half) for half in halves]
    content = [each.intent for each in found if each and each.intent in context.library.content]
    whole = context.answered(context.utterance)
    if len(set(content)) < 2 or (whole and whole.intent in context.library.content and whole.intent not in content):
        return None
    return answers_turn(context.state, context.library, content, context.tier)
