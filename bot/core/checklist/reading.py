"""Reads what a person typed as an answer to a checklist item. The units, ranges and questions are content."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.checklist.amounts import read_amount
from bot.core.checklist.definition import AnswerKind, ItemDefinition
from bot.core.checklist.free_words import read_words
from bot.core.checklist.outcome import Outcome
from bot.core.checklist.phrases import is_skipped
from bot.core.checklist.smoking import read_smoking
from bot.core.checklist.typed import TypedAnswer
from bot.core.checklist.yes_no import read_yes_no

_READERS: Mapping[AnswerKind, Callable[[TypedAnswer], Outcome]] = {
    AnswerKind.AMOUNT: read_amount,
    AnswerKind.ACTIVITY: read_amount,
    AnswerKind.YES_NO: read_yes_no,
    AnswerKind.WORDS: read_words,
    AnswerKind.SMOKING: read_smoking,
}


def read_answer(item: ItemDefinition, utterance: str) -> Outcome:
    """Read an answer to `item`. Never raises; what was typed is in `words`, cleaned and cut to 300 characters."""
    answer = TypedAnswer.of(item, utterance)
    if is_skipped(answer.plain):
        return answer.outcome("skipped")
    return _READERS[item.kind](answer)
