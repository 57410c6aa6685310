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
PLACES = 6  # question words that are tried, from the end


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
    """What its questions ask: those that are sentences of their own, else what very surely begins with a question word."""
    library = context.library
    parts = questions_of(context.utterance, library)[-MOST:]
    found = _answers(context, [part.text for part in parts if part.length <= SENTENCE], 0.0)
    if not found:
        said = context.plain.split()
        places = [place for place, word in enumerate(said) if word in library.commands.get(QUESTION_WORD, ())][-PLACES:]
        sure = (1 + limits_of(library, context.matcher).answer) / 2
        found = _answers(context, [" ".join(said[place : place + WINDOW]) for place in places], sure)
    return found


def _answers(context: Context, texts: list[str], least: float) -> list[str]:
    found = [context.answered(text) for text in texts]
    sure = [each.intent for each in found if each and each.confidence >= least]
    return [intent for intent in dict.fromkeys(sure) if intent in context.library.content]
