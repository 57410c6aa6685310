"""What we say, as meaning. Front ends render it; `as_json` gives the contract's object."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.core.library import Tier


class ReplyKind(StrEnum):
    """What sort of thing is said."""

    ANSWER = "answer"
    DISAMBIGUATE = "disambiguate"
    FALLBACK = "fallback"
    SAFETY = "safety"
    CHAT = "chat"
    CHECKLIST = "checklist"
    NOTICE = "notice"


@dataclass(frozen=True)
class RankedIntent:
    """A candidate as shown: an intent and its calibrated confidence, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Citation:
    """The pointer shown to a person: the number in the text, and where the fact comes from."""

    number: int
    claim: str
    document: str
    section: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A question that is offered next."""

    label: str
    intent: str


@dataclass(frozen=True)
class ChecklistStatus:
    """Where the checklist stands after a turn."""

    item: str | None  # the item that the turn was about
    state: str  # asking, recorded, noted, skipped, unknown, invalid, confirm or done
    value: float | str | bool | None = None
    unit: str | None = None
    next: str | None = None  # the item now asked


@dataclass(frozen=True)
class Reply:
    """One thing said. `text` is plain text, complete without any other field."""

    kind: ReplyKind
    text: str
    question: str | None = None  # the utterance that this answers
    intent: str | None = None
    confidence: float | None = None
    candidates: tuple[RankedIntent, ...] = ()
    tier: Tier | None = None
    tiers: dict[Tier, str] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    checklist: ChecklistStatus | None = None
    yes_or_no: bool = False  # it waits for a yes or a no, which a front end may offer as buttons
    note: str = ""  # a short line that ends the text, for front ends that show only a part of it


def as_json(replies: tuple[Reply, ...]) -> dict[str, Any]:
    """A turn's replies as one JSON-ready object: the first, with the others under `also`."""
    first, *others = replies
    shown: dict[str, Any] = {
        "question": first.question,
        "kind": str(first.kind),
        "intent": first.intent,
        "confidence": None if first.confidence is None else round(first.confidence, 4),
        "candidates": [
            {"intent": candidate.intent, "confidence": round(candidate.confidence, 4)} for candidate in first.candidates
        ],
        "tier": first.tier and str(first.tier),
        "text": first.text,
        "tiers": {str(tier): text for tier, text in first.tiers.items()},
        "citations": [
            {
                "number": citation.number,
                "claim": citation.claim,
                "document": citation.document,
                "section": citation.section,
                "references": list(citation.references),
            }
            for citation in first.citations
        ],
        "choices": [{"label": choice.label, "intent": choice.intent} for choice in first.choices],
        "checklist": first.checklist
        and {
            "item": first.checklist.item,
            "state": first.checklist.state,
            "value": first.checklist.value,
            "unit": first.checklist.unit,
            "next": first.checklist.next,
        },
    }
    if others:
        shown["also"] = [as_json((reply,)) for reply in others]
    return shown
