"""What a person can give a turn: words, or a press that stands for words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.library import Tier


@dataclass(frozen=True)
class Say:
    """Typed words."""

    utterance: str
    tier: Tier | None = None  # a wish for this turn only, such as `/ask`'s option
    item: str | None = None  # the checklist item whose form they were typed into
    question: bool = False  # they come from a door for questions: never an answer to the checklist


@dataclass(frozen=True)
class Show:
    """A press: this intent's answer, at this tier (or the person's own)."""

    intent: str
    tier: Tier | None = None


@dataclass(frozen=True)
class Neither:
    """A press: none of what was offered."""


@dataclass(frozen=True)
class InDanger:
    """A press: yes or no to the question whether somebody is in danger."""

    safety: str
    yes: bool


@dataclass(frozen=True)
class StartOver:
    """A press: forget this conversation. Settings and checklist answers stay."""


@dataclass(frozen=True)
class Rate:
    """A press: whether this answer helped."""

    intent: str
    tier: Tier
    helpful: bool


class ChecklistMove(StrEnum):
    """A press on the checklist."""

    START = "start"
    CONTINUE = "continue"
    PROGRESS = "progress"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"
    EDIT = "edit"  # with the item
    YES = "yes"  # the answer read back is right
    NO = "no"
    RESET = "reset"


@dataclass(frozen=True)
class Checklist:
    """A press on the checklist, with the item it concerns."""

    move: ChecklistMove
    item: str | None = None


Input = Say | Show | Neither | InDanger | StartOver | Rate | Checklist
