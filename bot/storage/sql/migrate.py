"""Bringing a database to this version's schema. The steps are in `migrations` and `vault_migrations`, append-only.

The vault goes first and is committed first: once data is sealed with a key, the key has to be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, text

from bot.core.person import PersonKey
from bot.errors import MissingKeys, NewerDatabase, OlderDatabase, StorageError
from bot.storage.sealing import Cipher
from bot.storage.sql.database import Database
from bot.storage.sql.tables import VAULT, person_keys
from bot.storage.sql.uninterrupted import uninterrupted
from bot.storage.sql.vault import OpenKeyring, Vault, open_vault

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class _Chain:
    """Migrations that follow each other, and the schema that remembers how far they came."""

    folder: Path
    schema: str | None
    prefix: str  # of the ids as they are told

    def ids(self) -> list[str]:
        """Every migration of this version, first one first."""
        return [script.revision for script in ScriptDirectory.from_config(self.config()).walk_revisions()][::-1]

    def config(self, **attributes: Any) -> Config:
        """What Alembic needs to know."""
        config = Config()
        config.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        config.attributes.update(attributes, schema=self.schema)
        return config


_DATA: Final = _Chain(_HERE / "migrations", None, "")
_KEYS: Final = _Chain(_HERE / "vault_migrations", VAULT, "vault-")
_SEALED: Final = "0002"  # from here on the data needs its vault


@uninterrupted
async def open_current(database: Database, keyring: OpenKeyring) -> Vault:
    """The vault of a database that has this version's schema.

    Raises `OlderDatabase` when migrations are missing, else what `upgrade_database` raises.
    """
    missing, keys_missing = await _all_missing(database)
    if missing or keys_missing:
        raise OlderDatabase(f"The database {database.where} is of an older version; run «osteon migrate» first.")
    return await open_vault(database, await keyring(new=False))


@uninterrupted
async def upgrade_database(database: Database, keyring: OpenKeyring) -> tuple[Vault, tuple[str, ...]]:
    """Apply the missing migrations: the vault of the database, and their ids, none when the schema was current.

    Raises `NewerDatabase` when a newer version of the program wrote the database, `StorageError` when its
    tables are another program's, `MissingKeys` when its keys are not here, `StorageBusy` when it cannot be read or
    written.
    """
    missing, keys_missing = await _all_missing(database)  # no lock is needed to see that nothing is missing
    opened = await keyring(new=keys_missing == tuple(_KEYS.ids()))
    if not missing and not keys_missing:
        return await open_vault(database, opened), ()
    async with database.writing() as connection:
        await database.claim_migration(connection)
        applied = await connection.run_sync(_apply, _KEYS, database, {})
    vault = await open_vault(database, opened)
    async with database.writing() as connection:
        await database.claim_migration(connection)
        await connection.run_sync(_add_keys, vault)
    async with database.writing() as connection:
        await database.claim_migration(connection)
        keys = await connection.run_sync(_keys, vault)
        applied += await connection.run_sync(_apply, _DATA, database, {"person_keys": keys})
    await database.wipe_traces()
    return vault, applied


async def _all_missing(database: Database) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the data's and of the vault's migrations that are still to be applied."""
    async with database.reading() as connection:
        missing = await connection.run_sync(_missing, _DATA, database)
        keys_missing = await connection.run_sync(_missing, _KEYS, database)
    if keys_missing == tuple(_KEYS.ids()) and _SEALED not in missing:
        raise MissingKeys(
            f"The vault of the database {database.where} is missing, and without it nothing in it can be read; "
            "put the vault back beside it."
        )
    return missing, keys_missing


def _apply(connection: Connection, chain: _Chain, database: Database, attributes: Mapping[str, Any]) -> tuple[str, ...]:
    missing = _missing(connection, chain, database)  # again: another process may have done it meanwhile
    if missing:
        if chain.schema and connection.dialect.name != "sqlite":
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {chain.schema}"))
        command.upgrade(chain.config(connection=connection, **attributes), "head")
    return tuple(chain.prefix + revision for revision in missing)


def _missing(connection: Connection, chain: _Chain, database: Database) -> tuple[str, ...]:
    known = chain.ids()
    options = {"version_table_schema": chain.schema}
    applied = MigrationContext.configure(connection, opts=options).get_current_heads()
    unknown = [revision for revision in applied if revision not in known]
    if unknown:
        raise NewerDatabase(
            f"The database {database.where} was written by a newer version of osteon (schema {', '.join(unknown)}); "
            "update osteon, or choose another with --database."
        )
    if applied:
        return tuple(known[known.index(applied[0]) + 1 :])
    if chain.schema is None and inspect(connection).get_table_names():
        raise StorageError(
            f"The database {database.where} holds the tables of another program; choose another with --database."
        )
    return tuple(known)


def _add_keys(connection: Connection, vault: Vault) -> None:
    """Before 0002, whose people are known by name: a key for each."""
    today = datetime.now(UTC).date()
    for user in _people_by_name(connection):
        key = PersonKey.parse(user)
        if connection.execute(vault.find(key)).one_or_none() is None:
            connection.execute(insert(person_keys).values(vault.new_person(key, today)))


def _keys(connection: Connection, vault: Vault) -> dict[str, tuple[bytes, Cipher]]:
    found = {}
    for user in _people_by_name(connection):
        row = connection.execute(vault.find(PersonKey.parse(user))).one()
        found[user] = row.key_id, vault.cipher(row)
    return found


def _people_by_name(connection: Connection) -> list[str]:
    inspected = inspect(connection)
    if not inspected.has_table("persons"):
        return []
    if "key" not in {column["name"] for column in inspected.get_columns("persons")}:
        return []
    return list(connection.execute(text("SELECT key FROM persons")).scalars())
