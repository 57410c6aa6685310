"""What happens to an SQLite file in the wild: each fault is a plain sentence, and nothing is half done."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, update
from storage_examples import (
    ANN,
    EVERY_EVENT,
    FULL_STATE,
    LATER,
    SECRETS,
    assert_plain,
    fill,
    opened,
    sql_database,
    store_on,
)

from bot.core.person import PersonState
from bot.errors import NewerDatabase, StorageBusy, StorageError
from bot.storage.sql import open_store, upgrade
from bot.storage.sql.sqlite import vault_path
from bot.storage.sql.tables import persons

NOBODY = 65534


@contextmanager
def without_privileges() -> Iterator[None]:
    """File permissions do not hold the superuser back; be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user of this machine can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


# not writable, not there, not ours


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of this kind are POSIX")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
async def test_a_read_only_file_is_told_as_such(open_folder: Path, file: int, folder: int):
    """Where the file or its folder is read-only, saving says so and nothing is lost."""
    database = open_folder / "people.db"
    await fill(database)
    for path in (database, vault_path(database)):
        path.chmod(file)
    open_folder.chmod(folder)
    with without_privileges(), pytest.raises(StorageBusy) as read_only:
        async with opened(database) as store:
            await store.save_turn(ANN, PersonState(), (), version=1, now=LATER)
    assert_plain(read_only.value, database)
    assert "cannot be written" in str(read_only.value)
    open_folder.chmod(0o777)
    for path in (database, vault_path(database)):
        path.chmod(0o666)
    async with opened(database) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE


async def test_a_save_to_a_read_only_connection_stores_nothing(database: Path):
    """A file system that turns read-only under the program costs the turn alone."""
    await fill(database)
    async with sql_database(database, "query_only=ON") as opened_file:
        store = await store_on(opened_file)
        with pytest.raises(StorageBusy) as read_only:
            await store.save_turn(ANN, PersonState(), EVERY_EVENT, version=1, now=LATER)
        assert_plain(read_only.value, database)
        assert (await store.load_person(ANN)).state == FULL_STATE


@pytest.mark.parametrize("written", ["Dear diary,\n" * 400, "short"])
async def test_a_file_of_another_kind_is_refused_and_untouched(database: Path, written: str):
    """A file that is no database is named as such, and not a byte of it changes."""
    database.write_text(written)
    with pytest.raises(StorageError) as refused:
        async with opened(database):
            pass
    assert_plain(refused.value, database)
    assert "not an SQLite database" in str(refused.value)
    assert database.read_text() == written


async def test_another_programs_database_is_refused_and_untouched(database: Path):
    """Tables of another program are left alone."""
    with closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE persons (name TEXT)")
    with pytest.raises(StorageError) as refused:
        async with opened(database):
            pass
    assert_plain(refused.value, database)
    with closing(sqlite3.connect(database)) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("persons",)]


async def test_a_missing_folder_is_told(tmp_path: Path):
    """A database in a folder that does not exist cannot be opened; the folder is not made."""
    database = tmp_path / "nowhere" / "people.db"
    with pytest.raises(StorageBusy) as unreachable:
        async with opened(database):
            pass
    assert_plain(unreachable.value, database)
    assert not database.parent.exists()


async def test_a_folder_is_not_a_database(tmp_path: Path):
    """A folder given as the database cannot be opened."""
    with pytest.raises(StorageBusy) as unreachable:
        async with open_store(f"sqlite:///{tmp_path}"):
            pass
    assert_plain(unreachable.value, tmp_path)


async def test_a_damaged_file_is_told(database: Path):
    """A database whose pages are overwritten is damaged, in plain words."""
    await fill(database)
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (database.stat().st_size - 4096))
    with pytest.raises(StorageError) as damaged:
        async with opened(database) as store:
            await store.export_person(ANN)
    assert_plain(damaged.value, database)
    assert "damaged" in str(damaged.value)


async def test_a_file_moved_away_takes_no_more_saves(database: Path):
    """A save is refused rather than written into a file that nobody will find; put back, it goes on."""
    await fill(database)
    async with opened(database) as store:
        await store.load_person(ANN)
        away = database.rename(database.with_name("away.sqlite3"))
        with pytest.raises(StorageBusy) as moved:
            await store.save_turn(ANN, PersonState(), (), version=1, now=LATER)
        assert_plain(moved.value, database)
        away.rename(database)
        assert await store.save_turn(ANN, PersonState(), (), version=1, now=LATER) == 2


# newer, unreadable


async def test_a_newer_database_is_refused_and_untouched(database: Path):
    """A schema that this version does not know is refused when opening and when migrating."""
    await fill(database)
    with closing(sqlite3.connect(database)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(NewerDatabase) as refused:
        async with opened(database):
            pass
    assert_plain(refused.value, database)
    assert "9999" in str(refused.value)
    with pytest.raises(NewerDatabase):
        await upgrade(str(database), secret_keys=SECRETS)
    with closing(sqlite3.connect(database)) as newer:
        assert newer.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
        assert newer.execute("SELECT count(*) FROM persons").fetchone() == (1,)


async def test_an_unreadable_person_can_still_be_exported_and_erased(database: Path):
    """A state that cannot be read is a plain sentence; the person's rights are not affected."""
    await fill(database)
    async with sql_database(database) as opened_file:
        vault = (await store_on(opened_file))._vault
        async with opened_file.writing() as connection:
            cipher = vault.cipher((await connection.execute(vault.find(ANN))).one())
            row = (await connection.execute(select(persons.c.profile))).scalar_one()
            profile = cipher.open(row, "persons.profile") | {"settings": ["of tomorrow"]}
            await connection.execute(update(persons).values(profile=cipher.seal(profile, "persons.profile")))
    async with opened(database) as store:
        with pytest.raises(StorageError, match="osteon erase"):
            await store.load_person(ANN)
        assert (await store.export_person(ANN))["settings"] == ["of tomorrow"]
        assert (await store.erase_person(ANN)).total == 10


@pytest.mark.parametrize("column", ["profile", "conversation"])
async def test_a_changed_byte_is_noticed(database: Path, column: str):
    """Sealed rows that were altered, or put in another's place, are not taken for true."""
    await fill(database)
    with closing(sqlite3.connect(database)) as other:
        (sealed,) = other.execute(f"SELECT {column} FROM persons").fetchone()
        altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
        other.execute(f"UPDATE persons SET {column} = ?", (altered,))
        other.commit()
    async with opened(database) as store:
        with pytest.raises(StorageError, match="cannot be read"):
            await store.load_person(ANN)
        assert (await store.erase_person(ANN)).total == 10
