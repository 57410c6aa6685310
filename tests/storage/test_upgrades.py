"""A filled database of any earlier revision is brought to this version's schema, and nothing is lost."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, text
from storage_examples import (
    ANN,
    BEN,
    CALCIUM,
    EVERY_EVENT,
    FULL_STATE,
    NOW,
    SECRETS,
    SLEEP,
    opened,
    raw_database,
)

from bot.core.person import ItemAnswer, PersonKey, PersonState
from bot.errors import OlderDatabase
from bot.storage.sql import open_store, upgrade
from bot.storage.sql.migrate import _DATA

CANARY = "zanzibar-marmalade"


def fill_0001(connection: Connection) -> None:
    """Two people as the first version kept them: in clear."""

    def add(table: str, **values: object) -> None:
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)

    def columns(answer: ItemAnswer) -> dict[str, object]:
        kept = answer.as_dict()
        kept["item_version"] = kept.pop("version")
        kept["value"] = None if answer.value is None else json.dumps(answer.value)
        return kept | {"at": answer.at.isoformat(timespec="microseconds")}

    for number, key in ((7, ANN), (9, BEN)):
        state = FULL_STATE if key is ANN else PersonState()
        add(
            "persons", id=number, key=str(key), version=3, settings=json.dumps(state.settings.as_dict()),
            conversation=json.dumps(state.conversation.as_dict()), created_at=NOW.isoformat(), saved_at=NOW.isoformat(),
        )  # fmt: skip
    for answer in FULL_STATE.answers.values():
        add("checklist_answers", person_id=7, **columns(answer))
    for answer in (CALCIUM, SLEEP):
        add("checklist_history", person_id=7, event="answered", **columns(answer))
    add("checklist_history", person_id=7, event="reset", at=NOW.isoformat())
    add("feedback", person_id=7, at=NOW.isoformat(), intent="calcium", tier="fundamentals", helpful=True)
    add("unanswered", day=NOW.date(), utterance=CANARY)
    add("triage_counts", safety="chest-pain", day=NOW.date(), fired=2)


FILL: dict[str, Callable[[Connection], None]] = {"0001": fill_0001}


@pytest.fixture(params=["sqlite", "postgres"])
def fresh_url(request: pytest.FixtureRequest, database: Path) -> str:
    """A database without any table, on each engine in turn."""
    if request.param == "sqlite":
        return str(database)
    server = request.getfixturevalue("postgres")
    return str(server.url(server.new_database()))


async def build(url: str, revision: str) -> None:
    """A filled database as a program of that revision left it."""

    def migrate(connection: Connection) -> None:
        command.upgrade(_DATA.config(connection=connection), revision)
        FILL[revision](connection)

    async with raw_database(url) as raw, raw.writing() as connection:
        await connection.run_sync(migrate)


def test_every_earlier_revision_is_tried() -> None:
    """A new migration comes with a filled database of the revision before it."""
    assert [*FILL] == _DATA.ids()[:-1]


@pytest.mark.parametrize("revision", FILL)
async def test_a_filled_database_is_upgraded_and_nothing_is_lost(fresh_url: str, revision: str) -> None:
    """Settings, conversation, answers, history, feedback and versions are as they were, and can be saved on."""
    await build(fresh_url, revision)
    await upgrade(fresh_url, secret_keys=SECRETS)
    async with open_store(fresh_url, secret_keys=SECRETS) as store:
        loaded = await store.load_person(ANN)
        assert (loaded.state, loaded.version, loaded.saved_at) == (FULL_STATE, 3, NOW)
        assert (await store.load_person(BEN)).version == 3
        export = await store.export_person(ANN)
        assert [entry["event"] for entry in export["history"]] == ["answered", "answered", "reset"]
        assert export["history"][0] == {"event": "answered", **CALCIUM.as_dict()}
        assert export["feedback"][0]["helpful"] is True
        assert export["created_at"] == NOW.isoformat()
        assert await store.save_turn(ANN, PersonState(), EVERY_EVENT, version=3, now=NOW) == 4
        newcomer = PersonKey("terminal", "cyd")
        assert await store.save_turn(newcomer, FULL_STATE, EVERY_EVENT, version=0, now=NOW) == 1
        assert (await store.erase_person(BEN)).removed["persons"] == 1


async def test_nothing_stays_in_clear_after_an_upgrade(database: Path) -> None:
    """No byte of the files still has what the first version kept in clear; its unredacted questions are dropped."""
    await build(str(database), "0001")
    assert b"or so" in database.read_bytes()
    async with opened(database) as store:
        assert await store.unanswered(limit=9) == ()
    kept = b"".join(path.read_bytes() for path in database.parent.iterdir())
    for words in ("or so", "calcium", "terminal:ann", "41771983423143937", "Lisbon", CANARY):
        assert words.encode() not in kept, words


async def test_a_server_is_not_migrated_by_starting(postgres) -> None:
    """On PostgreSQL an older schema is told, with the command that mends it."""
    url = postgres.url(postgres.new_database())
    with pytest.raises(OlderDatabase, match="osteon migrate"):
        async with open_store(url, secret_keys=SECRETS):
            pass
    applied, _ = await upgrade(url, secret_keys=SECRETS)
    assert applied[-1] == _DATA.ids()[-1]
    async with open_store(url, secret_keys=SECRETS) as store:
        assert await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW) == 1
