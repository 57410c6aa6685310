"""A topic named again before what is asked of it: «back to the first thing, how often», «as for the other, how much»."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation.answering import answer_turn, answers_turn
from bot.core.conversation.commands import QUESTION_WORD, opens_as_question
from bot.core.conversation.context import Context
from bot.core.conversation.pieces import side_of
from bot.core.conversation.stepping import take_steps
from bot.core.conversation.turn import Turn, in_conversation
from bot.core.text import normalise, words

LONGEST = 5  # words of a topic's name
LIKELY = 3  # candidates that may be named


def attempt(context: Context) -> Turn | None:
    """The topic alone, or what is asked of it."""
    talk = context.library.dialogue.follow_ups
    _, said = talk.split_lead(context.core)
    lead = talk.returns.at_start(said)
    if not lead or context.reads_as_answer or said.removeprefix(lead).strip()[:1].isdigit():
        return None
    name, asked = _apart(context, said.removeprefix(lead).strip())
    topic = _topic(context, name) if name and len(name.split()) <= LONGEST else None
    if topic is None:
        return None
    if not asked:
        return answer_turn(context.state, context.library, topic, context.tier)
    about = in_conversation(context.state, context.state.conversation.about(topic))
    there = replace(context.saying(asked), state=about)
    beside = context.answered(talk.split_lead(asked)[1])
    is_question = opens_as_question(context.library, asked)
    if (
        beside
        and not is_question
        and beside.intent != topic
        and {topic, beside.intent} <= context.library.content.keys()
    ):
        return answers_turn(context.state, context.library, (topic, beside.intent), context.tier)
    aspect = side_of(context, asked, topic)
    if aspect and topic in aspect.answers:
        return answer_turn(about, context.library, aspect.answers[topic], context.tier)
    return take_steps(there)


def _apart(context: Context, rest: str) -> tuple[str, str]:
    """The name, and what is asked after a comma or from the first word of a question on."""
    for sign in (",", ":", "?", ".", ";", " - ", "–"):
        _, found, tail = context.utterance.partition(sign)
        asked = context.library.dialogue.frames.strip(normalise(tail))
        if found and asked and rest != asked and rest.endswith(asked):
            return rest.removesuffix(asked).strip(), asked
    said = rest.split()
    opens = context.library.commands.get(QUESTION_WORD, ())
    place = next((place for place, word in enumerate(said) if place and word in opens), len(said))
    return " ".join(said[:place]), " ".join(said[place:])


def _topic(context: Context, name: str) -> str | None:
    """What is meant by a name: something just talked about, else what the matcher is sure of or that has the name."""
    library = context.library
    wanted = {word for word in words(name) if word not in library.dialogue.follow_ups.returned}
    if not wanted:
        return None
    likely = [each.intent for each in context.matcher.rank(name)[:LIKELY]]
    for intent in (*context.state.conversation.topics, *likely):
        if _is_topic(context, intent) and wanted <= set(words(f"{library.title_of(intent)} {intent}")):
            return intent
    found = context.answered(name)
    return found.intent if found and _is_topic(context, found.intent) else None


def _is_topic(context: Context, intent: str) -> bool:
    return intent in context.library.content or intent in context.library.uncovered
