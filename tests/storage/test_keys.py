"""The operator's secrets: made, listed, rotated, missing, malformed."""

# ruff: noqa: ASYNC240 (a test may block on a file)

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path

import pytest
from storage_examples import ANN, BEN, EVERY_EVENT, FULL_STATE, LATER, NOW, OTHER_SECRETS, SECRETS, assert_plain, opened

from bot.core.person import PersonState
from bot.errors import MissingKeys, UsageError
from bot.storage.key_file import key_path
from bot.storage.sql import open_store, upgrade
from bot.storage.sql.sqlite import vault_path


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX")
async def test_a_file_without_secrets_gets_a_key_file_of_its_owner_alone(database: Path):
    """By default a secret is made once and kept beside the file with mode 0600."""
    async with open_store(str(database)) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    made = key_path(database)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    before = made.read_bytes()
    async with open_store(str(database)) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE
    assert made.read_bytes() == before
    assert [path.name for path in database.parent.iterdir() if path.name.startswith(made.name)] == [made.name]


async def test_listed_secrets_need_no_key_file(database: Path):
    """With OSTEON_SECRET_KEYS nothing secret is written beside the data."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert not key_path(database).exists()


async def test_a_missing_key_file_is_told_and_none_is_made(database: Path):
    """Without the key file the database is not opened and no other key is begun; put back, all is there."""
    async with open_store(str(database)) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    away = key_path(database).rename(database.with_name("away"))
    with pytest.raises(MissingKeys) as missing:
        async with open_store(str(database)):
            pass
    assert_plain(missing.value, key_path(database))
    assert not key_path(database).exists()
    away.rename(key_path(database))
    async with open_store(str(database)) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE


@pytest.mark.parametrize("written", ["", "short\n", "not base64 at all\n", "\xff"])
async def test_a_damaged_key_file_is_told(database: Path, written: str):
    """A key file that holds no secret is named as such and left alone."""
    async with open_store(str(database)):
        pass
    key_path(database).write_text(written, encoding="latin-1")
    with pytest.raises(MissingKeys, match="key file"):
        async with open_store(str(database)):
            pass
    assert key_path(database).read_text(encoding="latin-1") == written


async def test_a_missing_vault_is_told_and_none_is_begun(database: Path):
    """Data without its vault is not taken for a database without people."""
    async with opened(database) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    away = vault_path(database).rename(database.with_name("away"))
    with pytest.raises(MissingKeys, match="vault"):
        async with opened(database):
            pass
    vault_path(database).unlink()
    away.rename(vault_path(database))
    async with opened(database) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE


async def test_the_wrong_secret_is_told(sql_url: str):
    """A database opens with a secret that it knows, on either engine; the sentence shows none."""
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    with pytest.raises(MissingKeys, match="OSTEON_SECRET_KEYS") as missing:
        async with open_store(sql_url, secret_keys=OTHER_SECRETS):
            pass
    assert OTHER_SECRETS[0] not in str(missing.value)


async def test_postgres_asks_for_a_secret(postgres_url: str):
    """There is no file to put one beside."""
    with pytest.raises(MissingKeys, match="openssl rand"):
        async with open_store(postgres_url):
            pass


@pytest.mark.parametrize("written", ["", "secret", "c2hvcnQ=", "ü" * 32, SECRETS[0] + "x"])
async def test_a_malformed_secret_is_told_and_not_shown(database: Path, written: str):
    """Which one is off is said by its number."""
    with pytest.raises(UsageError, match="Secret 2 in OSTEON_SECRET_KEYS") as refused:
        async with open_store(str(database), secret_keys=(*SECRETS, written)):
            pass
    assert not written or written not in str(refused.value).replace("OSTEON_SECRET_KEYS", "").replace("Secret", "")
    assert not database.exists()


async def test_rotation_loses_nobody(sql_url: str):
    """New secret listed first, everything wrapped anew, old secret dropped: all people are there, on either engine."""
    async with open_store(sql_url, secret_keys=SECRETS) as store:
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    both = (*OTHER_SECRETS, *SECRETS)
    async with open_store(sql_url, secret_keys=both) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE
        await store.save_turn(BEN, FULL_STATE, (), version=0, now=NOW)
    applied, renewed = await upgrade(sql_url, secret_keys=both)
    assert (applied, renewed) == ((), 3)  # Ann's key, the one for accounts, the one of a day's questions
    assert await upgrade(sql_url, secret_keys=both) == ((), 0)
    async with open_store(sql_url, secret_keys=OTHER_SECRETS) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE
        assert (await store.load_person(BEN)).state == FULL_STATE
        assert await store.unanswered(limit=1) == ("do zebras get this?",)
        assert await store.save_turn(ANN, PersonState(), (), version=1, now=LATER) == 2
    with pytest.raises(MissingKeys):
        async with open_store(sql_url, secret_keys=SECRETS):
            pass


async def test_from_the_key_file_to_a_listed_secret(database: Path):
    """The key file counts beside what is listed, so that moving away from it needs no copying of secrets."""
    async with open_store(str(database)) as store:
        await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert (await upgrade(str(database), secret_keys=SECRETS))[1] == 2
    key_path(database).unlink()
    async with opened(database) as store:
        assert (await store.load_person(ANN)).state == FULL_STATE


async def test_many_that_start_at_once_make_one_key(database: Path):
    """Openings of a new file at the same moment agree on one key file and one vault."""

    async def come(number: int) -> int:
        async with open_store(str(database), busy_timeout=20) as store:
            return (
                await store.save_turn(ANN if number else BEN, FULL_STATE, (), version=0, now=NOW) if number < 2 else 1
            )

    assert set(await asyncio.gather(*map(come, range(6)))) == {1}
    async with open_store(str(database)) as store:
        assert (await store.load_person(ANN)).version == 1
        assert (await store.load_person(BEN)).version == 1
