"""A store in memory, for tests and for trying things out. Gone when the program ends."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from bot.core.person import (
    AnswerGiven,
    AnswerRated,
    ChecklistReset,
    Conversation,
    Event,
    ItemAnswer,
    PersonKey,
    PersonState,
    QuestionUnanswered,
    Settings,
    TriageFired,
)
from bot.errors import StaleState
from bot.storage.port import ErasureReceipt, StoredPerson


@dataclass(frozen=True)
class _Record:
    """One person. Texts rather than objects, so that nobody outside holds a part of it."""

    created_at: datetime
    saved_at: datetime
    version: int = 0
    talking: bool = True
    told_on: date | None = None
    settings: str = "{}"
    conversation: str = "{}"
    answers: Mapping[str, str] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()

    @property
    def seen_on(self) -> date:
        return self.saved_at.date()


class MemoryStore:
    """A `PersonStore` that keeps the same promises, except that nothing outlives it."""

    def __init__(self) -> None:
        self._persons: dict[PersonKey, _Record] = {}
        self._unanswered: list[tuple[date, str]] = []
        self._triage: Counter[tuple[str, date]] = Counter()
        self._chores: dict[str, datetime] = {}

    # turns

    async def load_person(self, key: PersonKey) -> StoredPerson:
        """See `PersonStore`."""
        record = self._persons.get(key)
        if record is None:
            return StoredPerson(PersonState(), version=0, saved_at=None)
        state = PersonState(
            settings=Settings.from_dict(json.loads(record.settings)),
            conversation=Conversation.from_dict(json.loads(record.conversation)),
            answers=MappingProxyType(
                {item: ItemAnswer.from_dict(json.loads(answer)) for item, answer in record.answers.items()}
            ),
        )
        return StoredPerson(state, version=record.version, saved_at=record.saved_at)

    async def save_turn(
        self, key: PersonKey, state: PersonState, events: Sequence[Event], *, version: int, now: datetime
    ) -> int:
        """See `PersonStore`."""
        before = self._persons.get(key)
        if version != (before.version if before else 0):
            raise StaleState("Somebody saved this person in between; load the state again and repeat the turn.")
        now = now.astimezone(UTC)
        after = _Record(
            created_at=before.created_at if before else now,
            saved_at=now,
            version=version + 1,
            settings=_text(state.settings.as_dict()),
            conversation=_text(state.conversation.as_dict()),
            answers={item: _text(state.answers[item].as_dict()) for item in sorted(state.answers)},
            history=(*(before.history if before else ()), *_history(events, now)),
            feedback=(*(before.feedback if before else ()), *_feedback(events, now)),
        )
        self._persons[key] = after  # from here on nothing can fail
        day = now.date()
        self._unanswered += [(day, event.utterance) for event in events if isinstance(event, QuestionUnanswered)]
        self._triage.update((event.safety, day) for event in events if isinstance(event, TriageFired))
        return after.version

    # a person's rights

    async def export_person(self, key: PersonKey) -> Mapping[str, Any]:
        """See `PersonStore`."""
        record = self._persons.get(key)
        return {
            "user": str(key),
            "created_at": record.created_at.isoformat() if record else None,
            "saved_at": record.saved_at.isoformat() if record else None,
            "version": record.version if record else 0,
            "settings": json.loads(record.settings) if record else {},
            "conversation": json.loads(record.conversation) if record else {},
            "checklist": [json.loads(entry) for entry in record.answers.values()] if record else [],
            "history": [json.loads(entry) for entry in record.history] if record else [],
            "feedback": [json.loads(entry) for entry in record.feedback] if record else [],
        }

    async def erase_person(self, key: PersonKey) -> ErasureReceipt:
        """See `PersonStore`."""
        record = self._persons.pop(key, None)
        return ErasureReceipt(
            MappingProxyType(
                {
                    "feedback": len(record.feedback) if record else 0,
                    "checklist_history": len(record.history) if record else 0,
                    "checklist_answers": len(record.answers) if record else 0,
                    "persons": 1 if record else 0,
                }
            )
        )

    # moderation

    async def unanswered(self, *, limit: int) -> Sequence[str]:
        """See `PersonStore`."""
        return tuple(utterance for _, utterance in self._unanswered[::-1][: max(limit, 0)])

    async def triage_counts(self, *, since: date) -> Mapping[tuple[date, str], int]:
        """See `PersonStore`."""
        return {(day, safety): fired for (safety, day), fired in self._triage.items() if day >= since}

    # retention

    async def claim_chore(self, chore: str, *, now: datetime, again_at: datetime) -> bool:
        """See `PersonStore`."""
        if self._chores.get(chore, now) > now:
            return False
        self._chores[chore] = again_at
        return True

    async def rest_conversations(self, *, idle_since: datetime) -> int:
        """See `PersonStore`."""
        limit = idle_since.replace(second=0, microsecond=0)
        idle = [key for key, record in self._persons.items() if record.talking and record.saved_at < limit]
        for key in idle:
            record = self._persons[key]
            rested = Conversation.from_dict(json.loads(record.conversation)).rested()
            self._persons[key] = replace(record, talking=False, conversation=_text(rested.as_dict()))
        return len(idle)

    async def forget_unanswered(self, *, before: date) -> int:
        """See `PersonStore`."""
        kept = [(day, utterance) for day, utterance in self._unanswered if day >= before]
        removed = len(self._unanswered) - len(kept)
        self._unanswered = kept
        return removed

    async def idle_people(self, *, seen_before: date, limit: int) -> Sequence[PersonKey]:
        """See `PersonStore`."""
        idle = [key for key, each in self._persons.items() if each.seen_on < seen_before and each.told_on is None]
        return tuple(sorted(idle, key=lambda key: self._persons[key].seen_on)[: max(limit, 0)])

    async def note_told(self, key: PersonKey, *, on: date) -> None:
        """See `PersonStore`."""
        if key in self._persons:
            self._persons[key] = replace(self._persons[key], told_on=on)

    async def erase_told(self, *, seen_before: date, told_until: date) -> int:
        """See `PersonStore`."""
        over = [
            key
            for key, each in self._persons.items()
            if each.seen_on < seen_before and each.told_on is not None and each.told_on <= told_until
        ]
        for key in over:
            del self._persons[key]
        return len(over)

    async def renew_keys(self) -> int:
        """See `PersonStore`. Nothing is sealed in memory."""
        return 0

    async def drop_spare_keys(self, *, before: date) -> int:
        """See `PersonStore`. Nothing is sealed in memory."""
        return 0


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, allow_nan=False)


def _history(events: Sequence[Event], now: datetime) -> list[str]:
    entries = []
    for event in events:
        if isinstance(event, AnswerGiven):
            entries.append(_text({"event": "answered", **event.answer.as_dict()}))
        elif isinstance(event, ChecklistReset):
            entries.append(_text({"event": "reset", "at": now.isoformat()}))
    return entries


def _feedback(events: Sequence[Event], now: datetime) -> list[str]:
    return [
        _text({"at": now.isoformat(), "intent": event.intent, "tier": str(event.tier), "helpful": event.helpful})
        for event in events
        if isinstance(event, AnswerRated)
    ]
