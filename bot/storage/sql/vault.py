"""The vault: whose data is sealed with which key. Nothing else leads from an account to its data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import Select, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.person import PersonKey
from bot.errors import MissingKeys
from bot.storage.sealing import Cipher, Keyring, Unreadable, hide, new_key
from bot.storage.sql.database import Database
from bot.storage.sql.tables import person_keys, purpose_keys

_ACCOUNTS: Final = "accounts"
_UNANSWERED: Final = "unanswered "  # and the day


class OpenKeyring(Protocol):
    """Gives the operator's secrets; those of a `new` vault may have to be made."""

    async def __call__(self, *, new: bool) -> Keyring:
        """Raises `MissingKeys` when there are none."""
        ...


class Vault:
    """Keys of people and purposes, each wrapped by one of the operator's secrets."""

    def __init__(self, keyring: Keyring, accounts: bytes) -> None:
        self.keyring = keyring
        self._accounts = accounts

    def account(self, key: PersonKey) -> bytes:
        """What a person is looked up by."""
        return hide(self._accounts, str(key))

    def cipher(self, row: Any) -> Cipher:
        """Opens what is sealed for the person of a row of `person_keys`. Raises `Unreadable`."""
        return Cipher(self.keyring.unwrap(row.wrapped, row.wrapped_by, _about_person(row.key_id)))

    def by_account(self, key: PersonKey) -> dict[str, bytes]:
        """The parameter of a query that looks for a person's account."""
        return {"account": self.account(key)}

    def find(self, key: PersonKey, *, locked: bool = False) -> Select[Any]:
        """Reads the person's row; `locked` holds it to the end of the transaction, on engines that lock rows."""
        query = select(person_keys).where(person_keys.c.account == self.account(key))
        return query.with_for_update() if locked else query

    async def add_person(self, database: Database, key: PersonKey, on: date) -> None:
        """See that the person has a key, in a transaction of its own: it has to last before anything is sealed."""
        async with database.writing() as connection:
            await connection.execute(added(connection, person_keys, self.new_person(key, on)))

    def new_person(self, key: PersonKey, on: date) -> dict[str, Any]:
        """A row of `person_keys` with a fresh key, made on that day (UTC)."""
        key_id = os.urandom(16)
        return {
            "account": self.account(key),
            "key_id": key_id,
            "wrapped": self.keyring.wrap(new_key(), _about_person(key_id)),
            "wrapped_by": self.keyring.current,
            "made_on": on,
        }

    async def unanswered_cipher(self, database: Database, day: date) -> Cipher:
        """Seals the unanswered questions of a day; its key is made when there is none."""
        return Cipher(await _purpose_key(database, self.keyring, _UNANSWERED + day.isoformat()))

    async def unanswered_ciphers(self, connection: AsyncConnection, days: Sequence[date]) -> dict[date, Cipher]:
        """Opens the unanswered questions of these days; a day without key is left out."""
        purposes = {_UNANSWERED + day.isoformat(): day for day in days}
        rows = await connection.execute(select(purpose_keys).where(purpose_keys.c.purpose.in_(purposes)))
        return {
            purposes[row.purpose]: Cipher(self.keyring.unwrap(row.wrapped, row.wrapped_by, row.purpose.encode()))
            for row in rows
        }

    async def forget_unanswered(self, connection: AsyncConnection, *, before: date) -> None:
        """Throw away the keys of the days before."""
        purpose = purpose_keys.c.purpose
        old = purpose.startswith(_UNANSWERED) & (purpose < _UNANSWERED + before.isoformat())
        await connection.execute(delete(purpose_keys).where(old))

    async def renew(self, connection: AsyncConnection, *, limit: int) -> int:
        """Wrap by the current secret what an older one wraps, at most `limit` keys of people; how many."""
        current, renewed = self.keyring.current, 0
        older = select(person_keys).where(person_keys.c.wrapped_by != current).order_by(person_keys.c.account)
        for row in (await connection.execute(older.limit(limit).with_for_update())).all():
            fresh = self._rewrapped(row, _about_person(row.key_id))
            await connection.execute(update(person_keys).where(person_keys.c.account == row.account).values(fresh))
            renewed += 1
        query = select(purpose_keys).where(purpose_keys.c.wrapped_by != current).with_for_update()
        for row in (await connection.execute(query)).all():
            fresh = self._rewrapped(row, row.purpose.encode())
            await connection.execute(update(purpose_keys).where(purpose_keys.c.purpose == row.purpose).values(fresh))
            renewed += 1
        return renewed

    def _rewrapped(self, row: Any, about: bytes) -> dict[str, bytes]:
        key = self.keyring.unwrap(row.wrapped, row.wrapped_by, about)
        return {"wrapped": self.keyring.wrap(key, about), "wrapped_by": self.keyring.current}


async def open_vault(database: Database, keyring: Keyring) -> Vault:
    """The vault of a database whose vault schema is current. Raises `MissingKeys` when no secret opens it."""
    try:
        return Vault(keyring, await _purpose_key(database, keyring, _ACCOUNTS))
    except Unreadable as error:
        raise MissingKeys(
            f"None of the secrets at hand opens the database {database.where}; "
            "list the one that it was made with in OSTEON_SECRET_KEYS too."
        ) from error


async def _purpose_key(database: Database, keyring: Keyring, purpose: str) -> bytes:
    query = select(purpose_keys).where(purpose_keys.c.purpose == purpose)
    async with database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    if row is None:
        async with database.writing() as connection:
            values = {
                "purpose": purpose,
                "wrapped": keyring.wrap(new_key(), purpose.encode()),
                "wrapped_by": keyring.current,
            }
            await connection.execute(added(connection, purpose_keys, values))
            row = (await connection.execute(query)).one()
    return keyring.unwrap(row.wrapped, row.wrapped_by, purpose.encode())


def added(connection: AsyncConnection, table: Any, values: dict[str, Any]) -> Any:
    """Adds a row unless it is there: somebody else may be as quick."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table).values(values).on_conflict_do_nothing()


def _about_person(key_id: bytes) -> bytes:
    return b"person " + key_id
