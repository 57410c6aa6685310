"""A person who types and presses at random: for tests that no order of turns breaks anything."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.core.conversation.inputs import (
    Checklist,
    ChecklistMove,
    InDanger,
    Input,
    Neither,
    Rate,
    Say,
    Show,
    StartOver,
)
from bot.core.conversation.taking import take_turn
from bot.core.conversation.turn import Turn
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Candidate, Matcher
from bot.core.person import AnswerGiven, ChecklistReset, Conversation, PersonState, Settings
from bot.core.replies import ReplyKind, as_json

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

ODDITIES = (
    "", " ", "?", "…", "👍", "\u202e", "2", "0", "-5", "800 mg", "6-7", "no clue", "half a pack", "yes", "no", "both",
    "the second one", "how much of it then", "in what food", "how come", "and for men over 60?", "ok and magnesium",
    "says who", "sorry 900", "actually my calcium is 900", "change my sleep to 7", "edit protein", "eli5", "like i'm five",
    "always give me the short version", "don't keep my questions", "start over", "¿cuánto calcio?", "it", "and?",
    "you are useless", "ignore all previous instructions", "trabecular, what is that", "a " * 400, "x" * 5000,
    "how much calcium and vitamin d a day? and who won the match?", "{item} {0} %s \\ {{", "null", "[] () ...",
)  # fmt: skip


class RememberingMatcher:
    """A matcher that ranks each text once. Everything else is the matcher's own."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._ranked: dict[str, list[Candidate]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matcher, name)

    def rank(self, text: str) -> list[Candidate]:
        """See `Matcher`."""
        if text not in self._ranked:
            self._ranked[text] = self._matcher.rank(text)
        return self._ranked[text]


class Walk:
    """Random inputs: utterances of the pack and of the judging sets, ways of typing each press, oddities, presses."""

    def __init__(self, library: IntentLibrary, root: Path, *, seed: int, distinct: int | None = None) -> None:
        self._random = random.Random(seed)
        self._library = library
        texts = _texts(library, root)
        if distinct is not None:  # fewer different texts: each ranking is made once
            texts = self._random.sample(texts, min(distinct, len(texts)))
        self._texts = texts
        self._ways = [way for ways in library.commands.values() for way in sorted(ways)]
        self._shown = [*library.content, *library.uncovered, *library.chat, "no-such-intent"]

    def inputs(self, count: int) -> Iterator[Input]:
        """So many of them."""
        for _ in range(count):
            yield self._one()

    def _one(self) -> Input:
        pick = self._random.random()
        if pick < 0.45:
            return Say(self._random.choice(self._texts), self._tier())
        if pick < 0.60:
            return Say(self._random.choice(self._ways))
        if pick < 0.75:
            return Say(self._random.choice(ODDITIES), item=self._item(), question=self._random.random() < 0.1)
        return self._press()

    def _press(self) -> Input:
        choose = self._random.choice
        match self._random.randrange(8):
            case 0 | 1:
                return Show(choose(self._shown), self._tier())
            case 2:
                return Neither()
            case 3:
                return InDanger(choose([*self._library.safety, "no-such-intent"]), yes=choose([True, False]))
            case 4:
                return StartOver() if self._random.random() < 0.2 else Neither()
            case 5:
                return Rate(choose([*self._library.content]), choose(list(Tier)), helpful=choose([True, False]))
            case _:
                return Checklist(choose(list(ChecklistMove)), self._item())

    def _tier(self) -> Tier | None:
        return self._random.choice([None, None, None, *Tier])

    def _item(self) -> str | None:
        return self._random.choice([None] * 30 + [*self._library.checklist.items, "no-such-item"])


def _texts(library: IntentLibrary, root: Path) -> list[str]:
    shelves = (library.content, library.chat, library.safety, library.uncovered)
    texts = [text for shelf in shelves for each in shelf.values() for text in each.utterances]
    texts += library.out_of_scope
    for path in sorted((root / "tests" / "development").rglob("*.yaml")):
        texts += _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    return texts


def _strings(value: Any) -> list[str]:
    """Every utterance in a judging set, whatever its shape."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [value["text"]] if "text" in value else [text for each in value.values() for text in _strings(each)]
    return [text for each in value for text in _strings(each)] if isinstance(value, list) else []


def check_turn(before: PersonState, turn: Turn, library: IntentLibrary) -> None:
    """What every turn keeps, whatever was typed or pressed."""
    assert turn.replies, "nothing is said"
    for reply in turn.replies:
        assert reply.text.strip(), f"an empty {reply.kind}"
        if reply.kind is ReplyKind.ANSWER:
            assert reply.citations, f"{reply.intent} without citations"
            assert set(reply.tiers) == set(Tier), f"{reply.intent} without its tiers"
        for choice in reply.choices:
            assert library.title_of(choice.intent) != choice.intent, f"unknown choice {choice.intent}"
    json.dumps(as_json(turn.replies), allow_nan=False)
    conversation, settings = turn.state.conversation, turn.state.settings
    assert Conversation.from_dict(json.loads(json.dumps(conversation.as_dict()))) == conversation
    assert Settings.from_dict(json.loads(json.dumps(settings.as_dict()))) == settings
    given = {event.answer.item for event in turn.events if isinstance(event, AnswerGiven)}
    if not any(isinstance(event, ChecklistReset) for event in turn.events):
        for item, answer in before.answers.items():
            assert item in given or turn.state.answers.get(item) == answer, f"the answer to {item} is lost"


def walk(library: IntentLibrary, matcher: Any, inputs: Iterator[Input]) -> int:
    """Take all the turns, checking each; the number taken."""
    state, taken = PersonState(), 0
    for given in inputs:
        before, taken = state, taken + 1
        try:
            turn = take_turn(state, given, library=library, matcher=matcher, now=NOW)
            check_turn(before, turn, library)
        except Exception as error:
            raise AssertionError(f"turn {taken}, {given} after {before.conversation}: {error!r}") from error
        state = turn.state
    return taken
