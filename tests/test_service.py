"""The service: nothing is said before it is saved, and a failing store is one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.conversation.inputs import Checklist, ChecklistMove, Say
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Matcher
from bot.core.person import Event, PersonKey, PersonState
from bot.core.replies import ReplyKind
from bot.errors import StaleState, StorageBusy
from bot.service import Service
from bot.storage.memory import MemoryStore


class FailingStore(MemoryStore):
    """A store that fails its next saves in the way it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.failures: list[Exception] = []

    async def save_turn(
        self, key: PersonKey, state: PersonState, events: Sequence[Event], *, version: int, now: datetime
    ) -> int:
        if self.failures:
            raise self.failures.pop()
        return await super().save_turn(key, state, events, version=version, now=now)


@pytest.fixture
def store() -> FailingStore:
    return FailingStore()


@pytest.fixture
def service(library: IntentLibrary, matcher: Matcher, store: FailingStore, clock: Any) -> Service:
    return Service(library, matcher, store, clock=clock)


async def test_a_stale_save_is_tried_once_more(service: Service, store: FailingStore, person: PersonKey) -> None:
    """Somebody else's save in between is no failure for the person."""
    await service.take_turn(person, Checklist(ChecklistMove.START))
    store.failures = [StaleState("stale")]
    turn = await service.take_turn(person, Say("800"))
    assert turn.replies[0].checklist is not None
    assert turn.replies[0].checklist.state == "recorded"
    assert (await service.state_of(person)).answers["calcium"].value == 800


async def test_an_unsaved_checklist_answer_is_not_acknowledged(
    service: Service, store: FailingStore, person: PersonKey
) -> None:
    """When the store fails, the person hears that nothing changed, and nothing did."""
    await service.take_turn(person, Checklist(ChecklistMove.START))
    store.failures = [StorageBusy("full")]
    turn = await service.take_turn(person, Checklist(ChecklistMove.SKIP, "calcium"))
    assert [reply.kind for reply in turn.replies] == [ReplyKind.NOTICE]
    assert (await service.state_of(person)).answers == {}


async def test_an_answer_is_given_even_when_the_store_fails(
    service: Service, store: FailingStore, person: PersonKey
) -> None:
    """What needs no storing is said all the same, with the notice after it."""
    store.failures = [StorageBusy("read-only")]
    turn = await service.take_turn(person, Say("how much calcium a day?"))
    assert [reply.kind for reply in turn.replies] == [ReplyKind.ANSWER, ReplyKind.NOTICE]


async def test_a_conversation_ends_when_idle(service: Service, person: PersonKey, clock: Any) -> None:
    """After 30 minutes «go deeper» has nothing to go deeper on."""
    await service.take_turn(person, Say("how much calcium a day?"))
    clock.now += timedelta(minutes=31)
    turn = await service.take_turn(person, Say("go deeper"))
    assert turn.replies[0].kind is ReplyKind.NOTICE


async def test_settings_are_kept(service: Service, person: PersonKey) -> None:
    """A chosen tier is used for later answers."""
    await service.change_settings(person, tier=Tier.ACADEMIC, time_zone="Europe/Berlin")
    turn = await service.take_turn(person, Say("how much calcium a day?"))
    assert turn.replies[0].tier is Tier.ACADEMIC
    assert (await service.state_of(person)).settings.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "\x00"])
async def test_an_unknown_time_zone_is_refused(service: Service, person: PersonKey, zone: str) -> None:
    """One sentence with an example, and nothing is stored."""
    with pytest.raises(ValueError, match="Europe/Berlin"):
        await service.change_settings(person, time_zone=zone)
    assert (await service.state_of(person)).settings.time_zone is None


async def test_erasure_leaves_nothing(service: Service, person: PersonKey) -> None:
    """After erasing, export and state are as for somebody new."""
    before = await service.export_person(person)
    await service.take_turn(person, Checklist(ChecklistMove.START))
    await service.take_turn(person, Say("800"))
    receipt = await service.erase_person(person)
    assert receipt.total > 0
    assert (await service.state_of(person)) == PersonState()
    assert await service.export_person(person) == before


def test_suggestions_cover_every_group(service: Service) -> None:
    """With nothing typed, the first suggestions show one question of each group."""
    first = service.suggest("", limit=6)
    groups = {service.library.content[choice.intent].group for choice in first}
    assert groups == set(service.library.groups)


@pytest.mark.parametrize(("typed", "intent"), [("calc", "calcium"), ("vitamin d", "vitamin-d"), ("smoking", "smoking")])
def test_suggestions_follow_what_is_typed(service: Service, typed: str, intent: str) -> None:
    """The question that holds the typed words comes among the first three."""
    assert intent in [choice.intent for choice in service.suggest(typed, limit=3)]


# what is kept


async def test_an_unanswered_question_is_kept_without_the_person(
    service: Service, store: FailingStore, person: PersonKey
) -> None:
    """Names, numbers and contacts are taken out before anything is stored."""
    await service.take_turn(person, Say("what do zebras of Dr. Featherstone, +49 170 1234567, eat: 650 qwxyzz?"))
    kept = await store.unanswered(limit=9)
    assert "zebras" in " ".join(kept)
    assert not [part for part in ("Feather", "650", "170", "1234567") if part in " ".join(kept)]


async def test_a_person_can_have_no_question_kept(service: Service, store: FailingStore, person: PersonKey) -> None:
    """Whoever opted out leaves nothing for moderators; opting in again works."""
    await service.change_settings(person, keep_unanswered=False)
    assert not (await service.stored_about(person)).keeps_questions
    await service.take_turn(person, Say("what about qwxyzz zebras"))
    assert await store.unanswered(limit=9) == ()
    await service.change_settings(person, keep_unanswered=True)
    await service.take_turn(person, Say("what about qwxyzz zebras"))
    assert len(await store.unanswered(limit=9)) == 1


async def test_only_what_needs_no_storing_is_said_unsaved(
    service: Service, store: FailingStore, person: PersonKey
) -> None:
    """A checklist answer typed while the store fails is not taken for a question: one sentence, no more."""
    await service.take_turn(person, Checklist(ChecklistMove.START))
    store.failures = [StorageBusy("full")]
    turn = await service.take_turn(person, Say("800"))
    assert [reply.kind for reply in turn.replies] == [ReplyKind.NOTICE]


async def test_answers_to_changed_and_removed_items_stay_marked(
    service: Service, store: FailingStore, person: PersonKey, library: IntentLibrary
) -> None:
    """What was answered before the checklist changed is shown as such, exported, and never lost by going on."""
    items = dict(library.checklist.items)
    first, second, *_ = items
    await service.take_turn(person, Checklist(ChecklistMove.START))
    await service.take_turn(person, Say("800"))
    await service.take_turn(person, Say("600"))
    before = (await service.state_of(person)).answers
    items[first] = replace(items[first], version=items[first].version + 1)
    del items[second]
    changed = replace(library, checklist=replace(library.checklist, items=items))
    later = Service(changed, service.matcher, store, clock=service.clock)
    turn = await later.take_turn(person, Checklist(ChecklistMove.PROGRESS))
    said = turn.replies[0].text
    assert "earlier version" in said
    assert "no longer asked" in said
    await later.take_turn(person, Checklist(ChecklistMove.CONTINUE))
    await later.take_turn(person, Checklist(ChecklistMove.SKIP))
    after = (await later.state_of(person)).answers
    assert {item: after[item] for item in before} == before
    assert [entry["item"] for entry in (await later.export_person(person))["checklist"]].count(second) == 1


async def test_triage_is_counted_only_when_asked_to(
    library: IntentLibrary, matcher: Matcher, store: MemoryStore, person: PersonKey, clock: Any
) -> None:
    """A safety reply leaves no trace by default; where moderators want a counter, it knows a day and an id."""
    day = clock().date()
    quiet = Service(library, matcher, store, clock=clock)
    await quiet.take_turn(person, Say("where can I buy arimidex"))
    assert await store.triage_counts(since=day) == {}
    counting = Service(library, matcher, store, clock=clock, count_triage=True)
    await counting.take_turn(person, Say("where can I buy arimidex"))
    assert await store.triage_counts(since=day) == {(day, "drug-sourcing"): 1}
