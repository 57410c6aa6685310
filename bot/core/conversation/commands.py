"""Finds the command that an utterance is: what can be typed for a press, one slip forgiven."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.library import IntentLibrary

SHORTEST_FORGIVEN = 5  # letters; in a shorter utterance a slip makes another word
QUESTION_WORD = "question-word"  # the first words of questions; no command by themselves
EXACT = frozenset({QUESTION_WORD, "reset-checklist", "yes", "no"})  # never guessed: too short, or nothing to take back


def command_of(library: IntentLibrary, plain: str, core: str) -> str | None:
    """The command that the normalised utterance is, as it stands or without the polite words; None when it is none."""
    bare = core.removeprefix(library.dialogue.frames.wishing.at_start(core)).strip()
    found = library.command(plain) or next(filter(None, map(library.command, filter(None, (core, bare)))), None)
    if found or len(core) < SHORTEST_FORGIVEN or not _holds_a_slip(library, core):
        return None if found == QUESTION_WORD else found
    ways = {way: name for name, each in library.commands.items() if name not in EXACT for way in each}
    near = process.extractOne(core, ways.keys(), scorer=OSA.distance, score_cutoff=1)
    return ways[near[0]] if near and len(near[0]) >= SHORTEST_FORGIVEN else None


def opens_as_question(library: IntentLibrary, core: str) -> bool:
    """Whether normalised words begin as a question does."""
    return core.split(" ", 1)[0] in library.commands.get(QUESTION_WORD, ())


def asks_of_item(library: IntentLibrary, core: str, *, answers: bool) -> bool:
    """The same while a checklist item is asked: «do they», «is it», «is 800 enough»; not «do about 3», «do weights 3x».

    `answers`: it can be read as an answer to the item.
    """
    if not opens_as_question(library, core):
        return False
    talk = library.dialogue.follow_ups
    if not talk.judging.isdisjoint(core.split()):
        return True
    second = core.split()[1:2]
    return not talk.telling.at_start(core) and not (answers and talk.subjects.isdisjoint(second))


def _holds_a_slip(library: IntentLibrary, core: str) -> bool:
    known = library.dialogue.follow_ups.words | library.vocabulary
    return any(word not in known and not word.isdigit() for word in core.split())
