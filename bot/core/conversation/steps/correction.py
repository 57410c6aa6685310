"""Another answer to an earlier checklist item: «actually my … is 900», «sorry, 900», «edit …»."""

from __future__ import annotations

from bot.core.checklist.outcome import Outcome
from bot.core.checklist.reading import read_answer
from bot.core.conversation import checklist
from bot.core.conversation.context import Context
from bot.core.conversation.turn import Turn
from bot.core.text import normalise

_CLEAR = ("recorded", "noted", "unknown", "confirm", "invalid")


def attempt(context: Context) -> Turn | None:
    """Change the answer and return to the item being asked; an item without an answer is asked again."""
    if not (context.item or context.state.answers):
        return None
    ways = context.library.dialogue.corrections
    for found in context.said_by(ways.answers):
        item = _item(context, found["item"])
        if item:
            return _change(context, item, found["answer"])
    for found in context.said_by(ways.pairs):
        item, answer = _apart(context, found["pair"])
        if item and answer:
            return _change(context, item, answer)
    if any(_item(context, found["item"]) for found in context.said_by(ways.recalls)):
        return checklist.progress(context.state, context.library)
    edited = (_item(context, found["item"]) for found in context.said_by(ways.edits))
    item = next((item for item in edited if item), None)
    return checklist.edit(context.state, context.library, item) if item else _last(context)


def _apart(context: Context, pair: str) -> tuple[str | None, str]:
    """An item and its answer that stand side by side: the longest name that begins or ends them."""
    said = pair.split()
    for end in range(len(said) - 1, 0, -1):
        item = _item(context, " ".join(said[:end]))
        if item and any(word[0].isdigit() for word in said[end:]):
            return item, " ".join(said[end:])
    return None, ""


def _change(context: Context, item: str, answer: str) -> Turn:
    outcome = _read(context, item, answer)
    if outcome.state not in _CLEAR:
        return checklist.edit(context.state, context.library, item)
    return checklist.correct(context.state, context.library, item, outcome, context.now)


def _last(context: Context) -> Turn | None:
    """A new value for the item answered last."""
    item = context.state.conversation.corrected
    if item is None or item not in context.state.answers or item not in context.library.checklist.items:
        return None
    for found in context.said_by(context.library.dialogue.corrections.last):
        outcome = _read(context, item, found["answer"])
        if outcome.state == "recorded":
            return checklist.correct(context.state, context.library, item, outcome, context.now)
    return None


def _read(context: Context, item: str, answer: str) -> Outcome:
    """The new answer as it was typed, so that signs such as «6-7» are not lost."""
    return read_answer(context.library.checklist.items[item], _as_typed(context.utterance, answer))


def _as_typed(utterance: str, answer: str) -> str:
    """The part of the utterance that normalises to `answer`; `answer` itself when none does."""
    typed = utterance.split(" ")
    for start in range(len(typed)):
        for end in range(len(typed), start, -1):
            part = " ".join(typed[start:end])
            if normalise(part) == answer:
                return part
    return answer


def _item(context: Context, name: str) -> str | None:
    """The item that a name stands for: its id, its title or a further name."""
    wanted = name.removeprefix("my ").removeprefix("the ")
    for item in context.library.checklist.items.values():
        if wanted in (normalise(item.id), normalise(item.title)):
            return item.id
    return context.library.dialogue.corrections.names.get(wanted)
