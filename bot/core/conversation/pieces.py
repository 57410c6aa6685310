"""Tells a piece of a question from a whole one, and what a piece is about."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.conversation.answering import is_shown
from bot.core.conversation.context import Context
from bot.core.dialogue.definition import Aspect
from bot.core.matching import Candidate
from bot.core.person import TOPICS

LONGEST = 14  # words; a longer utterance is no piece
SHORT = 5  # words; with more of them, «and …» may begin a whole question
LIKELY = 3  # of the best candidates of an utterance by itself
SHORTEST_FORGIVEN = 4  # letters; a shorter word with a slip may be any word


def names_no_topic(context: Context, plain: str) -> bool:
    """Whether all its words are such as can be said about anything; one slip in a longer word is forgiven.

    A number alone is no piece of a question: it answers one.
    """
    said = plain.split()
    if not said or len(said) > LONGEST or all(_is_number(word) for word in said):
        return False
    return all(_is_plain_word(context, word) for word in said)


def is_piece(context: Context) -> bool:
    """Whether the utterance needs a topic from before: it names none, and points back, begins or ends in the air."""
    talk = context.library.dialogue.follow_ups
    lead, rest = talk.split_lead(context.core)
    if is_aspect_alone(context, rest):
        return True
    if not rest or not names_no_topic(context, rest):
        return False
    opens = bool(lead) and len(rest.split()) <= SHORT
    return opens or points_back(context, rest)


def points_back(context: Context, plain: str) -> bool:
    """Whether a word in it stands for something said before."""
    talk = context.library.dialogue.follow_ups
    return not talk.anaphors.isdisjoint(talk.idle.removed_from(plain).split())


def is_aspect_alone(context: Context, plain: str) -> bool:
    """Whether it is a set way of asking about nothing but one side of a topic."""
    aspects = context.library.dialogue.follow_ups.aspects
    return any(each.alone.match(plain) is not None for each in aspects)


def topics_of(context: Context) -> tuple[str, ...]:
    """What is being talked about, the latest first, as far as the pack has it; else what explains the item being asked.

    What is on offer comes first; what judges a number is about the checklist answer just given.
    """
    library = context.library
    given = _answered_just_now(context)
    if given and library.dialogue.follow_ups.judged.match(context.core) is not None:
        return (given,)
    offered = tuple(each for each in context.state.conversation.offered if each in library.content)
    talked_about = (*offered, *context.state.conversation.topics)[:TOPICS]
    topics = tuple(topic for topic in talked_about if is_shown(library, topic) and topic not in library.chat)
    if topics or context.item is None:
        return topics
    why = library.checklist.items[context.item].why
    return (why,) if why in library.content else ()


def _answered_just_now(context: Context) -> str | None:
    """What explains the item that was answered last, when nothing was said since."""
    conversation, library = context.state.conversation, context.library
    last = library.checklist.items.get(conversation.corrected or "")
    asked = library.checklist.items[context.item].why if context.item else None
    unsaid = asked in conversation.topics[:1] and asked != conversation.last_intent
    return last.why if last and unsaid and last.id in context.state.answers and last.why in library.content else None


def name_of(topic: str) -> str:
    """A topic in words that the matcher knows: its id."""
    return topic.replace("-", " ")


def named_by(context: Context, topic: str) -> list[str]:
    """The topic, and what «it» may stand for when that is talked about."""
    stands_for = context.library.dialogue.follow_ups.stands_for.get(topic)
    return [topic, stands_for] if stands_for else [topic]


def neighbours(context: Context, topic: str) -> set[str]:
    """The topic and what is linked to it."""
    library = context.library
    near = set(named_by(context, topic))
    for each in tuple(near):
        near.update(library.content[each].related if each in library.content else ())
        near.update(library.uncovered[each].choices if each in library.uncovered else ())
    return near


def fitting_topic(context: Context, topics: tuple[str, ...], aspect: Aspect | None) -> str:
    """The latest topic that has this side; the latest one when none has."""
    return next((topic for topic in topics if aspect is None or has_side(context, topic, aspect)), topics[0])


def side_of(context: Context, plain: str, topic: str) -> Aspect | None:
    """The side that a piece asks about: the first that is curated for the topic, else that it has, else the first."""
    found = context.library.dialogue.follow_ups.aspects_in(plain)
    curated = (each for each in found if topic in each.answers)
    fitting = (each for each in found if has_side(context, topic, each))
    return next(curated, None) or next(fitting, None) or next(iter(found), None)


def has_side(context: Context, topic: str, aspect: Aspect) -> bool:
    """Whether people ask for this side of the topic."""
    content = context.library.content.get(topic)
    group = content.group if content else ""
    return not aspect.fits or topic in aspect.fits or group in aspect.fits or topic in aspect.answers


def intent_for(context: Context, topic: str, plain: str, aspect: Aspect | None) -> str:
    """What answers a piece about a topic: curated, else the matcher's answer among its neighbours, else the topic."""
    if aspect and topic in aspect.answers:
        return aspect.answers[topic]
    found = composed(context, topic, plain)
    if found is None:
        return topic
    likely = [each.intent for each in context.ranking[:LIKELY]]
    return found.intent if found.intent in neighbours(context, topic) or found.intent in likely else topic


def composed(context: Context, topic: str, plain: str) -> Candidate | None:
    """The matcher's sure answer to topic and piece together, when that is near the topic or known to be uncovered."""
    return next((found for name in named_by(context, topic) if (found := _together(context, name, plain))), None)


def _together(context: Context, topic: str, plain: str) -> Candidate | None:
    found = context.answered(f"{name_of(topic)} {plain}")
    near = found is not None and (
        found.intent in neighbours(context, topic) or found.intent in context.library.uncovered
    )
    return found if near else None


def _is_plain_word(context: Context, word: str) -> bool:
    known = context.library.dialogue.follow_ups.words
    if word in known or _is_number(word):
        return True
    if len(word) < SHORTEST_FORGIVEN or word in context.library.vocabulary:
        return False
    return process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1) is not None


def _is_number(word: str) -> bool:
    return word.replace(".", "").isdigit()
