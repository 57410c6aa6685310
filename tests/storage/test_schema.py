"""The schema: migrations and tables agree, and no personal data escapes export and erasure."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text, inspect
from storage_examples import ANN, EVERY_EVENT, FULL_STATE, NOW, SECRETS, opened, raw_database

import bot
from bot.storage.sql import upgrade
from bot.storage.sql.personal import undeclared
from bot.storage.sql.sqlite import vault_path
from bot.storage.sql.tables import PERSONAL_PARTS, VAULT, metadata

SQL = Path(bot.__file__).parent / "storage" / "sql"
VERSIONS = SQL / "migrations" / "versions"
VAULT_VERSIONS = SQL / "vault_migrations" / "versions"


async def test_migrations_lead_to_the_declared_tables(sql_url: str):
    """On either engine a migrated database differs from the declared tables in nothing."""
    await upgrade(sql_url, secret_keys=SECRETS)
    async with raw_database(sql_url) as raw, raw.reading() as connection:

        def compare(sync_connection):
            options = {"compare_type": True, "compare_server_default": True, "include_schemas": True}
            options["include_name"] = lambda name, kind, parents: kind != "schema" or name in (None, VAULT)
            found = compare_metadata(MigrationContext.configure(sync_connection, opts=options), metadata)
            inspected = inspect(sync_connection)
            names = set(inspected.get_table_names())
            return found, names | {f"{VAULT}.{name}" for name in inspected.get_table_names(schema=VAULT)}

        differences, names = await connection.run_sync(compare)
    ours = [each for each in differences if not (each[0] == "remove_table" and each[1].name == "alembic_version")]
    assert ours == []
    assert names - {"alembic_version", f"{VAULT}.alembic_version"} == set(metadata.tables)


async def test_migrating_again_changes_nothing(database: Path):
    """The migrations applied are told once; afterwards, and for a store in memory, there are none."""
    applied, _ = await upgrade(str(database), secret_keys=SECRETS)
    ids = [f"vault-{path.name[:4]}" for path in sorted(VAULT_VERSIONS.glob("[0-9]*.py"))]
    assert applied == (*ids, *(path.name[:4] for path in sorted(VERSIONS.glob("[0-9]*.py"))))
    before = database.read_bytes()
    assert await upgrade(str(database), secret_keys=SECRETS) == ((), 0)
    assert database.read_bytes() == before
    assert await upgrade("memory:") == ((), 0)


async def test_a_failed_migration_leaves_the_file_as_it_was(database: Path, monkeypatch: pytest.MonkeyPatch):
    """All migrations of a start happen in one transaction."""
    from alembic.operations import Operations

    def fail(self: Operations, *_arguments: object, **_options: object) -> None:
        raise RuntimeError("half way")

    with monkeypatch.context() as patched:
        patched.setattr(Operations, "create_index", fail)
        with pytest.raises(RuntimeError):
            await upgrade(str(database), secret_keys=SECRETS)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == []
    assert (await upgrade(str(database), secret_keys=SECRETS))[0] != ()


async def test_migrations_run_from_any_folder(tmp_path: Path):
    """No configuration file and no working folder is needed."""
    code = "import asyncio, bot.storage.sql as sql; print(asyncio.run(sql.upgrade('here.db')))"
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-c", code),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(bot.__file__).parents[1])},
        stdout=asyncio.subprocess.PIPE,
    )
    assert b"0001" in (await program.communicate())[0]
    assert {path.name for path in tmp_path.iterdir()} == {"here.db", "here.db.key", "here.db.vault"}


@pytest.mark.parametrize("folder", [VERSIONS, VAULT_VERSIONS], ids=["data", "vault"])
def test_every_migration_gives_its_reason_and_follows_the_last(folder: Path):
    """Migrations are numbered without gaps, each saying why at its top and building on the one before."""
    paths = sorted(folder.glob("*.py"))
    assert paths
    for number, path in enumerate(paths, start=1):
        written = path.read_text(encoding="utf-8")
        before = f'"{number - 1:04}"' if number > 1 else "None"
        assert path.name.startswith(f"{number:04}_")
        assert re.match(r'"""[^\n]+\n\nWhy: ', written), path.name
        assert f'revision = "{number:04}"' in written
        assert f"down_revision = {before}\n" in written


def test_every_table_about_a_person_is_exported_and_erased():
    """A table that leads to a person declares how it is exported and erased."""
    assert undeclared(metadata, PERSONAL_PARTS) == []


@pytest.mark.parametrize(
    "columns",
    [
        [Column("person_id", Integer)],
        [Column("whose", Integer, ForeignKey("persons.id"))],
        [Column("rating", Integer, ForeignKey("feedback.id"))],
        [Column("person_key", Text)],
        [Column("account", Text)],
    ],
)
def test_a_table_without_declaration_is_found(columns: list[Column[object]]):
    """A new table with a person in it, by name or by reference, at any distance, does not go unnoticed."""
    grown = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(grown)
    Table("reminders", grown, Column("id", Integer, primary_key=True), *columns)
    assert undeclared(grown, PERSONAL_PARTS) == ["reminders"]
    assert undeclared(metadata, PERSONAL_PARTS[1:]) == [PERSONAL_PARTS[0].table.name]


async def test_each_declared_part_is_filled_exported_and_erased(database: Path):
    """Every table with a part takes rows, shows them in the export and loses them all in an erasure."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
        receipt = await store.erase_person(ANN)
    assert set(receipt.removed) == {part.table.name for part in PERSONAL_PARTS}
    assert min(receipt.removed.values()) > 0
    for part in PERSONAL_PARTS:
        file = vault_path(database) if part.table.schema else database
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute(f"SELECT count(*) FROM {part.table.name}").fetchone() == (0,)
