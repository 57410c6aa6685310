"""The storage port: what the service needs kept. One contract, tested on every implementation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.core.person import Event, PersonKey, PersonState


@dataclass(frozen=True)
class StoredPerson:
    """A person as loaded. `version` is 0 for somebody never saved, and rises by one at each save."""

    state: PersonState
    version: int
    saved_at: datetime | None  # aware UTC; None for somebody never saved


@dataclass(frozen=True)
class ErasureReceipt:
    """What an erasure removed: rows by table, tables without rows included."""

    removed: Mapping[str, int]

    @property
    def total(self) -> int:
        """Rows removed in all."""
        return sum(self.removed.values())


class PersonStore(Protocol):
    """Keeps people's state and history.

    Every method may raise `StorageBusy` (locked, full, read-only, unreachable): then nothing was changed, or, when the
    connection broke in the very moment of saving, all of it was. Never a part.
    Not promised: any order between saves of different people.
    """

    # turns

    async def load_person(self, key: PersonKey) -> StoredPerson:
        """The person's state; a fresh one with version 0 when nothing is stored."""
        ...

    async def save_turn(
        self, key: PersonKey, state: PersonState, events: Sequence[Event], *, version: int, now: datetime
    ) -> int:
        """Store the state and its events in one transaction; durable when it returns the new version.

        `version` is the one that was loaded. Raises `StaleState`, storing nothing, when another save came
        in between. A `QuestionUnanswered` is stored apart, with nothing that leads to the person; its words
        have to be redacted before they come here.
        """
        ...

    # a person's rights

    async def export_person(self, key: PersonKey) -> Mapping[str, Any]:
        """Everything stored about the person, JSON-ready: settings, conversation, checklist, history, feedback."""
        ...

    async def erase_person(self, key: PersonKey) -> ErasureReceipt:
        """Remove everything about the person, in one transaction, with the key that it was sealed with."""
        ...

    # moderation

    async def unanswered(self, *, limit: int) -> Sequence[str]:
        """Utterances that nothing answered, latest first."""
        ...

    async def triage_counts(self, *, since: date) -> Mapping[tuple[date, str], int]:
        """How often triage fired, by day (UTC) and safety intent, from that day on; nobody's words or name."""
        ...

    # retention: each may be called at any time, by several processes at once, and again after a crash

    async def claim_chore(self, chore: str, *, now: datetime, again_at: datetime) -> bool:
        """Whether this caller is to do the chore now; nobody else is then told so before `again_at`."""
        ...

    async def rest_conversations(self, *, idle_since: datetime) -> int:
        """Forget the conversations last used before that moment (to the minute); how many."""
        ...

    async def forget_unanswered(self, *, before: date) -> int:
        """Remove unanswered questions kept before that day (UTC); how many."""
        ...

    async def idle_people(self, *, seen_before: date, limit: int) -> Sequence[PersonKey]:
        """People last seen before that day (UTC) and not told yet that they will be erased."""
        ...

    async def note_told(self, key: PersonKey, *, on: date) -> None:
        """The person was told on that day. A later save takes this back."""
        ...

    async def erase_told(self, *, seen_before: date, told_until: date) -> int:
        """Erase those told on or before that day and still not seen; how many."""
        ...

    async def renew_keys(self) -> int:
        """Wrap by the operator's current secret every key that an older one wraps; how many."""
        ...

    async def drop_spare_keys(self, *, before: date) -> int:
        """Throw away some keys made before that day (UTC) with which nothing is sealed; how many."""
        ...
