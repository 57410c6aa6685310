"""The sweep: what is stored for too long goes, whoever sweeps, however often the program starts anew."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.core.conversation.inputs import Checklist, ChecklistMove, Say
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.person import PersonKey
from bot.core.retention import Retention
from bot.errors import StorageBusy
from bot.service import Service
from bot.storage.memory import MemoryStore
from bot.sweeping import keep_sweeping, sweep, swept

ANN = PersonKey("discord", "1")
BEN = PersonKey("terminal", "ben")
MONTHS = timedelta(days=31) * 24
NOBODY_KNOWS = "wxyzzy qwrtp zebra crossing"


class Teller:
    """Remembers whom it told."""

    frontend = "discord"

    def __init__(self, *, works: bool = True) -> None:
        self.told: list[tuple[PersonKey, str]] = []
        self.works = works

    async def tell(self, person: PersonKey, words: str) -> bool:
        self.told.append((person, words))
        return self.works


async def sweep_now(service: Service, teller: Teller | None = None, *, all_of_it: bool = False) -> Mapping[str, int]:
    """What is due by the service's clock."""
    store, retention, now = service.store, service.retention, service.clock()
    return await sweep(store, retention, service.library, now=now, teller=teller, all_of_it=all_of_it)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def service(library: IntentLibrary, matcher: Matcher, store: MemoryStore, clock: Any) -> Service:
    return Service(library, matcher, store, clock=clock)


async def test_the_idle_are_told_and_then_erased(service: Service, clock: Any) -> None:
    """After 24 months a notice, 30 days later everything is gone; not a day before either."""
    teller = Teller()
    await service.take_turn(ANN, Checklist(ChecklistMove.START))
    clock.now += timedelta(days=700)
    assert (await sweep_now(service, teller))["notices"] == 0
    clock.now += MONTHS - timedelta(days=700)
    assert (await sweep_now(service, teller))["notices"] == 1
    ((told, words),) = teller.told
    assert told == ANN
    assert "24 months" in words
    assert "30 days" in words
    clock.now += timedelta(days=29)
    assert (await sweep_now(service, teller))["idle-people"] == 0
    clock.now += timedelta(days=1)
    assert (await sweep_now(service, teller)) | {"notices": 0} == {
        "idle-conversations": 0, "old-questions": 0, "idle-people": 1, "keys": 0, "notices": 0,
    }  # fmt: skip
    assert (await service.export_person(ANN))["version"] == 0
    assert len(teller.told) == 1


async def test_whoever_answers_the_notice_stays(service: Service, clock: Any) -> None:
    """A turn between the notice and the end keeps everything."""
    await service.take_turn(ANN, Checklist(ChecklistMove.START))
    await service.take_turn(ANN, Say("800"))
    clock.now += MONTHS
    await sweep_now(service, Teller())
    clock.now += timedelta(days=10)
    await service.take_turn(ANN, Say("hello"))
    clock.now += timedelta(days=400)
    await sweep_now(service, Teller())
    assert (await service.state_of(ANN)).answers["calcium"].value == 800


async def test_a_notice_that_could_not_be_sent_is_tried_again(service: Service, clock: Any) -> None:
    """Nobody is erased because a front end was down."""
    await service.take_turn(ANN, Checklist(ChecklistMove.START))
    clock.now += MONTHS
    failing = Teller(works=False)
    for _ in range(3):
        assert (await sweep_now(service, failing))["notices"] == 0
        clock.now += timedelta(days=31)
    assert len(failing.told) == 3
    assert (await service.export_person(ANN))["version"] == 1


async def test_a_process_without_discord_leaves_its_people_to_one_that_has_it(service: Service, clock: Any) -> None:
    """The terminal has no way to reach anybody: time is the notice there, and Discord's people wait."""
    for person in (ANN, BEN):
        await service.take_turn(person, Checklist(ChecklistMove.START))
    clock.now += MONTHS
    assert (await sweep_now(service))["notices"] == 1
    clock.now += timedelta(days=31)
    assert (await sweep_now(service))["idle-people"] == 1
    assert (await service.export_person(BEN))["version"] == 0
    assert (await service.export_person(ANN))["version"] == 1


async def test_conversations_and_questions_go_in_their_time(service: Service, store: MemoryStore, clock: Any) -> None:
    """An idle conversation after half an hour, an unanswered question after 90 days."""
    await service.take_turn(ANN, Checklist(ChecklistMove.START))
    await service.take_turn(ANN, Say(NOBODY_KNOWS))
    kept = len(await store.unanswered(limit=9))
    clock.now += timedelta(minutes=31)
    assert (await sweep_now(service))["idle-conversations"] == 1
    assert (await store.export_person(ANN))["conversation"]["item"] is None
    clock.now += timedelta(days=91)
    assert (await sweep_now(service))["old-questions"] == kept
    assert await store.unanswered(limit=9) == ()


async def test_limits_can_be_set(library: IntentLibrary, matcher: Matcher, store: MemoryStore, clock: Any) -> None:
    """Whatever the settings say is what is done and what people are told."""
    retention = Retention(conversation_minutes=5, unanswered_days=1, idle_months=1, notice_days=2)
    service = Service(library, matcher, store, clock=clock, retention=retention)
    await service.take_turn(ANN, Checklist(ChecklistMove.START))
    clock.now += timedelta(minutes=7)
    assert (await service.state_of(ANN)).conversation.item is None
    about = " ".join((await service.stored_about(ANN)).in_general)
    assert all(part in about for part in ("5 minutes", "1 days", "1 months", "2 days"))
    clock.now += timedelta(days=32)
    assert (await sweep_now(service, Teller()))["notices"] == 1
    clock.now += timedelta(days=2)
    assert (await sweep_now(service, Teller()))["idle-people"] == 1


async def test_each_chore_is_done_when_due_and_not_twice(service: Service, clock: Any) -> None:
    """A second sweep at the same time does nothing, nor does one by a process that has just started."""
    assert len(await sweep_now(service)) == 5
    assert await sweep_now(service) == {}
    clock.now += timedelta(minutes=6)
    assert list(await sweep_now(service)) == ["idle-conversations"]
    assert len(await sweep_now(service, all_of_it=True)) == 5


async def test_sweeping_goes_on_after_a_failure(
    library: IntentLibrary, matcher: Matcher, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that fails once is swept at the next look; ending the block ends the sweeping."""

    looked_often = asyncio.Event()

    class Failing(MemoryStore):
        failures = 1
        looked = 0

        async def claim_chore(self, chore: str, **when: Any) -> bool:
            self.looked += 1
            if self.looked == 10:
                looked_often.set()
            if self.failures:
                self.failures -= 1
                raise StorageBusy("away")
            return await super().claim_chore(chore, **when)

    monkeypatch.setattr("bot.sweeping.PAUSE", 0.001)
    store = Failing()
    async with swept(Service(library, matcher, store, clock=clock)):
        async with asyncio.timeout(5):
            await looked_often.wait()
    looked = store.looked
    await asyncio.sleep(0.02)
    assert store.looked == looked


async def test_sweeping_is_cancelled_by_its_owner(service: Service) -> None:
    """It never ends by itself."""
    task = asyncio.create_task(keep_sweeping(service))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_months_end_where_the_calendar_ends(clock: Any) -> None:
    """24 months before the last of February is a day of February."""
    at = clock.now.replace(year=2028, month=2, day=29)
    assert str(Retention(idle_months=12).seen_from(at)) == "2027-02-28"
    assert str(Retention(idle_months=2).seen_from(at)) == "2027-12-29"
    assert str(Retention().seen_from(at)) == "2026-02-28"
