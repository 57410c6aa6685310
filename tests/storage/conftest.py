"""Every store under test, and where SQLite files and PostgreSQL databases go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from postgres_server import Server
from storage_examples import SECRETS

from bot.storage.port import PersonStore
from bot.storage.sql import open_store, upgrade


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where an SQLite file may be made, in a folder of its own."""
    folder = tmp_path / "database"
    folder.mkdir()
    return folder / "people.sqlite3"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server with a migrated, empty database to copy."""
    with closing(migrated_server()) as server:
        yield server


@pytest.fixture
def untouched_postgres() -> Iterator[Server]:
    """A server of a test's own, for looking at every byte it has written."""
    with closing(migrated_server()) as server:
        yield server


def migrated_server() -> Server:
    """A new server that logs every statement, with a migrated, empty database."""
    server = Server("log_statement=all")
    try:
        server.start()
        server.execute("CREATE DATABASE migrated")
        with ThreadPoolExecutor() as elsewhere:  # a test's event loop may be running here
            elsewhere.submit(lambda: asyncio.run(upgrade(server.url("migrated"), secret_keys=SECRETS))).result()
    except BaseException:
        server.close()
        raise
    return server


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """An empty database that has this version's schema."""
    postgres.empty("migrated")
    return postgres.url("migrated")


@pytest.fixture(params=["sqlite", "postgres"])
def sql_url(request: pytest.FixtureRequest, database: Path) -> str:
    """The address of an empty database on each engine in turn."""
    return str(database) if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["memory", "sqlite", "postgres"])
async def store(request: pytest.FixtureRequest, database: Path) -> AsyncIterator[PersonStore]:
    """Each implementation of the port in turn, empty."""
    urls = {"memory": "memory:", "sqlite": str(database)}
    url = urls.get(request.param) or request.getfixturevalue("postgres_url")
    async with open_store(url, secret_keys=SECRETS) as opened:
        yield opened
