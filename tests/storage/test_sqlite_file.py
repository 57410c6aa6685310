"""What the SQLite file itself promises: durable, private, without traces of the erased."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from storage_examples import ANN, BEN, EVERY_EVENT, FULL_STATE, LATER, NOW, SLEEP, opened, sql_database, store_on

from bot.core.person import AnswerGiven, PersonState, QuestionUnanswered, TriageFired
from bot.errors import StaleState
from bot.storage.sql.sqlite import vault_path

SECRET = "zanzibar-marmalade"


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """What a database holds, read past the store."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def bytes_beside(database: Path) -> bytes:
    """The file and its companions."""
    return b"".join(path.read_bytes() for path in database.parent.iterdir() if path.is_file())


async def test_what_is_saved_is_there_after_closing(database: Path):
    """A state outlives the store that saved it."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    async with opened(database) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE
        assert await store.unanswered(limit=1) == ("do zebras get this?",)


async def test_another_store_sees_a_save_at_once(database: Path):
    """Two programs on one file: what one saved the other loads, and a stale save is refused."""
    async with opened(database) as one, opened(database) as other:
        await one.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
        assert (await other.load_person(ANN)).state == FULL_STATE
        await other.save_turn(ANN, PersonState(), (), version=1, now=LATER)
        with pytest.raises(StaleState):
            await one.save_turn(ANN, FULL_STATE, (), version=1, now=LATER)


async def test_a_commit_is_on_the_disk(database: Path):
    """Connections write ahead, flush at each commit, check references and overwrite what they delete."""
    async with opened(database):
        pass
    async with sql_database(database) as opened_file, opened_file.reading() as connection:
        settings = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_a_transaction_reads_one_snapshot(database: Path):
    """What is saved in the middle of a reading transaction is not seen by it."""
    async with opened(database) as other:
        await other.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
        async with sql_database(database) as opened_file, opened_file.reading() as connection:
            version = text("SELECT version FROM persons")
            assert (await connection.execute(version)).scalar_one() == 1
            await other.save_turn(ANN, PersonState(), (), version=1, now=LATER)
            assert (await connection.execute(version)).scalar_one() == 1


async def test_what_fails_in_a_transaction_undoes_all_of_it(database: Path):
    """A defect in the middle of writing leaves nothing behind."""
    async with opened(database):
        pass
    async with sql_database(database) as opened_file:

        async def fail_halfway() -> None:
            async with opened_file.writing() as connection:
                await connection.execute(text("INSERT INTO unanswered (day, utterance) VALUES ('2026-03-01', x'01')"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_halfway()
        assert await (await store_on(opened_file)).unanswered(limit=9) == ()


async def test_an_erasure_leaves_no_trace_in_the_files(database: Path):
    """Not even the sealed rows and the wrapped key of an erased person are in the files or their logs afterwards."""
    answer = replace(SLEEP, words="many words")
    filled = PersonState().with_answer(answer), [AnswerGiven(answer)]
    async with opened(database) as store:
        await store.save_turn(BEN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
        for version in range(20):
            await store.save_turn(ANN, *filled, version=version, now=NOW)
        sealed = [row[0] for row in rows(database, "SELECT entry FROM checklist_history WHERE person_id = 2")]
        sealed += [row[0] for row in rows(vault_path(database), "SELECT wrapped FROM person_keys")][1:]
        assert len(sealed) == 21
        assert all(each in bytes_beside(database) for each in sealed[:20])
        await store.erase_person(ANN)
        left = rows(vault_path(database), "SELECT wrapped FROM person_keys")
        assert len(left) == 1
        gone = [each for each in sealed if (each,) not in left]
        assert not [each for each in gone if each in bytes_beside(database)]
        assert (await store.load_person(BEN)).state == FULL_STATE
    assert not [each for each in gone if each in bytes_beside(database)]


async def test_unanswered_and_triage_know_a_day_and_no_person(database: Path):
    """What belongs to nobody is kept with the day in UTC alone: no key, no row, no moment to match a person's."""
    local = NOW.astimezone().tzinfo
    async with opened(database) as store:
        fired = [TriageFired("chest-pain"), QuestionUnanswered("zebras?"), TriageFired("chest-pain")]
        await store.save_turn(ANN, PersonState(), fired, version=0, now=NOW.astimezone(local))
        await store.save_turn(BEN, PersonState(), fired[:1], version=0, now=NOW)
        await store.save_turn(BEN, PersonState(), fired[:1], version=1, now=NOW + timedelta(days=1))
    assert rows(database, "SELECT id, day FROM unanswered") == [(1, "2026-03-01")]
    assert rows(database, "SELECT safety, day, fired FROM triage_counts ORDER BY day") == [
        ("chest-pain", "2026-03-01", 3),
        ("chest-pain", "2026-03-02", 1),
    ]


async def test_only_days_and_a_minute_are_in_clear(database: Path):
    """Beside what is sealed a person's row has a version, a day, and the minute of a turn until it is swept."""
    async with opened(database) as store:
        await store.save_turn(ANN, PersonState(), (), version=0, now=NOW)
        query = "SELECT version, seen_on, told_on, active_at FROM persons"
        assert rows(database, query) == [(1, "2026-03-01", None, "2026-03-01T23:59:00.000000+00:00")]
        assert await store.rest_conversations(idle_since=NOW + timedelta(minutes=1)) == 1
        assert rows(database, query) == [(1, "2026-03-01", None, None)]


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
async def test_a_new_file_is_its_owners_alone(database: Path):
    """The file and its companions can be read by nobody else; permissions that were given stay."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
        assert {stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()} == {0o600}
    database.chmod(0o640)
    async with opened(database):
        pass
    assert stat.S_IMODE(database.stat().st_mode) == 0o640
