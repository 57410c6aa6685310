"""What is neither a question nor small talk: insults, tricks, parts to play, rambles. A calm line, nothing else."""

from __future__ import annotations

from bot.core.conversation.answering import answer_turn, choices_of, with_return
from bot.core.conversation.commands import QUESTION_WORD
from bot.core.conversation.context import Context
from bot.core.conversation.parts import MOST, questions_of
from bot.core.conversation.turn import Turn
from bot.core.replies import Reply, ReplyKind
from bot.core.teaching import limits_of

SENTENCE = 40  # words of a question that has an end
WINDOW = 14  # words of a question in a message without full stops
PLACES = 12  # question words that are tried, from the end
NAMED = 4  # things named before an announced question that it may be about
ANNOUNCED = (8, 6, 10, 14)  # words of an announced question, tried in this order


def attempt(context: Context) -> Turn | None:
    """The deflection's reply; of a long message only the one question in it is answered."""
    for deflection in context.library.dialogue.deflections:
        if deflection.ways.found_in(context.plain):
            return with_return(context.state, context.library, Reply(ReplyKind.FALLBACK, deflection.reply))
    if len(context.plain.split()) > context.library.dialogue.longest:
        return _long(context)
    return None


def _long(context: Context) -> Turn:
    """The answer to the one question in it, if there is one; else the wish for it, with those that it seems to ask."""
    asked = _asked(context)
    if len(asked) == 1:
        return answer_turn(context.state, context.library, asked[0], context.tier)
    reply = Reply(ReplyKind.FALLBACK, context.library.say("fallback-long"), choices=choices_of(context.library, asked))
    return with_return(context.state, context.library, reply)


def _asked(context: Context) -> list[str]:
    """What its questions ask: sentences of their own, else what is announced, else what surely begins as a question."""
    library = context.library
    parts = questions_of(context.utterance, library)[-MOST:]
    found = _answers(context, [part.text for part in parts if part.length <= SENTENCE], 0.0)
    if not found:
        found = _answers(context, _announced(context), 0.0)[:1]
    if not found:
        sure = (1 + limits_of(library, context.matcher).answer) / 2
        found = _answers(context, _windows(context), sure)
    return found


def _announced(context: Context) -> list[str]:
    """What follows «my question is», by itself and with more and more of what comes after."""
    said = context.plain
    lead = context.library.dialogue.announcing.first_in(said)
    before, _, after = said.partition(lead) if lead else ("", "", "")
    rest = after.split()
    asked = [" ".join(rest[:length]) for length in ANNOUNCED if len(rest) >= length]
    named = [name for name in context.library.term_names if f" {name} " in f" {before} "]
    latest = sorted(named, key=before.rindex, reverse=True)[:NAMED]
    return [*asked, *(f"{name} {each}" for name in latest for each in asked[:2])]


def _windows(context: Context) -> list[str]:
    """Some words from each question word on, unless it tells: «then I could not», «when I should»."""
    library, said = context.library, context.plain.split()
    opens, subjects = library.commands.get(QUESTION_WORD, ()), library.dialogue.follow_ups.subjects
    places = [
        place
        for place, word in enumerate(said)
        if word in opens
        and not (place and (said[place - 1] in subjects or said[place - 1] in opens))
        and not (word in library.dialogue.follow_ups.indirect and {*said[place + 1 : place + 2]} & subjects)
    ]
    return [" ".join(said[place : place + WINDOW]) for place in places[-PLACES:]]


def _answers(context: Context, texts: list[str], least: float) -> list[str]:
    found = [context.answered(text) for text in texts]
    sure = [each.intent for each in found if each and each.confidence >= least]
    return [intent for intent in dict.fromkeys(sure) if intent in context.library.content]
