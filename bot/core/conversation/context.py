"""What a step of a turn can look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.core.checklist.outcome import Outcome
from bot.core.checklist.reading import read_answer
from bot.core.conversation.commands import asks_of_item, command_of, opens_as_question
from bot.core.conversation.inputs import Say
from bot.core.dialogue.languages import Language
from bot.core.dialogue.patterns import Patterns
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Answered, Candidate, Decision, Heard, Matcher, decide
from bot.core.person import PersonState
from bot.core.replies import RankedIntent
from bot.core.safety.score import SafetyScore
from bot.core.safety.triage import Triage, triage
from bot.core.teaching import limits_of
from bot.core.text import clean, normalise

SHOWN_CANDIDATES = 5


@dataclass(frozen=True)
class Context:
    """One utterance in its place: the person's state, the pack, the matcher, the time (aware UTC), the safety score."""

    state: PersonState
    given: Say
    library: IntentLibrary
    matcher: Matcher
    now: datetime
    score: SafetyScore | None = None

    @cached_property
    def utterance(self) -> str:
        """What was typed, cleaned."""
        return clean(self.given.utterance)

    @cached_property
    def plain(self) -> str:
        """What was typed, normalised for comparing with set words."""
        return normalise(self.given.utterance)

    @cached_property
    def core(self) -> str:
        """What was typed, normalised, without the polite words around it; empty when there is nothing else."""
        return self.library.dialogue.frames.strip(self.plain)

    def said_by(self, ways: Patterns) -> Iterator[Mapping[str, str]]:
        """What stands in the slots of each pattern that it is said by, polite words aside."""
        for text in dict.fromkeys((self.plain, self.core)):
            if text:
                yield from ways.matches(text)

    @cached_property
    def command(self) -> str | None:
        """What would otherwise be pressed: the command that the whole utterance is."""
        return command_of(self.library, self.plain, self.core)

    @cached_property
    def asks(self) -> bool:
        """Whether it has the form of a question."""
        return self.utterance.endswith("?") or self._opens_as_question

    @property
    def _opens_as_question(self) -> bool:
        if self.item is None:
            return opens_as_question(self.library, self.core)
        answers = self.reading is not None and self.reading.state in ("recorded", "confirm")
        return asks_of_item(self.library, self.core, answers=answers and not self.utterance.endswith("?"))

    @cached_property
    def triage(self) -> Triage:
        """What the safety rules and the safety score say. The score knows the pack's own language alone."""
        score = self.score if self.language is None else None
        return triage(self.given.utterance, self.library.safety_rules, score, self.heard)

    @cached_property
    def language(self) -> Language | None:
        """The other language that it is written in; None for the pack's own, or where it is too short to tell."""
        return self.library.dialogue.languages.detect(self.utterance, self.library.vocabulary)

    @cached_property
    def heard(self) -> Heard:
        """The utterance as the matcher hears it, shared by triage and matching."""
        return self.matcher.hear(self.utterance)

    @cached_property
    def ranking(self) -> list[Candidate]:
        """Candidates, best first."""
        return self.matcher.rank(self.heard)

    @cached_property
    def decision(self) -> Decision:
        """What the thresholds make of the ranking."""
        return self.decide(self.ranking)

    @cached_property
    def reading(self) -> Outcome | None:
        """What was typed, read as an answer to the item being asked; None when none is, or for a door of questions."""
        if self.item is None or self.given.question:
            return None
        return read_answer(self.library.checklist.items[self.item], self.utterance)

    @property
    def reads_as_answer(self) -> bool:
        """Whether it is a clear answer to the item being asked, so that it means nothing else."""
        return self.reading is not None and self.reading.state in ("recorded", "skipped", "unknown")

    @property
    def is_aside(self) -> bool:
        """Whether, with an item being asked, it is rather a question: «enough?» is one, «800?» is an answer."""
        if not self.asks:
            return False
        state = self.reading.state if self.reading else None
        if self._opens_as_question:
            return self.utterance.endswith("?") or state not in ("skipped", "unknown")
        return state not in ("recorded", "confirm", "skipped", "unknown") and len(self.plain.split()) > 1

    @property
    def item(self) -> str | None:
        """The checklist item that is being asked, if the pack still has it."""
        item = self.state.conversation.item
        return item if item in self.library.checklist.items else None

    @property
    def has_known_word(self) -> bool:
        """Whether any word in it is one that we know: keys hit at random have none."""
        known = self.library.vocabulary | self.library.dialogue.follow_ups.words
        return not known.isdisjoint(self.plain.split())

    @property
    def tier(self) -> Tier:
        """The tier wished for this turn, or the person's own, or the first."""
        return self.given.tier or self.state.settings.tier or Tier.FUNDAMENTALS

    def decide(self, ranking: list[Candidate]) -> Decision:
        """What the pack's thresholds make of a ranking."""
        limits = limits_of(self.library, self.matcher)
        return decide(ranking, answer=limits.answer, margin=limits.margin, offer=limits.offer)

    def answered(self, text: str) -> Candidate | None:
        """The candidate that would answer this text outright; None when none is sure enough."""
        decision = self.decision if text == self.utterance else self.decide(self.matcher.rank(text))
        return decision.candidate if isinstance(decision, Answered) else None

    def candidates(self) -> tuple[RankedIntent, ...]:
        """The five best, as shown with every reply to typed words."""
        return tuple(RankedIntent(each.intent, each.confidence) for each in self.ranking[:SHOWN_CANDIDATES])

    def saying(self, utterance: str, tier: Tier | None = None) -> Context:
        """The same place with other words typed; the tier wished for stays unless another is given."""
        given = replace(self.given, utterance=utterance, tier=tier or self.given.tier)
        return Context(self.state, given, self.library, self.matcher, self.now, self.score)
