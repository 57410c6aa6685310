"""Opening a PostgreSQL database: what is refused, each with a plain sentence."""

from __future__ import annotations

import re

import pytest
from postgres_server import Server
from storage_examples import SECRETS, assert_plain_server

from bot.errors import NewerDatabase, StorageError, UsageError
from bot.storage.sql import open_store, upgrade


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda url: url.replace("loopback", "hunter2"), "does not let osteon in"),
        (lambda url: url.replace("/migrated", "/nowhere"), "no database"),
        (lambda url: re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:9", url), "cannot be reached"),
    ],
)
async def test_an_address_that_leads_nowhere_is_told(postgres_url: str, change, told: str):
    """Wrong password, no such database, nobody listening: each in one sentence without the password."""
    url = change(postgres_url)
    with pytest.raises(StorageError, match=told) as refused:
        async with open_store(url, secret_keys=SECRETS, busy_timeout=2):
            pass
    assert_plain_server(refused.value)
    assert "hunter2" not in str(refused.value)


async def test_a_server_that_is_too_old_is_refused(postgres_url: str, monkeypatch: pytest.MonkeyPatch):
    """The sentence says which release is needed."""
    monkeypatch.setattr("bot.storage.sql.postgres.OLDEST", 99)
    with pytest.raises(StorageError, match="needs 99 or newer"):
        async with open_store(postgres_url, secret_keys=SECRETS):
            pass


async def test_without_the_driver_its_extra_is_named(postgres_url: str, monkeypatch: pytest.MonkeyPatch):
    """An installation without the extra says how to get it."""
    monkeypatch.setitem(__import__("sys").modules, "asyncpg", None)
    with pytest.raises(UsageError, match=r"osteon\[postgres\]"):
        async with open_store(postgres_url, secret_keys=SECRETS):
            pass


@pytest.mark.parametrize("schema", ["public", "osteon_vault"])
async def test_a_newer_database_is_refused_and_untouched(postgres: Server, schema: str):
    """A schema of data or vault that this version does not know is refused when opening and when migrating."""
    name = postgres.new_database()
    url = postgres.url(name)
    await upgrade(url, secret_keys=SECRETS)
    postgres.execute(f"UPDATE {schema}.alembic_version SET version_num = '9999'", database=name)
    for attempt in (lambda: upgrade(url, secret_keys=SECRETS), lambda: _open(url)):
        with pytest.raises(NewerDatabase, match="9999") as refused:
            await attempt()
        assert_plain_server(refused.value)
    assert postgres.execute(f"SELECT version_num FROM {schema}.alembic_version", database=name).strip() == "9999"


async def test_another_programs_database_is_refused(postgres: Server):
    """Tables of another program are left alone."""
    name = postgres.new_database()
    postgres.execute("CREATE TABLE persons (name text)", database=name)
    with pytest.raises(StorageError, match="another program"):
        await upgrade(postgres.url(name), secret_keys=SECRETS)
    tables = postgres.execute("SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN "
                              "('pg_catalog', 'information_schema')", database=name)  # fmt: skip
    assert tables.split() == ["persons"]


async def _open(url: str) -> None:
    async with open_store(url, secret_keys=SECRETS):
        pass
