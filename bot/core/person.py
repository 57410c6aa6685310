"""A person's state: what is kept between turns. Everything here is JSON-ready by `as_dict`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.core.library import Tier

TOPICS = 2  # how many topics back a piece of a question may point


@dataclass(frozen=True)
class PersonKey:
    """Who it is: a front end and that front end's id, written `terminal:NAME` or `discord:ID`."""

    frontend: str
    id: str

    def __str__(self) -> str:
        return f"{self.frontend}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> PersonKey:
        """Read `FRONTEND:ID`. Raises ValueError when either part is missing."""
        frontend, colon, person = text.partition(":")
        if not (frontend and colon and person):
            raise ValueError(f"«{text}» is not a user key; write terminal:NAME or discord:ID")
        return cls(frontend, person)


@dataclass(frozen=True)
class Settings:
    """What a person chose. `None` means not chosen yet."""

    tier: Tier | None = None
    private: bool = True
    time_zone: str | None = None
    keep_unanswered: bool = True  # questions that nothing answers may be kept, redacted and unlinked

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "tier": self.tier and str(self.tier),
            "private": self.private,
            "time_zone": self.time_zone,
            "keep_unanswered": self.keep_unanswered,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Settings:
        """Read what `as_dict` wrote; unknown keys are ignored, missing ones take their default."""
        return cls(
            tier=_tier(stored.get("tier")),
            private=bool(stored.get("private", True)),
            time_zone=stored.get("time_zone"),
            keep_unanswered=bool(stored.get("keep_unanswered", True)),
        )


@dataclass(frozen=True)
class Doubt:
    """A short question that was asked because somebody may be in danger. Holds no word of the person."""

    safety: str  # the safety intent in doubt
    then: tuple[str, ...] = ()  # what to go on with when all is well: one intent to answer, or several to offer

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {"safety": self.safety, "then": list(self.then)}


@dataclass(frozen=True)
class Conversation:
    """Where a conversation stands. Forgotten when idle for too long."""

    last_intent: str | None = None  # the content intent last answered
    last_tier: Tier | None = None
    topics: tuple[str, ...] = ()  # what is being talked about, the latest first; at most two
    offered: tuple[str, ...] = ()  # intents offered as «did you mean», in the order shown
    more: tuple[str, ...] = ()  # what is offered next when none of those fits
    question: str | None = None  # what the offer is about, redacted, until it is settled; None when not to be kept
    choices: tuple[str, ...] = ()  # intents shown beside the last reply that answered nothing
    item: str | None = None  # the checklist item being asked; None when the checklist is not running
    pending: Mapping[str, Any] | None = None  # a checklist answer read back, awaiting yes or no
    paused: str | None = None  # the item that was being asked when danger came up
    corrected: str | None = None  # the item answered last, which «sorry, 900» is about
    doubt: Doubt | None = None  # awaiting yes or no
    alarm: str | None = None  # the alarm that was raised last, until something else is answered
    greeted: bool = False  # the person was told once what the bot is not

    def about(self, intent: str) -> Conversation:
        """The conversation with this as its latest topic, and nothing on offer."""
        topics = (intent, *(topic for topic in self.topics if topic != intent))[:TOPICS]
        return replace(self.settled(), topics=topics, alarm=None)

    def settled(self) -> Conversation:
        """The conversation with nothing on offer and nothing in doubt."""
        return replace(self, offered=(), more=(), question=None, choices=(), doubt=None)

    def rested(self) -> Conversation:
        """What is left of it after an idle time."""
        return Conversation(greeted=self.greeted)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "last_intent": self.last_intent,
            "last_tier": self.last_tier and str(self.last_tier),
            "topics": list(self.topics),
            "offered": list(self.offered),
            "more": list(self.more),
            "question": self.question,
            "choices": list(self.choices),
            "item": self.item,
            "pending": None if self.pending is None else dict(self.pending),
            "paused": self.paused,
            "corrected": self.corrected,
            "doubt": self.doubt and self.doubt.as_dict(),
            "alarm": self.alarm,
            "greeted": self.greeted,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Conversation:
        """Read what `as_dict` wrote; unknown keys are ignored, missing ones take their default."""
        last = stored.get("last_intent")
        doubt = stored.get("doubt")
        return cls(
            last_intent=last,
            last_tier=_tier(stored.get("last_tier")),
            topics=tuple(stored.get("topics", (last,) if last else ()))[:TOPICS],
            offered=tuple(stored.get("offered", ())),
            more=tuple(stored.get("more", ())),
            question=stored.get("question"),
            choices=tuple(stored.get("choices", ())),
            item=stored.get("item"),
            pending=stored.get("pending"),
            paused=stored.get("paused"),
            corrected=stored.get("corrected"),
            doubt=Doubt(doubt["safety"], tuple(doubt.get("then", ()))) if doubt else None,
            alarm=stored.get("alarm"),
            greeted=bool(stored.get("greeted", False)),
        )


@dataclass(frozen=True)
class ItemAnswer:
    """What a person answered to one checklist item."""

    item: str
    state: str  # recorded, noted, skipped or unknown
    at: datetime  # aware UTC
    version: int  # of the item's definition when it was answered
    value: float | str | bool | None = None  # in the item's canonical unit; None is not-known, never zero
    high: float | None = None  # the upper end when the person gave a range
    unit: str | None = None
    words: str | None = None  # what the person typed

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "item": self.item,
            "state": self.state,
            "at": self.at.isoformat(),
            "version": self.version,
            "value": self.value,
            "high": self.high,
            "unit": self.unit,
            "words": self.words,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> ItemAnswer:
        """Read what `as_dict` wrote."""
        return cls(
            item=stored["item"],
            state=stored["state"],
            at=datetime.fromisoformat(stored["at"]),
            version=int(stored["version"]),
            value=stored.get("value"),
            high=stored.get("high"),
            unit=stored.get("unit"),
            words=stored.get("words"),
        )


@dataclass(frozen=True)
class PersonState:
    """All that a turn reads and writes about one person."""

    settings: Settings = Settings()
    conversation: Conversation = Conversation()
    answers: Mapping[str, ItemAnswer] = field(default_factory=lambda: MappingProxyType({}))  # by item

    def with_answer(self, answer: ItemAnswer) -> PersonState:
        """The state with one checklist answer added or replaced."""
        return replace(self, answers=MappingProxyType({**self.answers, answer.item: answer}))

    def without_answers(self) -> PersonState:
        """The state with the checklist emptied."""
        return replace(self, answers=MappingProxyType({}))


@dataclass(frozen=True)
class AnswerGiven:
    """Event: a checklist item was answered; stores append it to the history."""

    answer: ItemAnswer


@dataclass(frozen=True)
class ChecklistReset:
    """Event: the person emptied the checklist."""


@dataclass(frozen=True)
class QuestionUnanswered:
    """Event: nothing curated answers this utterance."""

    utterance: str


@dataclass(frozen=True)
class TriageFired:
    """Event: a safety reply was given. Carries no words of the person."""

    safety: str


@dataclass(frozen=True)
class AnswerRated:
    """Event: a person said whether an answer helped."""

    intent: str
    tier: Tier
    helpful: bool


Event = AnswerGiven | ChecklistReset | QuestionUnanswered | TriageFired | AnswerRated


def _tier(stored: object) -> Tier | None:
    """A stored tier; None when there is none or this version does not know it."""
    return Tier(str(stored)) if stored in list(Tier) else None
