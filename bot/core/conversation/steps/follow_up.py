"""A piece of a question, understood from the topics before. A whole new question is never bent to an old topic."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.answering import answer_turn, answers_turn, shown_turn
from bot.core.conversation.commands import opens_as_question
from bot.core.conversation.context import Context
from bot.core.conversation.pieces import (
    LIKELY,
    composed,
    fitting_topic,
    has_side,
    intent_for,
    is_aspect_alone,
    is_piece,
    name_of,
    names_no_topic,
    neighbours,
    points_back,
    side_of,
    topics_of,
)
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn
from bot.core.library import Tier
from bot.core.matching import Answered, Candidate, Disambiguate, Fallback

WHOLE = 0.9  # confidence of an answer to words that may be about anything
SURE = 0.65  # confidence of small talk in words that may be about anything
SHORT = 10  # words; a longer question that may mean several things is asked back


def attempt(context: Context) -> Turn | None:
    """«how much of it then», «ok and …», «does it lower …»."""
    lead, rest = _lead(context)
    if context.item and not (context.is_aside or (lead and _is_no_answer(context))):
        return None
    topics = topics_of(context)
    if rest and (names_no_topic(context, rest) or is_aspect_alone(context, rest)):
        if topics and not _is_whole(context, topics[0]):
            return _about(context, topics, rest)
        bare = lead and len(rest.split()) == 1 and not opens_as_question(context.library, rest)
        return take_steps(context.saying(rest)) if bare else None
    if not rest:
        return None
    found = _narrowed(context, topics) or (_new_topic(context, rest) if lead else None)
    if found is None and topics:
        found = (
            _with_pronoun(context, topics, rest)
            or _leaning(context, topics, bool(lead))
            or _side(context, topics, bool(lead))
        )
    return found


def _is_whole(context: Context, topic: str) -> bool:
    """Whether it is a question by itself, although all its words can be said about anything."""
    if not is_aspect_alone(context, context.core) and _is_bare_word(context, topic):
        return True
    if is_piece(context) or not isinstance(context.decision, Answered):
        return False
    found = context.decision.candidate
    if found.intent in context.library.uncovered or _is_unsure_small_talk(context, found):
        return False
    talk = context.library.dialogue.follow_ups
    if not talk.subject.isdisjoint(context.core.split()) and found.intent in context.library.content:
        return True
    if found.intent in context.library.content and found.confidence < WHOLE:
        return False
    aspect = side_of(context, context.core, topic)
    return aspect is None or not has_side(context, topic, aspect)


def _is_bare_word(context: Context, topic: str) -> bool:
    """Whether it is one word by itself that may be a topic, and no side of the last one."""
    rest = _lead(context)[1]
    if len(rest.split()) != 1 or opens_as_question(context.library, rest):
        return False
    if isinstance(context.decision, Fallback) or context.item:
        return False
    aspect = side_of(context, context.core, topic)
    return aspect is None or not has_side(context, topic, aspect)


def _is_unsure_small_talk(context: Context, found: Candidate) -> bool:
    courtesies = context.library.dialogue.small_talk.ways
    return found.intent in context.library.chat and found.intent not in courtesies and found.confidence < SURE


def _is_no_answer(context: Context) -> bool:
    """Whether the item being asked can do nothing with it."""
    return context.reading is None or context.reading.state in ("unread", "invalid")


def _lead(context: Context) -> tuple[str, str]:
    return context.library.dialogue.follow_ups.split_lead(context.core)


def _about(context: Context, topics: tuple[str, ...], rest: str) -> Turn:
    """A piece that names no topic: about the last one, the one before, or both."""
    talk = context.library.dialogue.follow_ups
    aspect = side_of(context, rest, topics[0])
    if len(topics) > 1 and talk.both.found_in(rest):
        between = context.answered(f"{name_of(topics[1])} {name_of(topics[0])} {rest}")
        if between and between.intent in neighbours(context, topics[0]) | neighbours(context, topics[1]) - set(topics):
            return _answer(context, between.intent)
        found = [intent_for(context, topic, rest, aspect) for topic in reversed(topics)]
        content = [intent for intent in dict.fromkeys(found) if intent in context.library.content]
        if len(content) > 1:
            return answers_turn(context.state, context.library, content, context.tier)
    if len(topics) > 1 and talk.previous.found_in(rest):
        topics = topics[::-1]
    return _answer(context, intent_for(context, fitting_topic(context, topics, aspect), rest, aspect))


def _answer(context: Context, intent: str) -> Turn:
    """The answer. What was just shown in short comes with how and how much; what was shown whole comes with a word."""
    last, shown = context.state.conversation.last_intent, context.state.conversation.last_tier
    if intent != last or shown is None or context.given.tier is not None:
        return answer_turn(context.state, context.library, intent, context.tier)
    chosen = context.state.settings.tier is not None
    tier = Tier.INTERMEDIATE if shown is Tier.FUNDAMENTALS and not chosen else shown
    turn = answer_turn(context.state, context.library, intent, tier)
    return turn if tier is not shown else _said_before(context, turn)


def _said_before(context: Context, turn: Turn) -> Turn:
    first, *others = turn.replies
    words = context.library.say("follow-up-same")
    return replace(turn, replies=(replace(first, text=f"{words}\n\n{first.text}"), *others))


def _narrowed(context: Context, topics: tuple[str, ...]) -> Turn | None:
    """«even when it is high»: the last topic under a condition, not the condition by itself."""
    talk = context.library.dialogue.follow_ups
    condition = talk.conditions.at_start(context.core)
    if not condition or not topics:
        return None
    found = composed(context, topics[0], context.core)
    aspect = side_of(context, context.core, topics[0])
    if aspect and topics[0] in aspect.answers:
        return _answer(context, aspect.answers[topics[0]])
    return _found(context, found)


def _new_topic(context: Context, rest: str) -> Turn | None:
    """A new topic after «and» or «what about»; an unclear one with the side that was being asked about."""
    return _found(context, context.answered(rest))


def _side(context: Context, topics: tuple[str, ...], opens: bool) -> Turn | None:
    """A side of the last topic asked for with words of its own: «and what scan finds that out»."""
    if isinstance(context.decision, Answered) or len(context.core.split()) > SHORT:
        return None
    if not opens and not points_back(context, context.core):
        return None
    aspect = side_of(context, context.core, topics[0])
    curated = aspect.answers.get(topics[0]) if aspect else None
    return _answer(context, curated) if curated else None


def _with_pronoun(context: Context, topics: tuple[str, ...], rest: str) -> Turn | None:
    """A question that points back and has further words of the subject: asked of the last topic when that is surer."""
    known = context.library.vocabulary | context.library.dialogue.follow_ups.words
    if not points_back(context, rest) or not known.issuperset(rest.split()):
        return None
    alone, together = context.answered(context.utterance), composed(context, topics[0], rest)
    if together is None or (
        alone and (alone.intent in context.library.content or alone.confidence > together.confidence)
    ):
        return None
    likely = {topics[0], *(each.intent for each in context.ranking[:LIKELY])}
    return _found(context, together) if together.intent in likely else None


def _leaning(context: Context, topics: tuple[str, ...], points: bool) -> Turn | None:
    """A short question that may mean several things, one of them the last topic: that one."""
    if not isinstance(context.decision, Disambiguate) or len(context.core.split()) > SHORT:
        return None
    possible = list(context.decision.candidates)
    same = next((each for each in possible if each.intent == topics[0]), None)
    near = possible[0] if possible[0].intent in neighbours(context, topics[0]) else None
    points = points or points_back(context, context.core)
    return _found(context, same or (near if points else None))


def _found(context: Context, candidate: Candidate | None) -> Turn | None:
    if candidate is None:
        return None
    return shown_turn(
        context.state,
        context.library,
        candidate.intent,
        context.tier,
        context.now,
        confidence=candidate.confidence,
        candidates=context.candidates(),
    )
