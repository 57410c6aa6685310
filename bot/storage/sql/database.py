"""An open database: transactions on it, with its errors told in plain words. One subclass an engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.sql.errors import storage_errors


class Database(ABC):
    """Somewhere to keep people. A transaction sees one snapshot; all of a writing one is kept, or nothing."""

    upgrades_itself: bool  # whether opening brings the schema to this version, or `osteon migrate` has to

    def __init__(self, engine: AsyncEngine, where: str) -> None:
        self.engine = engine
        self.where = where  # as a person is told of it

    @abstractmethod
    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that only reads, from one snapshot."""

    @abstractmethod
    def glancing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """For one reading statement, which is a snapshot by itself: spares the transaction around it."""

    @abstractmethod
    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that may write: all of it is kept when the block ends, nothing when it raises."""

    @abstractmethod
    async def claim_migration(self, connection: AsyncConnection) -> None:
        """In a writing transaction: wait until no other program migrates; held to its end."""

    @abstractmethod
    async def wipe_traces(self) -> None:
        """After an erasure: make the engine let go of earlier versions of rows. Best effort, never raises."""

    @asynccontextmanager
    async def _transaction(self, **options: Any) -> AsyncIterator[AsyncConnection]:
        with storage_errors(self.where):
            async with self.engine.connect() as connection:
                if options:
                    await connection.execution_options(**options)
                async with connection.begin():
                    yield connection
