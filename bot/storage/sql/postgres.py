"""Everything that is true of PostgreSQL alone. The driver is asyncpg, installed by the extra `postgres`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.errors import StorageError, UsageError
from bot.storage.sql.database import Database

OLDEST: Final = 15
_CONNECTIONS: Final = 8
_MIGRATION_LOCK: Final = 0x05_7E_0A  # any number that this program alone takes


class PostgresDatabase(Database):
    """A database on a PostgreSQL server, with the vault as a schema of its own."""

    upgrades_itself = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        async with self._transaction(isolation_level="REPEATABLE READ", postgresql_readonly=True) as connection:
            yield connection

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        async with self._transaction(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`. Rows that matter are locked by the statements."""
        async with self._transaction(isolation_level="READ COMMITTED") as connection:
            yield connection

    async def claim_migration(self, connection: AsyncConnection) -> None:
        """See `Database`."""
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})

    async def wipe_traces(self) -> None:
        """See `Database`. Vacuum takes dead rows away in its time; without their key nobody can read them."""


@asynccontextmanager
async def opened_postgres(
    url: URL, *, busy_timeout: float, patience: float | None = None
) -> AsyncIterator[PostgresDatabase]:
    """The database at `url`, closed at the end.

    `busy_timeout` is how many seconds to wait for a connection or somebody else's lock, `patience` how many for one
    statement. Raises `UsageError` without the driver, `StorageError` for a server that is too old, `StorageBusy` for
    one that cannot be reached.
    """
    engine = _engine(url, busy_timeout, patience)
    database = PostgresDatabase(engine, _where(url))
    try:
        async with database.reading() as connection:
            version = (await connection.execute(text("SHOW server_version_num"))).scalar_one()
        release = int(version) // 10_000
        if release < OLDEST:
            raise StorageError(
                f"The database {database.where} runs PostgreSQL {release}; osteon needs {OLDEST} or newer."
            )
        yield database
    finally:
        await engine.dispose()


def _engine(url: URL, busy_timeout: float, patience: float | None) -> Any:
    options: dict[str, Any] = {
        "timeout": busy_timeout,
        "command_timeout": patience,
        "server_settings": {
            "application_name": "osteon",
            "synchronous_commit": "on",  # a save is on the disk when it returns, whatever the server's default
            "lock_timeout": str(int(busy_timeout * 1000)),
            "idle_in_transaction_session_timeout": "60000",  # a process that hangs does not keep its locks
        },
    }
    query = dict(url.query)
    mode = query.pop("sslmode", None)  # as libpq names what asyncpg calls ssl
    if mode is not None:
        options["ssl"] = mode
    try:
        return create_async_engine(
            url.set(query=query),
            hide_parameters=True,
            connect_args=options,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_timeout=2 * busy_timeout,
            pool_pre_ping=True,  # connections from before a restart of the server are noticed and replaced
        )
    except ModuleNotFoundError:
        raise UsageError("PostgreSQL needs its driver: install it with pip install 'osteon[postgres]'.") from None


def _where(url: URL) -> str:
    """The database as a person is told of it, without user and password."""
    host = url.host or "localhost"
    return f"«{url.database or ''}» on {host}" + (f":{url.port}" if url.port else "")
