"""The service: load, take the turn, save, and only then hand out the replies. Every front end talks to this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.answers import answer_reply
from bot.core.conversation.inputs import Input
from bot.core.conversation.taking import take_turn
from bot.core.conversation.turn import Turn
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Matcher
from bot.core.person import Event, PersonKey, PersonState, QuestionUnanswered, TriageFired
from bot.core.privacy import StoredAbout, stored_about
from bot.core.replies import Choice, Reply, ReplyKind
from bot.core.retention import Retention
from bot.core.safety.score import SafetyScore
from bot.core.suggesting import suggest
from bot.errors import StaleState, StorageBusy
from bot.storage.port import ErasureReceipt, PersonStore, StoredPerson

# What is said even when it cannot be saved: somebody in danger must not hear about a database.
_SAID_UNSAVED = (ReplyKind.ANSWER, ReplyKind.SAFETY)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Service:
    """What the bot does, for any front end. Holds no state of any person between calls."""

    def __init__(
        self,
        library: IntentLibrary,
        matcher: Matcher,
        store: PersonStore,
        *,
        score: SafetyScore | None = None,
        clock: Callable[[], datetime] = _utc_now,
        retention: Retention | None = None,
        count_triage: bool = False,
    ) -> None:
        self.library = library
        self.matcher = matcher
        self.score = score
        self.store = store
        self.clock = clock
        self.retention = retention or Retention()
        self.count_triage = count_triage

    async def take_turn(self, person: PersonKey, given: Input) -> Turn:
        """One exchange. A checklist answer is stored when this returns, unless the reply says that it is not.

        When the store fails, what needs no storing (an answer, a safety reply) is said all the same, with one notice;
        everything else gets the notice alone.
        """
        try:
            try:
                return await self._try_turn(person, given)
            except StaleState:
                return await self._try_turn(person, given)
        except (StorageBusy, StaleState):
            return self._unsaved_turn(given)

    async def state_of(self, person: PersonKey) -> PersonState:
        """The person's state, for showing settings or progress. Raises `StorageBusy`."""
        return self._present(await self.store.load_person(person))

    async def change_settings(self, person: PersonKey, **changes: Any) -> PersonState:
        """Set `tier`, `private`, `time_zone` or `keep_unanswered`.

        Raises ValueError with a plain sentence for an unknown zone, `StorageBusy` when it cannot be saved.
        """
        zone = changes.get("time_zone")
        if zone is not None:
            _check_zone(zone)
        for last_try in (False, True):
            stored = await self.store.load_person(person)
            state = self._present(stored)
            state = replace(state, settings=replace(state.settings, **changes))
            try:
                await self.store.save_turn(person, state, (), version=stored.version, now=self.clock())
                break
            except StaleState:
                if last_try:
                    raise
        return state

    async def stored_about(self, person: PersonKey) -> StoredAbout:
        """What is stored about people, why and how long, and how much of it this person has. Raises `StorageBusy`."""
        return stored_about(await self.store.export_person(person), self.library, self.retention)

    async def export_person(self, person: PersonKey) -> Mapping[str, Any]:
        """Everything stored about the person, JSON-ready. Raises `StorageBusy`."""
        return await self.store.export_person(person)

    async def erase_person(self, person: PersonKey) -> ErasureReceipt:
        """Remove everything about the person. Raises `StorageBusy`."""
        return await self.store.erase_person(person)

    def suggest(self, typed: str, *, limit: int = 25) -> tuple[Choice, ...]:
        """Curated questions for what is typed so far, best first; a spread over all groups for nothing typed."""
        return suggest(self.library, self.matcher, typed, limit=limit)

    def answer(self, intent: str, tier: Tier) -> Reply:
        """A content intent's answer, without a person. Raises KeyError for an unknown id."""
        return answer_reply(self.library, intent, tier)

    async def _try_turn(self, person: PersonKey, given: Input) -> Turn:
        stored = await self.store.load_person(person)
        now = self.clock()
        turn = self._turn(self._present(stored), given, now)
        events = self._kept(turn.events, turn.state)
        await self.store.save_turn(person, turn.state, events, version=stored.version, now=now)
        return turn

    def _turn(self, state: PersonState, given: Input, now: datetime) -> Turn:
        return take_turn(state, given, library=self.library, matcher=self.matcher, score=self.score, now=now)

    def _kept(self, events: Sequence[Event], state: PersonState) -> Sequence[Event]:
        """The events as they may be stored: questions redacted or left out as the person wants, triage if counted."""
        kept: list[Event] = []
        for event in events:
            if isinstance(event, TriageFired) and not self.count_triage:
                continue
            if not isinstance(event, QuestionUnanswered):
                kept.append(event)
            elif state.settings.keep_unanswered and (words := self.library.redactor.redact(event.utterance)):
                kept.append(QuestionUnanswered(words))
        return kept

    def _present(self, stored: StoredPerson) -> PersonState:
        if stored.saved_at is not None and stored.saved_at < self.retention.talking_since(self.clock()):
            return replace(stored.state, conversation=stored.state.conversation.rested())
        return stored.state

    def _unsaved_turn(self, given: Input) -> Turn:
        turn = self._turn(PersonState(), given, self.clock())
        notice = Reply(ReplyKind.NOTICE, self.library.say("notice-not-saved"))
        said = tuple(reply for reply in turn.replies if reply.kind in _SAID_UNSAVED)
        return Turn(PersonState(), (*said, notice))


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"«{zone}» is no time zone that I know. Write it like Europe/Berlin.") from error
