"""SQLite's driver with one hop to its thread for each statement.

The driver of aiosqlite goes to its thread and back to make a cursor, to execute, to fetch and to close: four times for
each statement, which costs more than SQLite does. Here a statement is executed and its rows are fetched in one go.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, Self

import aiosqlite


class QuickConnection(aiosqlite.Connection):
    """A connection whose cursors are `QuickCursor`s."""

    def cursor(self) -> Any:
        """A cursor; nothing is done for it before a statement."""
        return QuickCursor(self)

    async def in_thread(self, work: Callable[[], Any]) -> Any:
        """What the work gives, done by the connection's thread."""
        return await self._execute(work)  # type: ignore[no-untyped-call]


class QuickCursor:
    """What SQLAlchemy asks of an asynchronous cursor. The rows are fetched with the statement."""

    arraysize = 1

    def __init__(self, connection: QuickConnection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: list[Any] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *failed: object) -> None:
        await self.close()

    async def execute(self, operation: str, parameters: Any = ()) -> Self:
        """Run a statement and fetch its rows."""

        def run() -> tuple[sqlite3.Cursor, list[Any]]:
            cursor = self._connection._conn.execute(operation, parameters)
            return cursor, cursor.fetchall() if cursor.description else []

        self._cursor, self._rows = await self._connection.in_thread(run)
        return self

    async def executemany(self, operation: str, parameters: Iterable[Any]) -> Self:
        """Run a statement for each of the parameters."""
        self._cursor = await self._connection.in_thread(
            lambda: self._connection._conn.executemany(operation, parameters)
        )
        self._rows = []
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open: the rows have been fetched. How many were changed can still be asked."""
        self._rows = []

    @property
    def description(self) -> Any:
        """Of the columns; None for a statement without rows."""
        return self._cursor.description if self._cursor is not None else None

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return self._cursor.rowcount if self._cursor is not None else -1

    @property
    def lastrowid(self) -> int | None:
        """The id of the row added last."""
        return self._cursor.lastrowid if self._cursor is not None else None


async def connect(path: str, *, patience: float) -> QuickConnection:
    """A connection to a file, without transactions of its own; `patience`: seconds to wait for somebody else's lock."""

    def open_file() -> sqlite3.Connection:
        # Cursors are dropped by the event loop's thread; the connection itself is used by its own thread alone.
        return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)

    connection = QuickConnection(open_file, iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does: a program that ends is not held up
    await connection
    return connection
