"""How far along a person is, and their answers in words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.checklist.definition import AnswerKind, ChecklistDefinition, ItemDefinition
from bot.core.library import IntentLibrary
from bot.core.person import ItemAnswer

AMOUNT_WORDS = 2  # of a number and its unit; more of them say something else too


def next_open(definition: ChecklistDefinition, answers: Mapping[str, ItemAnswer], after: str | None) -> str | None:
    """The first item without an answer after `after` (None: from the start), then before it; None when all are done."""
    order = list(definition.items)
    start = order.index(after) + 1 if after is not None and after in definition.items else 0
    for item in (*order[start:], *order[:start]):
        if item not in answers:
            return item
    return None


def answered(definition: ChecklistDefinition, answers: Mapping[str, ItemAnswer]) -> int:
    """How many of the items have been answered, skipped or marked as not known."""
    return sum(item in answers for item in definition.items)


def number(value: float) -> str:
    """A number as people write it: 1,200 and 0.5, never 1200.0."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def amount_in_words(value: float | str | bool | None, high: float | None, unit: str | None) -> str:
    """A stored value with its unit, such as `6 to 7 h/night`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    text = number(float(value)) + (f" to {number(high)}" if high is not None else "")
    return f"{text} {unit}" if unit else text


def answer_in_words(library: IntentLibrary, item: ItemDefinition, answer: ItemAnswer | None) -> str:
    """What a person answered, for a summary; says so when it is open, skipped, not known or from an older question."""
    if answer is None:
        return library.say("checklist-open")
    if answer.state in ("skipped", "unknown"):
        return library.say(f"checklist-{answer.state}")
    if isinstance(answer.value, bool):
        shown = library.say("checklist-yes" if answer.value else "checklist-no")
        if answer.words and len(answer.words.split()) > 1:
            shown += f" («{answer.words}»)"
    else:
        shown = amount_in_words(answer.value, answer.high, answer.unit)
        if not shown or (item.kind is AnswerKind.WORDS and answer.words and len(answer.words.split()) > AMOUNT_WORDS):
            shown = f"{shown} («{answer.words}»)" if shown else f"«{answer.words}»"
    return shown if answer.version == item.version else library.say("checklist-older-answer", answer=shown)


def summary(library: IntentLibrary, answers: Mapping[str, ItemAnswer]) -> str:
    """Every item with its answer, as plain text."""
    definition = library.checklist
    lines = [library.say("checklist-count", done=answered(definition, answers), total=len(definition.items))]
    for item in definition.items.values():
        line = f"- {item.title}: {answer_in_words(library, item, answers.get(item.id))}"
        if item.target and item.id in answers:
            line += " " + library.say("checklist-target", target=item.target)
        lines.append(line)
    lines += [f"- {line}" for line in removed_in_words(library, answers)]
    return "\n".join(lines)


def removed_in_words(library: IntentLibrary, answers: Mapping[str, ItemAnswer]) -> list[str]:
    """A line for each answer to an item that is no longer asked. It stays until the person removes it."""
    return [
        library.say("checklist-removed", item=old.item, answer=_as_given(library, old) or f"«{old.words or old.state}»")
        for old in answers.values()
        if old.item not in library.checklist.items
    ]


def _as_given(library: IntentLibrary, answer: ItemAnswer) -> str:
    if isinstance(answer.value, bool):
        return library.say("checklist-yes" if answer.value else "checklist-no")
    if answer.state in ("skipped", "unknown"):
        return library.say(f"checklist-{answer.state}")
    return amount_in_words(answer.value, answer.high, answer.unit)
