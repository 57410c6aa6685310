"""An SQLite file that is locked, full or interrupted: nothing is half done, and all goes on afterwards."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from storage_examples import (
    ANN,
    BEN,
    EVERY_EVENT,
    FULL_STATE,
    LATER,
    NOW,
    SLEEP,
    assert_plain,
    fill,
    opened,
    sql_database,
    store_on,
)

from bot.core.person import AnswerGiven, ItemAnswer, PersonKey, PersonState
from bot.errors import StorageBusy
from bot.storage.port import PersonStore

LONG = ItemAnswer("stress", "noted", NOW, 1, words="long words " * 50_000)


@contextmanager
def locked(database: Path, how: str = "IMMEDIATE") -> Iterator[None]:
    """Another program in the middle of a write."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


# locked


async def test_a_locked_file_is_busy_and_usable_afterwards(database: Path):
    """While somebody else writes, saving and erasing are busy and reading works; then all goes on."""
    await fill(database)
    async with opened(database, busy_timeout=0.1) as store:
        with locked(database):
            with pytest.raises(StorageBusy) as busy:
                await store.save_turn(ANN, PersonState(), EVERY_EVENT, version=1, now=LATER)
            assert_plain(busy.value, database)
            assert "another program" in str(busy.value)
            with pytest.raises(StorageBusy):
                await store.erase_person(ANN)
            assert (await store.load_person(ANN)).state == FULL_STATE
        assert await store.save_turn(ANN, PersonState(), (), version=1, now=LATER) == 2


async def test_a_short_lock_is_waited_for(database: Path):
    """A lock that is released within the waiting time costs nobody a turn."""
    await fill(database)
    async with opened(database, busy_timeout=10) as store:
        with locked(database):
            saving = asyncio.create_task(store.save_turn(ANN, PersonState(), (), version=1, now=LATER))
            await asyncio.sleep(0.2)
            assert not saving.done()
        assert await saving == 2


async def test_a_crowd_before_a_locked_file_is_told_soon(database: Path):
    """However many wait for a lock, each learns within three times the waiting time that the file is busy."""
    await fill(database)
    async with opened(database, busy_timeout=0.3) as store:
        crowd = [PersonKey("terminal", str(number)) for number in range(40)]
        with locked(database):
            saves = [store.save_turn(key, FULL_STATE, EVERY_EVENT, version=0, now=NOW) for key in crowd]
            async with asyncio.timeout(3 * 0.3 + 1):
                told = await asyncio.gather(*saves, return_exceptions=True)
        assert {type(outcome) for outcome in told} == {StorageBusy}
        assert await store.save_turn(crowd[0], FULL_STATE, (), version=0, now=NOW) == 1


async def test_a_current_database_opens_while_somebody_writes(database: Path):
    """Starting needs no lock when there is nothing to migrate."""
    await fill(database)
    with locked(database):
        async with opened(database, busy_timeout=0.1) as store:
            assert (await store.load_person(ANN)).version == 1


async def test_a_new_database_that_is_locked_is_busy(database: Path):
    """A file that cannot be set up because somebody holds it is busy, not broken."""
    with locked(database, "EXCLUSIVE"), pytest.raises(StorageBusy) as busy:
        async with opened(database, busy_timeout=0.1):
            pass
    assert_plain(busy.value, database)


# full


async def test_a_full_disk_stores_nothing_and_loses_nothing(database: Path):
    """A save without room is busy and leaves what was there; once there is room the same save works."""
    await fill(database)
    turn = PersonState().with_answer(LONG), [AnswerGiven(LONG)]
    async with sql_database(database, "max_page_count=1") as opened_file:  # no page beyond those it has
        store = await store_on(opened_file)
        before = await store.export_person(ANN)
        with pytest.raises(StorageBusy) as full:
            await store.save_turn(ANN, *turn, version=1, now=LATER)
        assert_plain(full.value, database)
        assert "no room" in str(full.value)
        assert await store.export_person(ANN) == before
        assert await store.save_turn(ANN, FULL_STATE, (), version=1, now=LATER) == 2  # this one fits
        assert (await store.erase_person(ANN)).total == 10
    async with opened(database) as store:
        assert await store.save_turn(ANN, *turn, version=0, now=LATER) == 1


# at once, and interrupted


async def test_people_at_once_do_not_get_in_each_others_way(database: Path):
    """Saves, loads, exports and erasures of many people by two programs wait for each other; none is busy."""

    async def come_and_go(store: PersonStore, number: int) -> int:
        key = PersonKey("terminal", str(number))
        for _ in range(3):
            for version in range(3):
                await store.save_turn(key, FULL_STATE, EVERY_EVENT, version=version, now=NOW)
                assert (await store.load_person(key)).version == version + 1
            assert (await store.export_person(key))["version"] == 3
            removed = (await store.erase_person(key)).total
        return removed

    async with opened(database) as one, opened(database) as other:
        people = [come_and_go(store, 2 * n + m) for n in range(6) for m, store in enumerate((one, other))]
        assert set(await asyncio.gather(*people)) == {1 + 1 + 4 + 3 * 3 + 3}


async def test_a_cancelled_save_is_whole_or_absent_and_locks_nobody_out(database: Path):
    """Cancelled at any moment, a save is stored with its events or not at all, and the next one goes ahead."""
    async with opened(database, busy_timeout=0.2) as store:
        for attempt in range(60):
            before = (await store.load_person(BEN)).version
            save = asyncio.create_task(
                store.save_turn(BEN, PersonState(), [AnswerGiven(SLEEP)], version=before, now=NOW)
            )
            await asyncio.sleep(attempt * 0.0001)
            save.cancel()
            await asyncio.wait([save])
            export = await store.export_person(BEN)
            assert export["version"] in (before, before + 1)
            assert len(export["history"]) == export["version"] - attempt
            version = await store.save_turn(BEN, PersonState(), (), version=export["version"], now=NOW)
            assert version == export["version"] + 1


async def test_a_timeout_around_a_save_is_told_as_such(database: Path):
    """A caller's own time limit still takes effect, after the save has ended."""
    await fill(database)
    async with opened(database, busy_timeout=0.3) as store:
        with locked(database), pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await store.save_turn(ANN, PersonState(), (), version=1, now=LATER)
        assert await store.save_turn(ANN, PersonState(), (), version=1, now=LATER) == 2
