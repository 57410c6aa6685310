"""People, answers and times to store in tests."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from bot.core.library import Tier
from bot.core.person import (
    AnswerGiven,
    AnswerRated,
    ChecklistReset,
    Conversation,
    ItemAnswer,
    PersonKey,
    PersonState,
    QuestionUnanswered,
    Settings,
    TriageFired,
)
from bot.storage.port import PersonStore
from bot.storage.sealing import Keyring
from bot.storage.sql import open_store
from bot.storage.sql.database import Database
from bot.storage.sql.opening import read_url
from bot.storage.sql.postgres import opened_postgres
from bot.storage.sql.sqlite import SqliteDatabase, opened_sqlite
from bot.storage.sql.store import SqlStore
from bot.storage.sql.vault import open_vault

SECRETS = (base64.b64encode(b"the first secret of these tests!").decode(),)
OTHER_SECRETS = (base64.b64encode(b"a second secret of these tests !").decode(),)

ANN = PersonKey("terminal", "ann")
BEN = PersonKey("discord", "41771983423143937")
NOW = datetime(2026, 3, 1, 23, 59, 30, 123456, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)

CALCIUM = ItemAnswer("calcium", "recorded", NOW, 1, value=800, high=900.5, unit="mg/day", words="800-900.5 mg or so")
DXA = ItemAnswer("dxa-baseline", "recorded", NOW, 2, value=True, words="yes, last May")
SMOKING = ItemAnswer("smoking", "recorded", LATER, 1, value="never")
SLEEP = ItemAnswer("sleep", "unknown", NOW, 1, words="no clue")

FULL_STATE = PersonState(
    settings=Settings(tier=Tier.ACADEMIC, private=False, time_zone="Europe/Lisbon"),
    conversation=Conversation(
        last_intent="calcium",
        last_tier=Tier.INTERMEDIATE,
        offered=("calcium", "vitamin-d"),
        item="sleep",
        pending={"value": 7.5, "high": None, "notes": ["a", {"b": True}]},
        greeted=True,
    ),
    answers={answer.item: answer for answer in (CALCIUM, DXA, SMOKING, SLEEP)},
)
EVERY_EVENT = (
    AnswerGiven(CALCIUM),
    AnswerGiven(SLEEP),
    ChecklistReset(),
    AnswerRated("calcium", Tier.FUNDAMENTALS, True),
    QuestionUnanswered("do zebras get this?"),
    TriageFired("chest-pain"),
)

MESSY = ("sqlite3", "sqlalchemy", "Error", "Traceback", "terminal:ann", "PRAGMA")  # has no place in what a person reads


@asynccontextmanager
async def sql_database(path: Path, *pragmas: str) -> AsyncIterator[SqliteDatabase]:
    """An SQLite file beneath a store, each connection with further pragmas."""
    url = read_url(str(path))
    assert url is not None
    async with opened_sqlite(url, busy_timeout=0.1) as database:

        @event.listens_for(database.engine.sync_engine, "connect")
        def set_pragmas(connection, _record):
            for pragma in pragmas:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA {pragma}")
                cursor.close()

        yield database


@asynccontextmanager
async def raw_database(url: str) -> AsyncIterator[Database]:
    """Either engine beneath a store."""
    target = read_url(url)
    assert target is not None
    opening = opened_sqlite if target.get_backend_name() == "sqlite" else opened_postgres
    async with opening(target, busy_timeout=1) as database:
        yield database


def opened(database: Path, busy_timeout: float = 5) -> AbstractAsyncContextManager[PersonStore]:
    """The store on a file, with the secrets of these tests."""
    return open_store(str(database), secret_keys=SECRETS, busy_timeout=busy_timeout)


async def store_on(database: SqliteDatabase) -> SqlStore:
    """A store on an opened file that was filled before."""
    return SqlStore(database, await open_vault(database, Keyring([base64.b64decode(SECRETS[0])])))


async def fill(database: Path) -> None:
    """One person, saved once."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)


def assert_plain(error: BaseException, database: Path) -> None:
    """One sentence that names the file and the next step, without the insides of libraries."""
    sentence = str(error)
    assert str(database) in sentence
    assert sentence.endswith(".")
    assert ";" in sentence  # what happened; what to do
    assert not [word for word in MESSY if word in sentence.replace(str(database), "")]


def assert_plain_server(error: BaseException) -> None:
    """One sentence that names the database and the next step, without passwords and the insides of libraries."""
    sentence = str(error)
    assert "127.0.0.1" in sentence
    assert sentence.endswith(".")
    assert ";" in sentence
    assert not [word for word in (*MESSY, "loopback", "asyncpg", "osteon:") if word in sentence], sentence
