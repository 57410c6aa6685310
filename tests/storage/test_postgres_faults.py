"""PostgreSQL stopped, crashed, cut off, read-only, too old: a plain sentence, and nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest
from postgres_server import Server
from storage_examples import ANN, CALCIUM, EVERY_EVENT, FULL_STATE, LATER, NOW, SECRETS, SLEEP, assert_plain_server
from torn_wire import wire_to

from bot.core.person import AnswerGiven, PersonState
from bot.errors import StaleState, StorageBusy, StorageError
from bot.storage.port import PersonStore
from bot.storage.sql import open_store
from bot.storage.sql.store import SqlStore

EMPTY = PersonState()


@pytest.fixture
def stopped(postgres: Server, postgres_url: str) -> Iterator[Server]:
    """A server that a test may stop; it runs again afterwards."""
    yield postgres
    if not postgres.running:
        postgres.start()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["orderly", "crash"])
async def test_a_server_that_was_away_is_used_again(stopped: Server, postgres_url: str, how: signal.Signals):
    """While the server is down each turn is told so; once it is back the same process goes on by itself."""
    async with open_store(postgres_url, secret_keys=SECRETS, busy_timeout=2) as store:
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
        stopped.stop(how)
        for attempt in (
            lambda: store.save_turn(ANN, EMPTY, (), version=1, now=LATER),
            lambda: store.load_person(ANN),
            lambda: store.erase_person(ANN),
        ):
            with pytest.raises(StorageBusy) as busy:
                await attempt()
            assert_plain_server(busy.value)
        stopped.start()
        assert (await store.load_person(ANN)).state == FULL_STATE
        assert await store.save_turn(ANN, EMPTY, (), version=1, now=LATER) == 2


async def test_a_crash_in_the_middle_of_many_saves_loses_nothing_acknowledged(stopped: Server, postgres_url: str):
    """The server is killed twice while somebody saves on and on; acknowledged answers are all there."""
    acknowledged: list[int] = []
    async with open_store(postgres_url, secret_keys=SECRETS, busy_timeout=2) as store:
        going = asyncio.create_task(_answer_on(store, acknowledged))
        for _ in range(2):
            await asyncio.sleep(0.3)
            await asyncio.to_thread(stopped.stop, signal.SIGQUIT)
            await asyncio.to_thread(stopped.start)
        going.cancel()
        await asyncio.wait([going])
        export = await store.export_person(ANN)
    stored = [entry["value"] for entry in export["history"]]
    assert len(acknowledged) > 20
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored)) == export["version"]
    assert len(export["checklist"]) == 1


async def _answer_on(store: PersonStore, acknowledged: list[int]) -> None:
    for number in range(100_000):
        answer = replace(CALCIUM, value=number)
        try:
            loaded = await store.load_person(ANN)
            state = loaded.state.with_answer(answer)
            await store.save_turn(ANN, state, [AnswerGiven(answer)], version=loaded.version, now=NOW)
        except StorageError:
            await asyncio.sleep(0.01)
        else:
            acknowledged.append(number)


async def test_a_connection_cut_at_any_moment_loses_nothing_acknowledged(postgres: Server, postgres_url: str):
    """The network breaks at random while somebody saves; acknowledged saves are there, others whole or absent."""
    chance = random.Random(7)
    acknowledged: list[int] = []
    async with (
        wire_to(postgres.port) as wire,
        open_store(postgres.url("migrated", wire.port), secret_keys=SECRETS, busy_timeout=2) as store,
    ):
        going = asyncio.create_task(_answer_on(store, acknowledged))
        for _ in range(25):
            await asyncio.sleep(chance.uniform(0, 0.15))
            wire.cut()
        going.cancel()
        await asyncio.wait([going])
        export = await store.export_person(ANN)
    stored = [entry["value"] for entry in export["history"]]
    assert len(acknowledged) > 5
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored)) == export["version"]


async def test_a_commit_whose_answer_was_lost_is_looked_up(postgres: Server, postgres_url: str):
    """When the connection breaks right after the commit was sent, the save counts as what it is: done, and once."""
    async with (
        wire_to(postgres.port) as wire,
        open_store(postgres.url("migrated", wire.port), secret_keys=SECRETS, busy_timeout=2) as store,
    ):
        await store.save_turn(ANN, EMPTY, (), version=0, now=NOW)
        for version in range(1, 6):
            answer = replace(SLEEP, at=LATER)
            wire.tear_at = b"COMMIT;"
            state = EMPTY.with_answer(answer)
            assert await store.save_turn(ANN, state, [AnswerGiven(answer)], version=version, now=LATER) == version + 1
            assert wire.tear_at is None
        export = await store.export_person(ANN)
    assert (export["version"], len(export["history"])) == (6, 5)


async def test_a_server_that_does_not_answer_is_not_waited_for_long(postgres: Server, postgres_url: str):
    """A network that swallows everything is told within a few times the waiting time; afterwards all goes on."""
    async with (
        wire_to(postgres.port) as wire,
        open_store(postgres.url("migrated", wire.port), secret_keys=SECRETS, busy_timeout=0.3) as store,
    ):
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
        wire.passing.clear()
        with pytest.raises(StorageBusy) as busy:
            async with asyncio.timeout(6):
                await store.save_turn(ANN, EMPTY, (), version=1, now=LATER)
        assert_plain_server(busy.value)
        wire.passing.set()
        wire.cut()
        loaded = await store.load_person(ANN)
        assert loaded.version in (1, 2)
        assert await store.save_turn(ANN, EMPTY, (), version=loaded.version, now=LATER) == loaded.version + 1


async def test_a_read_only_server_is_told(postgres: Server, postgres_url: str):
    """A standby, or a server set read-only, costs the turn alone; reading works."""
    async with open_store(postgres_url, secret_keys=SECRETS) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    postgres.execute("ALTER DATABASE migrated SET default_transaction_read_only = on")
    try:
        async with open_store(postgres_url, secret_keys=SECRETS) as store:
            with pytest.raises(StorageBusy, match="read-only") as busy:
                await store.save_turn(ANN, EMPTY, EVERY_EVENT, version=1, now=LATER)
            assert_plain_server(busy.value)
            assert (await store.load_person(ANN)).state == FULL_STATE
    finally:
        postgres.execute("ALTER DATABASE migrated RESET default_transaction_read_only")


async def test_a_locked_row_is_busy_after_a_while(postgres: Server, postgres_url: str):
    """Somebody else in the middle of a write of the same person is waited for, not for ever."""
    async with open_store(postgres_url, secret_keys=SECRETS, busy_timeout=0.3) as store:
        assert isinstance(store, SqlStore)
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
        async with store._database.writing() as other:
            await other.execute(store._vault.find(ANN, locked=True))
            with pytest.raises(StorageBusy, match="in use") as busy:
                await store.save_turn(ANN, EMPTY, (), version=1, now=LATER)
            assert_plain_server(busy.value)
            assert (await store.load_person(ANN)).state == FULL_STATE
        assert await store.save_turn(ANN, EMPTY, (), version=1, now=LATER) == 2


async def test_an_erasure_between_key_and_save_makes_the_save_stale(postgres_url: str):
    """A first turn that an erasure overtakes is not stored under a key that is gone."""
    async with (
        open_store(postgres_url, secret_keys=SECRETS) as one,
        open_store(postgres_url, secret_keys=SECRETS) as two,
    ):
        for _ in range(10):
            saved, receipt = await asyncio.gather(
                one.save_turn(ANN, FULL_STATE, (), version=0, now=NOW), two.erase_person(ANN), return_exceptions=True
            )
            loaded = await one.load_person(ANN)
            assert loaded.version == 0 or loaded.state == FULL_STATE
            assert isinstance(saved, int | StaleState)
            assert not isinstance(receipt, BaseException)
            await two.erase_person(ANN)
