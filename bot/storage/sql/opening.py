"""Which database: from what a person writes to an open store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import MissingKeys, UsageError
from bot.storage.key_file import HOW_TO_MAKE, keyring_beside, read_secrets
from bot.storage.memory import MemoryStore
from bot.storage.port import PersonStore
from bot.storage.sealing import Keyring
from bot.storage.sql.database import Database
from bot.storage.sql.migrate import open_current, upgrade_database
from bot.storage.sql.postgres import opened_postgres
from bot.storage.sql.sqlite import opened_sqlite
from bot.storage.sql.store import SqlStore
from bot.storage.sql.vault import OpenKeyring

MEMORY: Final = "memory:"
BUSY_TIMEOUT: Final = 5.0  # seconds to wait for somebody else's lock

_FILE_ENDINGS: Final = (".db", ".sqlite", ".sqlite3")
_SQLITE: Final = ("sqlite", "sqlite+aiosqlite")
_POSTGRES: Final = ("postgresql", "postgresql+asyncpg", "postgres")


def default_url() -> str:
    """An SQLite file in the user's data folder. Nothing is created before the store is opened."""
    return _sqlite_url(_data_folder() / "osteon.sqlite3").render_as_string(hide_password=False)


def read_url(written: str) -> URL | None:
    """The address of a database as a person writes it; None for `memory:`.

    Accepts `sqlite:///PATH`, `sqlite+aiosqlite:///PATH`, a bare path ending in .db, .sqlite or .sqlite3, and
    `postgresql://USER:PASSWORD@HOST/NAME`. Raises `UsageError` for anything else.
    """
    if written == MEMORY:
        return None
    if "://" not in written and written.endswith(_FILE_ENDINGS):
        return _sqlite_url(Path(written))
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise _unknown(written) from None
    path = url.database or ""
    if url.drivername in _POSTGRES and path:
        return url.set(drivername="postgresql+asyncpg")
    if url.drivername not in _SQLITE or url.query or url.host:
        raise _unknown(written)
    if path in ("", ":memory:") or path.startswith("file:"):
        raise _unknown(written)
    return _sqlite_url(Path(path))


@asynccontextmanager
async def open_store(
    url: str, *, secret_keys: Sequence[str] = (), busy_timeout: float = BUSY_TIMEOUT
) -> AsyncIterator[PersonStore]:
    """The store at `url`, closed at the end. An SQLite file is brought to this version's schema first.

    `secret_keys` as in OSTEON_SECRET_KEYS; an SQLite file without any has a key file beside it.
    Raises `UsageError` for an address of no known kind, `NewerDatabase` when a newer version of the program
    wrote it, `OlderDatabase` when it has to be migrated first, `MissingKeys` when no key opens it, `StorageBusy` or
    `StorageError` when it cannot be used. `busy_timeout` is how many seconds a method waits for somebody else's lock
    before it raises `StorageBusy`.
    """
    target = read_url(url)
    if target is None:
        yield MemoryStore()
        return
    keyring = _keyring(target, read_secrets(secret_keys))
    async with _opened(target, busy_timeout, patience=2 * busy_timeout) as database:
        if database.upgrades_itself:
            vault, _ = await upgrade_database(database, keyring)
        else:
            vault = await open_current(database, keyring)
        yield SqlStore(database, vault)


async def upgrade(
    url: str, *, secret_keys: Sequence[str] = (), busy_timeout: float = BUSY_TIMEOUT
) -> tuple[tuple[str, ...], int]:
    """Bring the database at `url` to this version's schema and its keys under the current secret.

    The ids of the migrations applied, and how many keys were wrapped anew. Raises what `open_store` raises.
    """
    target = read_url(url)
    if target is None:
        return (), 0
    keyring = _keyring(target, read_secrets(secret_keys))
    async with _opened(target, busy_timeout, patience=None) as database:
        vault, applied = await upgrade_database(database, keyring)
        return applied, await SqlStore(database, vault).renew_keys()


def _opened(url: URL, busy_timeout: float, *, patience: float | None) -> AbstractAsyncContextManager[Database]:
    if url.get_backend_name() != "sqlite":
        return opened_postgres(url, busy_timeout=busy_timeout, patience=patience)
    home = _data_folder()
    ours = Path(url.database or "").parent == home  # a folder of the person's own choice has to be there
    return opened_sqlite(url, busy_timeout=busy_timeout, folder=home if ours else None)


def _keyring(url: URL, secrets: Sequence[bytes]) -> OpenKeyring:
    async def beside_a_file(*, new: bool) -> Keyring:
        return await asyncio.to_thread(keyring_beside, Path(url.database or ""), secrets, new=new)

    async def listed(*, new: bool) -> Keyring:
        if not secrets:
            raise MissingKeys(f"A PostgreSQL database needs a secret in OSTEON_SECRET_KEYS; {HOW_TO_MAKE}.")
        return Keyring(secrets)

    return beside_a_file if url.get_backend_name() == "sqlite" else listed


def _data_folder() -> Path:
    return user_data_path("osteon", appauthor=False)


def _sqlite_url(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path.expanduser().absolute()))


def _unknown(written: str) -> UsageError:
    shown = written.rpartition("@")[2]  # without its password, should it have one
    return UsageError(
        f"«{shown}» is not a database that osteon knows; "
        "write sqlite:///PATH, a path ending in .db or .sqlite3, postgresql://USER:PASSWORD@HOST/NAME, or memory:."
    )
