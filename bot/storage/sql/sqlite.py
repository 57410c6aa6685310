"""Everything that is true of SQLite alone.

A writing transaction waits for its turn at its start. That takes an explicit BEGIN: the driver's own comes too late
for reads and fails at once when a read turns into a write.
https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl

A transaction over two files is one as long as the machine runs, but after a power cut one file may have it and the
other not (https://sqlite.org/lang_attach.html). So a key is in the vault before anything is sealed with it.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, AsyncAdaptedQueuePool, Connection, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageBusy
from bot.storage.sql.database import Database
from bot.storage.sql.errors import file_errors, in_use
from bot.storage.sql.quick_cursor import connect
from bot.storage.sql.tables import VAULT

_BEGIN: Final = "osteon_begin"  # execution option: the statement that opens a transaction
_CONNECTIONS: Final = 4  # one writes at a time, the others read
_TIDY_AFTER: Final = 100  # saves

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",  # readers go on while somebody saves
    "PRAGMA main.synchronous=FULL",  # a save is on the disk when it returns
    f"PRAGMA {VAULT}.synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten, not only unlinked
    "PRAGMA wal_autocheckpoint=20000",  # pages: a bound alone, see `_tidy`
    "PRAGMA temp_store=MEMORY",  # nothing spills into files elsewhere
)


def vault_path(path: Path) -> Path:
    """Where the keys of the people in a database file are kept."""
    return path.with_name(path.name + ".vault")


class SqliteDatabase(Database):
    """A database file and its vault."""

    upgrades_itself = True

    def __init__(self, engine: AsyncEngine, where: str, busy_timeout: float) -> None:
        super().__init__(engine, where)
        self._busy_timeout = busy_timeout
        # Within the program writers stand in line: fair, and quicker than SQLite's polling for its lock. It also
        # keeps the event loop from ever waiting for a lock that only the event loop can release.
        self._line = asyncio.Lock()
        self._saves = 0
        self._tidying: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        async with self._transaction() as connection:
            yield connection

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        async with self._transaction(**{_BEGIN: None}) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """See `Database`."""
        async with self._turn_to_write(), self._transaction(**{_BEGIN: "BEGIN IMMEDIATE"}) as connection:
            yield connection
        self._saves += 1
        if self._saves % _TIDY_AFTER == 0 and (self._tidying is None or self._tidying.done()):
            self._tidying = asyncio.create_task(self._tidy())

    async def close(self) -> None:
        """Wait for what goes on in the background."""
        if self._tidying is not None:
            await asyncio.wait([self._tidying])

    async def _tidy(self) -> None:
        """Bring the log into the file beside people's turns, so that none of them has to wait for it."""
        with suppress(SQLAlchemyError, StorageBusy):  # a later one does it
            async with self.engine.connect() as connection:
                await connection.execution_options(**{_BEGIN: None})
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    async def claim_migration(self, connection: AsyncConnection) -> None:
        """See `Database`. BEGIN IMMEDIATE has done it."""

    async def wipe_traces(self) -> None:
        """See `Database`: empties SQLite's log, which still holds earlier versions of pages.

        When somebody is reading, the log is overwritten at a later checkpoint.
        """
        with suppress(SQLAlchemyError, StorageBusy):  # the erasure itself has happened
            async with self._turn_to_write(), self.engine.connect() as connection:
                await connection.execution_options(**{_BEGIN: None})
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def _turn_to_write(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(2 * self._busy_timeout):  # whoever is first in line waits once
                await self._line.acquire()
        except TimeoutError as error:
            raise in_use(self.where) from error
        try:
            yield
        finally:
            self._line.release()


@asynccontextmanager
async def opened_sqlite(url: URL, *, busy_timeout: float, folder: Path | None = None) -> AsyncIterator[SqliteDatabase]:
    """The SQLite file at `url` and its vault, closed at the end. `folder` is made when it is missing.

    `busy_timeout` is how many seconds to wait for somebody else's lock. New files, and `folder`, are
    readable by their owner alone. Raises `StorageBusy` when a file cannot be made.
    """
    path = Path(url.database or "")
    await asyncio.to_thread(_prepare_files, path, folder)
    engine = create_async_engine(
        url,
        hide_parameters=True,
        async_creator=lambda: connect(str(path), patience=busy_timeout),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=2 * busy_timeout,
    )
    # The driver's debug lines carry every parameter.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    _listen(engine, path)
    database = SqliteDatabase(engine, str(path), busy_timeout)
    try:
        yield database
    finally:
        await database.close()
        await engine.dispose()


def _prepare_files(path: Path, folder: Path | None) -> None:
    with file_errors(str(path)):
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (path, vault_path(path)):
            with suppress(FileExistsError):  # SQLite gives its log the same permissions
                os.close(os.open(each, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _listen(engine: AsyncEngine, path: Path) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info["files"] = _identities(path)
        cursor = connection.cursor()
        cursor.execute(f"ATTACH DATABASE ? AS {VAULT}", (str(vault_path(path)),))
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.info["files"] != _identities(path):  # SQLite would go on, into a file that nobody finds
            raise StorageBusy(
                f"The database {path} was moved or deleted while in use and nothing was changed; "
                "put it back, or start osteon again."
            )
        statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)


def _identities(path: Path) -> list[tuple[int, int] | None]:
    """Which files are at the paths now."""
    return [_identity(each) for each in (path, vault_path(path))]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
